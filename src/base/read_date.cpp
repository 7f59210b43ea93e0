// Dates as clerks and systems write them. The cell is cut into tokens (numbers and signs); a small grammar over the
// tokens then decides, so that every spelling has one place where it is accepted or refused.
#include "base/date_tokens.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace base {
namespace {

using date_text::Cursor;
using date_text::Token;
using date_text::tokenise;
using date_text::Tokens;

struct Ymd {
    std::int64_t year = 0, month = 0, day = 0;
    int year_digits = 4;
    std::optional<Date> date() const {
        if (year > 9999 || month > 12 || day > 31) return std::nullopt;
        return Date::from_ymd(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day));
    }
};

/// 2024-3-25, 2024.3.25, 2024/3/25, 2024年3月25日, 20240325.
std::optional<Ymd> match_ymd(Cursor& at) {
    const auto year = at.number();
    if (!year) return std::nullopt;
    if (year->digits == 8) return Ymd{year->value / 10000, year->value / 100 % 100, year->value % 100};
    if (year->digits == 14) {  // 20240325153000
        const std::int64_t day = year->value / 1'000'000;
        return Ymd{day / 10000, day / 100 % 100, day % 100};
    }
    if (!at.any_of(U"-./年")) return std::nullopt;
    const auto month = at.number();
    if (!month || month->digits > 2 || !at.any_of(U"-./月")) return std::nullopt;
    const auto day = at.number();
    if (!day || day->digits > 2) return std::nullopt;
    at.sign(U'日');
    return Ymd{year->value, month->value, day->value, year->digits};
}

struct TimeOfDay {
    std::int64_t seconds = 0;
    bool zoned = false;
    std::int64_t offset_seconds = 0;
};

/// Z, +08:00, +0800 at the end of an ISO stamp; false if something follows that is none of these.
bool match_zone(Cursor& at, TimeOfDay& time) {
    if (at.sign(U'Z')) time.zoned = true;
    for (const int direction : {1, -1}) {
        if (time.zoned || !at.sign(direction > 0 ? U'+' : U'-')) continue;
        const auto hours = at.number();
        if (!hours) return false;
        std::int64_t minutes = hours->digits == 4 ? hours->value / 100 * 60 + hours->value % 100 : hours->value * 60;
        if (at.sign(U':')) {
            const auto rest = at.number();
            if (!rest) return false;
            minutes += rest->value;
        }
        time.zoned = true;
        time.offset_seconds = direction * minutes * 60;
    }
    at.skip_space();
    return at.done();
}

/// Nothing, or a time of day and perhaps a zone, up to the end of the cell.
std::optional<TimeOfDay> match_time(Cursor& at) {
    TimeOfDay time;
    if (at.sign(U'星') || at.sign(U'周')) at.sign(U'期'), static_cast<void>(at.number() || at.sign(U'日'));
    at.skip_space();
    if (at.done()) return time;
    at.sign(U'T');
    const bool morning = at.word(U"上午");
    bool afternoon = !morning && at.word(U"下午");
    const auto hour = at.number();
    if (!hour) return std::nullopt;
    std::int64_t hours = hour->value, minutes = 0, seconds = 0;
    if (hour->digits == 6) {  // 160000
        hours = hour->value / 10000, minutes = hour->value / 100 % 100, seconds = hour->value % 100;
    } else if (at.any_of(U":时点")) {
        if (const auto minute = at.number()) minutes = minute->value;
        if (at.any_of(U":分")) {
            if (const auto second = at.number()) seconds = second->value;
            at.sign(U'秒');
        }
        if (at.sign(U'.') && !at.number()) return std::nullopt;
    } else {
        return std::nullopt;
    }
    if (at.word(U"PM") || at.word(U"pm")) afternoon = true;
    if (at.word(U"AM") || at.word(U"am")) hours %= 12;
    if (afternoon && hours < 12) hours += 12;
    if (hours > 24 || minutes > 59 || seconds > 60) return std::nullopt;
    time.seconds = hours * 3600 + minutes * 60 + seconds;
    if (!match_zone(at, time)) return std::nullopt;
    return time;
}

/// A stamp with a zone names an instant; its day is the day in Shanghai.
Date local_day(Date date, const TimeOfDay& time) {
    if (!time.zoned) return date;
    const std::int64_t shanghai = time.seconds - time.offset_seconds + 8 * 3600;
    const std::int64_t days = shanghai >= 0 ? shanghai / 86400 : -((-shanghai + 86399) / 86400);
    return date.plus_days(static_cast<std::int32_t>(days));
}

bool is_sentinel(Date date) {
    constexpr std::array kNone = {std::array{1900, 1, 1}, std::array{1901, 1, 2}, std::array{1899, 12, 29},
                                  std::array{1899, 12, 30}, std::array{1899, 12, 31}};
    return std::any_of(kNone.begin(), kNone.end(),
                       [date](const auto& none) { return Date::from_ymd(none[0], none[1], none[2]) == date; });
}

/// 1900-01-00 is what Excel shows for 0, 0000-00-00 what some databases write for nothing.
bool is_nothing(const Ymd& ymd) {
    return ymd.day == 0 && ((ymd.year == 0 && ymd.month == 0) || (ymd.year == 1900 && ymd.month == 1));
}

