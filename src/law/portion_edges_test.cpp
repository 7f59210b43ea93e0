// Unsupplied land that nobody divided, whose approval or plot is not on record, or of which the book says less.
#include "law/law_testing.hpp"
#include "law/portion_facts.hpp"
#include "law/rulebook_parts.hpp"
#include "law/supply_gates.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace law {
namespace {

using ledger::Account;
using testing::day;
using testing::get;
using testing::has;
using testing::paper_state;
using testing::PlotCase;
using testing::without;
using testing::xixian;

using Words = std::vector<std::string>;

PortionJudgement first(const PlotFacts& facts, const RulebookSet& books = xixian()) {
    return judge_plot(facts, books, day("2024-05-01")).portions.at(0);
}

/// The shipped books with another campaign.
template <class Change>
RulebookSet campaign_with(const Change& change) {
    RulebookSet books = xixian();
    change(*books.books.front().campaign);
    return books;
}

PlotCase going_back(Account account = Account::Expropriated) {
    PlotCase of(account);
    of.divide("a", "plan_changed").route = "withdraw";
    return of;
}

// ---- routes ---------------------------------------------------------------------------------------------------------

TEST(PortionEdges, AnOfficersNeedsFactsIsNoOpinion) {
    PlotCase of(Account::Expropriated);
    of.divide("a", "corner").route = "needs_facts";
    const PortionJudgement out = first(of.known());
    EXPECT_EQ(out.route, "allocate_manager");
    EXPECT_FALSE(out.route_stated);
    EXPECT_EQ(out.certainty, Certainty::Inferred);
}

TEST(PortionEdges, ATableThatNeedsFactsContradictsNoOfficer) {
    PlotCase of(Account::StageUnknown);
    of.divide("a", "plan_changed").route = "supply";
    EXPECT_FALSE(has(first(of.known()).findings, "ROUTE_DIFFERS"));
    EXPECT_EQ(first(of.known()).route, "supply");
    of.lies_in(Account::Expropriated);
    EXPECT_TRUE(has(first(of.known()).findings, "ROUTE_DIFFERS"));
}

TEST(PortionEdges, ReadyLandWhoseRouteNeedsFactsIsNotClosed) {
    PlotCase of(Account::Ready);
    of.plot.use.clear();
    of.divide("a", "used_without_supply");
    EXPECT_EQ(first(of.known()).judgement, Judgement::FactsMissing);
    EXPECT_EQ(first(of.known()).missing, Words{"plot.use"});
    of.portions[0].cause = "project_not_landed";
    EXPECT_EQ(first(of.known()).judgement, Judgement::GateClosed);
}

TEST(PortionEdges, EveryFactThatARouteTurnsOnIsNamed) {
    const RulebookSet books = campaign_with([](Campaign& campaign) {
        campaign.route_rows = {{"both", "other", "yes", "public", "complete_papers", "5.2.2", {}}};
        campaign.route_table = std::make_shared<const CompiledTable>(table_of_routes(campaign));
    });
    PlotCase of(Account::StageUnknown);
    of.plot.use.clear();
    of.divide("a", "other");
    const PortionJudgement out = first(of.known(), books);
    EXPECT_EQ(out.missing, (Words{"plot.expropriated", "plot.use"}));
    EXPECT_NE(get(out.findings, "ROUTE_MISSING").text.en.find("plot.expropriated, plot.use"), std::string::npos);
}

TEST(PortionEdges, ACampaignWithoutRoutesLeavesThemOpen) {
    const RulebookSet books = campaign_with([](Campaign& campaign) { campaign.route_table.reset(); });
    PlotCase of(Account::Expropriated);
    of.divide("a", "corner");
    EXPECT_EQ(first(of.known(), books).route, "needs_facts");
    EXPECT_EQ(first(of.known(), books).missing, Words{"portion.cause"});
}

TEST(PortionEdges, AShownCauseThatTheCampaignDoesNotListGoesByItsCode) {
    const RulebookSet books = campaign_with([](Campaign& campaign) {
        std::erase_if(campaign.causes, [](const Cause& one) { return one.id == "compensation_unpaid"; });
    });
    const PlotCase of(Account::Unexpropriated);
    EXPECT_NE(get(first(of.known(), books).findings, "CAUSE_SHOWN").text.zh.find("compensation_unpaid"),
              std::string::npos);
    EXPECT_EQ(get(first(of.known()).findings, "CAUSE_SHOWN").text.zh.find("compensation_unpaid"), std::string::npos);
}

TEST(PortionEdges, WhatHasNotFailedAndWhatIsNotMortgagedShowsNoCause) {
    PlotCase of(Account::Expropriated);
    of.offers.emplace_back();
    of.reserves.emplace_back().mortgaged = "no";
    EXPECT_FALSE(has(first(of.known()).findings, "CAUSE_SHOWN"));
    of.offers[0].failed_on = day("2024-05-01");
    EXPECT_EQ(get(first(of.known()).findings, "CAUSE_SHOWN").reasons.at(0).fact, "offer.failed_on");
    of.reserves[0].mortgaged = "yes";
    EXPECT_EQ(get(first(of.known()).findings, "CAUSE_SHOWN").reasons.at(0).fact, "reserve.mortgaged");
}

TEST(PortionEdges, ThePlotIsDueWithItsEarliestPortion) {
    PlotCase of(Account::Expropriated);
    of.divide("a", "project_not_landed", 4'000).planned = day("2024-09-01");
    of.divide("b", "project_not_landed", 6'000).planned = day("2024-07-01");
    EXPECT_EQ(of.judge().due, day("2024-07-01"));
    of.portions[1].planned = day("2024-09-02");
    EXPECT_EQ(of.judge().due, day("2024-09-01"));
}

// ---- giving land back -----------------------------------------------------------------------------------------------

TEST(PortionEdges, MoneyPaidInFullOrNeverOwedStandsAgainstNothing) {
    PlotCase of = going_back();
    land::Expropriation& village = of.expropriations.emplace_back();
    village.paid = land::Money{100};
    EXPECT_TRUE(has(first(of.known()).findings, "WITHDRAW_CANDIDATE")) << "what is owed nobody said";
    village.payable = land::Money{100};
    EXPECT_TRUE(has(first(of.known()).findings, "WITHDRAW_CANDIDATE"));
    village.payable = land::Money{101};
    EXPECT_FALSE(has(first(of.known()).findings, "WITHDRAW_CANDIDATE"));
}

TEST(PortionEdges, WhetherItWasExpropriatedIsAskedOfLandThatGoesBack) {
    EXPECT_EQ(first(going_back(Account::StageUnknown).known()).missing.front(), "plot.expropriated");
    EXPECT_EQ(first(going_back().known()).missing.front(), "portion.wanted");
}

TEST(PortionEdges, OfARemainderThatNobodyDividedEveryFactIsAsked) {
    const PlotCase of(Account::Expropriated);
    const PlotFacts facts = of.known();
    const PortionFacts remainder{"plot:P", nullptr, "141031/2", Area::from_m2(10'000)};
    const Stages stages = stages_of(facts);
    EXPECT_FALSE(against_return(facts, remainder).has_value());
    EXPECT_EQ(missing_for_return(facts, remainder, stages, "adjust"),
              (Words{"portion.wanted", "portion.unchanged", "withdrawal.to_plot"}));
    const auto dossier = dossier_of(facts, remainder, {}, stages, "withdraw", xixian());
    ASSERT_TRUE(dossier.has_value());
    EXPECT_EQ(paper_state(*dossier, "land_class"), "unknown");
    EXPECT_EQ(paper_state(*dossier, "approval"), "yes");
}

TEST(PortionEdges, PapersOfWhichTheRecordIsMissingAreNotAtHand) {
    const PlotCase of = going_back();
    PlotFacts facts = of.known();
    facts.approval = {};
    facts.plot = {};
    const PortionJudgement out = first(facts);
    ASSERT_TRUE(out.dossier.has_value());
    EXPECT_EQ(paper_state(*out.dossier, "approval"), "unknown");
    EXPECT_EQ(paper_state(*out.dossier, "boundary"), "unknown");
    EXPECT_EQ(out.dossier->approver_name.zh, "原批准机关") << "which one nobody said";
    EXPECT_FALSE(out.dossier->whole.has_value());
}

TEST(PortionEdges, AnAuthorityKnownByItsNumbersOnlyHasNoNameToGive) {
    const RulebookSet books = campaign_with([](Campaign& campaign) {
        for (Approver& one : campaign.approvers) one.authority_words.clear();
    });
    PlotCase of = going_back();
    EXPECT_EQ(first(of.known()).dossier->approver_name.zh, "原批准机关（山西省人民政府）");
    of.approval.authority.clear();  // 晋政地字: the province
    EXPECT_EQ(first(of.known(), books).dossier->approver_name.zh, "原批准机关");
}

TEST(PortionEdges, PapersAreListedWhereTheBookNamesNobodyWhoDecides) {
    const RulebookSet books = campaign_with([](Campaign& campaign) {
        for (Route& one : campaign.routes) one.decides.clear();
    });
    const PlotCase of = going_back();
    const auto dossier = first(of.known(), books).dossier;
    ASSERT_TRUE(dossier.has_value());
    EXPECT_TRUE(dossier->approver.empty());
    EXPECT_EQ(paper_state(*dossier, "land_class"), "unknown");
}

// ---- conditions before supply ---------------------------------------------------------------------------------------

const Gate& gate(const std::vector<Gate>& gates, std::string_view id) {
    return *std::find_if(gates.begin(), gates.end(), [&](const Gate& one) { return one.id == id; });
}

std::vector<Gate> gates_of(const PlotFacts& facts, std::size_t portion = 0) {
    const PlotJudgement judged = judge_plot(facts, xixian(), day("2024-05-01"));
    return supply_gates(facts, judged.portions.at(portion), xixian(), day("2024-05-01"));
}

TEST(GateEdges, AConditionStatedOfOnePortionIsNotTheOthers) {
    PlotCase of(Account::Expropriated);
    of.divide("a", "gate_open", 4'000).cause_text = "规划条件未出";
    of.divide("b", "gate_open", 6'000).cause_text = "文物勘探未完成";
    EXPECT_EQ(gate(gates_of(of.known(), 0), "planning").met, std::optional<bool>(false));
    EXPECT_FALSE(gate(gates_of(of.known(), 0), "archaeology").met.has_value());
    EXPECT_EQ(gate(gates_of(of.known(), 1), "archaeology").met, std::optional<bool>(false));
    EXPECT_FALSE(gate(gates_of(of.known(), 1), "planning").met.has_value());
}

TEST(GateEdges, AnUndividedPlotIsAskedByTheRecordsOfTheLand) {
    const PlotCase of(Account::Expropriated);
    PlotFacts facts = of.known();
    EXPECT_EQ(gate(gates_of(facts), "rights").finding.reasons.at(0), (Reason{"readiness.rights", "", "141031/2"}));
    facts.plot = {};  // only its approval is on record
    EXPECT_EQ(gate(gates_of(facts), "rights").finding.reasons.at(0), (Reason{"readiness.rights", "", "141031/1"}));
    EXPECT_EQ(gate(gates_of(facts), "soil").finding.reasons.at(0), (Reason{"plot.use", "", "141031/1"}));
}

TEST(GateEdges, CompensationIsProvedOnlyIfEveryVillageHasItsPaper) {
    PlotCase of(Account::Expropriated);
    of.expropriations.resize(2);
    of.expropriations[1].paper = "转账";
    EXPECT_EQ(gate(gates_of(of.known()), "compensation").finding.certainty, Certainty::Stated);
    of.expropriations[0].paper = "转账";
    EXPECT_EQ(gate(gates_of(of.known()), "compensation").finding.certainty, Certainty::Proved);
}

}  // namespace
}  // namespace law
