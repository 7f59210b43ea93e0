// The step of an integer grid in metres, for work that is finer (or coarser) than the 1 mm of the book.
//
// An overlay needs a finer grid than its inputs: where two boundaries cross there is seldom a grid point, and what is
// bent to one moves by up to 0.71 steps. On 1/100 mm that is below 0.01 m² for a kilometre of boundary. The types of
// geo/polygon.hpp serve for any grid; who passes them on a grid other than 1 mm passes its Resolution along.
#pragma once

#include "base/area.hpp"
#include "geo/polygon.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

/// digit × 10^exponent metres; digit 1…9, exponent -8…0.
struct Resolution {
    int digit = 1;
    int exponent = -3;
    bool operator==(const Resolution&) const = default;

    double metres() const;
    /// Exact, in 1/10,000 m², as a fraction: area = twice_steps × numerator ÷ denominator.
    base::Int128 numerator() const;
    base::Int128 denominator() const;
};

inline constexpr Resolution kMillimetre{1, -3};
inline constexpr Resolution kHundredthMillimetre{1, -5};

/// "0.00001", "1e-5", "0.0005". Nothing if it is no number, has more than one significant digit, or is out of range.
std::optional<Resolution> parse_resolution(std::string_view metres);
/// Decimal metres without trailing zeros, exact.
std::string metres_text(std::int64_t steps, const Resolution& resolution);

/// Whether base::Area can hold it, with room for a sum of two.
bool fits_area(base::Int128 twice_steps, const Resolution& resolution);
/// Rounded half away from zero; needs fits_area().
base::Area to_area(base::Int128 twice_steps, const Resolution& resolution);

}  // namespace geo
