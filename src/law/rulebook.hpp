// Rulebooks: law and campaigns as dated data (TOML). How one is written: docs/rulebooks.md.
//
// parse_rulebook is strict: an unknown key, a missing key, a wrong type, a date that is none, an interval that ends
// before it begins, or a name that nothing in the book carries is an error that names line and key
// (RulebookInvalid). What a notice itself gets wrong is not an error of the book: it is kept as written and
// reported by contradictions() (law/contradiction.hpp).
//
// A book never says who: members of a leading group stand in it by unit and post.
#pragma once

#include "base/area.hpp"
#include "base/date.hpp"
#include "base/error.hpp"
#include "base/result.hpp"
#include "law/decision_table.hpp"
#include "law/share.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

using base::Area;
using base::Date;

/// How sure a rule is: S source found, M+ memory with a source in part, M memory (a setting to be checked),
/// N the notice itself, I our own inference, D measured on data.
struct Tag {
    std::string code;
    bool operator==(const Tag&) const = default;
};

/// An article that the book holds, in our own words: what a parameter, a row of a table or a clause may cite.
struct Article {
    std::string document;
    std::string id;  ///< 第二条第一款, 5.1.2
    base::Text text;
    Tag tag;
};

/// A document that the book rests on.
struct Document {
    std::string id;      ///< short name by which the book cites it
    std::string number;  ///< 隰政办发〔2024〕1号
    base::Text title;
    std::string issuer;
    std::optional<Date> issued_on;
    std::optional<Date> in_force_from;
    std::string parent;  ///< id of the document it carries out
};

/// A dated parameter: a number, a share or a word, with the article that fixes it.
struct Parameter {
    std::string id;
    Share value;       ///< numbers and shares; 1/1 and 0/1 for true and false
    std::string word;  ///< settings that are words ("any_below")
    std::string unit;  ///< year | day | share | word | flag
    Date valid_from;
    std::optional<Date> valid_to;  ///< last day; none = "open"
    std::string document;          ///< id of a document of the same book
    std::string article;
    Tag tag;
    std::string replaces;  ///< name of the book whose parameter of this id it overrides, explicitly
    base::Text note;
    std::string citation;  ///< "闲置土地处置办法 第二条第一款": title of the document and article; made at load
};

// ---- campaign ------------------------------------------------------------------------------------------------

/// Which approving authorities the book knows, and what they allow.
struct Approver {
    std::string id;                              ///< state_council | province | city
    std::vector<std::string> authority_words;    ///< any of them inside the authority's name
    std::vector<std::string> document_prefixes;  ///< where no authority is stated: beginning of the 批文号
    bool in_scope = true;
    bool withdrawable = false;  ///< 5.3 names the State Council and the province only
};

/// What a stock of the campaign holds.
struct Scope {
    std::string stock;  ///< unsupplied | idle
    Date from;          ///< unsupplied: approved_on; idle: see `since`
    std::optional<Date> to;
    std::string since;            ///< idle: idleness | supply
    bool since_stated = true;     ///< the notice says which; else a default of ours
    std::string conversion_only;  ///< unsupplied: in | out, for approvals without expropriation
    bool conversion_only_stated = true;
    std::string clause;
    Tag tag;
    base::Text text;
};

struct CampaignTarget {
    std::string id;
    std::string stock;
    std::string basis;  ///< rate | area | ceiling
    Share rate;         ///< basis rate
    Area area;          ///< basis area or ceiling
    bool provisional = false;
    bool base_stated = true;  ///< the notice says what the rate is of
    Date in_force_from;
    std::string document;
    std::string clause;
    Tag tag;
};

/// Up to which day an extract of the ministry's system shows a milestone (截止时间); see law/cutoff.hpp.
struct Cutoff {
    std::string kind;   ///< last_day | last_working_day | month_day | on
    int month_day = 0;  ///< kind month_day: 1 … 31
    Date on;            ///< kind on
    Tag tag;
};

/// One step of the cumulative curve, as written.
struct Milestone {
    std::string id;
    Date on;
    Share share;
    std::string clause;
    std::string text;                   ///< the words of the notice
    std::optional<Cutoff> cutoff = {};  ///< none: the campaign's
};

/// One way to read a contradiction.
struct Reading {
    std::string contradiction;
    std::string id;
    base::Text text;
    std::vector<std::string> strike;  ///< milestones that fall away
    struct Move {
        std::string milestone;
        Date to;
    };
    std::vector<Move> move;  ///< milestones that get another day
};

