#include "law/judgement.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using testing::day;
using testing::get;
using testing::has;
using testing::xixian;

using Case = testing::SupplyCase;
using testing::code;

// ---- silence --------------------------------------------------------------------------------------------------

TEST(JudgeSupply, SilenceIsUnknownWithTheDayFromWhichItWouldCount) {
    const SupplyJudgement out = Case("2015-05-30").judge("2024-06-30");
    EXPECT_EQ(code(out), "start_unknown");
    EXPECT_EQ(out.certainty, Certainty::Unknown);
    EXPECT_EQ(out.idle_from, day("2016-05-31"));
    EXPECT_EQ(out.missing, std::vector<std::string>{"progress.start"});
    const Finding& finding = get(out.findings, "START_UNKNOWN");
    EXPECT_EQ(finding.due, day("2016-05-31"));
    EXPECT_EQ(finding.article, "闲置土地处置办法 第二条第一款");
    EXPECT_EQ(finding.certainty, Certainty::Unknown);
    EXPECT_NE(finding.text.zh.find("开工情况不明，需现场核查"), std::string::npos);
    EXPECT_NE(finding.text.zh.find("2016-05-31"), std::string::npos);
    EXPECT_NE(finding.text.en.find("Start unknown, needs a visit"), std::string::npos);
    ASSERT_GE(finding.reasons.size(), 3U);
    EXPECT_EQ(finding.reasons[0], (Reason{"supply.agreed_start", "2015-05-30", "141031/1"}));
    EXPECT_EQ(finding.reasons[1], (Reason{"parameter:idle.unstarted.years", "1 year", ""}));
}

TEST(JudgeSupply, WithoutAgreedStartThatIsWhatIsMissing) {
    const SupplyJudgement out = Case("").judge("2024-06-30");
    EXPECT_EQ(code(out), "start_unknown");
    EXPECT_FALSE(out.idle_from.has_value());
    EXPECT_EQ(out.missing, (std::vector<std::string>{"supply.agreed_start", "progress.start"}));
}

TEST(JudgeSupply, BeforeTheAgreedStartNothingIsDue) {
    EXPECT_EQ(code(Case("2024-06-30").judge("2024-06-29")), "not_due");
    EXPECT_EQ(code(Case("2024-06-30").judge("2024-06-30")), "not_due");  // the day itself is in time
    EXPECT_EQ(code(Case("2024-06-30").judge("2024-07-01")), "start_unknown");
    EXPECT_EQ(Case("2024-06-30").judge("2024-06-29").due, day("2024-06-30"));
}

TEST(JudgeSupply, DeliveryStandsInForAnAgreedStart) {
    const SupplyJudgement out = Case("").seen("delivery", "2019-04-12").judge("2024-01-01");
    EXPECT_EQ(code(out), "start_unknown");
    EXPECT_EQ(out.idle_from, day("2021-04-13"));
    EXPECT_TRUE(has(out.findings, "START_DATE_BY_DELIVERY"));
    const SupplyJudgement seen =
        Case("").seen("delivery", "2019-04-12").seen("no_start", "2023-12-20", "", "照片").judge("2024-01-01");
    EXPECT_EQ(code(seen), "idle_by_law");
    EXPECT_EQ(seen.certainty, Certainty::Inferred);  // the weakest of its facts
    EXPECT_EQ(
        code(Case("2022-12-31").seen("delivery", "2019-04-12").seen("no_start", "2023-12-20").judge("2024-01-01")),
        "start_overdue");  // an agreed date prevails over delivery
}

// ---- T1: boundaries -------------------------------------------------------------------------------------------

