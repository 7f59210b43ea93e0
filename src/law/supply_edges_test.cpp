// Supplies of a store where a record is incomplete, undated or later than the day: what each may and may not say.
#include "law/building_share.hpp"
#include "law/idle_law.hpp"
#include "law/law_testing.hpp"
#include "law/supply_case.hpp"
#include "law/timeline.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using testing::code;
using testing::day;
using testing::get;
using testing::has;
using testing::xixian;

using Case = testing::SupplyCase;

Case recognised(const char* agreed_start, const char* cause) {
    Case out(agreed_start);
    land::Idle& letter = out.idle.emplace_back();
    letter.recognised_on = day("2019-05-28");
    letter.cause = cause;
    return out;
}

land::Progress& delayed(Case& of, const char* from, const char* until, const char* cause) {
    land::Progress& out = of.progress.emplace_back();
    out.event = "delay";
    if (*from != '\0') out.on = day(from);
    if (*until != '\0') out.until = day(until);
    out.cause = cause;
    return out;
}

// ---- the order of observations ----------------------------------------------------------------------------------

TEST(SupplyEdges, WhatHasNoDayStandsAfterWhatHasOneInAnyOrder) {
    Case after("2015-05-30");
    after.seen("start", "2015-06-30").seen("stop", "2016-01-01").seen("resume", "");
    EXPECT_EQ(code(after.judge("2018-01-01")), "not_due");  // it went on again, nobody said when
    Case before("2015-05-30");
    before.seen("resume", "").seen("start", "2015-06-30").seen("stop", "2016-01-01");
    EXPECT_EQ(code(before.judge("2018-01-01")), "not_due");
}

TEST(SupplyEdges, OfOneDayTheResumptionComesBeforeTheStop) {
    Case of("2015-05-30");
    of.seen("stop", "2016-03-01").seen("resume", "2016-03-01").seen("start", "2016-03-01").seen("stop", "2017-03-02");
    const auto law = IdleLaw::on(xixian(), day("2018-01-01"));
    const Timeline time = timeline_of(of.known(), *law, day("2018-01-01"));
    ASSERT_TRUE(time.stop.has_value());
    EXPECT_EQ(time.stop->on, day("2016-03-01"));  // gone on with in the morning, stopped in the evening
    EXPECT_EQ(time.stop_seen->on, day("2017-03-02"));
    EXPECT_EQ(time.start->on, day("2016-03-01"));
}

TEST(SupplyEdges, TheFirstStartFinishAndDeliveryCount) {
    Case of("2015-05-30");
    of.supply.actual_delivery = day("2015-01-01");
    of.supply.actual_start = day("2015-06-01");
    of.supply.actual_finish = day("2017-01-01");
    of.seen("delivery", "").seen("delivery", "2015-02-01").seen("start", "2015-07-01").seen("finish", "2017-02-01");
    const auto law = IdleLaw::on(xixian(), day("2018-01-01"));
    const Timeline time = timeline_of(of.known(), *law, day("2018-01-01"));
    EXPECT_EQ(time.delivery->on, day("2015-01-01"));
    EXPECT_EQ(time.start->on, day("2015-06-01"));
    EXPECT_EQ(time.finish->on, day("2017-01-01"));
    const Timeline early = timeline_of(of.known(), *law, day("2014-12-31"));
    EXPECT_FALSE(early.delivery || early.start || early.finish);  // recorded since, but not yet so on that day
}

TEST(SupplyEdges, AResumptionOrAStopAloneShowsThatItWasStarted) {
    EXPECT_EQ(code(Case("2015-05-30").seen("resume", "2016-01-01").judge("2018-01-01")), "not_due");
    EXPECT_EQ(code(Case("2015-05-30").seen("stop", "2016-01-01").judge("2016-06-01")), "not_due");
    EXPECT_EQ(Case("2015-05-30").seen("resume", "2016-01-01").judge("2018-01-01").certainty, Certainty::Stated);
    Case late("2015-05-30");
    late.supply.agreed_finish = day("2017-01-01");
    const SupplyJudgement silent = late.seen("resume", "2016-01-01").judge("2018-01-01");
    EXPECT_EQ(code(silent), "facts_missing");
    EXPECT_EQ(get(silent.findings, "FINISH_UNKNOWN").reasons.size(), 1U);  // no start of which it could speak
}

