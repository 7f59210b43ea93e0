// The base map under the book's own: none unless the office names one when it starts the server. It is fetched by the
// browser, so its host is the one exception in the policy that every answer carries, and only where it is another host.
#pragma once

#include "base/json_fwd.hpp"
#include "base/result.hpp"

#include <string>

namespace http {

/// What was asked for: an address with {z}, {x} and {y}, of our own host (/tiles/{z}/{x}/{y}.png) or of another one.
struct BaseMapOrder {
    std::string url;     ///< empty: no base map
    int grid = 3857;     ///< 3857 | 4490, numbered as our own tiles are (geo/tile_grid.hpp)
    std::string credit;  ///< shown on the map: who made it, 审图号
};

struct BaseMap {
    std::string url;
    int grid = 3857;
    std::string credit;
    std::string origin;  ///< "https://host:port"; empty for our own host
};

/// Errors: Usage for an address that is none, that lacks one of {z} {x} {y}, or for another grid.
base::Result<BaseMap> read_base_map(const BaseMapOrder& order);

base::Json base_map_json(const BaseMap& map);

}  // namespace http
