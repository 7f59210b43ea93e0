// Date and Instant: a day of the (proleptic Gregorian) calendar, and a moment in UTC.
//
// Dates of the trade carry no time zone: they are days in Asia/Shanghai. The journal's clock is UTC; a date given
// where an instant is wanted means the end of that day in Asia/Shanghai (UTC+8, no daylight saving since 1991).
#pragma once

#include "base/result.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

class Date {
  public:
    constexpr Date() = default;
    static constexpr Date from_days(std::int32_t since_1970) { return Date{since_1970}; }
    /// Nothing if there is no such day (2023-02-29).
    static std::optional<Date> from_ymd(int year, int month, int day);

    constexpr std::int32_t days() const { return days_; }
    int year() const;
    int month() const;
    int day() const;
    int iso_weekday() const;  ///< 1 Monday … 7 Sunday
    std::string iso() const;  ///< 2024-06-30

    constexpr Date plus_days(std::int32_t n) const { return Date{days_ + n}; }
    /// The corresponding day n months on, or the last day of that month (民法典 第二百零二条).
    Date plus_months(int n) const;
    Date plus_years(int n) const { return plus_months(12 * n); }
    /// Months that are full between this day and a later one, by plus_months; 0 for an earlier one.
    int full_months_until(Date later) const;
    Date end_of_month() const;

    constexpr auto operator<=>(const Date&) const = default;

  private:
    explicit constexpr Date(std::int32_t days) : days_(days) {}
    std::int32_t days_ = 0;
};

/// Strict ISO date, yyyy-mm-dd; for contracts and files of our own. What clerks write is text::read_date's.
std::optional<Date> parse_iso_date(std::string_view text);

/// Microseconds since 1970 in UTC.
class Instant {
  public:
    constexpr Instant() = default;
    static constexpr Instant from_micros(std::int64_t us) { return Instant{us}; }
    static constexpr Instant end_of_time() { return Instant{INT64_MAX}; }
    /// The last microsecond of the day in Asia/Shanghai.
    static Instant end_of_day(Date day);

    constexpr std::int64_t micros() const { return us_; }
    Date shanghai_date() const;
    std::string iso() const;  ///< 2024-06-30T15:59:59.999999Z
    constexpr auto operator<=>(const Instant&) const = default;

  private:
    explicit constexpr Instant(std::int64_t us) : us_(us) {}
    std::int64_t us_ = 0;
};

/// 2024-06-30 (its end in Asia/Shanghai) or 2024-06-30T12:00:00[.ffffff]Z.
Result<Instant> parse_instant(std::string_view text);

/// The clock seam: tests and replays bring their own.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};
class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

}  // namespace base
