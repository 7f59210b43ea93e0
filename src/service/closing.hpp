// Closing a period (月结): what is frozen, and what that means for later figures, stands in closed.hpp.
#pragma once

#include "service/closed.hpp"
#include "service/office.hpp"

#include <string>

namespace service {

struct CloseOrder {
    std::string period;   ///< 2024-06; frozen at the cut-off that the campaign gives its last day (law/cutoff.hpp)
    std::string extract;  ///< file, kept under its hash; empty = none
};

/// Errors: PeriodInvalid (no month, not over yet, before a closed one), PeriodClosed.
base::Result<Closed> close_period(Office& office, const CloseOrder& order, const Act& act);

}  // namespace service