TEST(SupplyEdges, AStartWithoutADayIsNoSightAfterTheFinish) {
    Case of("2015-05-30");
    of.supply.agreed_finish = day("2017-01-01");
    const SupplyJudgement out = of.seen("start", "").judge("2018-01-01");
    EXPECT_EQ(code(out), "facts_missing");
    EXPECT_FALSE(has(out.findings, "FINISH_OVERDUE"));
    EXPECT_EQ(get(out.findings, "FINISH_UNKNOWN").reasons.back().value, "");
}

TEST(SupplyEdges, WorksThatAreNoStartMayLackTheirDay) {
    const SupplyJudgement out = Case("2015-05-30").seen("start", "", "clearing").judge("2018-01-01");
    EXPECT_EQ(code(out), "start_unknown");
    EXPECT_NE(get(out.findings, "START_WORK_INSUFFICIENT").text.zh.find("?"), std::string::npos);
}

// ---- the second test --------------------------------------------------------------------------------------------

TEST(SupplyEdges, AStopWithoutADayIsAskedFor) {
    Case of("2015-05-30");
    of.seen("start", "2015-06-30").seen("stop", "");
    const SupplyJudgement out = of.judge("2018-01-01");
    EXPECT_EQ(code(out), "facts_missing");
    EXPECT_EQ(out.missing, std::vector<std::string>{"progress.stop.on"});
    Case later("2015-05-30");
    later.seen("start", "2015-06-30").seen("stop", "2016-01-01").seen("stop", "");
    EXPECT_EQ(later.judge("2018-01-01").missing, std::vector<std::string>{"progress.stop"});  // seen again, but when?
}

TEST(SupplyEdges, StalledLandThatMayBeIdleIsNotHiddenByItsLateFinish) {
    Case of("2015-05-30");
    of.supply.agreed_finish = day("2016-06-01");
    of.seen("start", "2015-06-30").seen("stop", "2016-01-01").seen("stop", "2017-06-01");
    of.development = Development{Area{}, Area::from_m2(100), {}, {}, "141031/9"};
    EXPECT_EQ(code(of.judge("2018-01-01")), "idle_may");
    of.development->built = Area::from_m2(90);
    of.development->invested = of.development->total_investment = land::Money{100};
    EXPECT_EQ(code(of.judge("2018-01-01")), "finish_overdue");
}

TEST(SupplyEdges, AShareNeedsBothItsNumbersAndAllOfNothingIsBuilt) {
    const auto law = *IdleLaw::on(xixian(), day("2018-01-01"));
    const Area some = Area::from_m2(10);
    const land::Money money{100};
    EXPECT_FALSE(building_share({some, {}, money, {}, ""}, law).built_below.has_value());
    EXPECT_FALSE(building_share({some, {}, money, {}, ""}, law).invested_below.has_value());
    EXPECT_FALSE(building_share({{}, some, {}, money, ""}, law).built_below.has_value());
    EXPECT_EQ(building_share({Area{}, Area{}, land::Money{0}, land::Money{0}, ""}, law).built_below, false);
    EXPECT_EQ(building_share({Area{}, Area{}, land::Money{0}, land::Money{0}, ""}, law).invested_below, false);
}

// ---- the day of start -------------------------------------------------------------------------------------------

TEST(SupplyEdges, ASupplementIsProvedByItsPaperOrItsNumber) {
    Case of = Case("2016-01-01").extended("2016-07-19", "2016-09-30");
    of.seen("no_start", "2018-01-01", "", "照片");
    EXPECT_EQ(of.judge("2018-01-01").certainty, Certainty::Stated);
    of.decisions[0].number = "隰自然资补〔2016〕3号";
    EXPECT_EQ(of.judge("2018-01-01").certainty, Certainty::Proved);
}

// ---- recognised land --------------------------------------------------------------------------------------------

TEST(SupplyEdges, AStartEndsARecognitionOnlyIfItCameAfterwards) {
    Case of = recognised("2015-05-30", "企业原因");
    of.seen("start", "2019-05-01");
    EXPECT_EQ(code(of.judge("2020-01-01")), "idle_recognised");  // started and then recognised: as stalled land
    of.progress[0].on.reset();
    EXPECT_EQ(code(of.judge("2020-01-01")), "not_due");  // which came first nobody said: silence accuses nobody
    of.progress[0].on = day("2019-05-28");
    EXPECT_EQ(code(of.judge("2020-01-01")), "not_due");
    of.progress[0].on = day("2019-05-01");
    of.idle[0].recognised_on.reset();
    EXPECT_EQ(code(of.judge("2020-01-01")), "not_due");  // a list without a day
}

