// Statutory periods: when one that began on a day ends, step by step. Pure, but for the work calendar handed in.
//
// The day of the start is not counted; months and years end on the corresponding day, or on the last day of a month
// that has none (29 February + 1 year = 28 February): 民法典 第二百零一条、第二百零二条.
// Steps name these articles only for periods that began when they were law (2021-01-01); how earlier periods were
// counted is not on record here, and the same counting is presumed (rulebooks/national/idle-land-53.toml).
// The end moves off a rest day (第二百零三条) only where the caller says that the law moves it: performance and
// filing periods do, the year of idleness does not.
// A suspension is a closed interval of days that do not count. Errors: CalendarUnknown where working days or the
// shift reach a year without holiday data; Usage for a period or interval that is none.
#pragma once

#include "base/calendar.hpp"
#include "base/date.hpp"
#include "base/error.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace law {

using base::Date;

enum class PeriodUnit : std::uint8_t { Days, WorkingDays, Months, Years };

struct Period {
    int amount = 0;  ///< 1 … 36,500 days or working days, 1 … 1,200 months, 1 … 100 years
    PeriodUnit unit = PeriodUnit::Days;
    bool operator==(const Period&) const = default;
};
/// "30d", "10wd", "2m", "1y".
base::Result<Period> parse_period(std::string_view text);

struct Interval {
    Date from;
    Date to;  ///< included
    int days() const { return to.days() - from.days() + 1; }
    bool operator==(const Interval&) const = default;
};
/// "2024-01-01:2024-01-31".
base::Result<Interval> parse_interval(std::string_view text);
/// The same, with what caused it after a further colon: "2024-01-01:2024-01-31:疫情停工". The cause may be absent.
struct Suspension {
    Interval days;
    std::string cause;
};
base::Result<Suspension> parse_suspension(std::string_view text);
/// Sorted, overlapping and touching ones joined.
std::vector<Interval> joined(std::vector<Interval> intervals);

/// What one suspension did to the end of a period that is counted in days, months or years.
struct Suspended {
    Interval part;  ///< of it, after the start
    int days = 0;
    Date due;  ///< where the period now ends
};
/// Moves the end `due` of a period that began on `start` by every suspended day, one suspension after the other; a
/// suspension that begins when the period has ended moves nothing. Empty if none did.
std::vector<Suspended> suspend_days(Date start, Date due, std::vector<Interval> suspensions);

struct ClockStep {
    std::string_view rule;  ///< start | count | suspend | shift
    Date reached;
    base::Text text;
};

struct ClockQuestion {
    Date start;
    Period period;
    std::vector<Interval> suspensions;
    bool shift_rest_day = false;
    std::vector<std::string> causes = {};  ///< of each suspension, in its place; may be fewer
};

struct ClockAnswer {
    Date due;  ///< the last day of the period
    std::vector<ClockStep> steps;
};

base::Result<ClockAnswer> run_clock(const ClockQuestion& question, const base::WorkCalendar& calendar);

}  // namespace law
