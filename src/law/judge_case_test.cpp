// What the golden cases do not reach: facts after the day, dates out of order, papers and clocks step by step.
#include "law/judge_case.hpp"

#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace law {
namespace {

using testing::day;
using testing::xixian;

CaseFacts unstarted(const char* agreed_start) {
    CaseFacts out;
    out.agreed_start = day(agreed_start);
    out.started = false;
    return out;
}

CaseFacts idle_by(CauseKind kind) {
    CaseFacts out = unstarted("2019-06-30");
    out.causes.push_back({kind, "8(6)", day("2019-07-01"), day("2020-12-31"), true});
    return out;
}

Verdict judge(const CaseFacts& facts, const char* as_of) { return judge_case(facts, xixian(), day(as_of)); }

bool warned(const Verdict& verdict, const char* code) {
    return std::find(verdict.warnings.begin(), verdict.warnings.end(), code) != verdict.warnings.end();
}

TEST(JudgeCase, FactsAfterTheDayAreNotLookedAt) {
    CaseFacts facts;
    facts.agreed_start = day("2019-06-30");
    facts.started = true;
    facts.started_on = day("2021-01-01");
    facts.work = "all_piles";
    facts.stopped_on = day("2022-01-01");
    const Verdict before = judge(facts, "2020-08-30");
    EXPECT_EQ(before.idle, IdleAnswer::Unknown);
    EXPECT_TRUE(warned(before, "FACT_AFTER_AS_OF"));
    EXPECT_FALSE(warned(judge(facts, "2022-01-01"), "FACT_AFTER_AS_OF"));

    CaseFacts delivered;
    delivered.started = false;
    delivered.delivered = day("2021-01-01");
    EXPECT_FALSE(judge(delivered, "2020-12-31").clocks.agreed_start.has_value());
    EXPECT_EQ(judge(delivered, "2021-01-01").clocks.agreed_start, day("2022-01-01"));

    CaseFacts signed_later = unstarted("2019-06-30");
    signed_later.supplements.push_back({day("2021-01-01"), day("2021-06-30")});
    EXPECT_TRUE(warned(judge(signed_later, "2020-08-30"), "FACT_AFTER_AS_OF"));
    EXPECT_EQ(judge(signed_later, "2020-08-30").idle, IdleAnswer::Yes);
    EXPECT_EQ(judge(signed_later, "2021-08-30").idle, IdleAnswer::No);

    CaseFacts moved = unstarted("2019-06-30");
    moved.transfers.push_back({day("2021-01-01"), "sale", true});
    EXPECT_FALSE(warned(judge(moved, "2020-08-30"), "SUCCESSOR_BEARS"));
    EXPECT_TRUE(warned(judge(moved, "2021-01-01"), "SUCCESSOR_BEARS"));
    EXPECT_FALSE(warned(judge(moved, "2021-01-01"), "SUCCESSOR_UNREGISTERED"));
}

TEST(JudgeCase, AStopAfterALaterStartIsNotLookedAtEither) {
    CaseFacts facts;
    facts.agreed_start = day("2019-06-30");
    facts.started = true;
    facts.started_on = day("2021-01-01");
    facts.stopped = true;  // nobody said when, but not before the start
    facts.built = facts.should_build = land::Area::from_m2(100);
    facts.invested = facts.total_investment = land::Money{100};
    EXPECT_EQ(judge(facts, "2020-08-30").idle, IdleAnswer::Unknown);
    EXPECT_EQ(judge(facts, "2021-01-01").idle, IdleAnswer::No);
}

TEST(JudgeCase, DatesOutOfOrderAndLateDeliveryAreWarnedOf) {
    CaseFacts facts = unstarted("2019-06-30");
    facts.agreed_finish = day("2019-06-30");
    facts.signed_on = day("2018-01-01");
    facts.delivered = day("2018-01-01");
    facts.agreed_delivery = day("2018-01-01");
    EXPECT_EQ(judge(facts, "2019-06-30").warnings, std::vector<std::string>{});
    facts.agreed_finish = day("2019-06-29");
    facts.delivered = day("2018-01-02");
    const Verdict out = judge(facts, "2019-06-29");
    EXPECT_TRUE(warned(out, "DATE_ORDER"));
    EXPECT_TRUE(warned(out, "DELIVERY_LATE"));
    EXPECT_FALSE(warned(out, "FINISH_PASSED"));
    EXPECT_TRUE(warned(judge(facts, "2019-06-30"), "FINISH_PASSED"));
}

TEST(JudgeCase, TheContractClockRunsFromTheFirstLateDayToTheStart) {
    CaseFacts facts;
    facts.agreed_start = day("2019-06-30");
    facts.started = true;
    facts.started_on = day("2019-07-11");
    EXPECT_EQ(judge(facts, "2020-01-01").clocks.penalty_days, 10);  // 1 to 10 July
    facts.started_on = day("2019-06-30");
    EXPECT_EQ(judge(facts, "2020-01-01").clocks.penalty_days, 0);
    facts.started_on.reset();
    EXPECT_FALSE(judge(facts, "2020-01-01").clocks.penalty_days.has_value());
    facts.started = false;
    EXPECT_EQ(judge(facts, "2019-07-01").clocks.penalty_days, 1);
    EXPECT_EQ(judge(facts, "2019-06-30").clocks.penalty_days, 0);
    facts.mode = "allocated";
    EXPECT_FALSE(judge(facts, "2019-07-01").clocks.penalty_from.has_value());
}

TEST(JudgeCase, PapersFollowOneAnother) {
    CaseFacts fee = idle_by(CauseKind::Enterprise);
    EXPECT_EQ(judge(fee, "2020-12-31").next_paper, "investigation_notice");
    fee.procedure.notice_served_on = day("2020-07-05");
    EXPECT_EQ(judge(fee, "2020-12-31").next_paper, "recognition");
    fee.procedure.recognised_on = day("2020-08-10");
    EXPECT_EQ(judge(fee, "2020-12-31").next_paper, "hearing_notice");
    fee.procedure.hearing_notified_on = day("2020-09-01");
    EXPECT_EQ(judge(fee, "2020-12-31").next_paper, "fee_decision");
    EXPECT_EQ(judge(fee, "2021-12-31").next_paper, "recovery_decision");
    EXPECT_EQ(judge(fee, "2020-08-31").next_paper, "hearing_notice");  // not yet notified on that day
    fee.procedure.decided = true;
    EXPECT_EQ(judge(fee, "2020-12-31").next_paper, "");

    CaseFacts agreed = idle_by(CauseKind::Government);
    agreed.procedure.recognised_on = day("2020-08-10");
    EXPECT_EQ(judge(agreed, "2020-12-31").next_paper, "disposal_scheme");
    agreed.procedure.scheme_approved_on = day("2020-10-01");
    EXPECT_EQ(judge(agreed, "2020-12-31").next_paper, "");
    agreed.causes.clear();
    EXPECT_EQ(judge(agreed, "2020-12-31").next_paper, "");  // recognised, but the cause is open
}

TEST(JudgeCase, InactionIsPointedOutAfterTheSetting) {
    CaseFacts facts = idle_by(CauseKind::Enterprise);
    facts.procedure.recognised_on = day("2020-08-01");
    EXPECT_FALSE(warned(judge(facts, "2020-12-31"), "OVERDUE_ACTION"));  // whether it was decided is not known
    facts.procedure.decided = false;
    EXPECT_FALSE(warned(judge(facts, "2020-09-30"), "OVERDUE_ACTION"));  // 60 days
    EXPECT_TRUE(warned(judge(facts, "2020-10-01"), "OVERDUE_ACTION"));
}

TEST(JudgeCase, ArticleTwelveNeedsTheRecordInTheSystem) {
    CaseFacts facts = idle_by(CauseKind::Government);
    const Verdict unknown = judge(facts, "2020-12-31");
    EXPECT_EQ(unknown.missing, std::vector<std::string>{"recorded_in_system"});
    EXPECT_FALSE(warned(unknown, "NOT_RECORDED"));
    facts.recorded = false;
    EXPECT_TRUE(warned(judge(facts, "2020-12-31"), "NOT_RECORDED"));
    facts.recorded = true;
    EXPECT_TRUE(judge(facts, "2020-12-31").missing.empty());
}

TEST(JudgeCase, AStopWithoutAStartIsAContradiction) {
    CaseFacts facts = unstarted("2019-06-30");
    facts.stopped_on = day("2020-01-01");
    EXPECT_TRUE(warned(judge(facts, "2021-12-31"), "FACTS_CONFLICT"));
    facts.work = "clearing";  // works that are no start can stop
    EXPECT_EQ(judge(facts, "2021-12-31").test, IdleTestName::T1);
    facts.work.clear();
    facts.started.reset();  // a stop says that it had been started
    facts.built = land::Area{};
    facts.should_build = land::Area::from_m2(100);
    EXPECT_EQ(judge(facts, "2021-12-31").idle, IdleAnswer::May);
}

TEST(JudgeCase, AStopOfAYearTakesAYearSinceTheStart) {
    CaseFacts facts;
    facts.started = true;
    facts.started_on = day("2020-01-01");
    EXPECT_EQ(judge(facts, "2021-01-01").idle, IdleAnswer::No);
    const Verdict later = judge(facts, "2021-01-02");
    EXPECT_EQ(later.idle, IdleAnswer::Unknown);
    EXPECT_EQ(later.missing, (std::vector<std::string>{"progress.permit", "progress.stopped_on", "progress.built_m2",
                                                       "progress.invested_yuan"}));
}

TEST(JudgeCase, ASupplementThatLacksItsSigningIsAskedForThoughEnoughIsBuilt) {
    CaseFacts facts;
    facts.supplements.push_back({std::nullopt, day("2019-06-30")});
    facts.started = facts.permit = true;
    facts.built = facts.should_build = land::Area::from_m2(100);
    facts.invested = facts.total_investment = land::Money{100};
    const Verdict out = judge(facts, "2021-12-31");
    EXPECT_EQ(out.idle, IdleAnswer::No);
    EXPECT_EQ(out.missing, std::vector<std::string>{"supplements[0].signed"});  // but not when it stopped
}

TEST(JudgeCase, SupplementsBeyondTheLimitAndOtherPriceBases) {
    CaseFacts facts = idle_by(CauseKind::Enterprise);
    facts.supplements.push_back({day("2018-01-01"), day("2019-06-30")});
    EXPECT_TRUE(warned(judge(facts, "2020-12-31"), "SUPPLEMENT_LIMIT"));
    facts.supplements[0].signed_on = day("2018-06-30");
    EXPECT_FALSE(warned(judge(facts, "2020-12-31"), "SUPPLEMENT_LIMIT"));
    for (const char* mode : {"lease", "equity", "authorised"}) {
        facts.mode = mode;
        EXPECT_TRUE(warned(judge(facts, "2020-12-31"), "PRICE_BASIS")) << mode;
    }
    facts.transfers.push_back({std::nullopt, "", std::nullopt});
    EXPECT_TRUE(warned(judge(facts, "2020-12-31"), "SUCCESSOR_BEARS"));
}

TEST(JudgeCase, MortgageAndSeizureAreEachToldOfByThemselves) {
    CaseFacts facts = idle_by(CauseKind::Enterprise);
    facts.mortgaged = true;
    EXPECT_TRUE(warned(judge(facts, "2020-12-31"), "MORTGAGEE_NOTICE"));
    EXPECT_FALSE(warned(judge(facts, "2020-12-31"), "SEIZURE_NO_BAR"));
    EXPECT_FALSE(warned(judge(facts, "2019-12-31"), "MORTGAGEE_NOTICE")) << "not idle yet: nothing to tell";
    facts.mortgaged = false;
    facts.seized = true;
    EXPECT_FALSE(warned(judge(facts, "2020-12-31"), "MORTGAGEE_NOTICE"));
    EXPECT_TRUE(warned(judge(facts, "2020-12-31"), "SEIZURE_NO_BAR"));
}

TEST(JudgeCase, WorksWithoutAPermitThatStoppedAreNoContradiction) {
    CaseFacts facts = unstarted("2019-06-30");
    facts.stopped_on = day("2020-01-01");
    facts.permit = false;  // what stopped was unlawful and no start
    const Verdict out = judge(facts, "2021-12-31");
    EXPECT_FALSE(warned(out, "FACTS_CONFLICT"));
    EXPECT_EQ(out.test, IdleTestName::T1);
}

TEST(JudgeCase, UpToTheAgreedDayItNeedNotBeKnownWhetherItWasStarted) {
    CaseFacts facts;
    facts.agreed_start = day("2019-06-30");
    EXPECT_EQ(judge(facts, "2019-06-30").idle, IdleAnswer::No);
    EXPECT_EQ(judge(facts, "2019-07-01").idle, IdleAnswer::Unknown);
}

TEST(JudgeCase, ASupplementThatSetsNoDayIsAskedForIt) {
    CaseFacts facts = unstarted("2019-06-30");
    facts.supplements.push_back({day("2019-05-01"), std::nullopt});
    const Verdict out = judge(facts, "2019-12-31");
    EXPECT_EQ(out.missing, std::vector<std::string>{"supplements[0].agreed_start"});
    EXPECT_EQ(out.clocks.agreed_start, day("2019-06-30"));
}

TEST(JudgeCase, BeforeTheMeasuresNothingIsJudgedAndNothingWouldChangeIt) {
    const Verdict out = judge(unstarted("2009-06-30"), "2012-06-30");
    EXPECT_EQ(out.idle, IdleAnswer::Unknown);
    EXPECT_EQ(out.warnings, std::vector<std::string>{"LAW_NOT_IN_BOOK"});
    EXPECT_TRUE(out.would_change.empty());
    EXPECT_EQ(judge(unstarted("2009-06-30"), "2012-07-01").idle, IdleAnswer::Yes);
}

TEST(JudgeCase, CausesOverlapOnlyOnDaysTheyShare) {
    const auto overlapping = [](const char* from, const char* to) {
        CaseFacts facts = unstarted("2019-06-30");
        facts.causes.push_back({CauseKind::Government, "8(2)", day("2020-01-01"), day("2020-03-31"), true});
        facts.causes.push_back({CauseKind::Enterprise, "", day(from), day(to), std::nullopt});
        return warned(judge(facts, "2021-03-01"), "CAUSES_OVERLAP");
    };
    EXPECT_TRUE(overlapping("2020-03-31", "2020-06-30"));
    EXPECT_FALSE(overlapping("2020-04-01", "2020-06-30"));
    EXPECT_TRUE(overlapping("2019-10-01", "2020-01-01"));
    EXPECT_FALSE(overlapping("2019-10-01", "2019-12-31"));
    EXPECT_FALSE(overlapping("2019-01-01", "2019-06-30")) << "over before the time ran";
}

TEST(JudgeCase, StalledLandNamesItsCauseFromTheStop) {
    CaseFacts facts;
    facts.started = facts.permit = true;
    facts.stopped_on = day("2019-01-01");
    facts.built = land::Area{};
    facts.should_build = land::Area::from_m2(100);
    facts.causes.push_back({CauseKind::Government, "8(2)", day("2019-02-01"), day("2019-06-30"), true});
    EXPECT_EQ(judge(facts, "2020-06-30").cause, "government");
    facts.causes[0].from = day("2018-01-01");
    facts.causes[0].to = day("2018-12-31");  // over when it stopped
    EXPECT_EQ(judge(facts, "2020-06-30").cause, "unknown");
}

TEST(JudgeCase, AnnouncementComesLastAndOnRecord) {
    CaseFacts facts = idle_by(CauseKind::Enterprise);
    facts.procedure.service = "post";
    facts.procedure.other_service_failed = false;
    EXPECT_FALSE(warned(judge(facts, "2020-12-31"), "ANNOUNCED_TOO_EARLY"));
    facts.procedure.service = "announcement";
    EXPECT_TRUE(warned(judge(facts, "2020-12-31"), "ANNOUNCED_TOO_EARLY"));
    facts.procedure.other_service_failed = true;
    EXPECT_FALSE(warned(judge(facts, "2020-12-31"), "ANNOUNCED_TOO_EARLY"));
    EXPECT_FALSE(judge(facts, "2020-12-31").missing.front().starts_with("procedure"));
    facts.procedure.other_service_failed.reset();  // nobody said: asked for, not accused
    EXPECT_FALSE(warned(judge(facts, "2020-12-31"), "ANNOUNCED_TOO_EARLY"));
    EXPECT_EQ(judge(facts, "2020-12-31").missing.back(), "procedure.other_service_failed");
}

TEST(JudgeCase, WhatTheAuthorityDecidedIsHeldAgainstTheRoute) {
    CaseFacts facts = idle_by(CauseKind::Enterprise);
    facts.procedure.decision = "fee";
    EXPECT_FALSE(warned(judge(facts, "2020-12-31"), "FEE_WITHOUT_BASIS"));
    EXPECT_TRUE(warned(judge(facts, "2021-12-31"), "FEE_WITHOUT_BASIS")) << "two full years: free recovery";
    EXPECT_TRUE(warned(judge(facts, "2020-06-30"), "FEE_WITHOUT_BASIS")) << "not a full year";
    facts.procedure.decision = "recovery";
    EXPECT_TRUE(warned(judge(facts, "2020-12-31"), "COMPENSATION_DUE"));
    EXPECT_FALSE(warned(judge(facts, "2021-12-31"), "COMPENSATION_DUE"));
}

TEST(JudgeCase, BooksWithoutTheSettingsStillJudge) {
    RulebookSet books = xixian();
    for (Rulebook& book : books.books)
        std::erase_if(book.parameters, [](const Parameter& one) {
            return one.id == "contract.late_start.first_day" || one.id == "idle.decision.warning_days";
        });
    CaseFacts facts = idle_by(CauseKind::Enterprise);
    facts.procedure.recognised_on = day("2020-08-01");
    facts.procedure.decided = false;
    const Verdict out = judge_case(facts, books, day("2020-12-31"));
    EXPECT_EQ(out.route, IdleRoute::Art14Fee);
    EXPECT_FALSE(out.clocks.penalty_from.has_value());
    EXPECT_FALSE(warned(out, "OVERDUE_ACTION"));
}

TEST(JudgeCase, TheAnniversaryItselfCanBeMadeTheFirstIdleDay) {
    RulebookSet books = xixian();
    for (Rulebook& book : books.books)
        for (Parameter& one : book.parameters)
            if (one.id == "idle.first_day_after") one.value.num = 0;
    EXPECT_EQ(judge_case(unstarted("2019-06-30"), books, day("2020-06-30")).idle, IdleAnswer::Yes);
    EXPECT_EQ(judge_case(unstarted("2019-06-30"), books, day("2020-06-29")).idle, IdleAnswer::No);
}

}  // namespace
}  // namespace law
