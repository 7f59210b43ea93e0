// Unsupplied land where records are incomplete: scope, portions, routes, gates and papers.
#include "base/test_tree.hpp"
#include "law/campaign.hpp"
#include "law/law_testing.hpp"
#include "law/portion_judge.hpp"
#include "law/supply_gates.hpp"

#include <gtest/gtest.h>

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

PortionJudgement first(const PlotCase& of, const char* as_of = "2024-05-01", const RulebookSet& books = xixian()) {
    return judge_plot(of.known(), books, day(as_of)).portions.at(0);
}

PlotCase going_back(const char* route = "withdraw") {
    PlotCase of(Account::Expropriated);
    of.divide("a", "plan_changed").route = route;
    return of;
}

std::string why_not(const PlotCase& of, const char* as_of = "2024-05-01") {
    return get(first(of, as_of).findings, "WITHDRAW_NOT_OPEN").text.zh;
}

TEST(PlotEdges, EachReasonAgainstGivingBackIsNamed) {
    EXPECT_EQ(why_not(going_back()), "");
    PlotCase undated = going_back();
    undated.approval.approved_on.reset();
    EXPECT_NE(why_not(undated).find("批准日期不明"), std::string::npos);
    PlotCase early = going_back();
    early.approval.approved_on = day("2008-12-31");
    EXPECT_NE(why_not(early).find("早于清理范围"), std::string::npos);
    early.approval.approved_on = day("2009-01-01");
    EXPECT_EQ(why_not(early), "");
    PlotCase used = going_back();
    used.portions[0].cause = "used_without_supply";
    EXPECT_NE(why_not(used).find("已经建设使用"), std::string::npos);
    const auto bookless = first(going_back(), "2024-05-01", without("approval.withdraw.years"));
    EXPECT_TRUE(has(bookless.findings, "WITHDRAW_NOT_OPEN"));
}

TEST(PlotEdges, ARouteOfTheTableThatIsNotOpenIsNotHeldAgainstTheOfficers) {
    PlotCase of = going_back("supply");  // the table says adjust
    of.approval.authority = "临汾市人民政府";
    EXPECT_FALSE(has(first(of).findings, "WITHDRAW_NOT_OPEN"));
    of.approval.authority = "山西省人民政府";
    EXPECT_TRUE(has(first(of).findings, "WITHDRAW_CANDIDATE"));  // it could go back; the officer chose otherwise
    EXPECT_EQ(first(of).judgement, Judgement::NotDue);
}

TEST(PlotEdges, AReplyOrAMarkAnswersTheFilingToo) {
    const auto due = [](auto field, const char* on) {
        PlotCase of = going_back();
        land::Withdrawal paper;
        if (*on != '\0') paper.*field = day(on);
        of.withdrawals.push_back(paper);
        return has(first(of, "2024-06-10").findings, "FILING_DUE");
    };
    EXPECT_TRUE(due(&land::Withdrawal::filed_on, ""));
    for (const auto field : {&land::Withdrawal::filed_on, &land::Withdrawal::reply_on, &land::Withdrawal::marked_on}) {
        EXPECT_TRUE(due(field, "2024-06-11"));
        EXPECT_FALSE(due(field, "2024-06-10"));
    }
    EXPECT_FALSE(has(first(going_back(), "2024-06-10", without("deadline.warning_days")).findings, "FILING_DUE"));
}

TEST(PlotEdges, LandThatLapsesIsNotOfferedBack) {
    PlotCase of(Account::Unexpropriated);
    of.divide("a", "plan_changed").route = "withdraw";
    const PortionJudgement out = first(of);
    EXPECT_EQ(out.judgement, Judgement::LapseDue);
    EXPECT_TRUE(has(out.findings, "WITHDRAW_CANDIDATE"));
    EXPECT_FALSE(has(first(of, "2024-05-01", without("approval.lapse.years")).findings, "LAPSE_CANDIDATE"));
}

TEST(PlotEdges, APlanIsTheDayThatIsDueUnlessAnotherComesFirst) {
    PlotCase of = going_back();
    of.portions[0].planned = day("2024-03-01");
    EXPECT_EQ(first(of).due, day("2024-03-01"));
    of.portions[0].planned = day("2024-11-20");
    EXPECT_EQ(first(of).due, day("2024-06-30"));
}

