// One case of possible idle land, described by hand -> verdict with reasons (`panhuo judge`).
//
// Pure: the same facts, books and day give the same verdict. The tests themselves (what a start is, which day governs,
// shares, days that count, route) are the ones by which judge_supply judges every supply of a store; here they get
// facts that a store does not hold, such as causes and their proof.
// Everything may be absent, and unknown is not no: an answer that turns on an unknown fact is `unknown` or
// `needs_facts`, and the fact is named. Facts dated after the day of judgement are not looked at, and said so.
// The unit is the parcel (宗地, one contract or decision), never the project.
// Sources: 闲置土地处置办法 (国土资源部令第53号) arts 2, 5, 8-15, 17, 22, 25, 30; holdings named in tests/cases/idle.
// Form of the case file and of the verdict: case_json.hpp.
#pragma once

#include "land/records.hpp"
#include "law/idle_route.hpp"
#include "law/rulebook.hpp"
#include "law/start_date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

struct CaseTransfer {
    std::optional<Date> on;
    std::string kind;                ///< judicial | sale | merger; empty = not stated
    std::optional<bool> registered;  ///< in the land register
};

/// How far the authority has come.
struct CaseProcedure {
    std::optional<Date> notice_served_on;      ///< 闲置土地调查通知书
    std::optional<Date> recognised_on;         ///< 闲置土地认定书
    std::optional<Date> hearing_notified_on;   ///< 听证权利告知书
    std::optional<Date> scheme_approved_on;    ///< 处置方案, by the government
    std::optional<bool> decided;               ///< fee or recovery decision made
    std::string decision;                      ///< fee | recovery: what was decided or is proposed; empty = not stated
    std::string service;                       ///< how the papers were served: "announcement" or another way
    std::optional<bool> other_service_failed;  ///< the other ways of serving were tried in vain, and that is on record
};

struct CaseFacts {
    std::string mode;  ///< granted | allocated | lease | equity | authorised; empty = not stated
    std::optional<land::Area> area;
    std::optional<land::Money> price;
    // Asked only where a provincial book takes the fee from them.
    std::optional<bool> farmland;                             ///< cultivated land was taken for it
    std::optional<land::Money> rent, paid_use, output_value;  ///< of one year: rent, other paid use, farmland's output
    std::optional<Date> signed_on, delivered, agreed_delivery, agreed_start, agreed_finish;
    std::vector<Supplement> supplements;

    std::optional<bool> started;
    std::optional<Date> started_on;
    std::optional<bool> permit;
    std::string work;           ///< the most that has been done, as in land::Progress::work
    std::string measured_over;  ///< parcel | project: what the figures below speak of; empty = the parcel
    std::optional<land::Area> built, should_build;
    std::optional<land::Money> invested, total_investment;  ///< both without land price and taxes (art 30)
    std::optional<bool> stopped;
    std::optional<Date> stopped_on;

    std::vector<CaseCause> causes;
    bool mortgaged = false;
    bool seized = false;
    std::optional<bool> recorded;  ///< in the ministry's monitoring system (art 25)
    std::vector<CaseTransfer> transfers;
    CaseProcedure procedure;
};

enum class IdleAnswer : std::uint8_t { No, Yes, May, Unknown };
/// T3: a provincial test, past the start by years with too little invested.
enum class IdleTestName : std::uint8_t { None, T1, T2, T3 };
std::string_view answer_code(IdleAnswer answer);  ///< no | yes | may | unknown
std::string_view test_code(IdleTestName test);    ///< none | T1 | T2 | T3

/// A step of the judgement. Article: "闲置土地处置办法 第二条第一款".
struct CaseReason {
    std::string rule;  ///< code of case_codes.def
    std::string article;
    base::Text text;
};

/// Two clocks side by side: the contract's penalty runs from the first late day, the fee only after the year.
struct CaseClocks {
    std::optional<Date> agreed_start;   ///< the day that governs
    std::optional<Date> penalty_from;   ///< contract; nothing for allocated land
    std::optional<int> penalty_days;    ///< to the start or to the day of judgement; nothing if the start is unknown
    std::optional<Date> idle_from;      ///< gross: recognition
    std::optional<Date> fee_from;       ///< net of what is surely excused
    std::optional<Date> recovery_from;  ///< the same
};

/// One fact changed, all others kept, and what the verdict would then be. Only what differs is listed.
struct CaseChange {
    std::string if_fact;  ///< "causes[0].proved = false"
    IdleAnswer idle = IdleAnswer::Unknown;
    IdleRoute route = IdleRoute::None;
    std::optional<land::Money> fee;
    std::string then;  ///< the route if that differs, else "idle = …" or "fee_yuan = …"
};

struct Verdict {
    IdleAnswer idle = IdleAnswer::Unknown;
    IdleTestName test = IdleTestName::None;  ///< the test that is met
    std::optional<Date> idle_since;          ///< first idle day, where idle is yes or may
    std::optional<int> gross_days;           ///< past the agreed start (T2: past the stop)
    std::optional<int> net_days;             ///< without what is excused; nothing where that is not settled
    std::string cause = "unknown";           ///< government | enterprise | force_majeure | mixed | unknown
    IdleRoute route = IdleRoute::NeedsFacts;
    std::optional<land::Money> fee;  ///< route art14.1 with a known price
    std::string decided_by;          ///< code of case_codes.def; empty = nobody
    std::string next_paper;          ///< code of case_codes.def; empty = none
    std::vector<std::string> missing;
    std::vector<std::string> warnings;  ///< codes of case_codes.def
    std::vector<CaseReason> reasons;
    CaseClocks clocks;
    std::vector<CaseChange> would_change;
};

Verdict judge_case(const CaseFacts& facts, const RulebookSet& books, Date as_of);

/// Texts of the catalogue: warnings, deciding bodies, papers, answers ("idle_yes", "cause_mixed", "route_art14_1"). A
/// code that is not in it is a bug.
base::Text case_text(std::string_view code);
/// "causes[1].proved" -> 原因是否证实 2; a place that the catalogue does not know is given back as it stands.
base::Text case_fact_text(std::string_view place);
std::string_view case_article(std::string_view code);
std::vector<std::string_view> case_codes();

}  // namespace law