TEST(JudgeSupply, IdleFromTheDayAfterTheFullYear) {
    const auto on = [](const char* agreed, const char* day_seen) {
        return code(Case(agreed).seen("no_start", day_seen).judge(day_seen));
    };
    EXPECT_EQ(on("2019-06-30", "2020-06-30"), "start_overdue");  // X + 1 y
    EXPECT_EQ(on("2019-06-30", "2020-07-01"), "idle_by_law");    // X + 1 y + 1 d
    EXPECT_EQ(on("2020-02-29", "2021-02-28"), "start_overdue");  // no 29 February in 2021: the month's last day
    EXPECT_EQ(on("2020-02-29", "2021-03-01"), "idle_by_law");
    EXPECT_EQ(on("2019-02-28", "2020-02-28"), "start_overdue");
    EXPECT_EQ(on("2019-02-28", "2020-02-29"), "idle_by_law");
    EXPECT_EQ(on("2018-12-31", "2019-12-31"), "start_overdue");
    EXPECT_EQ(on("2018-12-31", "2020-01-01"), "idle_by_law");
    EXPECT_EQ(on("2019-06-30", "2019-06-30"), "not_due");
    EXPECT_EQ(on("2019-06-30", "2019-07-01"), "start_overdue");
}

TEST(JudgeSupply, AnOldVisitDoesNotProveAFullYear) {
    Case early("2019-06-30");
    early.seen("no_start", "2019-10-01");
    const SupplyJudgement out = early.judge("2024-01-01");
    EXPECT_EQ(code(out), "start_overdue");
    EXPECT_EQ(out.missing, std::vector<std::string>{"progress.start"});
    EXPECT_FALSE(has(out.findings, "IDLE_SUSPECTED"));
    EXPECT_EQ(code(Case("2019-06-30").seen("no_start", "2019-01-01").judge("2024-01-01")), "start_unknown");
    EXPECT_EQ(code(Case("2019-06-30").seen("no_start", "").judge("2024-01-01")), "start_unknown");  // no date, no proof
    EXPECT_EQ(code(Case("2019-06-30").seen("no_start", "2024-01-02").judge("2024-01-01")),
              "start_unknown");  // not yet seen
}

TEST(JudgeSupply, SuspicionHasItsReasonsAndItsDeadline) {
    const SupplyJudgement out = Case("2019-06-30").seen("no_start", "2020-08-30", "", "核查表").judge("2020-09-16");
    const Finding& finding = get(out.findings, "IDLE_SUSPECTED");
    EXPECT_EQ(finding.severity, Severity::Error);
    EXPECT_EQ(finding.certainty, Certainty::Stated);  // the contract's date comes from a cell, the visit from a paper
    EXPECT_EQ(finding.due, day("2020-09-29"));        // 30 days after it was seen
    ASSERT_EQ(finding.reasons.size(), 4U);
    EXPECT_EQ(finding.reasons[1], (Reason{"progress.no_start", "2020-08-30", "141031/2"}));
}

TEST(JudgeSupply, TheDaysToInvestigateAreThoseOfTheBookInBothLanguages) {
    RulebookSet books = xixian();
    for (Rulebook& book : books.books)
        for (Parameter& one : book.parameters)
            if (one.id == "idle.investigate.days") one.value.num = 45;
    const SupplyJudgement out = Case("2019-06-30").seen("no_start", "2020-08-30").judge(day("2020-09-16"), books);
    const Finding& finding = get(out.findings, "IDLE_SUSPECTED");
    EXPECT_EQ(finding.due, day("2020-10-14"));
    EXPECT_NE(finding.text.zh.find("应在 45 日内"), std::string::npos) << finding.text.zh;
    EXPECT_NE(finding.text.en.find("within 45 days"), std::string::npos) << finding.text.en;
}

// ---- starts ---------------------------------------------------------------------------------------------------

TEST(JudgeSupply, AStartEndsTheFirstTest) {
    EXPECT_EQ(code(Case("2015-05-30").seen("start", "2015-06-30").judge("2024-01-01")), "not_due");
    EXPECT_EQ(code(Case("2015-05-30").seen("start", "").judge("2024-01-01")), "not_due");
    EXPECT_EQ(code(Case("2015-05-30").seen("no_start", "2017-01-01").seen("start", "2018-01-01").judge("2024-01-01")),
              "not_due");
    Case published("2015-05-30");
    published.supply.actual_start = day("2015-06-01");
    EXPECT_EQ(code(published.judge("2024-01-01")), "not_due");
    EXPECT_EQ(code(Case("2015-05-30").seen("finish", "2017-01-01").judge("2024-01-01")), "not_due");
}