TEST(PlotEdges, MixedStagesLeaveItOpenWhetherItWasExpropriated) {
    PlotCase of(Account::Expropriated);
    of.divide("a", "plan_changed");
    of.cells.push_back({"plot:P", "", Account::Unexpropriated, Area::from_m2(5)});
    EXPECT_EQ(first(of).route, "needs_facts");
    EXPECT_EQ(first(of).missing, std::vector<std::string>{"plot.expropriated"});
    of.portions[0].cause = "project_not_landed";
    of.cells = {{"plot:P", "", Account::Ready, Area::from_m2(10)},
                {"plot:P", "", Account::Expropriated, Area::from_m2(5)}};
    EXPECT_NE(first(of).judgement, Judgement::GateClosed);  // ready in part only
    of.cells = {{"plot:P", "", Account::Ready, Area::from_m2(10)},
                {"plot:P", "", Account::InProcess, Area::from_m2(5)}};
    EXPECT_EQ(first(of).judgement, Judgement::GateClosed);
}

TEST(PlotEdges, OfSeveralPortionsTheMostPressingSpeaks) {
    PlotCase of(Account::Expropriated);
    of.divide("b", "gate_open", 4'000).planned = day("2024-09-01");
    of.divide("a", "project_not_landed", 6'000).planned = day("2024-07-01");
    const PlotJudgement out = of.judge();
    EXPECT_EQ(out.judgement, Judgement::GateOpen);
    EXPECT_EQ(out.due, day("2024-07-01"));
    PlotCase same(Account::Expropriated);
    same.divide("a", "corner", 4'000);
    same.divide("b", "corner", 6'000);
    EXPECT_EQ(same.judge().cause, "corner");
    EXPECT_EQ(same.judge().route, "allocate_manager");
    PlotCase open(Account::Expropriated);
    open.divide("a", "", 4'000);
    open.divide("b", "", 6'000);
    EXPECT_EQ(open.judge().missing, std::vector<std::string>{"portion.cause"});  // named once
}

TEST(PlotEdges, PortionsWithoutAreasAndTwiceTheSameNumber) {
    PlotCase one(Account::Expropriated);
    one.divide("a", "corner").area.reset();
    EXPECT_EQ(one.judge().portions[0].area, Area::from_m2(10'000));  // the only one is all of it
    one.divide("b", "corner").area.reset();
    EXPECT_EQ(one.judge().portions[0].area, Area{});  // of two nobody knows
}

TEST(PlotEdges, AnApprovalWithoutItsPlotSpeaksByItsOwnRecord) {
    PlotCase of(Account::Unexpropriated);
    PlotFacts facts = of.known();
    facts.plot = {};
    const PlotJudgement out = judge_plot(facts, xixian(), day("2024-05-01"));
    EXPECT_EQ(get(out.portions[0].findings, "CAUSE_SHOWN").reasons.at(0).entry, "141031/1");
    EXPECT_EQ(out.portions[0].route, "expropriate");
    facts.cells[0].account = Account::Ready;
    EXPECT_EQ(judge_plot(facts, xixian(), day("2024-05-01")).portions[0].route, "supply");
    facts.cells.clear();
    EXPECT_EQ(judge_plot(facts, xixian(), day("2024-05-01")).certainty, Certainty::Unknown);
}

TEST(PlotEdges, WhatAnotherHoldsIsNotThisPlotsUnsuppliedLand) {
    PlotCase of(Account::Expropriated);
    of.cells.push_back({"plot:P", "S", Account::Expropriated, Area::from_m2(500)});
    of.cells.push_back({"plot:P", "", Account::Unreported, Area::from_m2(500)});
    EXPECT_EQ(of.judge().unsupplied, Area::from_m2(10'000));
}

TEST(PlotEdges, TheSiteShowsItsCauseByTheLastWord) {
    PlotCase of(Account::Expropriated);
    of.divide("a");
    land::SiteReadiness& undated = of.readiness.emplace_back();
    undated.rights = "open";
    EXPECT_EQ(first(of).route, "needs_facts");  // seen, but nobody said when
    EXPECT_FALSE(has(first(of).findings, "CAUSE_SHOWN"));
    of.readiness[0].on = day("2024-05-02");
    EXPECT_FALSE(has(first(of).findings, "CAUSE_SHOWN"));  // later than the day
    of.readiness[0].on = day("2024-03-01");
    EXPECT_EQ(get(first(of).findings, "CAUSE_SHOWN").reasons.at(0).fact, "readiness.rights");
    of.readiness.emplace_back().on = day("2024-02-01");
    of.readiness[1].planning = "open";  // older: not the last word
    EXPECT_EQ(get(first(of).findings, "CAUSE_SHOWN").reasons.at(0).fact, "readiness.rights");
    of.readiness[1].on = day("2024-04-01");
    EXPECT_EQ(get(first(of).findings, "CAUSE_SHOWN").reasons.at(0).fact, "readiness.planning");
    of.readiness[1].ready = true;
    EXPECT_FALSE(has(first(of).findings, "CAUSE_SHOWN"));
    of.readiness[1].ready = false;
    of.readiness[1].planning = "met";
    EXPECT_FALSE(has(first(of).findings, "CAUSE_SHOWN"));  // no works are spoken of
    of.readiness[1].works = "road";
    EXPECT_TRUE(has(first(of).findings, "CAUSE_SHOWN"));
    EXPECT_FALSE(has(first(of, "2024-05-01", without("gate.works")).findings, "CAUSE_SHOWN"));
}

TEST(PlotEdges, EveryShapeOfRemnantShowsItsCause) {
    const auto route = [](const char* remnant) {
        PlotCase of(Account::StageUnknown);
        of.divide("a").remnant = remnant;
        const PortionJudgement out = first(of);
        return has(out.findings, "CAUSE_SHOWN") ? get(out.findings, "CAUSE_SHOWN").text.zh : std::string();
    };
    EXPECT_EQ(route("strip"), route("green"));
    EXPECT_EQ(route("corner"), route("noise"));
    EXPECT_NE(route("strip"), route("corner"));
    EXPECT_EQ(route("usable"), "");
}

TEST(PlotEdges, ThePapersAtHandAreThoseTheBookShows) {
    PlotCase of = going_back("adjust");
    const auto state = [&](const char* id) { return paper_state(first(of).dossier.value(), id); };
    EXPECT_EQ(state("boundary"), "unknown");
    of.plot.geometry.wkt = "POLYGON((0 0,1 0,1 1,0 0))";
    EXPECT_EQ(state("boundary"), "yes");
    EXPECT_EQ(state("land_class"), "unknown");
    of.portions[0].unchanged = "no";
    EXPECT_EQ(state("land_class"), "no");
    land::Expropriation& village = of.expropriations.emplace_back();
    village.payable = land::Money{100};
    EXPECT_EQ(state("compensation"), "yes");  // what was paid nobody said
    village.paid = land::Money{99};
    EXPECT_EQ(state("compensation"), "no");
    village.undone = true;
    EXPECT_EQ(state("compensation"), "yes");
    of.portions[0].unchanged = "yes";
    of.withdrawals.emplace_back();
    EXPECT_EQ(first(of).missing.back(), "withdrawal.to_plot");
    of.withdrawals[0].to_plot = "Q";
    EXPECT_NE(first(of).missing.back(), "withdrawal.to_plot");
}

// ---- conditions before supply ------------------------------------------------------------------------------------

struct GateCase : PlotCase {
    explicit GateCase(const char* cause = "project_not_landed") : PlotCase(Account::Expropriated) {
        plot.use = "城镇住宅";
        divide("1", cause);
    }
    std::vector<Gate> gates(const RulebookSet& books = xixian()) const {
        return supply_gates(known(), judge("2024-06-01").portions.at(0), books, day("2024-06-01"));
    }
    std::string state(std::string_view id, const RulebookSet& books = xixian()) const {
        for (const Gate& gate : gates(books))
            if (gate.id == id) return !gate.met ? "unknown" : *gate.met ? "met" : "open";
        return "none";
    }
    land::SiteReadiness& seen(const char* on) {
        land::SiteReadiness& out = readiness.emplace_back();
        if (*on != '\0') out.on = day(on);
        return out;
    }
};

TEST(GateEdges, OnlyWhatTheBookAsksIsAsked) {
    const GateCase of;
    EXPECT_EQ(of.state("rights"), "unknown");
    EXPECT_EQ(of.state("rights", without("gate.rights")), "none");
    RulebookSet off = xixian();
    for (Rulebook& book : off.books)
        for (Parameter& one : book.parameters)
            if (one.id == "gate.rights") one.value.num = 0;
    EXPECT_EQ(of.state("rights", off), "none");
}

TEST(GateEdges, LandThatGoesElsewhereOrIsNoneIsNotAsked) {
    for (const char* route : {"withdraw", "adjust", "none", "record_backfill"}) {
        GateCase of;
        of.portions[0].route = route;
        EXPECT_TRUE(of.gates().empty()) << route;
    }
    GateCase nothing;
    nothing.portions[0].area = Area{};
    EXPECT_TRUE(nothing.gates().empty());
}

TEST(GateEdges, MoneyThatWasNotYetPaidOrOfWhichNobodySpoke) {
    GateCase of;
    land::Expropriation& later = of.expropriations.emplace_back();
    later.on = day("2024-06-02");
    later.payable = land::Money{100};
    later.paid = land::Money{0};
    EXPECT_EQ(of.state("compensation"), "met");  // a later record does not speak of today
    of.expropriations[0].on.reset();
    EXPECT_EQ(of.state("compensation"), "open");
    of.expropriations[0].paid = land::Money{100};
    EXPECT_EQ(of.state("compensation"), "met");
    EXPECT_EQ(of.gates().front().finding.certainty, Certainty::Stated);  // no paper
    EXPECT_EQ(of.gates().front().finding.reasons.at(0).value, "");
    of.expropriations[0].paid.reset();
    EXPECT_EQ(of.state("compensation"), "met");
    of.expropriations[0].payable.reset();
    EXPECT_EQ(of.state("compensation"), "met");
}

TEST(GateEdges, AWordWithoutADayIsNotTheLast) {
    GateCase of;
    of.seen("").soil = "open";
    EXPECT_EQ(of.state("soil"), "unknown");
    of.seen("2024-06-02").soil = "open";
    EXPECT_EQ(of.state("soil"), "unknown");
    of.seen("2024-06-01").soil = "met";
    EXPECT_EQ(of.state("soil"), "met");
}

TEST(GateEdges, ReadyLandNamesWhoSaidSo) {
    GateCase of;
    of.lies_in(Account::Ready);
    of.seen("2024-05-01").ready = true;
    of.seen("2024-05-02").works = "road";
    for (const Gate& gate : of.gates())
        if (gate.id == "works") {
            EXPECT_EQ(gate.finding.reasons.at(1).fact, "readiness.ready");
            EXPECT_EQ(gate.met, std::optional<bool>(true));
        }
}

TEST(GateEdges, WorksSeenWithAPaperAreProved) {
    GateCase of;
    of.seen("2024-05-01").works = "road,water,power,levelling";
    of.readiness[0].paper = "验收单";
    of.seen("2024-05-02").soil = "met";  // says nothing of the works
    for (const Gate& gate : of.gates())
        if (gate.id == "works") {
            EXPECT_EQ(gate.finding.certainty, Certainty::Proved);
        }
}

TEST(GateEdges, ADisputeOfTheWholePlotIsNoPortionsWord) {
    GateCase of("dispute");
    EXPECT_EQ(of.state("rights"), "open");
    GateCase stated("gate_open");
    stated.portions[0].cause_text = "规划条件未出";
    EXPECT_EQ(stated.state("planning"), "open");
    EXPECT_EQ(stated.state("archaeology"), "unknown");
}

TEST(GateEdges, ExemptLandIsNotAskedAndASettledViolationIsMet) {
    GateCase of;
    of.portions[0].cause.clear();
    of.portions[0].occupied = "yes";
    EXPECT_EQ(of.state("violation"), "unknown");
    of.seen("2024-05-01").violation = "open";
    EXPECT_EQ(of.state("violation"), "open");
    of.seen("2024-05-02").violation = "met";
    of.readiness[1].paper = "结案书";
    EXPECT_EQ(of.state("violation"), "met");
    of.seen("2024-05-03").violation = "exempt";
    EXPECT_EQ(of.state("violation"), "none");
    GateCase clean;
    clean.seen("2024-05-01").violation = "met";
    EXPECT_EQ(clean.state("violation"), "met");
}

}  // namespace
}  // namespace law
