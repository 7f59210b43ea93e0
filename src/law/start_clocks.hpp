// The two clocks of an agreed start, side by side: the contract's penalty runs from the first late day, idleness only
// after the full year, the fee and free recovery after what is excused is taken off.
//
// Sources: 闲置土地处置办法 arts 2(1), 8, 14; the contract template's article on late starts. The contract prevails.
#pragma once

#include "law/clock.hpp"
#include "law/idle_law.hpp"

#include <vector>

namespace law {

/// Steps "penalty", "idle", "fee", "recovery": from which day each would count if it were never started. `excused` are
/// days that government or force majeure took (art 8).
std::vector<ClockStep> start_clocks(Date agreed, const std::vector<Interval>& excused, const IdleLaw& law);

}  // namespace law