TEST(JudgeSupply, ClearingAndSupportPilesAreNoStart) {
    for (const char* work : {"clearing", "support_piles", "none"}) {
        const SupplyJudgement out = Case("2016-09-01").seen("start", "2016-08-01", work).judge("2019-04-22");
        EXPECT_EQ(code(out), "start_unknown") << work;  // nor proof of "not started" afterwards
        EXPECT_TRUE(has(out.findings, "START_WORK_INSUFFICIENT")) << work;
    }
    for (const char* work : {"all_piles", "pit_done", "foundation_third", ""})
        EXPECT_EQ(code(Case("2016-09-01").seen("start", "2016-08-01", work).judge("2019-04-22")), "not_due") << work;
}

TEST(JudgeSupply, AStopOfWorksThatAreNoStartDoesNotShowAStart) {
    Case one("2016-09-01");
    one.seen("start", "2016-08-01", "support_piles").seen("stop", "2017-03-01").seen("stop", "2019-04-01");
    one.development = Development{Area{}, Area::from_m2(100), {}, {}, ""};
    EXPECT_EQ(code(one.judge("2019-04-22")), "start_unknown");
    one.seen("no_start", "2019-04-20");
    EXPECT_EQ(code(one.judge("2019-04-22")), "idle_by_law");
    one.seen("start", "2016-10-01", "all_piles");
    one.progress.erase(one.progress.end() - 2);
    EXPECT_EQ(code(one.judge("2019-04-22")), "idle_may");
}

TEST(JudgeSupply, TwoFactsThatCannotBothBeAreReported) {
    const SupplyJudgement out =
        Case("2015-05-30").seen("start", "2015-06-30").seen("no_start", "2018-01-01").judge("2024-01-01");
    EXPECT_EQ(code(out), "facts_missing");
    EXPECT_TRUE(has(out.findings, "FACTS_CONFLICT"));
}

TEST(JudgeSupply, FinishIsOverdueOnlyWhereSeenUnfinished) {
    Case unfinished("2015-05-30");
    unfinished.supply.agreed_finish = day("2017-05-30");
    unfinished.seen("start", "2015-06-30");
    EXPECT_EQ(code(unfinished.judge("2017-05-30")), "not_due");
    EXPECT_EQ(code(unfinished.judge("2017-05-31")), "facts_missing");
    EXPECT_EQ(unfinished.judge("2017-05-31").missing, std::vector<std::string>{"progress.finish"});
    unfinished.seen("resume", "2017-05-30");  // at work on the last day: it may have been finished that evening
    EXPECT_EQ(code(unfinished.judge("2018-01-01")), "facts_missing");
    unfinished.seen("resume", "2017-08-01");
    EXPECT_EQ(code(unfinished.judge("2018-01-01")), "finish_overdue");
    unfinished.seen("stop", "2017-09-01");  // a stop does not hide that the finish is late
    EXPECT_EQ(code(unfinished.judge("2018-01-01")), "finish_overdue");
}

// ---- T2 -------------------------------------------------------------------------------------------------------

Case stalled(std::int64_t built, std::int64_t should, std::int64_t invested, std::int64_t total) {
    Case out("2010-01-01");
    out.seen("start", "2010-01-01").seen("stop", "2015-03-01").seen("stop", "2016-03-02");
    out.development = Development{Area::from_units(built), Area::from_units(should), land::Money{invested},
                                  land::Money{total}, "141031/9"};
    return out;
}

TEST(JudgeSupply, StrictThresholdsOfTheSecondTest) {
    const auto may = [](std::int64_t b, std::int64_t s, std::int64_t i, std::int64_t t) {
        return code(stalled(b, s, i, t).judge("2020-01-01"));
    };
    EXPECT_EQ(may(1, 3, 25, 100), "not_due");  // exactly one third, exactly 25 %
    EXPECT_EQ(may(333, 1000, 25, 100), "idle_may");
    EXPECT_EQ(may(1, 3, 24, 100), "idle_may");
    EXPECT_EQ(may(0, 3, 0, 100), "idle_may");
    EXPECT_EQ(may(17'063, 94'000, 90, 100), "idle_may");  // 1 706.3 of 9 400 m² = 18.2 %
    EXPECT_TRUE(has(stalled(1, 3, 24, 100).judge("2020-01-01").findings, "STALL_ONE_BELOW"));
    EXPECT_FALSE(has(stalled(0, 3, 0, 100).judge("2020-01-01").findings, "STALL_ONE_BELOW"));
}