TEST(SupplyEdges, ADecisionEndsAListWithoutADay) {
    Case of = recognised("2015-05-30", "企业原因");
    of.idle[0].recognised_on.reset();
    of.decisions.emplace_back().type = "revoked";
    of.decisions[0].on = day("2019-06-01");
    EXPECT_EQ(code(of.judge("2019-05-31")), "idle_recognised");
    EXPECT_EQ(code(of.judge("2019-06-01")), "start_unknown");
}

TEST(SupplyEdges, AnAccountOfNothingIsNoIdleLand) {
    Case of("2015-05-30");
    of.cells = {{"plot:P", "S", ledger::Account::Idle, Area{}}};
    EXPECT_EQ(code(of.judge("2020-01-01")), "start_unknown");
}

TEST(SupplyEdges, TheBookRecognisesAlsoWhatALetterNoLongerDoes) {
    Case of = recognised("2015-05-30", "政府原因");
    of.cells = {{"plot:P", "S", ledger::Account::Idle, Area::from_m2(5)},
                {"plot:P", "S", ledger::Account::Unreported, Area::from_m2(7)}};
    of.idle.push_back(of.idle[0]);
    of.idle[1].state = "disposed";
    of.idle[0].recognised_on.reset();
    const SupplyJudgement out = of.judge("2020-01-01");
    EXPECT_EQ(code(out), "idle_recognised");
    EXPECT_EQ(get(out.findings, "IDLE_RECOGNISED").reasons,
              (std::vector<Reason>{{"idle.list_date", "", "141031/4"}, {"supplied.idle", "5", ""}}));
}

TEST(SupplyEdges, AStopAloneMakesRecognisedLandStalled) {
    Case of = recognised("2015-05-30", "企业原因");
    of.seen("stop", "2017-01-01");
    EXPECT_EQ(of.judge("2020-01-01").way->route, "art12");
}

TEST(SupplyEdges, WithoutADayOfStartTheDaysAreLeftOpen) {
    Case of = recognised("", "政府原因");
    const SupplyJudgement out = of.judge("2020-01-01");
    EXPECT_EQ(out.way->route, "art12");
    EXPECT_FALSE(out.way->gross_days.has_value());
    EXPECT_NE(get(out.findings, "IDLE_WAY").text.zh.find("?"), std::string::npos);
    EXPECT_EQ(get(out.findings, "IDLE_WAY").certainty, Certainty::Stated);
}

TEST(SupplyEdges, AProofThatIsNotAskedForIsNotMissed) {
    Case of = recognised("2015-05-30", "政府原因");
    of.idle[0].litigation = "yes";
    of.idle[0].state = "disposed";
    of.cells = {{"plot:P", "S", ledger::Account::Idle, Area::from_m2(5)}};
    EXPECT_FALSE(has(of.judge("2020-01-01").findings, "EVIDENCE_NOT_UPLOADED"));
}

// ---- causes -----------------------------------------------------------------------------------------------------

TEST(SupplyEdges, ADelayWithoutAReadableCauseOrADayExcusesNothing) {
    Case of("2017-06-30");
    of.seen("no_start", "2018-08-30");
    delayed(of, "2017-07-01", "2018-07-31", "天意").paper = "证明";
    EXPECT_EQ(of.judge("2018-09-10").way->route, "needs_facts");
    of.progress.back().cause = "government";
    EXPECT_EQ(of.judge("2018-09-10").way->route, "art12");
    of.progress.back().on.reset();
    EXPECT_EQ(of.judge("2018-09-10").way->route, "needs_facts");
}

TEST(SupplyEdges, OnlyADelayOfTheSameKindSaysHowLongALettersCauseLasted) {
    Case of = recognised("2017-06-30", "政府原因");
    delayed(of, "2017-07-01", "2017-12-31", "force_majeure").paper = "证明";
    EXPECT_EQ(of.judge("2020-01-01").way->route, "art12");  // the government's cause is still taken to have lasted
    of.progress.back().cause = "government";
    EXPECT_EQ(of.judge("2020-01-01").way->route, "art14.2");
    of.idle[0].cause_from = day("2017-07-01");  // the letter says when it began: it stands beside the delay
    EXPECT_EQ(of.judge("2020-01-01").way->route, "art12");
    of.idle[0].cause_from.reset();
    of.idle[0].cause_to = day("2019-12-31");
    EXPECT_EQ(of.judge("2020-01-01").way->route, "art12");
}

