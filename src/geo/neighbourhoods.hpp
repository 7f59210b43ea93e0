// Polygons that may touch, grouped: what lies in different groups has nothing to do with each other.
#pragma once

#include "geo/polygon.hpp"

#include <cstdint>
#include <vector>

namespace geo {

/// A polygon of a layer and whose it is.
struct Part {
    std::uint32_t owner = 0;
    const Polygon* polygon = nullptr;
    Box box;
};

struct Neighbourhood {
    std::vector<std::uint32_t> parts;  ///< numbers, ascending
    Box box;
};

/// Sorted by their first part. Boxes that touch make neighbours, and neighbours of neighbours belong together.
std::vector<Neighbourhood> neighbourhoods(const std::vector<Part>& parts);

}  // namespace geo
