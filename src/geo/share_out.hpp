// Rounding so that sums stay sums: a whole number of units shared out over exact parts.
#pragma once

#include "base/area.hpp"

#include <cstdint>
#include <vector>

namespace geo {

/// Each part ÷ denominator, rounded down, and the units that are left to reach `total` given one each to the largest
/// remainders (equal ones: the larger part first). A part without remainder is never touched, so what is zero stays
/// zero, and every share lies within one unit of its part. Parts are not negative, and `total` must lie between the
/// sums of the parts rounded down and up: rounding the exact sum gives such a total.
std::vector<std::int64_t> share_out(const std::vector<base::Int128>& parts, base::Int128 denominator,
                                    std::int64_t total);

}  // namespace geo
