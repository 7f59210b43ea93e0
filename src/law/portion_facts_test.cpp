// Routes from facts where nobody stated a cause, what stands against giving land back, and the papers it takes.
#include "law/fact_text.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace law {
namespace {

using ledger::Account;
using testing::day;
using testing::get;
using testing::has;
using testing::xixian;

/// One portion of one plot of a provincial approval of 2018 (20,000 m²), half of it.
struct PortionCase {
    land::Approval approval;
    land::Plot plot;
    std::vector<land::Portion> portions;
    std::vector<land::Expropriation> expropriations;
    std::vector<land::SiteReadiness> readiness;
    std::vector<land::Offer> offers;
    std::vector<land::Reserve> reserves;
    Account account;

    explicit PortionCase(Account in) : account(in) {
        approval.authority = "山西省人民政府";
        approval.approved_on = day("2018-05-11");
        approval.total = Area::from_m2(20'000);
        plot.use = "工业";
        land::Portion portion;
        portion.plot = "P";
        portion.number = "1";
        portion.area = Area::from_m2(10'000);
        portions.push_back(portion);
    }
    land::Portion& own() { return portions[0]; }
    PortionJudgement judge(const char* as_of = "2024-05-01") const {
        PlotFacts facts;
        facts.subject = "plot:P";
        facts.plot = {&plot, "c/2"};
        facts.approval = {&approval, "c/1"};
        for (const auto& one : portions) facts.portions.push_back({&one, "c/3"});
        for (const auto& one : expropriations) facts.expropriations.push_back({&one, "c/4"});
        for (const auto& one : readiness) facts.readiness.push_back({&one, "c/5"});
        for (const auto& one : offers) facts.offers.push_back({&one, "c/6"});
        for (const auto& one : reserves) facts.reserves.push_back({&one, "c/7"});
        facts.cells = {{"plot:P", "", account, Area::from_m2(10'000)}};
        return judge_plot(facts, xixian(), day(as_of)).portions.at(0);
    }
    std::string route() const { return judge().route; }
};

TEST(PortionFacts, SilenceShowsNoCause) {
    const PortionJudgement out = PortionCase(Account::StageUnknown).judge();
    EXPECT_EQ(out.route, "needs_facts");
    EXPECT_FALSE(has(out.findings, "CAUSE_SHOWN"));
}

TEST(PortionFacts, EachFactShowsItsCauseAndTheTableGivesTheRoute) {
    EXPECT_EQ(PortionCase(Account::Unexpropriated).route(), "expropriate");
    EXPECT_EQ(PortionCase(Account::InProcess).route(), "supply");
    EXPECT_EQ(PortionCase(Account::Ready).route(), "supply");

    PortionCase works(Account::Expropriated);
    works.readiness.emplace_back();
    works.readiness[0].on = day("2024-01-01");
    works.readiness[0].works = "road";
    EXPECT_EQ(works.route(), "prepare_site");
    works.readiness[0].soil = "open";
    EXPECT_EQ(get(works.judge().findings, "CAUSE_SHOWN").reasons.at(0).fact, "readiness.soil");

    PortionCase strip(Account::StageUnknown);
    strip.own().remnant = "strip";
    EXPECT_EQ(strip.route(), "allocate_manager");
    strip.own().remnant = "usable";
    EXPECT_EQ(strip.route(), "needs_facts");

    PortionCase built(Account::Expropriated);
    built.own().occupied = "yes";
    EXPECT_EQ(built.route(), "reoffer");  // an industrial use; the violation is settled first
    built.plot.use = "公路";
    EXPECT_EQ(built.route(), "complete_papers");

    PortionCase mortgaged(Account::Expropriated);
    mortgaged.reserves.emplace_back();
    mortgaged.reserves[0].mortgaged = "yes";
    EXPECT_EQ(mortgaged.route(), "prepare_site");

    PortionCase failed(Account::Expropriated);
    failed.offers.emplace_back();
    failed.offers[0].failed_on = day("2023-01-01");
    EXPECT_EQ(failed.route(), "supply");
    failed.offers[0].failed_on = day("2024-06-01");  // later than the day
    EXPECT_EQ(failed.route(), "needs_facts");
}

TEST(PortionFacts, AShownCauseIsInferredAndAStatedOneWins) {
    PortionCase of(Account::Unexpropriated);
    const PortionJudgement shown = of.judge();
    EXPECT_EQ(shown.cause, "unknown");  // still to be stated
    EXPECT_EQ(shown.certainty, Certainty::Inferred);
    EXPECT_TRUE(has(shown.findings, "CAUSE_MISSING"));
    EXPECT_TRUE(has(shown.findings, "LAPSE_CANDIDATE"));
    of.own().cause = "corner";
    EXPECT_EQ(of.route(), "allocate_manager");
    EXPECT_FALSE(has(of.judge().findings, "CAUSE_SHOWN"));
}

TEST(PortionFacts, WhatStandsAgainstGivingLandBack) {
    PortionCase of(Account::Expropriated);
    of.own().cause = "plan_changed";
    of.own().route = "withdraw";
    PortionJudgement out = of.judge();
    EXPECT_TRUE(has(out.findings, "WITHDRAW_CANDIDATE"));
    EXPECT_EQ(out.missing, (std::vector<std::string>{"portion.wanted", "portion.unchanged"}));
    of.own().wanted = "no";
    of.own().unchanged = "yes";
    EXPECT_TRUE(of.judge().missing.empty());
    of.own().wanted = "yes";
    EXPECT_TRUE(has(of.judge().findings, "WITHDRAW_NOT_OPEN"));
    of.own().wanted = "no";
    of.own().unchanged = "no";
    EXPECT_TRUE(has(of.judge().findings, "WITHDRAW_NOT_OPEN"));
    of.own().unchanged = "yes";
    of.own().occupied = "yes";
    EXPECT_TRUE(has(of.judge().findings, "WITHDRAW_NOT_OPEN"));
    of.own().occupied = "no";
    of.expropriations.emplace_back();
    of.expropriations[0].payable = land::Money{100};
    of.expropriations[0].paid = land::Money{99};
    EXPECT_TRUE(has(of.judge().findings, "WITHDRAW_NOT_OPEN"));
}

TEST(PortionFacts, ThePapersOfAPartOfAnApproval) {
    PortionCase of(Account::Expropriated);
    of.own().cause = "plan_changed";
    of.own().route = "adjust";
    of.own().unchanged = "yes";
    const PortionJudgement out = of.judge();
    ASSERT_TRUE(out.dossier.has_value());
    const Dossier& dossier = *out.dossier;
    EXPECT_EQ(dossier.approver, "approving_authority");
    EXPECT_EQ(dossier.file_by, day("2024-06-30"));
    EXPECT_LT(dossier.area, *dossier.whole);
    const auto state = [&](const char* id) -> std::string {
        for (const Dossier::Paper& paper : dossier.papers)
            if (paper.id == id) return !paper.at_hand ? "unknown" : *paper.at_hand ? "yes" : "no";
        return "none";
    };
    EXPECT_EQ(state("approval"), "yes");
    EXPECT_EQ(state("land_class"), "yes");
    EXPECT_EQ(state("compensation"), "yes");
    EXPECT_EQ(state("new_place"), "unknown");
    EXPECT_EQ(state("boundary"), "unknown");
    EXPECT_TRUE(has(out.findings, "RETURN_DOSSIER"));
    EXPECT_NE(get(out.findings, "RETURN_DOSSIER").text.zh.find("一部分"), std::string::npos);
    EXPECT_TRUE(std::find(out.missing.begin(), out.missing.end(), "withdrawal.to_plot") != out.missing.end());
    of.own().route = "prepare_site";
    EXPECT_FALSE(of.judge().dossier.has_value());
    of.own().route = "allocate_manager";
    EXPECT_EQ(of.judge().dossier->approver, "county_government");
}

TEST(FactText, EveryFactOfTheCatalogueHasBothNames) {
    for (const std::string_view fact : fact_names()) {
        EXPECT_FALSE(fact_text(fact).zh.empty()) << fact;
        EXPECT_NE(fact_text(fact).zh, fact) << fact;
        EXPECT_NE(fact_text(fact).en, fact) << fact;
    }
    EXPECT_EQ(fact_text("parameter:idle.fee.share").zh, "规则参数 idle.fee.share");
    EXPECT_EQ(fact_text("no.such.fact").zh, "no.such.fact");
}

}  // namespace
}  // namespace law
