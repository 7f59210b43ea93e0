#include "law/judgement.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using ledger::Account;
using testing::day;
using testing::get;
using testing::has;
using testing::xixian;

struct Case : testing::PlotCase {
    explicit Case(Account account, const char* approved_on = "2018-05-11") : PlotCase(account) {
        approval.approved_on = day(approved_on);
    }
    Case& portion(const char* number, const char* cause, const char* route = "", std::int64_t m2 = 10'000) {
        land::Portion& out = divide(number, cause, m2);
        out.route = route;
        out.responsible_unit = "自然资源局";
        out.planned = day("2024-11-20");
        return *this;
    }
};

TEST(JudgePlot, WithoutPortionsIsOneOfUnknownCause) {
    const PlotJudgement out = Case(Account::StageUnknown).judge();
    EXPECT_EQ(out.unsupplied, Area::from_m2(10'000));
    ASSERT_EQ(out.portions.size(), 1U);
    EXPECT_EQ(out.portions[0].subject, "plot:P");
    EXPECT_EQ(out.portions[0].area, Area::from_m2(10'000));
    EXPECT_EQ(out.cause, "unknown");
    EXPECT_EQ(out.route, "needs_facts");
    EXPECT_EQ(out.judgement, Judgement::FactsMissing);
    EXPECT_EQ(out.certainty, Certainty::Unknown);
    EXPECT_TRUE(has(out.portions[0].findings, "CAUSE_MISSING"));
    EXPECT_TRUE(has(out.findings, "STAGE_UNKNOWN"));
    EXPECT_EQ(out.missing, std::vector<std::string>{"portion.cause"});
    EXPECT_EQ(get(out.portions[0].findings, "CAUSE_MISSING").reasons.at(0).entry, "141031/2");
}

TEST(JudgePlot, NothingUnsuppliedIsNotDue) {
    Case closed(Account::Ready);
    closed.cells = {{"plot:P", "S", Account::Unreported, Area::from_m2(10'000)}};
    const PlotJudgement out = closed.judge();
    EXPECT_EQ(out.judgement, Judgement::NotDue);
    EXPECT_TRUE(out.portions.empty());
}

TEST(JudgePlot, EveryCauseHasItsRoute) {
    const std::pair<const char*, const char*> table[] = {
        {"compensation_unpaid", "expropriate"},
        {"demolition_unfinished", "expropriate"},
        {"site_not_ready", "prepare_site"},
        {"gate_open", "prepare_site"},
        {"project_not_landed", "supply"},
        {"in_procedure", "supply"},
        {"failed_sale", "supply"},
        {"taken_along", "allocate_manager"},
        {"corner", "allocate_manager"},
        {"collective_use", "none"},
        {"dispute", "needs_facts"},
        {"mortgaged_reserve", "prepare_site"},
        {"not_recorded", "record_backfill"},
        {"other", "needs_facts"},
        {"unknown", "needs_facts"},
        {"", "needs_facts"},
        {"no_such_cause", "needs_facts"},
    };
    for (const auto& [cause, route] : table)
        EXPECT_EQ(Case(Account::Expropriated).portion("a", cause).judge().route, route) << cause;
}

TEST(JudgePlot, AnUnknownFactThatDecidesStopsTheTable) {
    const Campaign& campaign = xixian().campaign();
    EXPECT_EQ(route_for(campaign, "plan_changed", true, "").route, "adjust");     // 不能供则调
    EXPECT_EQ(route_for(campaign, "plan_changed", false, "").route, "withdraw");  // 不能征则退
    const RouteAnswer stage = route_for(campaign, "plan_changed", std::nullopt, "");
    EXPECT_EQ(stage.route, "needs_facts");
    EXPECT_EQ(stage.missing, std::vector<std::string>{"plot.expropriated"});
    EXPECT_EQ(route_for(campaign, "used_without_supply", true, "街巷用地").route, "complete_papers");
    EXPECT_EQ(route_for(campaign, "used_without_supply", true, "安置住宅").route, "complete_papers");
    EXPECT_EQ(route_for(campaign, "used_without_supply", true, "商服用地").route, "reoffer");
    const RouteAnswer use = route_for(campaign, "used_without_supply", true, "");
    EXPECT_EQ(use.route, "needs_facts");
    EXPECT_EQ(use.missing, std::vector<std::string>{"plot.use"});
}

TEST(JudgePlot, AnOfficersRouteStandsAndTheTableSaysSoIfItDiffers) {
    const PlotJudgement out = Case(Account::Expropriated).portion("a", "project_not_landed", "prepare_site").judge();
    EXPECT_EQ(out.route, "prepare_site");
    EXPECT_TRUE(out.portions[0].route_stated);
    EXPECT_EQ(out.portions[0].certainty, Certainty::Stated);
    const Finding& differs = get(out.portions[0].findings, "ROUTE_DIFFERS");
    EXPECT_NE(differs.text.zh.find("前期开发"), std::string::npos);
    EXPECT_NE(differs.text.en.find("\"supply\""), std::string::npos);
    EXPECT_EQ(Case(Account::Expropriated).portion("a", "project_not_landed").judge().certainty, Certainty::Inferred);
}

TEST(JudgePlot, PortionsKeepTheirOwnRoutes) {
    const PlotJudgement out =
        Case(Account::Expropriated).portion("b", "corner", "", 500).portion("a", "in_procedure", "", 9'500).judge();
    ASSERT_EQ(out.portions.size(), 2U);
    EXPECT_EQ(out.portions[0].number, "a");
    EXPECT_EQ(out.portions[0].route, "supply");
    EXPECT_EQ(out.portions[1].route, "allocate_manager");
    EXPECT_EQ(out.route, "");
    EXPECT_EQ(out.cause, "");
    EXPECT_EQ(out.judgement, Judgement::NotDue);
    EXPECT_EQ(out.due, day("2024-11-20"));
}

TEST(JudgePlot, LapseIsACandidateOnlyWithEvidenceAndAfterTwoFullYears) {
    const auto lapse = [](Account account, const char* approved, const char* cause, const char* as_of) {
        const PlotJudgement out = Case(account, approved).portion("a", cause).judge(as_of);
        EXPECT_EQ(out.judgement == Judgement::LapseDue, has(out.portions[0].findings, "LAPSE_CANDIDATE"));
        return out.judgement == Judgement::LapseDue;
    };
    EXPECT_TRUE(lapse(Account::Unexpropriated, "2018-05-11", "demolition_unfinished", "2020-05-12"));
    EXPECT_FALSE(lapse(Account::Unexpropriated, "2018-05-11", "demolition_unfinished", "2020-05-11"));
    EXPECT_TRUE(lapse(Account::StageUnknown, "2018-05-11", "compensation_unpaid", "2024-05-01"));
    EXPECT_FALSE(lapse(Account::StageUnknown, "2018-05-11", "project_not_landed", "2024-05-01"));  // silence
    EXPECT_FALSE(lapse(Account::Expropriated, "2018-05-11", "project_not_landed", "2024-05-01"));
    EXPECT_FALSE(lapse(Account::Unexpropriated, "2018-05-11", "used_without_supply", "2024-05-01"));
}

TEST(JudgePlot, WithdrawalNeedsAuthorityAgeAndUnusedLand) {
    Case open(Account::Expropriated);
    open.portion("a", "plan_changed", "withdraw");
    const PlotJudgement out = open.judge("2024-05-01");
    EXPECT_EQ(out.judgement, Judgement::Withdrawable);
    EXPECT_TRUE(has(out.portions[0].findings, "WITHDRAW_CANDIDATE"));
    EXPECT_EQ(out.due, day("2024-06-30"));  // filing, before the planned day

    Case city = open;
    city.approval.authority = "临汾市人民政府";
    EXPECT_TRUE(has(city.judge().portions[0].findings, "WITHDRAW_NOT_OPEN"));
    EXPECT_EQ(city.judge().judgement, Judgement::NotDue);

    Case young = open;
    young.approval.approved_on = day("2022-05-01");
    EXPECT_TRUE(has(young.judge("2024-05-01").portions[0].findings, "WITHDRAW_NOT_OPEN"));
    EXPECT_EQ(young.judge("2024-05-02").judgement, Judgement::Withdrawable);
}

TEST(JudgePlot, FilingHasItsOwnDeadline) {
    Case open(Account::Expropriated);
    open.portion("a", "plan_changed", "withdraw");
    const auto rules = [&](const char* as_of) { return open.judge(as_of).portions[0].findings; };
    EXPECT_FALSE(has(rules("2024-05-30"), "FILING_DUE"));
    EXPECT_TRUE(has(rules("2024-05-31"), "FILING_DUE"));
    EXPECT_EQ(get(rules("2024-06-30"), "FILING_DUE").due, day("2024-06-30"));
    EXPECT_TRUE(has(rules("2024-07-01"), "FILING_OVERDUE"));
    land::Withdrawal filed;
    filed.plot = "P";
    filed.filed_on = day("2024-06-25");
    open.withdrawals.push_back(filed);
    EXPECT_TRUE(has(rules("2024-06-24"), "FILING_DUE"));
    EXPECT_FALSE(has(rules("2024-06-25"), "FILING_DUE"));
    EXPECT_FALSE(has(rules("2024-07-01"), "FILING_OVERDUE"));
}

TEST(JudgePlot, GatesAndPlans) {
    const PlotJudgement open = Case(Account::Expropriated).portion("a", "gate_open").judge();
    EXPECT_EQ(open.judgement, Judgement::GateOpen);
    EXPECT_EQ(Case(Account::Ready).portion("a", "in_procedure").judge().judgement, Judgement::GateClosed);
    const PlotJudgement late = Case(Account::Ready).portion("a", "in_procedure").judge("2024-11-21");
    EXPECT_TRUE(has(late.portions[0].findings, "PLAN_OVERDUE"));
    EXPECT_FALSE(has(Case(Account::Ready).portion("a", "in_procedure").judge("2024-11-20").portions[0].findings,
                     "PLAN_OVERDUE"));
}

TEST(JudgePlot, ScopeIsAFindingOfThePlot) {
    const PlotJudgement before = Case(Account::Expropriated, "2008-12-26").judge();
    EXPECT_TRUE(has(before.findings, "OUT_OF_SCOPE"));
    EXPECT_EQ(get(before.findings, "OUT_OF_SCOPE").article, "隰政办发〔2024〕1号 2.1");
    Case linkage(Account::Expropriated);
    linkage.approval.authority = "山西省国土资源厅";
    EXPECT_TRUE(has(linkage.judge().findings, "SCOPE_QUESTION"));
    EXPECT_TRUE(Case(Account::Expropriated).judge().findings.empty());
}

TEST(JudgePlot, WithoutApprovalTheYearIsUnknown) {
    const Case base_case(Account::StageUnknown);
    PlotFacts facts;
    facts.subject = "plot:P";
    facts.plot = {&base_case.plot, "141031/2"};
    facts.cells = base_case.cells;
    const PlotJudgement out = judge_plot(facts, xixian(), day("2024-05-01"));
    EXPECT_TRUE(has(out.findings, "APPROVAL_MISSING"));
    EXPECT_EQ(out.missing, (std::vector<std::string>{"portion.cause", "approval.approved_on"}));
}

}  // namespace
}  // namespace law