ReadDate as_date(Date date) {
    ReadDate read;
    if (is_sentinel(date)) {
        read.sentinel = true;
        return read;
    }
    const bool plausible = date.year() >= 1949 && date.year() <= 2100;
    read.outcome = plausible ? ReadDate::Outcome::Date : ReadDate::Outcome::Unreadable;
    if (plausible) read.date = date;
    return read;
}

/// 45376 or 45376.63 = 2024-03-25 in the 1900 system, whose day 0 is 1899-12-30 for every day after February 1900.
std::optional<ReadDate> match_excel_day(const Tokens& tokens) {
    const bool whole = tokens.size() == 1;
    const bool fraction = tokens.size() == 3 && tokens[1].sign == U'.' && tokens[2].sign == 0;
    if ((!whole && !fraction) || tokens[0].sign != 0) return std::nullopt;
    const std::int64_t value = tokens[0].value;
    if (whole && value == 0) {
        ReadDate none;
        none.sentinel = true;
        return none;
    }
    if (tokens[0].digits != 5 || value < 20000 || value > 80000) return std::nullopt;
    constexpr std::int32_t kDayZero = -25569;
    return as_date(Date::from_days(kDayZero + static_cast<std::int32_t>(value)));
}

std::string last_day(std::int64_t year, std::int64_t month) {
    if (year < 1949 || year > 2100) return "";
    const auto first = Date::from_ymd(static_cast<int>(year), static_cast<int>(std::min<std::int64_t>(month, 99)), 1);
    return first ? first->end_of_month().iso() : "";
}

std::string iso_if_plausible(const Ymd& ymd) {
    const auto date = ymd.date();
    return date && date->year() >= 1949 && date->year() <= 2100 ? date->iso() : "";
}

/// 25/3/2024 and 3/25/2024, where the day is too large to be a month.
std::string suggest_year_last(const Tokens& tokens) {
    Cursor at{tokens, 0};
    const auto first = at.number();
    if (!first || !at.any_of(U"-./")) return "";
    const auto second = at.number();
    if (!second || !at.any_of(U"-./")) return "";
    const auto year = at.number();
    if (!year || year->digits != 4) return "";
    if (first->value > 12) return iso_if_plausible({year->value, second->value, first->value});
    if (second->value > 12) return iso_if_plausible({year->value, first->value, second->value});
    return "";
}

/// 2024年6月底, 6月底, 三月底, 2024.3, 202403, 6月30日, 2024年底: what was probably meant, once a year is known.
std::string suggest_part(const Tokens& tokens, int year_hint) {
    Cursor at{tokens, 0};
    const auto first = at.number();
    if (!first) {
        const bool year_end = at.sign(U'年') && at.any_of(U"底末");
        return year_end ? last_day(year_hint, 12) : "";
    }
    if (first->digits == 6) return last_day(first->value / 100, first->value % 100);
    std::int64_t year = year_hint;
    std::int64_t month = first->value;
    if (first->digits == 4) {
        year = first->value;
        if (!at.any_of(U"年-./")) return "";
        if (at.any_of(U"底末")) return last_day(year, 12);
        const auto second = at.number();
        if (!second) return "";
        month = second->value;
        at.any_of(U"月-./");
    } else if (!at.sign(U'月')) {
        return "";
    }
    if (const auto day = at.number()) {
        const std::string iso = iso_if_plausible({year, month, day->value});
        return iso.empty() && day->value <= 31 ? last_day(year, month) : iso;  // 2023-02-29: the month's last day
    }
    if (at.any_of(U"上初")) return iso_if_plausible({year, month, 10});
    if (at.sign(U'中')) return iso_if_plausible({year, month, 20});
    return last_day(year, month);
}

/// A whole date with words around it (「2024年3月25日前」), then the partial forms.
std::string suggest(const Tokens& tokens, int year_hint) {
    for (std::size_t start = 0; start < tokens.size(); ++start) {
        if (tokens[start].sign != 0) continue;
        Cursor at{tokens, start};
        auto found = match_ymd(at);
        if (!found) continue;
        if (found->year_digits == 2) found->year += 2000;
        if (const std::string iso = iso_if_plausible(*found); !iso.empty()) return iso;
    }
    const std::string year_last = suggest_year_last(tokens);
    return year_last.empty() ? suggest_part(tokens, year_hint) : year_last;
}

bool means_nothing(std::string_view text) {
    constexpr std::array<std::string_view, 10> kNone = {"", "-", "--", "—", "——", "/", "\\", "无", "null", "NULL"};
    return std::find(kNone.begin(), kNone.end(), text) != kNone.end();
}

}  // namespace

ReadDate read_date(std::string_view cell, int year_hint) {
    cell = trim(cell);
    if (means_nothing(cell)) return {};
    ReadDate unreadable;
    unreadable.outcome = ReadDate::Outcome::Unreadable;
    if (cell.size() > 200) return unreadable;
    const Tokens tokens = tokenise(cell);
    if (const auto excel = match_excel_day(tokens)) return *excel;
    Cursor at{tokens, 0};
    const auto ymd = match_ymd(at);
    if (ymd && ymd->year_digits == 4) {
        const auto time = match_time(at);
        if (time && is_nothing(*ymd)) {
            ReadDate none;
            none.sentinel = true;
            return none;
        }
        if (const auto date = ymd->date(); date && time) return as_date(local_day(*date, *time));
    }
    unreadable.suggestion = suggest(tokens, year_hint);
    return unreadable;
}

}  // namespace base
