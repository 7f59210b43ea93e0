// Link suggestions: for supplies whose origin nobody stated, the plots or approvals they probably draw on.
//
// Suggests only; a link is a record somebody makes. What is compared: area (equal, or fits), date (approved before
// signed), place (township or village named in both), project and batch names; where both were drawn, their shapes
// (service/draws.hpp): these an import has proposed already, and one command accepts them.
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
    std::string proposal;  ///< the entry that proposes it ("141031/57"), if it waits for approval
};

/// Best first for each supply, at most three of a supply; supplies in key order.
base::Result<std::vector<LinkSuggestion>> suggest_links(Office& office);

}  // namespace service
