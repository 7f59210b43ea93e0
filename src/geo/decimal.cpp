#include "geo/decimal.hpp"

#include <algorithm>

namespace geo {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits beyond these cannot change a value rounded half away from zero, nor bring a too large one back.
constexpr int kMaxDigits = 30;
/// Far outside any coordinate; keeps the arithmetic on exponents in range whatever the text says.
constexpr int kMaxExponent = 1'000;
/// Largest power of ten that the rounding below bears: 9 × 10^36 and its double fit in 127 bits.
constexpr int kLargestPower = 36;
constexpr std::int64_t kMaxMetres = kMaxCoordinate / kPerMetre;

}  // namespace

base::Int128 power10(int n) {
    base::Int128 p = 1;
    while (n-- > 0) p *= 10;
    return p;
}

std::optional<Decimal> scan_decimal(std::string_view text, std::size_t& at) {
    Decimal out;
    std::size_t i = at;
    bool negative = false;
    bool any_digit = false;
    bool point = false;
    int digits = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) negative = text[i++] == '-';
    for (; i < text.size(); ++i) {
        if (text[i] == '.' && !point) {
            point = true;
        } else if (is_digit(text[i])) {
            any_digit = true;
            if (digits < kMaxDigits) {
                out.mantissa = out.mantissa * 10 + (text[i] - '0');
                if (out.mantissa != 0) ++digits;
                if (point) out.exponent = std::max(out.exponent - 1, -kMaxExponent);
            } else if (!point) {
                out.exponent = std::min(out.exponent + 1, kMaxExponent);
            }
        } else {
            break;
        }
    }
    if (!any_digit) return std::nullopt;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        bool minus = false;
        int power = 0;
        if (i < text.size() && (text[i] == '-' || text[i] == '+')) minus = text[i++] == '-';
        if (i == text.size() || !is_digit(text[i])) return std::nullopt;
        for (; i < text.size() && is_digit(text[i]); ++i) power = std::min(power * 10 + (text[i] - '0'), kMaxExponent);
        out.exponent += minus ? -power : power;
    }
    if (negative) out.mantissa = -out.mantissa;
    at = i;
    return out;
}

std::optional<std::int64_t> to_steps(const Decimal& metres, const Resolution& resolution, double* moved) {
    const int shift = metres.exponent - resolution.exponent;
    const base::Int128 limit = kMaxMetres * power10(-resolution.exponent) / resolution.digit;
    if (metres.mantissa == 0) return 0;
    if (shift > kLargestPower / 2) return std::nullopt;  // at least 10^18 ÷ 9 steps: beyond any limit
    base::Int128 num = metres.mantissa;
    base::Int128 den = resolution.digit;
    if (shift < -kLargestPower) {  // below 10^-6 steps whatever the digits
        num = 0;
    } else if (shift < 0) {
        den *= power10(-shift);
        if (num / den > limit || num / den < -limit) return std::nullopt;
    } else {
        if (num > limit * den || num < -limit * den) return std::nullopt;
        num *= power10(shift);
        if (num / den > limit || num / den < -limit) return std::nullopt;
    }
    const std::int64_t steps = base::round_half_away(num, den);
    if (steps > limit || steps < -limit) return std::nullopt;
    if (moved != nullptr) {
        const double off = static_cast<double>(num - den * steps) / static_cast<double>(den);
        *moved = std::max(*moved, off < 0 ? -off : off);
    }
    return steps;
}

}  // namespace geo
