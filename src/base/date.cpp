#include "base/date.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace base {
namespace {

using std::chrono::year_month_day;

constexpr std::int64_t kDayMicros = 86'400'000'000;
constexpr std::int64_t kShanghaiOffset = 8 * 3'600'000'000;

year_month_day ymd(std::int32_t days) { return year_month_day{std::chrono::sys_days{std::chrono::days{days}}}; }

Date from(year_month_day value) {
    return Date::from_days(static_cast<std::int32_t>(std::chrono::sys_days{value}.time_since_epoch().count()));
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// Exactly `count` digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> Date::from_ymd(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || day < 1) return std::nullopt;
    const year_month_day value{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                               std::chrono::day{static_cast<unsigned>(day)}};
    if (!value.ok()) return std::nullopt;
    return from(value);
}

int Date::year() const { return static_cast<int>(ymd(days_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(ymd(days_).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(ymd(days_).day())); }

int Date::iso_weekday() const {
    return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{std::chrono::days{days_}}}.iso_encoding());
}

std::string Date::iso() const {
    const year_month_day value = ymd(days_);
    std::string out = "0000-00-00";  // by hand, since payloads hold several dates each
    const auto put = [&out](std::size_t last, unsigned number, int digits) {
        for (; digits > 0; --digits, --last, number /= 10) out[last] = static_cast<char>('0' + number % 10);
    };
    put(3, static_cast<unsigned>(std::clamp(static_cast<int>(value.year()), 0, 9999)), 4);
    put(6, static_cast<unsigned>(value.month()), 2);
    put(9, static_cast<unsigned>(value.day()), 2);
    return out;
}

Date Date::plus_months(int n) const {
    const year_month_day moved = ymd(days_) + std::chrono::months{n};
    if (moved.ok()) return from(moved);
    return from(year_month_day{std::chrono::sys_days{moved.year() / moved.month() / std::chrono::last}});
}

int Date::full_months_until(Date later) const {
    if (later < *this) return 0;
    const int months = 12 * (later.year() - year()) + later.month() - month();
    return plus_months(months) > later ? months - 1 : months;
}

Date Date::end_of_month() const {
    const year_month_day value = ymd(days_);
    return from(year_month_day{std::chrono::sys_days{value.year() / value.month() / std::chrono::last}});
}

std::optional<Date> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    return Date::from_ymd(*year, *month, *day);
}

Instant Instant::end_of_day(Date day) {
    return from_micros((std::int64_t{day.days()} + 1) * kDayMicros - kShanghaiOffset - 1);
}

Date Instant::shanghai_date() const {
    return Date::from_days(static_cast<std::int32_t>(floor_div(us_ + kShanghaiOffset, kDayMicros)));
}

std::string Instant::iso() const {
    // end_of_time lies beyond what four digits of a year can say: shown as their last moment.
    constexpr std::int64_t kLastOf9999 = 253'402'300'799'999'999;
    if (us_ > kLastOf9999) return from_micros(kLastOf9999).iso();
    const std::int64_t day = floor_div(us_, kDayMicros);
    const std::int64_t rest = us_ - day * kDayMicros;
    char buffer[48];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d.%06dZ", static_cast<int>(rest / 3'600'000'000),
                  static_cast<int>(rest / 60'000'000 % 60), static_cast<int>(rest / 1'000'000 % 60),
                  static_cast<int>(rest % 1'000'000));
    return Date::from_days(static_cast<std::int32_t>(day)).iso() + buffer;
}

Result<Instant> parse_instant(std::string_view text) {
    const Error bad{Code::InstantInvalid, {std::string(text)}};
    const auto date = parse_iso_date(text.substr(0, 10));
    if (!date) return bad;
    if (text.size() == 10) return Instant::end_of_day(*date);
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z') return bad;
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return bad;
    std::int64_t micros = 0;
    if (text.size() > 20) {
        const std::size_t places = text.size() - 21;
        const auto fraction = digits(text, 20, places);
        if (text[19] != '.' || places < 1 || places > 6 || !fraction) return bad;
        micros = *fraction;
        for (std::size_t i = places; i < 6; ++i) micros *= 10;
    }
    return Instant::from_micros(std::int64_t{date->days()} * kDayMicros +
                                (std::int64_t{*hour} * 3600 + *minute * 60 + *second) * 1'000'000 + micros);
}

Instant SystemClock::now() const {
    using namespace std::chrono;
    return Instant::from_micros(duration_cast<microseconds>(system_clock::now().time_since_epoch()).count());
}

}  // namespace base
