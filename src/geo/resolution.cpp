#include "geo/resolution.hpp"

#include "base/result.hpp"
#include "geo/decimal.hpp"

#include <cmath>
#include <limits>

namespace geo {
namespace {

constexpr int kFinest = -8;
constexpr int kAreaPlaces = 4;  ///< base::Area counts 10^-4 m²

/// Places of 10 by which a squared step is larger than the unit of area; negative if smaller.
int area_exponent(const Resolution& r) { return 2 * r.exponent + kAreaPlaces; }

}  // namespace

double Resolution::metres() const { return digit / std::pow(10.0, -exponent); }

base::Int128 Resolution::numerator() const {
    const int places = area_exponent(*this);
    return base::Int128{digit} * digit * (places > 0 ? power10(places) : 1);
}

base::Int128 Resolution::denominator() const {
    const int places = area_exponent(*this);
    return 2 * (places < 0 ? power10(-places) : base::Int128{1});
}

std::optional<Resolution> parse_resolution(std::string_view metres) {
    std::size_t at = 0;
    auto value = scan_decimal(metres, at);
    if (!value || at != metres.size() || value->mantissa <= 0) return std::nullopt;
    for (; value->mantissa % 10 == 0; value->mantissa /= 10) ++value->exponent;
    if (value->mantissa > 9 || value->exponent < kFinest || value->exponent > 0) return std::nullopt;
    return Resolution{static_cast<int>(value->mantissa), value->exponent};
}

std::string metres_text(std::int64_t steps, const Resolution& resolution) {
    const base::Int128 value = base::Int128{steps} * resolution.digit;
    const base::Int128 whole = power10(-resolution.exponent);
    const base::Int128 size = value < 0 ? -value : value;
    std::string out = value < 0 ? "-" : "";
    out += std::to_string(static_cast<std::uint64_t>(size / whole));
    const auto rest = static_cast<std::uint64_t>(size % whole);
    if (rest == 0) return out;
    std::string places = std::to_string(rest);
    places.insert(0, static_cast<std::size_t>(-resolution.exponent) - places.size(), '0');
    places.erase(places.find_last_not_of('0') + 1);
    return out + "." + places;
}

bool fits_area(base::Int128 twice_steps, const Resolution& resolution) {
    constexpr base::Int128 kLimit = std::numeric_limits<std::int64_t>::max() / 2;
    const base::Int128 size = twice_steps < 0 ? -twice_steps : twice_steps;
    return size / resolution.denominator() <= kLimit / resolution.numerator();
}

base::Area to_area(base::Int128 twice_steps, const Resolution& resolution) {
    PANHUO_ASSERT(fits_area(twice_steps, resolution), "area of polygons that no reader lets pass");
    return base::Area::from_units(
        base::round_half_away(twice_steps * resolution.numerator(), resolution.denominator()));
}

}  // namespace geo
