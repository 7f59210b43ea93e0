#include "base/result.hpp"
#include "land/vocabulary.hpp"
#include "law/idle_route.hpp"
#include "law/supply_judge.hpp"

#include <algorithm>

namespace law {

/// The list or letter holds until the land is started, finished or disposed of.
bool SupplyJudge::on_list(const land::Idle& idle) const {
    if (idle.state == "suspected" || idle.state == "disposed") return false;
    const std::optional<Date>& since = idle.recognised_on ? idle.recognised_on : idle.list_date;
    if (time_.finish || (since && as_of_ < *since)) return false;
    if (time_.start && (!since || !time_.start->on || *since <= *time_.start->on)) return false;
    return std::none_of(facts_.decisions.begin(), facts_.decisions.end(), [&](const auto& said) {
        const land::Decision& d = *said.record;
        const bool ends = d.type == "extended" || d.type == "recovered" || d.type == "rescinded" || d.type == "revoked";
        return ends && (!d.on || *d.on <= as_of_) && (!d.on || !since || *since <= *d.on);
    });
}

/// The book knows: its account supplied.idle is the answer. Where it was not asked, the papers are.
bool SupplyJudge::recognised() const {
    if (!facts_.cells.empty())
        return std::any_of(facts_.cells.begin(), facts_.cells.end(), [](const ledger::Cell& cell) {
            return cell.account == ledger::Account::Idle && cell.area.is_positive();
        });
    return std::any_of(facts_.idle.begin(), facts_.idle.end(), [&](const auto& said) { return on_list(*said.record); });
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
    return std::move(out_);
}

void SupplyJudge::judge_recognised() {
    Certainty certainty = Certainty::Stated;
    std::vector<Reason> reasons;
    for (const auto& said : facts_.idle) {
        if (said.record->state == "suspected") continue;
        if (!said.record->letter_no.empty()) certainty = Certainty::Proved;
        if (said.record->recognised_on)
            reasons.push_back({"idle.recognised_on", said.record->recognised_on->iso(), said.entry});
        else
            reasons.push_back(
                {"idle.list_date", said.record->list_date ? said.record->list_date->iso() : "", said.entry});
    }
    for (const ledger::Cell& cell : facts_.cells)
        if (cell.account == ledger::Account::Idle) reasons.push_back({"supplied.idle", cell.area.m2_text(), ""});
    conclude(Judgement::IdleRecognised, certainty);
    give(find("IDLE_RECOGNISED", certainty, {}, law_.unstarted_years), reasons);
    out_.next_step = recognised_way();
    check_evidence();
}

/// The way of disposal that the recognised cause leads to. Stopped land takes a way of article 12 (art 12(3)).
base::Text SupplyJudge::recognised_way() const {
    std::string cause;
    bool stalled = time_.start.has_value() || time_.stop.has_value();
    for (const auto& said : facts_.idle) {
        if (!said.record->cause.empty())
            cause = land::vocabulary().identify("idle_cause", said.record->cause).value_or("");
        stalled = stalled || said.record->type == "stalled";
    }
    const base::Text article12{"按第十二条协商选择处置方式（延期、调整、临时使用、收回、置换等）",
                               "Agree on a way of article 12: extension, change, temporary use, recovery, swap"};
    if (stalled || cause == "government" || cause == "force_majeure") return article12;
    if (cause != "enterprise" || !start_.on)
        return {"按认定的原因确定处置方式", "Dispose of it according to the recognised cause"};
    switch (net_clock(*start_.on, {}, law_, as_of_).route(as_of_)) {
        case IdleRoute::Art14Recovery:
            return {"企业原因满两年：报批后无偿收回（第十四条第二项）",
                    "Owner's cause and two full years: free recovery after approval (art 14(2))"};
        case IdleRoute::Art14Fee:
            return {"企业原因满一年：征缴土地闲置费（第十四条第一项）",
                    "Owner's cause and one full year: the idle fee (art 14(1))"};
        default:
            return article12;
    }
}

/// Clause 5.5: what a lawsuit or a seizure holds up is proved to the superior by an upload; a reminder until then.
void SupplyJudge::check_evidence() {
    for (const auto& said : facts_.idle) {
        const land::Idle& idle = *said.record;
        if (idle.litigation != "yes" || (idle.evidence_uploaded_on && *idle.evidence_uploaded_on <= as_of_)) continue;
        give(find("EVIDENCE_NOT_UPLOADED", Certainty::Stated, {}, nullptr),
             {{"idle.litigation", idle.litigation, said.entry},
              {"idle.evidence_uploaded_on", idle.evidence_uploaded_on ? idle.evidence_uploaded_on->iso() : "",
               said.entry}});
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
    const std::vector<std::string> args =
        full ? std::vector<std::string>{start_.on->iso(), seen.on->iso(), idle_from.iso(), days}
             : std::vector<std::string>{seen.on->iso(), start_.on->iso(), idle_from.iso()};
    Finding& finding = find(full ? "IDLE_SUSPECTED" : "START_OVERDUE", certainty, args, law_.unstarted_years);
    give(finding, start_.reasons);
    give(finding, {seen.reason(), parameter(*law_.unstarted_years), parameter(*law_.first_day_after)});
    finding.due = full ? seen.on->plus_days(investigate) : idle_from;
    out_.due = finding.due;
    if (full) {
        out_.next_step = {days + " 日内调查核实，送达闲置土地调查通知书",
                          "Investigate within " + days + " days and serve the notice"};
    } else if (idle_from <= as_of_) {
        out_.missing.push_back("progress.start");
        out_.next_step = {"现场核查：一年期满后是否仍未动工", "Visit: still unstarted after the full year?"};
    } else {
        out_.next_step = {"督促动工", "Urge the start"};
    }
}

void SupplyJudge::judge_silence() {
    conclude(Judgement::StartUnknown, Certainty::Unknown);
    base::Text from;
    if (start_.on) {
        from = {
            "约定动工日 " + start_.on->iso() + "；如一直未动工，自 " + out_.idle_from->iso() + " 起构成闲置。",
            "Agreed start " + start_.on->iso() + "; if never started it is idle from " + out_.idle_from->iso() + "."};
        out_.due = out_.idle_from;
    } else {
        from = {"约定动工日没有记载，闲置起算日也无从计算。",
                "No agreed start is on record, so no day of idleness can be counted."};
        out_.missing.push_back("supply.agreed_start");
    }
    out_.missing.push_back("progress.start");
    Finding& finding = find("START_UNKNOWN", Certainty::Unknown, {from.zh, from.en}, law_.unstarted_years);
    finding.due = out_.idle_from;
    give(finding, start_.reasons);
    if (start_.on)
        give(finding, {parameter(*law_.unstarted_years), parameter(*law_.first_day_after)});
    else
        give(finding, {{"supply.agreed_start", "", facts_.supply.entry}});
    if (time_.weak_start)
        give(find("START_WORK_INSUFFICIENT", time_.weak_start->certainty(),
                  {time_.weak_start->on ? time_.weak_start->on->iso() : "?", time_.weak_start->work},
                  law_.unstarted_years),
             {time_.weak_start->reason()});
    out_.next_step = {"现场核查是否动工", "Visit: has building started?"};
}

SupplyJudgement judge_supply(const SupplyFacts& facts, const RulebookSet& books, Date as_of) {
    PANHUO_ASSERT(facts.supply.record != nullptr, "judge_supply without a supply");
    const auto law = IdleLaw::on(books, as_of);
    if (law) return SupplyJudge(facts, *law, as_of).judge();
    SupplyJudgement out;
    Finding finding = make_finding(facts.subject, "LAW_NOT_IN_BOOK", "", Certainty::Unknown, {as_of.iso()});
    finding.reasons = {{"as_of", as_of.iso(), ""}};
    out.findings.push_back(std::move(finding));
    return out;
}

}  // namespace law
