// Decimal numbers as they stand in a text, kept exact until somebody says to which grid they go.
#pragma once

#include "base/area.hpp"
#include "geo/resolution.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace geo {

/// 10^n for 0 <= n <= 37.
base::Int128 power10(int n);

/// value = mantissa × 10^exponent.
struct Decimal {
    base::Int128 mantissa = 0;
    int exponent = 0;
};

/// Reads sign, digits, point, exponent from `at` on; moves `at` behind them. Nothing if there is no digit.
std::optional<Decimal> scan_decimal(std::string_view text, std::size_t& at);

/// Metres to grid steps, rounded half away from zero. Nothing beyond 100,000 km (geo::kMaxCoordinate). `moved`, if
/// given, becomes the larger of itself and what the rounding moved, in steps.
std::optional<std::int64_t> to_steps(const Decimal& metres, const Resolution& resolution, double* moved = nullptr);

}  // namespace geo
