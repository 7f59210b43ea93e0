// Supplies that were started: finish, and the second idle test of art 2(2).
#include "law/building_share.hpp"
#include "law/supply_judge.hpp"

#include <algorithm>

namespace law {

void SupplyJudge::judge_started() {
    if (time_.stop) {
        judge_stalled();
    } else {
        judge_finish();
    }
    judge_late_finish();
    judge_investment();
}

void SupplyJudge::judge_late_finish() {
    if (!seen_unfinished_late() || out_.judgement == Judgement::IdleMay) return;
    // Stopped or not, it was seen unfinished after the day agreed: that is the graver of the two answers.
    const Date agreed = *facts_.supply.record->agreed_finish;
    conclude(Judgement::FinishOverdue, std::min(Certainty::Stated, time_.latest_work->certainty()));
    give(find("FINISH_OVERDUE", out_.certainty, {time_.latest_work->on->iso(), agreed.iso()}, nullptr),
         {{"supply.agreed_finish", agreed.iso(), facts_.supply.entry}, time_.latest_work->reason()});
    out_.due = agreed;
    out_.next_step = {"督促竣工，按合同追究违约责任", "Urge completion; the contract's penalty runs"};
}

/// A province's own test (the books of 海南 hold it): past the start by years with too little invested. Land that is
/// finished never comes here.
void SupplyJudge::judge_investment() {
    if (law_.invested_late_years == nullptr || law_.invested_late_share == nullptr || !start_.on) return;
    const Date full = law_.first_day(*start_.on, *law_.invested_late_years);
    if (as_of_ < full) return;
    const bool known = facts_.development && facts_.development->invested && facts_.development->total_investment;
    if (!known) {
        give(find("INVESTMENT_UNKNOWN", Certainty::Unknown, {full.iso()}, law_.invested_late_years), start_.reasons);
        out_.missing.push_back("development.invested");
        if (out_.judgement != Judgement::NotDue) return;
        conclude(Judgement::FactsMissing, Certainty::Unknown);
        out_.next_step = {"查明已投资额和总投资额", "Find out the amounts invested and planned"};
        return;
    }
    const Development& d = *facts_.development;
    const Share& least = law_.invested_late_share->value;
    if (compare(Share{d.invested->fen, d.total_investment->fen}, least) >= 0) return;
    conclude(Judgement::IdleByLaw, std::min(start_.certainty, Certainty::Stated));
    Finding& finding = find("IDLE_INVESTMENT_SHORT", out_.certainty, {start_.on->iso(), full.iso(), least.percent()},
                            law_.invested_late_years);
    give(finding, start_.reasons);
    give(finding,
         {{"development.invested",
           std::to_string(d.invested->fen / 100) + " / " + std::to_string(d.total_investment->fen / 100), d.entry},
          parameter_reason(*law_.invested_late_years),
          parameter_reason(*law_.invested_late_share)});
    out_.next_step = {"按本省规定调查认定；处置条款须查原文",
                      "Investigate by the province's rule; look up how it disposes"};
}

bool SupplyJudge::seen_unfinished_late() const {
    const std::optional<Date>& agreed = facts_.supply.record->agreed_finish;
    return agreed && time_.latest_work && *agreed < *time_.latest_work->on;
}

/// A finish is overdue only where somebody saw it unfinished after the day; silence leaves it open.
void SupplyJudge::judge_finish() {
    const std::optional<Date>& agreed = facts_.supply.record->agreed_finish;
    conclude(Judgement::NotDue, time_.start ? time_.start->certainty() : Certainty::Stated);
    out_.due = agreed;
    if (!agreed || as_of_ <= *agreed || seen_unfinished_late()) return;
    conclude(Judgement::FactsMissing, Certainty::Unknown);
    Finding& finding = find("FINISH_UNKNOWN", Certainty::Unknown, {agreed->iso()}, nullptr);
    give(finding, {{"supply.agreed_finish", agreed->iso(), facts_.supply.entry}});
    if (time_.start) give(finding, {time_.start->reason()});
    out_.missing.push_back("progress.finish");
    out_.next_step = {"现场核查是否竣工", "Visit: is it finished?"};
}

void SupplyJudge::judge_stalled() {
    const std::string since = time_.stop->on ? time_.stop->on->iso() : "?";
    const auto unclear = [&](std::vector<std::string> missing) {
        conclude(Judgement::FactsMissing, Certainty::Unknown);
        give(find("STALL_FACTS_MISSING", Certainty::Unknown, {since}, law_.stalled_years), {time_.stop->reason()});
        out_.missing = std::move(missing);
        out_.next_step = {"现场核查：是否仍停工，开发面积和投资额多少",
                          "Visit: still stopped? area built, money invested?"};
    };
    if (!time_.stop->on) return unclear({"progress.stop.on"});
    const Date full = law_.first_day(*time_.stop->on, *law_.stalled_years);
    if (as_of_ < full) {
        conclude(Judgement::NotDue, time_.stop->certainty());
        out_.due = full;
        out_.next_step = {"督促复工", "Urge resumption"};
        return;
    }
    if (!time_.stop_seen->on || *time_.stop_seen->on < full) return unclear({"progress.stop"});
    judge_share_of_building(full);
    if (out_.judgement == Judgement::FactsMissing) unclear(std::vector<std::string>(out_.missing));
}

void SupplyJudge::judge_share_of_building(Date full) {
    const Development none;
    const Development& d = facts_.development ? *facts_.development : none;
    const BuildingShare share = building_share(d, law_);
    const std::optional<bool> met = share.short_of(law_);
    std::vector<Reason> reasons{time_.stop->reason(), time_.stop_seen->reason()};
    if (share.built_below)
        reasons.push_back({"development.built", d.built->m2_text() + " / " + d.should_build->m2_text(), d.entry});
    if (share.invested_below)
        reasons.push_back(
            {"development.invested",
             std::to_string(d.invested->fen / 100) + " / " + std::to_string(d.total_investment->fen / 100), d.entry});
    if (!met.has_value()) {
        conclude(Judgement::FactsMissing, Certainty::Unknown);
        out_.missing = share.missing("development.built", "development.invested");
    } else if (*met) {
        conclude(Judgement::IdleMay, Certainty::Stated);
        out_.missing = share.missing("development.built", "development.invested");
        reasons.push_back(parameter_reason(*law_.built_share));
        reasons.push_back(parameter_reason(*law_.invested_share));
        give(find("IDLE_STALLED_MAY", Certainty::Stated, {full.iso()}, law_.stalled_years), reasons);
        if (share.one_below())
            give(find("STALL_ONE_BELOW", Certainty::Stated, {}, law_.combination),
                 {parameter_reason(*law_.combination)});
        out_.next_step = {"由主管部门研究是否认定；认定的按第十二条处置",
                          "The bureau decides; if recognised, article 12 applies"};
    } else {
        conclude(Judgement::NotDue, Certainty::Stated);
        out_.next_step = {"督促复工", "Urge resumption"};
    }
}

}  // namespace law
