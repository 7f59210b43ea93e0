// Clocks against an oracle of its own: days of std::chrono walked one after the other, holidays read from the table by
// hand. Starts lean to the days on which counting goes wrong: 29 February, ends of months, the days around make-up
// days.
#include "base/test_tree.hpp"
#include "base/text.hpp"
#include "law/clock.hpp"
#include "law/judge_case.hpp"
#include "law/law_testing.hpp"
#include "law/start_clocks.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>

namespace law {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;
using testing::day;
using testing::xixian;

// ---- the oracle -----------------------------------------------------------------------------------------------

const std::string& table_text() {
    static const std::string text = testing::file_text(base::testing::source_tree() + "/rulebooks/data/workdays.csv");
    return text;
}

/// The days of the table that are not as their weekday says, read without the calendar's reader.
const std::map<std::string, bool>& days_off_the_rule() {
    static const std::map<std::string, bool> once = [] {
        std::map<std::string, bool> out;
        for (const std::string_view line : base::split(table_text(), '\n'))
            if (line.size() > 12 && line[4] == '-') out[std::string(line.substr(0, 10))] = line[11] == '1';
        return out;
    }();
    return once;
}

sys_days chrono_day(Date date) { return sys_days{std::chrono::days{date.days()}}; }

bool is_worked(Date date) {
    const auto row = days_off_the_rule().find(date.iso());
    if (row != days_off_the_rule().end()) return row->second;
    const std::chrono::weekday weekday{chrono_day(date)};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

bool is_paused(const std::vector<Interval>& pauses, Date date) {
    return std::any_of(pauses.begin(), pauses.end(),
                       [&](const Interval& one) { return one.from <= date && date <= one.to; });
}

/// Walks to the day of the n-th month that has the start's number, or to that month's last.
int days_to_corresponding(Date start, int months) {
    const year_month_day from{chrono_day(start)};
    const auto month = std::chrono::year_month{from.year(), from.month()} + std::chrono::months{months};
    for (int walked = 1;; ++walked) {
        const year_month_day here{chrono_day(start.plus_days(walked))};
        const year_month_day next{chrono_day(start.plus_days(walked + 1))};
        if (std::chrono::year_month{here.year(), here.month()} != month) continue;
        if (here.day() == from.day() || next.month() != here.month()) return walked;
    }
}

/// The day on which `needed` days that count have passed; days of rest count only where they are asked to.
Date walk(Date start, int needed, const std::vector<Interval>& pauses, bool working) {
    Date here = start;
    for (int counted = 0; counted < needed;) {
        here = here.plus_days(1);
        if (!is_paused(pauses, here) && (!working || is_worked(here))) ++counted;
    }
    return here;
}

Date oracle(const ClockQuestion& question) {
    int needed = question.period.amount;
    if (question.period.unit == PeriodUnit::Months) needed = days_to_corresponding(question.start, needed);
    if (question.period.unit == PeriodUnit::Years) needed = days_to_corresponding(question.start, 12 * needed);
    Date due = walk(question.start, needed, question.suspensions, question.period.unit == PeriodUnit::WorkingDays);
    while (question.shift_rest_day && !is_worked(due)) due = due.plus_days(1);
    return due;
}

// ---- random questions -----------------------------------------------------------------------------------------

const base::WorkCalendar& calendar() {
    static const base::WorkCalendar once = base::WorkCalendar::parse(table_text(), "workdays").value();
    return once;
}

Date any_start() {
    const int year = *rc::gen::inRange(2008, 2020);
    switch (*rc::gen::inRange(0, 4)) {
        case 0:
            return *Date::from_ymd(*rc::gen::element(2008, 2012, 2016, 2020), 2, 29);
        case 1:
            return Date::from_ymd(year, *rc::gen::inRange(1, 13), 28)->end_of_month();
        case 2: {
            auto row = days_off_the_rule().lower_bound(std::to_string(year));
            std::advance(row, *rc::gen::inRange(0, 20));
            return day(row->first.c_str()).plus_days(*rc::gen::inRange(-9, 3));
        }
        default:
            return Date::from_ymd(year, 1, 1)->plus_days(*rc::gen::inRange(0, 366));
    }
}

std::vector<Interval> any_pauses(Date start, int most_days) {
    std::vector<Interval> out(*rc::gen::inRange<std::size_t>(0, 4));
    for (Interval& one : out) {
        one.from = start.plus_days(*rc::gen::inRange(-40, most_days));
        one.to = one.from.plus_days(*rc::gen::inRange(0, most_days / 3 + 1));
    }
    return out;
}

RC_GTEST_PROP(ClockProperty, EveryUnitWithPausesAndRestDaysAgreesWithWalking, ()) {
    ClockQuestion question{any_start(), {}, {}, *rc::gen::arbitrary<bool>(), {}};
    question.period.unit =
        *rc::gen::element(PeriodUnit::Days, PeriodUnit::WorkingDays, PeriodUnit::Months, PeriodUnit::Years);
    const bool long_unit = question.period.unit == PeriodUnit::Years || question.period.unit == PeriodUnit::Months;
    question.period.amount = long_unit ? *rc::gen::inRange(1, 4) : *rc::gen::inRange(1, 80);
    question.suspensions = any_pauses(question.start, long_unit ? 400 : 90);
    const ClockAnswer answer = run_clock(question, calendar()).value();
    RC_ASSERT(answer.due == oracle(question));
    RC_ASSERT(answer.steps.front().reached == question.start);
    RC_ASSERT(answer.steps.back().reached == answer.due);
    for (std::size_t i = 1; i < answer.steps.size(); ++i)
        RC_ASSERT(answer.steps[i - 1].reached <= answer.steps[i].reached);
}

RC_GTEST_PROP(ClockProperty, PenaltyIdlenessFeeAndRecoveryAreEachTheirOwnClock, ()) {
    const Date agreed = any_start();
    const std::vector<Interval> excused = any_pauses(agreed, 900);
    const auto law = IdleLaw::on(xixian(), day("2024-01-01"));
    const auto steps = start_clocks(agreed, excused, *law);
    RC_ASSERT(steps.size() == 4U);
    const int year = days_to_corresponding(agreed, 12), two = days_to_corresponding(agreed, 24);
    RC_ASSERT(steps[0].reached == agreed.plus_days(1));         // the contract's penalty: the first late day
    RC_ASSERT(steps[1].reached == agreed.plus_days(year + 1));  // idle: whatever the cause
    RC_ASSERT(steps[2].reached == walk(agreed, year, excused, false).plus_days(1));
    RC_ASSERT(steps[3].reached == walk(agreed, two, excused, false).plus_days(1));
}

/// "X 日前动工" includes X: late from the next day, idle from the day after the anniversary, by case and by store.
RC_GTEST_PROP(ClockProperty, BeforeADayIncludesTheDay, ()) {
    const Date agreed = any_start().plus_years(8);  // under the Measures of 2012
    const int year = days_to_corresponding(agreed, 12);
    const int late = *rc::gen::oneOf(rc::gen::inRange(-3, 4), rc::gen::inRange(year - 3, year + 4));
    const Date as_of = agreed.plus_days(late);
    CaseFacts facts;
    facts.agreed_start = agreed;
    facts.started = false;
    const Verdict verdict = judge_case(facts, xixian(), as_of);
    RC_ASSERT((verdict.idle == IdleAnswer::Yes) == (late > year));
    const bool warned =
        std::find(verdict.warnings.begin(), verdict.warnings.end(), "START_OVERDUE") != verdict.warnings.end();
    RC_ASSERT(warned == (0 < late && late <= year));
    RC_ASSERT(verdict.clocks.penalty_days == std::max(0, late));
    testing::SupplyCase supply(agreed.iso().c_str());
    supply.seen("no_start", as_of.iso().c_str());
    const std::string code = testing::code(supply.judge(as_of));
    RC_ASSERT(code == (late <= 0 ? "not_due" : late <= year ? "start_overdue" : "idle_by_law"));
}

TEST(ClockProperty, TheOracleReadTheTable) {
    EXPECT_GT(days_off_the_rule().size(), 450U);
    EXPECT_TRUE(is_worked(day("2024-02-04"))) << "a Sunday made up for";
    EXPECT_FALSE(is_worked(day("2024-10-01")));
    EXPECT_EQ(days_to_corresponding(day("2024-02-29"), 12), 365);
    EXPECT_EQ(days_to_corresponding(day("2024-01-31"), 1), 29);
}

}  // namespace
}  // namespace law
