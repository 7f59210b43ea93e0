// The two tests of article 2, applied to a case.
#include "law/case_judge.hpp"

namespace law {

/// A stop says that it had been started, unless the works named are none.
StartAnswer CaseJudge::start_answer() const {
    StartClaim claim{facts_.started, facts_.permit, facts_.work};
    const bool stopped = facts_.stopped_on || facts_.stopped.value_or(false);
    if (stopped && !claim.started) claim.started = true;
    StartAnswer out = meaning_of_start(claim, law_);
    const bool said_no = !facts_.started.value_or(true);
    // Works that are no start can stop, too; but "not started" and "stopped" without any works cannot both be.
    if (stopped && said_no && !is_weak_work(facts_.work) && facts_.permit.value_or(true))
        out = {StartMeaning::Conflict, false, false, {"progress.started"}};
    return out;
}

void CaseJudge::leave_open(const char* why) {
    conclude(IdleAnswer::Unknown, IdleTestName::None, IdleRoute::NeedsFacts);
    reason(why, {});
}

/// Nobody knows whether it was started. Idle it cannot be where neither test can be met yet.
void CaseJudge::judge_unknown(bool conflict) {
    for (const std::string& fact : meaning_.missing) miss(fact);
    if (conflict) {
        warn("FACTS_CONFLICT");
        return leave_open("START_CONFLICT");
    }
    if (!start_.on) {
        miss("supply.agreed_start");
        return leave_open("START_OPEN");
    }
    if (as_of_ <= *start_.on) {  // "X 日前动工" includes X; judge_supply has nothing due either
        conclude(IdleAnswer::No, IdleTestName::None, IdleRoute::None);
        return reason("START_NOT_DUE", {start_.on->iso()});
    }
    leave_open("START_OPEN");
    judge_investment();  // started or not, too little invested is idle where a province says so
}

void CaseJudge::judge_unstarted() {
    reason("NOT_STARTED", {as_of_.iso()});
    if (!start_.on) {
        miss("supply.agreed_start");
        miss("supply.delivered");
        conclude(IdleAnswer::Unknown, IdleTestName::None, IdleRoute::NeedsFacts);
        return;
    }
    if (as_of_ <= *start_.on) {
        conclude(IdleAnswer::No, IdleTestName::None, IdleRoute::None);
        return reason("START_NOT_DUE", {start_.on->iso()});
    }
    const Date from = law_.first_day(*start_.on, *law_.unstarted_years);
    const std::string years = std::to_string(law_.unstarted_years->value.num);
    const int late = as_of_.days() - start_.on->days();
    out_.gross_days = late;
    if (as_of_ < from) {
        conclude(IdleAnswer::No, IdleTestName::None, IdleRoute::None);
        warn("START_OVERDUE");
        return reason("T1_NOT_FULL", {std::to_string(late), years, from.iso()}, law_.unstarted_years);
    }
    out_.idle_since = from;
    conclude(IdleAnswer::Yes, IdleTestName::T1, IdleRoute::NeedsFacts);
    reason("T1_MET", {start_.on->iso(), years, from.iso(), std::to_string(late)}, law_.unstarted_years);
    route_unstarted();
}

/// Whether a full period of stop lies behind; nothing = not known.
std::optional<bool> CaseJudge::stopped_for_a_period() {
    const std::string years = std::to_string(law_.stalled_years->value.num);
    if (facts_.stopped_on) {
        const Date full = law_.first_day(*facts_.stopped_on, *law_.stalled_years);
        out_.gross_days = as_of_.days() - facts_.stopped_on->days();
        if (full <= as_of_) return true;
        reason("T2_NOT_FULL", {years, full.iso()}, law_.stalled_years);
        return false;
    }
    if (!facts_.stopped.value_or(true)) {
        reason("T2_NOT_STOPPED", {}, law_.stalled_years);
        return false;
    }
    if (!facts_.started_on) return std::nullopt;
    const Date earliest = law_.first_day(*facts_.started_on, *law_.stalled_years);  // it cannot have stopped before
    if (earliest <= as_of_) return std::nullopt;
    reason("T2_NOT_FULL", {years, earliest.iso()}, law_.stalled_years);
    return false;
}

void CaseJudge::judge_stalled() {
    reason("STARTED", {});
    for (const std::string& fact : meaning_.missing) miss(fact);
    const std::optional<bool> stopped = stopped_for_a_period();
    if (stopped.has_value() && !*stopped)
        conclude(IdleAnswer::No, IdleTestName::None, IdleRoute::None);
    else
        judge_share();
    judge_investment();
}

/// A provincial test: past the agreed start by years with too little invested, whether it has stopped or not. Where a
/// book has it, it is asked after article 2(2), whose "may" it makes a "yes".
void CaseJudge::judge_investment() {
    if (law_.invested_late_years == nullptr || law_.invested_late_share == nullptr || !start_.on) return;
    const Date full = law_.first_day(*start_.on, *law_.invested_late_years);
    if (as_of_ < full) return;
    const bool known = facts_.invested && facts_.total_investment && facts_.measured_over != "project";
    if (!known) {
        miss("progress.invested_yuan");
        reason("T3_OPEN", {}, law_.invested_late_years);
        if (out_.idle == IdleAnswer::No) conclude(IdleAnswer::Unknown, IdleTestName::None, IdleRoute::NeedsFacts);
        return;
    }
    const Share invested{facts_.invested->fen, facts_.total_investment->fen};
    const Share& least = law_.invested_late_share->value;
    if (compare(invested, least) >= 0) return reason("T3_NOT_BELOW", {least.percent()}, law_.invested_late_share);
    const std::string years = std::to_string(law_.invested_late_years->value.num);
    out_.idle_since = full;
    conclude(IdleAnswer::Yes, IdleTestName::T3, IdleRoute::NeedsFacts);
    reason("T3_MET", {start_.on->iso(), years, full.iso(), least.percent()}, law_.invested_late_years);
    warn("LOCAL_WAY_UNREAD");
    settle_cause(false);
}

void CaseJudge::judge_share() {
    Development figures{facts_.built, facts_.should_build, facts_.invested, facts_.total_investment, ""};
    if (facts_.measured_over == "project") {
        warn("PROJECT_FIGURES");
        figures = {};
    }
    const BuildingShare share = building_share(figures, law_);
    const std::optional<bool> met = share.short_of(law_);
    if (met.has_value() && !*met) {
        if (share.one_below()) warn("STALL_ONE_BELOW");
        conclude(IdleAnswer::No, IdleTestName::None, IdleRoute::None);
        return reason("T2_NOT_BELOW", {}, law_.built_share);
    }
    if (!facts_.stopped_on) miss("progress.stopped_on");
    if (!met.has_value())
        for (const std::string& fact : share.missing("progress.built_m2", "progress.invested_yuan")) miss(fact);
    if (!met.has_value() || !facts_.stopped_on) {
        conclude(IdleAnswer::Unknown, IdleTestName::None, IdleRoute::NeedsFacts);
        return reason("T2_OPEN", {}, law_.stalled_years);
    }
    const Date full = law_.first_day(*facts_.stopped_on, *law_.stalled_years);
    out_.idle_since = full;
    conclude(IdleAnswer::May, IdleTestName::T2, stalled_route(law_));
    reason("T2_MET", {std::to_string(law_.stalled_years->value.num), full.iso()}, law_.stalled_years);
    if (share.one_below()) warn("STALL_ONE_BELOW");
    route_stalled();
}

}  // namespace law
