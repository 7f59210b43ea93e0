#include "law/campaign.hpp"

#include "base/text.hpp"
#include "law/cutoff.hpp"
#include "law/measures.hpp"

#include <algorithm>
#include <set>

namespace law {

namespace {

bool any_inside(const std::string& text, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return base::contains(text, word); });
}

/// By the stated authority; where none is stated, by the beginning of the document number.
const Approver* approver_of(const land::Approval& approval, const Campaign& campaign) {
    for (const Approver& approver : campaign.approvers) {
        if (!approval.authority.empty()) {
            if (any_inside(approval.authority, approver.authority_words)) return &approver;
            continue;
        }
        for (const std::string& prefix : approver.document_prefixes)
            if (base::starts_with(approval.document_no, prefix)) return &approver;
    }
    return nullptr;
}

bool inside(const Scope& scope, Date day) { return scope.from <= day && (!scope.to || day <= *scope.to); }

void ask(ScopeAnswer& answer, base::Text why) {
    answer.question = true;
    if (answer.why.zh.empty()) answer.why = std::move(why);
}

}  // namespace

ScopeAnswer scope_of(const land::Approval& approval, const Rulebook& book) {
    const Campaign& campaign = *book.campaign;
    const Scope& scope = *campaign.scope("unsupplied");
    ScopeAnswer answer;
    if (const Approver* approver = approver_of(approval, campaign)) {
        answer.approver = approver->id;
        answer.withdrawable = approver->withdrawable;
        answer.in = approver->in_scope;
        if (!answer.in) answer.why = {"批准机关不在清理范围内。", "Its approving authority is outside the scope."};
    } else if (approval.authority.empty()) {
        answer.in = true;
        ask(answer, {"没有写批准机关，暂计入。", "The approving authority is not stated; counted for the time being."});
    } else {
        ask(answer, {"批准机关「" + approval.authority + "」不在规则集所列之内，暂不计入。",
                     "The authority \"" + approval.authority + "\" is none of those the book names; not counted."});
    }
    if (!approval.approved_on) {
        answer.in = false;
        ask(answer,
            {"没有批准日期，定不了年度，暂不计入。", "No date of approval, so the year is unknown; not counted."});
    } else if (!inside(scope, *approval.approved_on)) {
        // Outside the years nothing else matters: the date of approval decides, not the year in the batch's name.
        answer.in = answer.question = false;
        answer.why = {"批准日期 " + approval.approved_on->iso() + " 在清理范围之外。",
                      "Approved on " + approval.approved_on->iso() + ", outside the years of the scope."};
    } else if (approval.expropriated && approval.expropriated->is_zero()) {
        answer.in = answer.in && scope.conversion_only == "in";
        ask(answer, {"只办转用、未办征收，方案字面是「已批准征收」。",
                     "Conversion only; the notice speaks of land approved for expropriation."});
    }
    return answer;
}

bool in_scope(const land::Approval& approval, const Rulebook& book) { return scope_of(approval, book).in; }

ScopeAnswer idle_scope_of(const land::Idle& idle, const Rulebook& book) {
    const Scope& scope = *book.campaign->scope("idle");
    const std::optional<Date>& day = scope.since == "supply" ? idle.signed_on : idle.idle_since;
    ScopeAnswer answer;
    answer.in = true;
    if (!day) {
        ask(answer,
            {"没有写闲置起算日，暂计入。", "The day idleness began is not stated; counted for the time being."});
    } else if (!inside(scope, *day)) {
        answer.in = false;
        answer.why = {day->iso() + " 在清理范围之外。", day->iso() + " is outside the scope."};
    }
    return answer;
}

ledger::StockRules stock_rules(const Campaign& campaign) {
    ledger::StockRules rules;
    rules.recovered_in_stock = campaign.recovered_in_stock;
    rules.carried_in_stock = campaign.carried_in_stock;
    rules.noise_in_stock = campaign.noise_in_stock;
    rules.adjusted_is_done = campaign.adjusted_counts;
    // A campaign without rows, as the reader drafts it, counts as the ledger does of itself.
    const std::pair<const char*, bool*> ways[] = {
        {"allocated", &rules.allocated_is_done}, {"granted", &rules.granted_is_done},
        {"backfill", &rules.backfill_is_done},   {"withdrawn", &rules.withdrawn_is_done},
        {"lapsed", &rules.lapsed_is_done},       {"carried", &rules.carried_is_done},
        {"adjusted", &rules.adjusted_is_done},   {"cancelled", &rules.cancelled_is_minus}};
    for (const CountsAs& row : campaign.counts_as)
        for (const auto& [way, counts] : ways)
            if (row.way == way) *counts = row.counts != "no";
    return rules;
}

ledger::Counting counting_of(const Campaign& campaign) {
    return campaign.counting == "signed" ? ledger::Counting::Signed : ledger::Counting::Official;
}

// ---- tasks ---------------------------------------------------------------------------------------------------

namespace {

Task make_task(const Campaign& campaign, const std::string& basis, Share rate, Area area, Area baseline) {
    Task task;
    task.basis = basis;
    task.rate = rate;
    if (const TargetKind* kind = target_kind(campaign, basis)) task.area = task_area(*kind, rate, area, baseline);
    return task;
}

/// "0.25" or "25%" as an exact share.
Share share_of(std::string_view decimal) {
    constexpr std::int64_t kScale = 1'000'000;
    const bool percent = base::ends_with(decimal, "%");
    if (percent) decimal.remove_suffix(1);
    const auto millionths = base::parse_decimal(decimal, 6);
    return Share{millionths.value_or(0), percent ? 100 * kScale : kScale};
}

}  // namespace

