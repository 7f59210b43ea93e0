#include "base/result.hpp"
#include "law/supply_judge.hpp"

#include <algorithm>

namespace law {

SupplyJudgement SupplyJudge::judge() {
    out_.findings = start_.findings;
    if (start_.on) out_.idle_from = law_.first_day(*start_.on, *law_.unstarted_years);
    if (recognised()) {
        judge_recognised();
    } else if (time_.finish) {
        conclude(Judgement::NotDue, time_.finish->certainty());
    } else if (time_.first_work && time_.no_start && *time_.first_work->on <= *time_.no_start->on) {
        give(find("FACTS_CONFLICT", Certainty::Stated, {time_.first_work->on->iso(), time_.no_start->on->iso()},
                  nullptr),
             {time_.first_work->reason(), time_.no_start->reason()});
        conclude(Judgement::FactsMissing, Certainty::Unknown);
        out_.missing.push_back("progress.start");
        out_.next_step = {"核实两条相反的记录，更正其中一条", "Check the two records and correct one"};
    } else if (time_.start || time_.stop || time_.latest_work) {
        judge_started();
    } else {
        list_suspicion();
        judge_unstarted();
    }
    note_stock_policy();
    return std::move(out_);
}

void SupplyJudge::list_suspicion() {
    for (const auto& said : facts_.idle) {
        if (said.record->state != "suspected") continue;
        if (said.record->list_date && as_of_ < *said.record->list_date) continue;
        give(find("IDLE_LISTED_SUSPECTED", Certainty::Stated, {}, law_.unstarted_years),
             {{"idle.state", said.record->state, said.entry}});
        return;
    }
}

void SupplyJudge::judge_unstarted() {
    if (start_.on && as_of_ <= *start_.on) {  // "X 日前动工" includes X
        conclude(Judgement::NotDue, start_.certainty);
        out_.due = start_.on;
        return;
    }
    const auto& seen = time_.no_start;
    if (seen && start_.on && *start_.on < *seen->on) return judge_seen_unstarted(*seen);
    if (seen && !start_.on) {
        conclude(Judgement::FactsMissing, Certainty::Unknown);
        give(find("AGREED_START_MISSING", Certainty::Unknown, {seen->on->iso()}, law_.years_after_delivery),
             {seen->reason()});
        out_.missing = {"supply.agreed_start", "progress.delivery"};
        out_.next_step = {"查合同（决定书）的动工日期和交地确认书",
                          "Look up the agreed start and the delivery confirmation"};
        return;
    }
    judge_silence();
}

void SupplyJudge::judge_seen_unstarted(const Event& seen) {
    const Certainty certainty = std::min(start_.certainty, seen.certainty());
    const Date idle_from = *out_.idle_from;
    const bool full = idle_from <= *seen.on;
    const int investigate = static_cast<int>(law_.investigate_days->value.num);
    const std::string days = std::to_string(investigate);
    conclude(full ? Judgement::IdleByLaw : Judgement::StartOverdue, certainty);
    out_.due = full ? seen.on->plus_days(investigate) : idle_from;
    if (!full && idle_from <= as_of_) out_.missing.push_back("progress.start");
    if (brief()) return;
    const std::vector<std::string> args =
        full ? std::vector<std::string>{start_.on->iso(), seen.on->iso(), idle_from.iso(), days}
             : std::vector<std::string>{seen.on->iso(), start_.on->iso(), idle_from.iso()};
    Finding& finding = find(full ? "IDLE_SUSPECTED" : "START_OVERDUE", certainty, args, law_.unstarted_years);
    give(finding, start_.reasons);
    give(finding, {seen.reason(), parameter_reason(*law_.unstarted_years), parameter_reason(*law_.first_day_after)});
    finding.due = out_.due;
    if (full) {
        out_.next_step = {days + " 日内调查核实，送达闲置土地调查通知书",
                          "Investigate within " + days + " days and serve the notice"};
    } else if (idle_from <= as_of_) {
        out_.next_step = {"现场核查：一年期满后是否仍未动工", "Visit: still unstarted after the full year?"};
    } else {
        out_.next_step = {"督促动工", "Urge the start"};
    }
    if (full) settle_way(*seen.on, false);
}

void SupplyJudge::judge_silence() {
    conclude(Judgement::StartUnknown, Certainty::Unknown);
    if (!start_.on) out_.missing.push_back("supply.agreed_start");
    out_.missing.push_back("progress.start");
    out_.due = out_.idle_from;
    if (brief()) return;
    base::Text from{"约定动工日没有记载，闲置起算日也无从计算。",
                    "No agreed start is on record, so no day of idleness can be counted."};
    if (start_.on)
        from = {
            "约定动工日 " + start_.on->iso() + "；如一直未动工，自 " + out_.idle_from->iso() + " 起构成闲置。",
            "Agreed start " + start_.on->iso() + "; if never started it is idle from " + out_.idle_from->iso() + "."};
    Finding& finding = find("START_UNKNOWN", Certainty::Unknown, {from.zh, from.en}, law_.unstarted_years);
    finding.due = out_.idle_from;
    give(finding, start_.reasons);
    if (start_.on)
        give(finding, {parameter_reason(*law_.unstarted_years), parameter_reason(*law_.first_day_after)});
    else
        give(finding, {{"supply.agreed_start", "", facts_.supply.entry}});
    if (time_.weak_start)
        give(find("START_WORK_INSUFFICIENT", time_.weak_start->certainty(),
                  {time_.weak_start->on ? time_.weak_start->on->iso() : "?", time_.weak_start->work},
                  law_.unstarted_years),
             {time_.weak_start->reason()});
    out_.next_step = {"现场核查是否动工", "Visit: has building started?"};
}

SupplyJudgement judge_supply(const SupplyFacts& facts, const IdleLaw* law, Date as_of, Depth depth) {
    PANHUO_ASSERT(facts.supply.record != nullptr, "judge_supply without a supply");
    if (law != nullptr) return SupplyJudge(facts, *law, as_of, depth).judge();
    SupplyJudgement out;
    if (depth == Depth::Answer) return out;
    Finding finding = make_finding(facts.subject, "LAW_NOT_IN_BOOK", "", Certainty::Unknown, {as_of.iso()});
    finding.reasons = {{"as_of", as_of.iso(), ""}};
    out.findings.push_back(std::move(finding));
    return out;
}

SupplyJudgement judge_supply(const SupplyFacts& facts, const RulebookSet& books, Date as_of) {
    const auto law = IdleLaw::on(books, as_of);
    return judge_supply(facts, law ? &*law : nullptr, as_of);
}

}  // namespace law
