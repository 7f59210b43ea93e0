// Scope, tasks and milestones of a campaign. Pure: (book, records, day) -> figures and states.
#pragma once

#include "base/calendar.hpp"
#include "land/records.hpp"
#include "law/contradiction.hpp"
#include "law/rulebook.hpp"
#include "ledger/stock.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

/// Whether an approval belongs to the 批而未供 stock of the campaign.
struct ScopeAnswer {
    bool in = false;            ///< counts in the figures
    bool question = false;      ///< the notice does not settle it: SCOPE_QUESTION
    std::string approver;       ///< id of the book's approver, empty = none of them or not stated
    bool withdrawable = false;  ///< that approver's papers can be withdrawn under 5.3
    base::Text why;
};
ScopeAnswer scope_of(const land::Approval& approval, const Rulebook& book);
bool in_scope(const land::Approval& approval, const Rulebook& book);
/// Idle land since the book's year: `since` is the day idleness began. Not stated: in, as a question.
ScopeAnswer idle_scope_of(const land::Idle& idle, const Rulebook& book);

/// The settings of the book, as the stocks of the ledger want them.
ledger::StockRules stock_rules(const Campaign& campaign);
ledger::Counting counting_of(const Campaign& campaign);

/// The task of a stock in force on a day.
struct Task {
    Area area;
    std::string basis;  ///< rate | area | ceiling
    Share rate;         ///< basis rate
    bool provisional = false;
    Date in_force_from;
    std::string document;
};

/// Whose task: the county's, a zone's, that for the approvals of some years, or a township's.
struct TaskOwner {
    std::string_view zone, vintage;
    std::string_view township = {};
};

/// Latest target in force on `day`: recorded targets (land::Target, e.g. the one handed down in July) come after the
/// book's own of the same day. The book's are the county's. A rate is × `baseline`; a ceiling is baseline − ceiling,
/// not below zero. Nothing before the first target, or for an owner that has none.
std::optional<Task> task_on(const Campaign& campaign, const std::vector<land::Target>& recorded, std::string_view stock,
                            const TaskOwner& owner, Area baseline, Date day);

enum class MilestoneState { NotDue, Met, Missed, AtRisk, Undecided };
std::string_view milestone_state_code(MilestoneState state);  ///< not_due | met | missed | at_risk | undecided

struct MilestoneRow {
    std::string id;
    Date date;
    Date cutoff;  ///< the last day that counts for it; = date where the book says nothing else
    Share share;
    std::optional<Task> task;  ///< in force on that day; none = no task known
    Area required;             ///< share × task
    Area done;                 ///< as of its cut-off, or as_of if earlier
    Area gap;                  ///< required − done; negative = surplus
    MilestoneState state = MilestoneState::NotDue;
    std::string conflict;  ///< contradiction id, also after it was decided; empty = none
};

struct MilestoneQuestion {
    Date as_of;
    /// Signed counting is the bureau's own and has no extracts: every milestone stands on its day.
    ledger::Counting counting = ledger::Counting::Official;
    const base::WorkCalendar* calendar = nullptr;  ///< for cut-offs on a working day
    std::vector<Decided> decisions;
    std::function<std::optional<Task>(Date)> task_on;
    std::function<Area(Date)> done_on;
    std::function<std::optional<Area>(Date)> forecast_on;  ///< may be empty: then nothing is at_risk
};

/// The curve, sorted by date and share. Two shares for one date without a decision on or before `as_of`: both rows,
/// both `undecided`. A decided reading strikes or moves rows; a struck row is not shown. A cut-off that cannot be told
/// (law/cutoff.hpp) leaves its row `undecided` from its day on.
std::vector<MilestoneRow> milestones(const Rulebook& book, const MilestoneQuestion& question);

}  // namespace law