TEST(JudgeSupply, TheSecondTestNeedsAFullYearOfStopThatSomebodySaw) {
    Case one = stalled(0, 3, 0, 100);
    EXPECT_EQ(code(one.judge("2016-03-01")), "not_due");
    EXPECT_EQ(code(one.judge("2016-03-02")), "idle_may");
    one.progress.pop_back();
    EXPECT_EQ(code(one.judge("2020-01-01")), "facts_missing");  // stopped in 2015; since then silence
    one.seen("resume", "2015-09-01");
    EXPECT_EQ(code(one.judge("2020-01-01")), "not_due");
}

TEST(JudgeSupply, UnknownSharesAreAskedForNotGuessed) {
    Case unknown = stalled(1, 3, 25, 100);
    unknown.development->invested.reset();
    const SupplyJudgement out = unknown.judge("2020-01-01");  // a third is built: only investment could make it idle
    EXPECT_EQ(code(out), "facts_missing");
    EXPECT_EQ(out.missing, std::vector<std::string>{"development.invested"});
    unknown.development->built = Area{};
    EXPECT_EQ(code(unknown.judge("2020-01-01")), "idle_may");  // one known test is enough under "or"
    unknown.development.reset();
    EXPECT_EQ(code(unknown.judge("2020-01-01")), "facts_missing");
}

// ---- extensions, law in force --------------------------------------------------------------------

TEST(JudgeSupply, ASupplementMovesTheClock) {
    Case extended("2022-01-01");
    extended.extended("2022-06-01", "2023-05-25").seen("no_start", "2024-05-26");
    EXPECT_EQ(extended.judge("2022-05-31").idle_from, day("2023-01-02"));  // not yet signed
    EXPECT_EQ(extended.judge("2024-05-26").idle_from, day("2024-05-26"));
    EXPECT_EQ(code(extended.judge("2024-05-26")), "idle_by_law");
    EXPECT_FALSE(has(extended.judge("2024-05-26").findings, "EXTENSION_LIMIT"));
}

TEST(JudgeSupply, ASupplementBeyondTheCapOrBackDatedIsWarnedOf) {
    const SupplyJudgement far = Case("2018-05-01").extended("2018-05-01", "2019-06-30").judge("2020-08-30");
    EXPECT_TRUE(has(far.findings, "EXTENSION_LIMIT"));
    EXPECT_EQ(far.idle_from, day("2020-07-01"));
    // Signed 2016-07-19 with a start in 2015: the later date governs, whichever way it is wrong.
    const SupplyJudgement back = Case("2016-01-01").extended("2016-07-19", "2015-09-30").judge("2018-01-01");
    EXPECT_TRUE(has(back.findings, "EXTENSION_LIMIT"));
    EXPECT_EQ(back.idle_from, day("2017-01-02"));
    EXPECT_FALSE(
        has(Case("2018-05-01").extended("2018-05-01", "2019-05-01").judge("2020-01-01").findings, "EXTENSION_LIMIT"));
}

TEST(JudgeSupply, ASupplementThatDoesNotGovernDoesNotProveTheStart) {
    Case back = Case("2016-01-01").extended("2016-07-19", "2015-09-30");
    back.seen("no_start", "2018-01-01", "", "照片");
    back.decisions[0].document = "补充协议";
    EXPECT_EQ(back.judge("2018-01-01").certainty, Certainty::Stated);  // the contract's day, out of a cell
    back.decisions[0].agreed_start = day("2016-09-30");
    EXPECT_EQ(back.judge("2018-01-01").certainty, Certainty::Proved);
}

TEST(JudgeSupply, BeforeTheOrderWasInForceNothingIsJudged) {
    const SupplyJudgement out = Case("2009-01-01").seen("no_start", "2012-01-01").judge("2012-06-30");
    EXPECT_EQ(code(out), "facts_missing");
    EXPECT_TRUE(has(out.findings, "LAW_NOT_IN_BOOK"));
    EXPECT_EQ(code(Case("2009-01-01").seen("no_start", "2012-01-01").judge("2012-07-01")), "idle_by_law");
}

}  // namespace
}  // namespace law
