#include "base/area.hpp"

#include "base/result.hpp"

#include <array>
#include <cmath>
#include <limits>

namespace base {
namespace {

constexpr Int128 kMax = std::numeric_limits<std::int64_t>::max();

/// 1/10,000 m² in one unit, as a fraction: 1 亩 = 10,000/15 m².
struct Ratio {
    std::int64_t num;
    std::int64_t den;
};

Ratio units_per(AreaUnit unit) {
    switch (unit) {
        case AreaUnit::SquareMetre:
            return {Area::kPerSquareMetre, 1};
        case AreaUnit::Hectare:
            return {Area::kPerSquareMetre * 10'000, 1};
        case AreaUnit::Mu:
            return {Area::kPerSquareMetre * 10'000, 15};
    }
    return {1, 1};
}

Int128 power10(int n) {
    Int128 p = 1;
    while (n-- > 0) p *= 10;
    return p;
}

}  // namespace

std::int64_t round_half_away(Int128 num, Int128 den) {
    const Int128 magnitude = num < 0 ? -num : num;
    const Int128 rounded = (2 * magnitude + den) / (2 * den);
    PANHUO_ASSERT(rounded <= kMax, "area out of range");
    return static_cast<std::int64_t>(num < 0 ? -rounded : rounded);
}

Area Area::from_measured_m2(double m2) {
    // Whole metres apart: the product of a large area would lose the last places.
    const double whole = std::trunc(m2);
    PANHUO_ASSERT(std::abs(whole) < 9.2e14, "measured area out of range");
    const double rest = std::round((m2 - whole) * kPerSquareMetre);
    return Area{static_cast<std::int64_t>(whole) * kPerSquareMetre + static_cast<std::int64_t>(rest)};
}

Area Area::operator+(Area other) const {
    std::int64_t sum = 0;
    PANHUO_ASSERT(!__builtin_add_overflow(units_, other.units_, &sum), "area out of range");
    return Area{sum};
}

Area Area::operator-(Area other) const { return *this + -other; }

std::string Area::text(AreaUnit unit, int decimals) const {
    const Ratio ratio = units_per(unit);
    const std::int64_t scaled = round_half_away(Int128{units_} * ratio.den * power10(decimals), ratio.num);
    std::string digits = std::to_string(scaled < 0 ? -scaled : scaled);
    if (decimals > 0) {
        const auto places = static_cast<std::size_t>(decimals);
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, ".");
    }
    return scaled < 0 ? "-" + digits : digits;
}

std::string Area::m2_text() const {
    const bool negative = units_ < 0;
    // Through unsigned, so that the most negative value has a magnitude, too.
    const std::uint64_t magnitude =
        negative ? 0 - static_cast<std::uint64_t>(units_) : static_cast<std::uint64_t>(units_);
    constexpr std::uint64_t kScale = kPerSquareMetre;
    std::string out = (negative ? "-" : "") + std::to_string(magnitude / kScale);
    std::uint64_t fraction = magnitude % kScale;
    if (fraction == 0) return out;
    out += '.';
    for (std::uint64_t place = kScale / 10; fraction > 0; place /= 10) {
        out += static_cast<char>('0' + fraction / place);
        fraction %= place;
    }
    return out;
}

std::optional<ParsedArea> parse_area(std::string_view number, AreaUnit unit) {
    Int128 mantissa = 0;
    int decimals = 0;
    bool point = false;
    bool digit = false;
    bool negative = false;
    std::size_t i = 0;
    if (i < number.size() && (number[i] == '-' || number[i] == '+')) negative = number[i++] == '-';
    for (; i < number.size(); ++i) {
        const char c = number[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c == ',' && digit && !point) {
            continue;  // thousands separator
        } else if (c >= '0' && c <= '9') {
            digit = true;
            if (mantissa > power10(24)) {
                if (!point) return std::nullopt;
                continue;  // places beyond any meaning
            }
            mantissa = mantissa * 10 + (c - '0');
            if (point) ++decimals;
        } else {
            return std::nullopt;
        }
    }
    if (!digit) return std::nullopt;
    const Ratio ratio = units_per(unit);
    const Int128 num = mantissa * ratio.num;
    const Int128 den = Int128{ratio.den} * power10(decimals);
    if (num / den > kMax / 2) return std::nullopt;
    const std::int64_t units = round_half_away(num, den);
    return ParsedArea{Area::from_units(negative ? -units : units), Int128{units} * den != num};
}

Area scale_down(Area total, Area part, Area whole) {
    PANHUO_ASSERT(whole.is_positive(), "a share of nothing");
    return Area::from_units(static_cast<std::int64_t>(Int128{total.units()} * part.units() / whole.units()));
}

}  // namespace base
