// Clocks against counting day by day, and the days on which counting goes wrong by hand.
#include "law/clock.hpp"

#include "base/test_tree.hpp"
#include "law/law_testing.hpp"
#include "law/start_clocks.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace law {
namespace {

using testing::day;

const base::WorkCalendar& calendar() {
    static const base::WorkCalendar once =
        base::WorkCalendar::load(base::testing::source_tree() + "/rulebooks/data/workdays.csv").value();
    return once;
}

ClockAnswer run(const char* start, const char* period, std::vector<Interval> suspensions = {}, bool shift = false) {
    return run_clock({day(start), parse_period(period).value(), std::move(suspensions), shift}, calendar()).value();
}

TEST(LawClock, CountsTheDaysThatGoWrongByHand) {
    EXPECT_EQ(run("2024-02-29", "1y").due, day("2025-02-28"));
    EXPECT_EQ(run("2024-02-29", "4y").due, day("2028-02-29"));
    EXPECT_EQ(run("2023-02-28", "1y").due, day("2024-02-28"));
    EXPECT_EQ(run("2024-01-31", "1m").due, day("2024-02-29"));
    EXPECT_EQ(run("2024-01-31", "30d").due, day("2024-03-01"));
    EXPECT_EQ(run("2024-09-30", "1wd").due, day("2024-10-08"));
    EXPECT_EQ(run("2024-09-27", "2wd").due, day("2024-09-30")) << "Sunday 29 was worked";
}

TEST(LawClock, ShiftsOnlyWhereTold) {
    EXPECT_EQ(run("2024-09-01", "30d").due, day("2024-10-01"));
    const ClockAnswer shifted = run("2024-09-01", "30d", {}, true);
    EXPECT_EQ(shifted.due, day("2024-10-08"));
    EXPECT_EQ(shifted.steps.back().rule, "shift");
    EXPECT_EQ(run("2024-10-07", "1d", {}, true).steps.back().rule, "count") << "a working day stays";
}

TEST(LawClock, SuspensionsPushTheEnd) {
    EXPECT_EQ(run("2024-01-01", "1y", {{day("2024-03-01"), day("2024-03-31")}}).due, day("2025-02-01"));
    EXPECT_EQ(run("2024-01-01", "10d", {{day("2023-12-01"), day("2024-01-01")}}).due, day("2024-01-11"));
    EXPECT_EQ(run("2024-01-01", "10d", {{day("2024-01-12"), day("2024-02-01")}}).due, day("2024-01-11"));
    const ClockAnswer chained =
        run("2024-01-01", "10d", {{day("2024-01-12"), day("2024-01-20")}, {day("2024-01-11"), day("2024-01-11")}});
    EXPECT_EQ(chained.due, day("2024-01-21")) << "the pushed end meets the next suspension";
}

TEST(LawClock, ASuspensionNamesItsCause) {
    const Suspension flood = parse_suspension("2024-03-01:2024-03-31:洪水").value();
    EXPECT_EQ(flood.cause, "洪水");
    EXPECT_EQ(parse_suspension("2024-03-01:2024-03-31").value().cause, "");
    EXPECT_FALSE(parse_suspension("2024-03-01").ok());
    ClockQuestion question{day("2024-01-01"), parse_period("1y").value(), {}, false, {}};
    question.suspensions = {flood.days, {day("2024-04-01"), day("2024-04-10")}, {day("2024-06-01"), day("2024-06-02")}};
    question.causes = {"洪水", "疫情", ""};
    const auto steps = run_clock(question, calendar()).value().steps;
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_NE(steps[2].text.zh.find("2024-03-01 至 2024-04-10 中止（洪水、疫情），顺延 41 日"), std::string::npos);
    EXPECT_NE(steps[2].text.en.find("(洪水, 疫情): 41 day(s)"), std::string::npos);
    EXPECT_NE(steps[3].text.zh.find("2024-06-02 中止，顺延 2 日"), std::string::npos);
    question.period = parse_period("5wd").value();
    question.suspensions = {{day("2024-01-03"), day("2024-01-04")}};
    question.causes = {"停电"};
    EXPECT_NE(run_clock(question, calendar()).value().steps[2].text.zh.find("（停电）"), std::string::npos);
}

TEST(LawClock, EachSuspensionNamesItsOwnCause) {
    ClockQuestion question{day("2024-01-01"), parse_period("1y").value(), {}, false, {"洪水", "疫情"}};
    question.suspensions = {{day("2024-03-01"), day("2024-03-31")}, {day("2024-06-01"), day("2024-06-10")}};
    const auto steps = run_clock(question, calendar()).value().steps;
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_NE(steps[2].text.zh.find("（洪水）"), std::string::npos);
    EXPECT_NE(steps[3].text.zh.find("（疫情）"), std::string::npos);
}

TEST(LawClock, WorkingDaysThatARestWouldPushBeyondTheCalendarAreNotGuessed) {
    const Period week{5, PeriodUnit::WorkingDays};
    const auto ask = [&](const char* from, const char* to) {
        return run_clock({day("2026-12-01"), week, {{day(from), day(to)}}, false}, calendar());
    };
    EXPECT_TRUE(ask("2026-12-03", "2026-12-04").ok());
    EXPECT_EQ(ask("2026-12-03", "2027-01-05").error().code, base::Code::CalendarUnknown);  // which of these are worked?
    EXPECT_EQ(ask("2026-12-03", "2026-12-31").error().code, base::Code::CalendarUnknown);  // when do 21 more days end?
    EXPECT_EQ(ask("2026-11-01", "2026-12-01").value().due, day("2026-12-08"));             // over before it begins
    EXPECT_EQ(ask("2026-12-09", "2026-12-10").value().due, day("2026-12-08"));             // begins when it is over
}

TEST(StartClocks, PenaltyIdlenessFeeAndRecoverySideBySide) {
    auto law = IdleLaw::on(testing::xixian(), day("2024-01-01"));
    ASSERT_TRUE(law.has_value());
    const std::vector<Interval> excused{{day("2019-07-01"), day("2020-07-31")}};
    const auto steps = start_clocks(day("2019-06-30"), excused, *law);
    ASSERT_EQ(steps.size(), 4U);
    const std::pair<const char*, const char*> expected[] = {
        {"penalty", "2019-07-01"}, {"idle", "2020-07-01"}, {"fee", "2021-08-02"}, {"recovery", "2022-08-02"}};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_EQ(steps[i].rule, expected[i].first);
        EXPECT_EQ(steps[i].reached, day(expected[i].second)) << steps[i].rule;
        EXPECT_NE(steps[i].text.zh.find(expected[i].second), std::string::npos);
    }
    EXPECT_NE(steps[2].text.en.find("第十四条第一项"), std::string::npos);
    law->late_start_first_day = nullptr;  // no contract template in the books
    EXPECT_EQ(start_clocks(day("2019-06-30"), {}, *law).front().rule, "idle");
}