struct Stage {
    std::string id;
    base::Text name;
    Date from;
    Date to;
    std::string clause;
    std::vector<std::string> tests;  ///< stock_clear, task_clear …
};

struct Deadline {
    std::string id;  ///< withdrawal_filing | final_report
    Date on;
    std::string clause;
    std::vector<std::string> routes;  ///< routes it applies to, if any
    base::Text text;
};

/// One of the ten routes (or none, needs_facts).
struct Route {
    std::string id;
    base::Text name;
    base::Text next_step;
    std::string clause;
    std::string counts;        ///< never | recorded | marked | procedure: when it counts as digestion
    std::string decides = {};  ///< approving_authority | county_government | bureau; empty: the book does not say
    Tag decides_tag = {};
};

/// A paper that routes take.
struct RoutePaper {
    std::string id;
    base::Text name;
    std::vector<std::string> routes;
    std::string document;  ///< id of a document of the same book
    std::string article;
    Tag tag;
};

/// One of the causes of non-supply.
struct Cause {
    std::string id;
    base::Text name;
    std::vector<std::string> words;  ///< other spellings met in ledgers
};

/// A row of the decision table cause × facts → route. Rows of one cause are read in order; the first that holds wins.
/// A row whose condition rests on an unknown fact stops the reading: needs_facts, and the fact is named.
struct RouteRow {
    std::string id;
    std::string cause;
    std::string expropriated;  ///< any | yes | no
    std::string use;           ///< any | a class of use
    std::string route;
    std::string clause;
    Tag tag;
};

/// A test case beside the rows: the facts, and the row that answers ("ID?" where a fact of row ID is unknown).
struct RouteCase {
    std::string row;
    std::string cause;
    std::string expropriated;  ///< yes | no | unknown
    std::string use;           ///< a class of use | unknown
};

/// Words by which a land use is put into a class; the first class with a word inside the use wins.
struct UseClass {
    std::string id;  ///< public | commercial
    std::vector<std::string> words;
};

/// counts_as: which way out of the stock counts, from when.
struct CountsAs {
    std::string way;
    std::string counts;  ///< yes | apart | no | minus
    std::string when;    ///< recorded | marked | never
    base::Text text;
    Tag tag;
};

/// A rate that a stock is read by: one of its quantities over another, of the closed list of law/measures.hpp.
struct Measure {
    std::string id;  ///< digestion_rate | completion_rate | … : any name
    base::Text name;
    std::string of, over;
    base::Text text;  ///< its definition, for people
    Tag tag;
};

/// What a target of a basis asks for.
struct TargetKind {
    std::string id;  ///< rate | area | ceiling: the basis of a target
    base::Text name;
    std::string task;  ///< rate_of_baseline | area | baseline_less_area
    Tag tag;
};

struct Department {
    std::string id;
    base::Text name;
    std::vector<std::string> words;
};

struct Duty {
    std::string id;
    std::string department;
    base::Text task;
    std::string clause;
};

/// By unit and post only.
struct Member {
    std::string unit;   ///< id of a department
    std::string place;  ///< township, where the unit is one
    std::string post;
    std::string role;  ///< head | deputy | member
};

struct Group {
    std::vector<std::string> names;  ///< each name the notice uses
    std::string office;              ///< department id
    struct Described {
        std::string where;
        std::string words;
    };
    std::vector<Described> office_head;
    std::vector<std::string> text_members;  ///< departments listed in the text; the annex is `members`
    std::vector<Member> members;
    std::string clause;
};

struct Zone {
    std::string id;
    base::Text name;
    std::string level;  ///< national | provincial | lower | not_stated
    std::string clause;
};

/// What the notice leaves open and no figure of the book shows.
struct OpenPoint {
    std::string id;
    std::string code;
    std::string clause;
    base::Text text;
};

