// Judgement: what the law says about one supply or one plot on one day, from the facts handed over.
//
// Pure: the same facts, books and day give the same answer; nothing is read from clock, store or files.
// Silence is not a fact. Without an observation nothing is called idle, late or unstarted: the answer is then
// `start_unknown`, with the day from which idleness would count and what has to be found out. Observations dated after
// `as_of` are not looked at.
// Sources: 闲置土地处置办法 (国土资源部令第53号) arts 2, 12, 22, 30; 民法典 arts 201-202 for years; the campaign's
// notice.
#pragma once

#include "land/records.hpp"
#include "law/finding.hpp"
#include "law/rulebook.hpp"
#include "ledger/posting.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

/// Beside the status, never instead of it (codes: docs/ledger.md).
enum class Judgement : std::uint8_t {
    NotDue,
    StartUnknown,
    StartOverdue,
    IdleByLaw,
    IdleMay,
    IdleRecognised,
    FinishOverdue,
    LapseDue,
    Withdrawable,
    GateOpen,
    GateClosed,
    FactsMissing
};
std::string_view judgement_code(Judgement judgement);  ///< "start_unknown" …
base::Text judgement_text(Judgement judgement);

/// A record and the entry of the journal that says it.
template <class T>
struct Said {
    const T* record = nullptr;
    std::string entry;
};

/// A parameter as a reason: "parameter:idle.investigate.days", "30 day".
Reason parameter_reason(const Parameter& used);

/// How far building has come (art 2(2)); each figure may be unknown.
struct Development {
    std::optional<Area> built, should_build;
    std::optional<land::Money> invested, total_investment;  ///< both without land price and taxes (art 30)
    std::string entry;
};

/// As observations up to the day have it: of each figure the latest word; nothing where nobody spoke of any.
std::optional<Development> development_of(const std::vector<Said<land::Progress>>& seen, Date as_of);

struct SupplyFacts {
    std::string subject;  ///< "supply:KEY"
    Said<land::Supply> supply;
    std::vector<Said<land::Progress>> progress;   ///< of this supply, any order
    std::vector<Said<land::Decision>> decisions;  ///< of this supply
    std::vector<Said<land::Idle>> idle;           ///< list rows and letters about it
    std::optional<Development> development;
    std::vector<ledger::Cell> cells;  ///< of the holder, at the end of as_of; empty = the book was not asked
};

/// How idle land is disposed of, by the code that judges a case (law/judge_case.hpp) on the facts of the book.
struct IdleWay {
    std::string route;  ///< art12 | art14.1 | art14.2 | needs_facts
    std::string cause;  ///< government | enterprise | force_majeure | mixed | unknown
    Date judged_on;     ///< the day up to which it is known to be unstarted: recognised, the day of judgement
    std::optional<int> gross_days, net_days;
    std::optional<Date> fee_from, recovery_from;  ///< net of what is surely excused
    std::optional<land::Money> fee;
    std::string decided_by, next_paper;  ///< codes of case_codes.def; empty = none
    std::vector<std::string> missing;
    std::vector<std::string> warnings;
};

struct SupplyJudgement {
    Judgement judgement = Judgement::FactsMissing;
    Certainty certainty = Certainty::Unknown;
    std::optional<Date> idle_from;  ///< first day on which an unstarted supply is idle: governing start + 1 y + 1 d
    std::optional<IdleWay> way;     ///< of land that is idle by law or recognised
    std::optional<base::Text> next_step;
    std::optional<Date> due;
    std::vector<std::string> missing;  ///< "supply.agreed_start", "progress.start" …
    std::vector<Finding> findings;
};

/// How much is written out. Answer: judgement, certainty, days and what is missing; findings and next step, which are
/// texts with their reasons and cost most of the time, stay empty until they are asked for.
enum class Depth : std::uint8_t { Answer, Reasons };

struct IdleLaw;  // law/idle_law.hpp
/// `law` is that of the day `as_of`, gathered once for all supplies; null where the books hold none for it.
SupplyJudgement judge_supply(const SupplyFacts& facts, const IdleLaw* law, Date as_of, Depth depth = Depth::Reasons);
/// The same for one supply.
SupplyJudgement judge_supply(const SupplyFacts& facts, const RulebookSet& books, Date as_of);

struct PlotFacts {
    std::string subject;            ///< "plot:KEY", or "approval:KEY" for its undrawn rest
    Said<land::Plot> plot;          ///< null for a rest
    Said<land::Approval> approval;  ///< null = nobody said which
    std::vector<Said<land::Portion>> portions;
    std::vector<Said<land::Expropriation>> expropriations;
    std::vector<Said<land::SiteReadiness>> readiness;
    std::vector<Said<land::Withdrawal>> withdrawals;
    std::vector<Said<land::Offer>> offers;
    std::vector<Said<land::Reserve>> reserves;
    std::vector<ledger::Cell> cells;  ///< of the origin, at the end of as_of
};

/// What a route takes: papers, who decides, until when it is filed.
struct Dossier {
    struct Paper {
        std::string id;
        base::Text name;
        std::optional<bool> at_hand;  ///< as far as the book can tell; nothing = not known
    };
    std::string approver;  ///< approving_authority | county_government | bureau; empty = the books do not say
    base::Text approver_name;
    std::string article;
    Area area;                  ///< of the portion
    std::optional<Area> whole;  ///< of its approval: a smaller area is a part of it
    std::vector<Paper> papers;
    std::optional<Date> file_by;
};

/// One 处置单元: the unit of cause, route, responsible unit and date.
struct PortionJudgement {
    std::string subject;  ///< "portion:KEY"; the plot's own subject where no portion is recorded
    std::string number;   ///< empty where no portion is recorded
    Area area;
    std::string cause;          ///< "unknown" where nobody said
    std::string route;          ///< one of the ten, none, needs_facts
    bool route_stated = false;  ///< an officer's opinion; else the book's table
    std::string responsible_unit;
    std::optional<Date> planned;
    std::optional<Dossier> dossier;  ///< of the route
    Judgement judgement = Judgement::FactsMissing;
    Certainty certainty = Certainty::Unknown;
    std::optional<base::Text> next_step;
    std::optional<Date> due;
    std::vector<std::string> missing;
    std::vector<Finding> findings;
};

struct PlotJudgement {
    Area unsupplied;                          ///< sum of the U cells
    Judgement judgement = Judgement::NotDue;  ///< the most pressing of its portions
    Certainty certainty = Certainty::Unknown;
    std::string cause, route;  ///< of the portions where they agree, else empty
    std::optional<base::Text> next_step;
    std::optional<Date> due;  ///< the earliest
    std::vector<std::string> missing;
    std::vector<PortionJudgement> portions;  ///< sorted by number; empty when nothing is unsupplied
    std::vector<Finding> findings;           ///< about the plot itself; those of portions stand with them
};

/// `books` must hold a campaign.
PlotJudgement judge_plot(const PlotFacts& facts, const RulebookSet& books, Date as_of);

/// The route that the book's table gives for a cause. `expropriated`: nothing = unknown. `use`: as written.
struct RouteAnswer {
    std::string route;  ///< needs_facts when a fact it turns on is unknown
    std::string row;    ///< id of the row that fired
    std::string clause;
    std::vector<std::string> missing;
};
RouteAnswer route_for(const Campaign& campaign, std::string_view cause, std::optional<bool> expropriated,
                      std::string_view use);

}  // namespace law