TEST(LawClock, NoArticleIsCitedBeforeItWasLaw) {
    for (const char* start : {"2020-12-31", "2021-01-01"}) {
        const bool cites = day(start) >= day("2021-01-01");
        for (const ClockStep& step : run(start, "1y").steps) {
            EXPECT_EQ(step.text.zh.find("民法典") != std::string::npos, cites) << step.text.zh;
            EXPECT_EQ(step.text.en.find("Civil Code") != std::string::npos, cites) << step.text.en;
        }
    }
}

TEST(LawClock, RefusesWhatItCannotRead) {
    for (const char* bad : {"", "10", "wd", "d", "0d", "-3d", "1.5y", "10 d", "10w", "101y", "1201m", "36501d", "九d"})
        EXPECT_EQ(parse_period(bad).error().code, base::Code::Usage) << bad;
    for (const char* bad :
         {"", "2024-01-01", "2024-02-01:2024-01-01", "2024-02-30:2024-03-01", "2024-02-01:x", "a:b:c"})
        EXPECT_EQ(parse_interval(bad).error().code, base::Code::Usage) << bad;
    EXPECT_EQ(parse_period("10wd").value(), (Period{10, PeriodUnit::WorkingDays}));
    EXPECT_EQ(run_clock({day("2026-12-20"), {30, PeriodUnit::WorkingDays}, {}, false}, calendar()).error().code,
              base::Code::CalendarUnknown);
    EXPECT_EQ(run_clock({day("2030-01-01"), {1, PeriodUnit::Years}, {}, true}, calendar()).error().code,
              base::Code::CalendarUnknown);
}

RC_GTEST_PROP(LawClockProperty, AgreesWithCountingDayByDay, ()) {
    const Date start = Date::from_days(*rc::gen::inRange(14'000, 18'500));
    const bool working = *rc::gen::arbitrary<bool>();
    const int amount = *rc::gen::inRange(1, 200);
    std::vector<Interval> pauses;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const Date from = start.plus_days(*rc::gen::inRange(-30, 250));
        pauses.push_back({from, from.plus_days(*rc::gen::inRange(0, 40))});
    }
    const Period period{amount, working ? PeriodUnit::WorkingDays : PeriodUnit::Days};
    const auto answer = run_clock({start, period, pauses, false}, calendar()).value();
    Date walked = start;
    for (int counted = 0; counted < amount;) {
        walked = walked.plus_days(1);
        const bool paused = std::any_of(pauses.begin(), pauses.end(),
                                        [&](const Interval& one) { return one.from <= walked && walked <= one.to; });
        if (!paused && (!working || calendar().is_workday(walked).value())) ++counted;
    }
    RC_ASSERT(answer.due == walked);
    RC_ASSERT(answer.steps.back().reached == answer.due);
}

RC_GTEST_PROP(LawClockProperty, MonthsEndOnTheCorrespondingDayOrTheMonthsLast, ()) {
    const Date start = Date::from_days(*rc::gen::inRange(0, 40'000));
    const int months = *rc::gen::inRange(1, 200);
    const Date due = run_clock({start, {months, PeriodUnit::Months}, {}, false}, calendar()).value().due;
    const int month_number = start.year() * 12 + start.month() - 1 + months;
    RC_ASSERT(due.year() == month_number / 12);
    RC_ASSERT(due.month() == month_number % 12 + 1);
    RC_ASSERT(due.day() == start.day() || (due.day() < start.day() && due == due.end_of_month()));
}

}  // namespace
}  // namespace law
