// What a remnant is proposed as (rulebooks/data/remnant_ways.tsv): cause, route and the clause that names it, by class;
// and which supplies are roads.
#pragma once

#include "base/result.hpp"
#include "geo/remnant.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace service {

struct RemnantWay {
    std::string cause, route;  ///< identifiers of domain 2.5 and 2.4; empty: the shape does not say
    std::string article;       ///< clause of the notice; of noise: the rule of the ledger
    base::Text why;
};

struct RemnantWays {
    std::map<geo::RemnantClass, RemnantWay> by_class;  ///< every class
    std::vector<std::string> road_words;

    bool is_road(std::string_view use) const;
};

/// Every class once, with known causes and routes. Error: RulebookInvalid with file, line and what was found.
base::Result<RemnantWays> parse_remnant_ways(std::string_view tsv, const std::string& what);
base::Result<RemnantWays> load_remnant_ways();

}  // namespace service