struct Campaign {
    std::string division;
    base::Text name;
    std::string document;  ///< id of the notice
    Date baseline_day;
    bool baseline_stated = false;
    Tag baseline_tag;
    std::string counting;  ///< official | signed
    bool noise_in_stock = true;
    bool carried_in_stock = true;
    bool recovered_in_stock = false;
    bool adjusted_counts = false;
    bool fee_is_disposal = false;  ///< idle land whose fee was collected counts as disposed of
    std::optional<Cutoff> cutoff;  ///< of milestones and months that state none; none: the day itself
    int year_end_grace = 0;        ///< days in January for which papers of the old year still count in it
    Tag year_end_grace_tag;
    std::vector<Approver> approvers;
    std::vector<Scope> scopes;
    std::vector<CampaignTarget> targets;
    std::vector<Milestone> milestones;
    std::vector<Reading> readings;
    std::vector<Stage> stages;
    std::vector<Deadline> deadlines;
    std::vector<Route> routes;
    std::vector<Cause> causes;
    std::vector<RouteRow> route_rows;
    std::vector<RouteCase> route_cases;
    std::shared_ptr<const CompiledTable> route_table;  ///< of route_rows; null where the book has none
    std::vector<RoutePaper> papers;
    std::vector<UseClass> use_classes;
    std::vector<CountsAs> counts_as;
    std::vector<Measure> measures;         ///< empty: measures_of() has the trade's own
    std::vector<TargetKind> target_kinds;  ///< empty: the trade's own
    std::vector<Department> departments;
    std::vector<Duty> duties;
    Group group;
    std::vector<Zone> zones;
    std::vector<std::string> townships;
    std::vector<OpenPoint> open_points;

    const Scope* scope(std::string_view stock) const;
    const Route* route(std::string_view id) const;
    const Cause* cause(std::string_view id) const;
    const Department* department(std::string_view id) const;
    const Deadline* deadline(std::string_view id) const;
};

struct Rulebook {
    std::string name;  ///< "xixian-2024", "national/idle-land-53"
    std::string kind;  ///< national | provincial | campaign
    base::Text title;
    std::vector<std::string> uses;
    std::vector<Document> documents;
    std::vector<Article> articles;
    std::vector<Parameter> parameters;
    std::vector<DecisionTable> tables;
    std::optional<Campaign> campaign;
    std::string text;  ///< the whole file: what adoption writes into the journal

    const Document* document(std::string_view id) const;
};

/// A book with all the books it uses, itself first.
struct RulebookSet {
    std::vector<Rulebook> books;

    const Rulebook& main() const { return books.front(); }
    /// The main book is a campaign (checked by load_rulebooks when asked for one); asserts otherwise.
    const Campaign& campaign() const;
    /// The parameter in force on a day; one that `replaces` wins over the one it replaces. Null if there is none.
    const Parameter* parameter(std::string_view id, Date on) const;
    /// The table of that name that holds on a day: the latest of its book; one that `replaces` wins over the one it
    /// replaces. Null if there is none.
    const DecisionTable* table(std::string_view id, Date on) const;
};

/// `name` stands in errors and becomes the book's name.
base::Result<Rulebook> parse_rulebook(std::string_view toml, const std::string& name);

/// Gives the text of a book by its name; RulebookNotFound if there is none.
using BookSource = std::function<base::Result<std::string>(const std::string& name)>;

/// Whether a book with a faulty table is refused: always, but for `rulebook check`, which lists every fault (Left), and
/// for the routes of a campaign that a store adopted, perhaps before they were proved (ButRoutes): a case that no row
/// answers needs facts, as it always did.
enum class Proofs : std::uint8_t { Demanded, ButRoutes, Left };

/// Who holds the tables that the judgement asks. Lent: a store that adopted its books before there were tables left
/// these decisions to the program, and still does: national/idle-land-53 as it is shipped lends them.
enum class Tables : std::uint8_t { Own, Lent };

/// Reads a book and, through `uses`, all below it. Errors: RulebookNotFound, RulebookInvalid (also for a ring of
/// uses, for two books that give one parameter for one day, or one table, without `replaces`, for a table with a gap, a
/// conflict, a row out of reach or a case that another row answers, and for a campaign whose books lack a parameter or
/// a table that the judgement needs). `beside`: optional books read as well, in any order; what they change of the
/// others they say by `replaces`.
base::Result<RulebookSet> load_rulebooks(const std::string& name, const BookSource& source,
                                         Proofs proofs = Proofs::Demanded, Tables tables = Tables::Own,
                                         const std::vector<std::string>& beside = {});

/// The books that lie in base::data_folder()/rulebooks: "xixian-2024" is campaigns/xixian-2024.toml,
/// "national/idle-land-53" is national/idle-land-53.toml.
BookSource shipped_books();
std::vector<std::string> shipped_book_names();
/// load_rulebooks(name, shipped_books()).
base::Result<RulebookSet> load(const std::string& name);

}  // namespace law
