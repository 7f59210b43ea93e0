// The plan reader: a notice as plain text -> a draft rulebook, with what it gets wrong and what it leaves open.
//
// Purpose: read an action plan of a county, city or province the way a careful clerk would, so that a campaign book
// (docs/rulebooks.md) can be drafted from it. Built on the form such notices share (numbered headings;
// 「X月底前完成…Y%」; 「由X负责」; rosters by post); nothing here knows a place. Guarantees: every item carries its
// sentence and clause; the same bytes give the same draft; what is not said becomes a question, never a value; what
// contradicts itself is kept as written and reported. Names of natural persons are dropped on reading: no item,
// sentence or message holds one that stood before or behind a post. Units: areas in 1/10,000 m² (base::Area); shares
// exact; dates are days. Errors: NoticeUnreadable (empty, binary, no notice); FileNotFound, RulebookInvalid from the
// tables of words. Pure but for the two tables of words, which are read from base::data_folder().
#pragma once

#include "base/json_fwd.hpp"
#include "law/contradiction.hpp"
#include "law/rulebook.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

/// Where something was said.
struct NoticeSource {
    std::string sentence;  ///< without line breaks and blanks; the row of a table with a blank between cells
    std::string clause;    ///< path of heading numbers, "5.2.1"; "0" before the first heading, "A" in the annex
    int line = 0;          ///< of the file
};

struct NoticeDocument {
    std::string number;  ///< empty = not said
    std::string title;
    std::string issuer;
    std::optional<Date> issued_on;
    bool basis = false;  ///< what the notice carries out (「根据…精神」)
    NoticeSource source;
};

struct NoticeScope {
    std::string stock;
    std::optional<int> from_year;
    std::optional<int> to_year;
    std::string since;                ///< idle: idleness | supply | empty = the words leave it open
    bool expropriation_only = false;  ///< the words speak of 征收 and not of conversion alone
    NoticeSource source;
};

struct NoticeTarget {
    std::string stock;  ///< unsupplied | idle | another word of the glossary | approval_supply_rate; empty = not said
    std::string basis;  ///< rate | area | ceiling
    Share rate;
    Area area;
    bool at_least = false;  ///< 不低于, 不少于, 以上
    bool stretch = false;   ///< 力争, 争取: hoped for beside what is asked
    bool provisional = false;
    bool base_stated = false;      ///< a rate: what it is of
    std::optional<int> from_year;  ///< a band of years of approval
    std::optional<int> to_year;
    std::string addressee;    ///< one county or township of several; empty = the whole
    std::optional<Date> due;  ///< by when, where the notice says it: tells the years of a plan apart
    bool whole_plan = false;  ///< of a plan of several years, all of them together
    NoticeSource source;
};

struct NoticeBaseline {
    std::string stock;
    Area area;
    std::optional<Date> on;
    NoticeSource source;
};

struct NoticeMilestone {
    Date on;
    Share share;
    std::string of;     ///< task | plan | stock | area: a share of the task of the year or of all years of a plan, a
                        ///< rate of the stock, an area done by then
    std::string stock;  ///< empty = all
    std::string words;  ///< the words of this node alone
    Area area;          ///< where the notice gives one; of = task then only if the task is an area, too
    NoticeSource source;
};

struct NoticeStage {
    std::string name;
    std::optional<Date> from;
    std::optional<Date> to;
    std::vector<std::string> tests;
    NoticeSource source;
};

struct NoticeRoute {
    std::string id;
    base::Text name;
    std::string counts;  ///< when it counts as digestion: a default of ours, from the table of routes
    NoticeSource source;
};

struct NoticeUnit {
    std::string id;  ///< of departments.tsv; "unit-1" … for units that the table does not know
    base::Text name;
    bool known = true;
};

struct NoticeDuty {
    std::string department;
    std::string role;  ///< responsible | lead | assist
    std::string task;
    NoticeSource source;
};

struct NoticeMember {
    std::string unit;   ///< empty = not recognised
    std::string place;  ///< township
    std::string post;
    std::string role;  ///< head | deputy | member
    NoticeSource source;
};

struct NoticeDeadline {
    std::optional<Date> on;
    std::string recurs;  ///< weekly | monthly | quarterly | half_yearly | yearly; then `on` is empty
    std::string what;
    std::vector<std::string> routes;
    NoticeSource source;
};

struct NoticeGroup {
    std::vector<std::string> names;
    std::string office;
    std::vector<Group::Described> office_head;
    std::vector<std::string> text_members;
    NoticeSource source;
};

struct NoticeZone {
    std::string name;
    std::string level;  ///< national | provincial | lower | not_stated
    NoticeSource source;
};

/// A contradiction (with readings, if code can name them) or a question to send upward.
struct NoticeRemark {
    std::string id;
    std::string code;
    std::string where;
    base::Text text;
    std::vector<std::string> sentences;
    std::vector<Reading> readings;
};

struct NoticeDraft {
    std::string name;  ///< of the file
    int year = 0;      ///< of the campaign; 0 = not said
    std::string place;
    std::string division;  ///< code, if the table of divisions knows the place
    NoticeDocument notice;
    std::vector<NoticeDocument> documents;  ///< others that it cites
    std::vector<NoticeScope> scopes;
    std::vector<NoticeTarget> targets;
    std::vector<NoticeBaseline> baselines;
    std::optional<Date> base_day;  ///< of the stock that a rate is of (「以2024年底存量为基数」)
    std::vector<NoticeMilestone> milestones;
    std::vector<NoticeStage> stages;
    std::vector<NoticeRoute> routes;
    std::vector<NoticeUnit> units;
    std::vector<NoticeDuty> duties;
    std::vector<NoticeMember> members;
    std::vector<NoticeDeadline> deadlines;
    NoticeGroup group;
    std::vector<NoticeZone> zones;
    bool counting_stated = false;  ///< the notice says whose figures count
    std::vector<NoticeRemark> contradictions;
    std::vector<NoticeRemark> questions;

    const NoticeUnit* unit(std::string_view id) const;
};

base::Result<NoticeDraft> read_notice(std::string_view bytes, const std::string& name);

/// {"notice","documents","scopes","targets","baselines","milestones","stages","routes","duties","members","deadlines",
/// "group","zones","contradictions","questions"}: docs/cli.md.
base::Json notice_json(const NoticeDraft& draft);

/// The draft as TOML. parse_rulebook accepts it where the notice says enough (date of issue, both scopes, a group with
/// its office); where it does not, the first lines say what is missing. Defaults of ours are marked as such.
std::string notice_toml(const NoticeDraft& draft);
/// What keeps the draft from being a rulebook; empty = nothing.
std::vector<base::Text> notice_gaps(const NoticeDraft& draft);

}  // namespace law
