// The thresholds that sort remnants (geo/remnant.hpp), from rulebooks/data/remnants.tsv.
#pragma once

#include "base/result.hpp"
#include "geo/remnant.hpp"

#include <string>
#include <string_view>

namespace service {

/// Every threshold once, none missing, numbers not negative. Error: RulebookInvalid with file, line and what was found.
base::Result<geo::RemnantRules> parse_remnant_rules(std::string_view tsv, const std::string& what);
base::Result<geo::RemnantRules> load_remnant_rules();

}  // namespace service