std::optional<Task> task_on(const Campaign& campaign, const std::vector<land::Target>& recorded, std::string_view stock,
                            const TaskOwner& owner, Area baseline, Date day) {
    std::optional<Task> latest;
    const auto consider = [&](Task task, Date from, bool provisional, const std::string& document) {
        if (day < from || (latest && from < latest->in_force_from)) return;
        task.in_force_from = from;
        task.provisional = provisional;
        task.document = document;
        latest = std::move(task);
    };
    // The book's tasks are the county's; a zone, a band of years or a township has one only where a record says so.
    if (owner.zone.empty() && owner.vintage.empty() && owner.township.empty())
        for (const CampaignTarget& target : campaign.targets)
            if (target.stock == stock)
                consider(make_task(campaign, target.basis, target.rate, target.area, baseline), target.in_force_from,
                         target.provisional, target.document);
    for (const land::Target& target : recorded) {
        const bool theirs =
            target.zone == owner.zone && target.vintage == owner.vintage && target.township == owner.township;
        if (target.stock != stock || !theirs || !target.in_force_from) continue;
        consider(make_task(campaign, target.basis, share_of(target.rate), target.area.value_or(Area{}), baseline),
                 *target.in_force_from, target.provisional, target.document);
    }
    return latest;
}

// ---- milestones ----------------------------------------------------------------------------------------------

std::string_view milestone_state_code(MilestoneState state) {
    switch (state) {
        case MilestoneState::NotDue:
            return "not_due";
        case MilestoneState::Met:
            return "met";
        case MilestoneState::Missed:
            return "missed";
        case MilestoneState::AtRisk:
            return "at_risk";
        case MilestoneState::Undecided:
            return "undecided";
    }
    return "";
}

namespace {

struct Placed {
    Milestone milestone;  ///< on its mended day
    Date written;         ///< its day in the notice
    std::string conflict;
    bool undecided = false;
};

/// A cut-off stated as a date belonged to the day that was written; the moved row goes by the campaign's.
Milestone moved(Milestone milestone, Date to) {
    milestone.on = to;
    if (milestone.cutoff && milestone.cutoff->kind == "on") milestone.cutoff.reset();
    return milestone;
}

/// The rows that stand on `as_of`: written as they are, or as the decided readings mend them.
std::vector<Placed> placed(const Rulebook& book, const MilestoneQuestion& question) {
    std::vector<Placed> rows;
    for (const Milestone& milestone : book.campaign->milestones) rows.push_back({milestone, milestone.on, "", false});
    for (const Contradiction& contradiction : contradictions(book)) {
        if (contradiction.code != "DUPLICATE_MILESTONE_DATE") continue;
        const std::string decided = decided_reading(question.decisions, contradiction.id, question.as_of);
        const Reading* reading = nullptr;
        for (const Reading& one : contradiction.readings)
            if (one.id == decided) reading = &one;
        for (Placed& row : rows)
            if ("milestone-" + row.written.iso() == contradiction.id) {
                row.conflict = contradiction.id;
                row.undecided = reading == nullptr;
            }
        if (reading == nullptr) continue;
        std::erase_if(rows, [&](const Placed& row) {
            return std::find(reading->strike.begin(), reading->strike.end(), row.milestone.id) != reading->strike.end();
        });
        for (Placed& row : rows)
            for (const Reading::Move& move : reading->move)
                if (move.milestone == row.milestone.id) row.milestone = moved(row.milestone, move.to);
    }
    return rows;
}

MilestoneState state_of(const MilestoneRow& row, bool undecided, const MilestoneQuestion& question) {
    if (undecided || !row.task) return MilestoneState::Undecided;
    if (row.cutoff <= question.as_of) return row.gap.is_positive() ? MilestoneState::Missed : MilestoneState::Met;
    if (question.forecast_on) {
        const auto forecast = question.forecast_on(row.cutoff);
        if (forecast && *forecast < row.required) return MilestoneState::AtRisk;
    }
    return MilestoneState::NotDue;
}

}  // namespace

std::vector<MilestoneRow> milestones(const Rulebook& book, const MilestoneQuestion& question) {
    std::vector<MilestoneRow> out;
    for (const Placed& placed_row : placed(book, question)) {
        MilestoneRow row;
        row.id = placed_row.milestone.id;
        row.date = placed_row.milestone.on;
        row.share = placed_row.milestone.share;
        row.conflict = placed_row.conflict;
        row.task = question.task_on(row.date);
        row.required = row.task ? row.share.of(row.task->area) : Area{};
        const std::optional<Date> cutoff = question.counting == ledger::Counting::Signed
                                               ? row.date
                                               : cutoff_day(*book.campaign, placed_row.milestone, question.calendar);
        row.cutoff = cutoff.value_or(row.date);
        row.done = question.done_on(std::min(row.cutoff, question.as_of));
        row.gap = row.required - row.done;
        const bool untold = !cutoff && row.date <= question.as_of;
        row.state = state_of(row, placed_row.undecided || untold, question);
        out.push_back(std::move(row));
    }
    std::stable_sort(out.begin(), out.end(), [](const MilestoneRow& a, const MilestoneRow& b) {
        if (a.date != b.date) return a.date < b.date;
        return base::Int128(a.share.num) * b.share.den < base::Int128(b.share.num) * a.share.den;
    });
    return out;
}

}  // namespace law
