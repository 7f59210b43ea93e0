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
using testing::paper_state;
using testing::xixian;

/// One portion, half of the approval.
struct PortionCase : testing::PlotCase {
    explicit PortionCase(Account in) : PlotCase(in) {
        approval.total = Area::from_m2(20'000);
        divide("1");
    }
    land::Portion& own() { return portions[0]; }
    PortionJudgement judge() const { return PlotCase::judge().portions.at(0); }
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
    EXPECT_EQ(get(works.judge().findings, "CAUSE_SHOWN").reasons.at(0),
              (Reason{"readiness.works_lacking", "water,power,levelling", "141031/6"}));
    works.readiness[0].works = "levelling,power,road,water";  // nothing is lacking, so nothing is shown
    EXPECT_EQ(works.route(), "needs_facts");
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
    const auto state = [&](const char* id) { return paper_state(dossier, id); };
    EXPECT_EQ(state("approval"), "yes");
    EXPECT_EQ(state("land_class"), "yes");
    EXPECT_EQ(state("compensation"), "yes");
    EXPECT_EQ(state("new_place"), "unknown");
    EXPECT_EQ(state("boundary"), "unknown");
    EXPECT_TRUE(has(out.findings, "RETURN_DOSSIER"));
    const auto share = [&] { return get(of.judge().findings, "RETURN_DOSSIER").text.zh; };
    EXPECT_NE(share().find("为批文的一部分，"), std::string::npos);
    of.approval.total = of.own().area;
    EXPECT_NE(share().find("为批文的全部，"), std::string::npos);
    of.approval.total.reset();  // of an approval without a total nobody can say which
    EXPECT_NE(share().find("为批文的全部或者一部分（批准总面积不明），"), std::string::npos);
    EXPECT_TRUE(std::find(out.missing.begin(), out.missing.end(), "withdrawal.to_plot") != out.missing.end());
    of.own().route = "prepare_site";
    EXPECT_FALSE(of.judge().dossier.has_value());
    of.own().route = "allocate_manager";
    EXPECT_EQ(of.judge().dossier->approver, "county_government");
}

TEST(PortionFacts, AFilingThatListsItsPapersSaysThatTheOthersLack) {
    PortionCase of(Account::Expropriated);
    of.own().cause = "plan_changed";
    of.own().route = "adjust";
    of.own().unchanged = "no";
    of.withdrawals.emplace_back();
    EXPECT_EQ(paper_state(*of.judge().dossier, "request"), "unknown") << "a filing that says nothing of papers";
    of.withdrawals[0].papers = "request,land_class";
    const Dossier dossier = *of.judge().dossier;
    EXPECT_EQ(paper_state(dossier, "request"), "yes");
    EXPECT_EQ(paper_state(dossier, "consent"), "no");
    EXPECT_EQ(paper_state(dossier, "approval"), "yes") << "the book has it, listed or not";
    EXPECT_EQ(paper_state(dossier, "land_class"), "no") << "what the land's own record says goes before the list";
    of.withdrawals.emplace_back();
    of.withdrawals[1].papers = "consent";
    EXPECT_EQ(paper_state(*of.judge().dossier, "consent"), "yes") << "in either of two filings";
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