TEST(SupplyEdges, TheReasonNamesCauseItemAndDaysAsFarAsTheyAreKnown) {
    Case of = recognised("2017-06-30", "政府原因");
    const auto value = [&] {
        const SupplyJudgement out = of.judge("2020-01-01");
        for (const Finding& finding : out.findings)
            for (const Reason& reason : finding.reasons)
                if (reason.fact == "idle.cause") return reason.value;
        return std::string();
    };
    EXPECT_EQ(value(), "government");
    of.idle[0].cause_item = "8(2)";
    of.idle[0].cause_from = day("2017-07-01");
    EXPECT_EQ(value(), "government 8(2) 2017-07-01:?");
    of.idle[0].cause_to = day("2018-07-01");
    EXPECT_EQ(value(), "government 8(2) 2017-07-01:2018-07-01");
    of.idle[0].cause_from.reset();
    EXPECT_EQ(value(), "government 8(2) ?:2018-07-01");
}

TEST(SupplyEdges, AFeeOrARecoveryIsTheDecisionThatWasWaitedFor) {
    Case of = recognised("2017-06-30", "企业原因");
    const auto paper = [&] { return of.judge("2020-01-01").way->next_paper; };
    EXPECT_EQ(paper(), "hearing_notice");
    of.decisions.emplace_back().type = "fee";
    EXPECT_EQ(paper(), "hearing_notice");  // decided, but when?
    of.decisions[0].on = day("2020-01-02");
    EXPECT_EQ(paper(), "hearing_notice");  // not yet
    of.decisions[0].on = day("2019-12-01");
    EXPECT_EQ(paper(), "");
    of.idle.push_back(of.idle[0]);
    of.idle[1].state = "disposed";
    EXPECT_EQ(paper(), "");
}

TEST(SupplyEdges, EveryModeOfGrantingIsAGrant) {
    for (const char* mode : {"agreement", "tender", "auction", "listing"}) {
        Case of("2017-06-30");
        of.supply.mode = mode;
        EXPECT_TRUE(is_granted(of.supply)) << mode;
    }
    Case leased("2017-06-30");
    leased.supply.mode = "lease";
    EXPECT_FALSE(is_granted(leased.supply));
}

// ---- the policies on stock ---------------------------------------------------------------------------------------

TEST(SupplyEdges, ThePoliciesOnStockAreAskedOnlyWhereTheBookHoldsThemWhole) {
    Case of("2024-03-31");
    of.supply.mode = "listing";
    of.supply.use = "其他普通商品住房用地";
    of.supply.signed_on = day("2021-05-01");
    of.seen("no_start", "2024-11-20");
    EXPECT_TRUE(has(of.judge("2024-12-01").findings, "STOCK_RELIEF"));
    for (const char* gone : {"stock.use.residential", "stock.use.commercial"}) {
        RulebookSet books = xixian();
        for (Rulebook& book : books.books)
            std::erase_if(book.parameters, [&](const Parameter& one) { return one.id == gone; });
        EXPECT_FALSE(has(of.judge(day("2024-12-01"), books).findings, "STOCK_RELIEF")) << gone;
    }
    for (const char* gone : {"stock.relief", "stock.buyback"}) {
        RulebookSet books = xixian();
        for (Rulebook& book : books.books)
            std::erase_if(book.tables, [&](const DecisionTable& one) { return one.id == gone; });
        EXPECT_FALSE(has(of.judge(day("2024-12-01"), books).findings, "STOCK_RELIEF")) << gone;
    }
}

TEST(SupplyEdges, LandGivenBackIsNoStock) {
    Case of("2024-03-31");
    of.supply.mode = "listing";
    of.supply.use = "其他普通商品住房用地";
    of.supply.signed_on = day("2021-05-01");
    of.seen("no_start", "2024-11-20");
    for (const char* type : {"recovered", "rescinded", "revoked", "fee"}) {
        of.decisions = {{}};
        of.decisions[0].type = type;
        const bool ends = std::string(type) != "fee";
        EXPECT_EQ(has(of.judge("2024-12-01").findings, "STOCK_RELIEF"), !ends) << type;
        of.decisions[0].on = day("2024-12-02");  // not yet
        EXPECT_TRUE(has(of.judge("2024-12-01").findings, "STOCK_RELIEF")) << type;
        of.decisions[0].on = day("2024-12-01");
        EXPECT_EQ(has(of.judge("2024-12-01").findings, "STOCK_RELIEF"), !ends) << type;
    }
}

}  // namespace
}  // namespace law
