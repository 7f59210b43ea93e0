#include "intake/worker/biff_text.hpp"

#include "base/utf8.hpp"
#include "intake/worker/little_endian.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace intake::worker {

namespace {

std::string utf8_of(const std::u16string& units) {
    std::string out;
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t c = units[i];
        const bool pair =
            c >= 0xD800 && c < 0xDC00 && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000;
        if (pair) {
            c = 0x10000U + ((c - 0xD800U) << 10U) + (units[++i] - 0xDC00U);
        } else if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD;  // half a character
        }
        base::utf8::append(out, c);
    }
    return out;
}

}  // namespace

std::uint32_t biff_number(std::string_view bytes, std::size_t at, std::size_t size) {
    return little_endian(bytes, at, size);
}

double biff_double(std::string_view bytes, std::size_t at) {
    const std::uint64_t high = biff_number(bytes, at + 4, 4);
    return std::bit_cast<double>(high << 32U | biff_number(bytes, at, 4));
}

double biff_rk(std::uint32_t packed) {
    const double value = (packed & 2U) != 0 ? static_cast<double>(static_cast<std::int32_t>(packed) >> 2)
                                            : std::bit_cast<double>(std::uint64_t{packed & ~std::uint32_t{3}} << 32U);
    return (packed & 1U) != 0 ? value / 100 : value;
}

/// Moves to the next body where this one is used up.
bool BiffText::more() {
    while (body_ < bodies_.size() && at_ >= bodies_[body_].size()) {
        ++body_;
        at_ = 0;
    }
    good_ = good_ && body_ < bodies_.size();
    return good_;
}

void BiffText::skip(std::size_t count) {
    while (count > 0 && more()) {
        const std::size_t part = std::min(count, bodies_[body_].size() - at_);
        at_ += part;
        count -= part;
    }
}

std::uint32_t BiffText::number(std::size_t size) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < size && more(); ++i) {
        value |= std::uint32_t{static_cast<std::uint8_t>(bodies_[body_][at_++])} << (8U * i);
    }
    return value;
}

std::string BiffText::characters(std::size_t count, bool wide) {
    std::u16string units;
    std::size_t body = body_;
    while (units.size() < count && more()) {
        if (body_ != body) {  // a Continue record says anew how wide its characters are
            wide = (number(1) & 1U) != 0;
            body = body_;
            continue;
        }
        units.push_back(static_cast<char16_t>(number(wide ? 2 : 1)));
    }
    return utf8_of(units);
}

std::string BiffText::text(std::size_t length_size) {
    const std::size_t length = number(length_size);
    const std::uint32_t flags = number(1);
    const std::size_t runs = (flags & 8U) != 0 ? number(2) : 0;
    const std::size_t phonetic = (flags & 4U) != 0 ? number(4) : 0;
    std::string out = characters(length, (flags & 1U) != 0);
    skip(4 * runs + phonetic);
    return out;
}

bool is_date_format(std::uint32_t id, std::string_view format) {
    // The formats that every program knows by number, [MS-XLS] 2.4.126: 27…36 and 50…58 are those of East Asia.
    if (format.empty())
        return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id != 48 && id != 49);
    bool quoted = false;
    bool bracketed = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[' || c == ']') {
            bracketed = c == '[';
        } else if (!bracketed && std::string_view("yYmMdDhHsS").find(c) != std::string_view::npos) {
            return true;
        } else if (c == ';') {
            return false;  // what follows shows negative numbers
        }
    }
    return false;
}

std::string date_text(double day, bool from_1904) {
    using namespace std::chrono;
    if (!(day >= 0 && day < 2'958'466)) return {};  // the end of the year 9999
    auto whole = static_cast<int>(std::floor(day));
    auto seconds_of_day = static_cast<int>(std::lround((day - std::floor(day)) * 86'400));
    if (seconds_of_day == 86'400) {
        ++whole;
        seconds_of_day = 0;
    }
    char text[64];
    std::string out;
    if (whole > 0 || from_1904) {
        // Day 60 would be 1900-02-29, a day that never was.
        const sys_days zero = from_1904    ? sys_days(year(1904) / 1 / 1)
                              : whole < 60 ? sys_days(year(1899) / 12 / 31)
                                           : sys_days(year(1899) / 12 / 30);
        const year_month_day date(zero + days(whole));
        std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
        out = text;
    }
    if (seconds_of_day == 0 && !out.empty()) return out;
    std::snprintf(text, sizeof text, "%02d:%02d:%02d", seconds_of_day / 3600, seconds_of_day / 60 % 60,
                  seconds_of_day % 60);
    return out + (out.empty() ? "" : " ") + text;
}

}  // namespace intake::worker
