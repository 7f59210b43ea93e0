// Link suggestions: for supplies whose origin nobody stated, the plots or approvals they probably draw on.
//
// Suggests only; a link is a record somebody makes. What is compared: area (equal, or fits), date (approved before
// signed), place (township or village named in both), project and batch names; where both were drawn, their shapes.
// Certainty is never above `inferred`.
#pragma once

#include "law/finding.hpp"
#include "service/office.hpp"

#include <string>
#include <vector>

namespace service {

struct LinkSuggestion {
    std::string supply;
    std::string origin;  ///< plot key, "rest:APPROVAL", or empty: nothing fits
    base::Area area;     ///< how much of it
    law::Certainty certainty = law::Certainty::Unknown;
    base::Text why;
};

/// Best first for each supply, at most three of a supply; supplies in key order.
base::Result<std::vector<LinkSuggestion>> suggest_links(Office& office);

}  // namespace service
