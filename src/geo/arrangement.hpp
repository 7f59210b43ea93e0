// What covers what: the faces between noded edges, and which owners lie over each.
//
// One sweep from west to east (ties from south to north) over edges that meet in their ends only; so it needs no
// intersections, no floating point, and for each edge only its neighbour below. Passing over an edge changes the
// winding numbers of the owners on it; a face's Cover is all that are not zero. Faces with equal covers share one
// number, their areas add up exactly, in grid steps squared.
//
// Polygons come out of it too: trace() joins faces of one class and gives their outlines as valid polygons.
#pragma once

#include "geo/noding.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace geo {

/// Winding numbers by owner, sorted, none of them 0. Over a valid polygon, its owner's is 1.
using Cover = std::vector<Turn>;

struct Arrangement {
    Noded noded;
    std::vector<std::uint32_t> below, above;  ///< covers on the two sides of each edge; above is left of from -> to
    std::vector<std::uint32_t> under;         ///< the next edge below the start of each edge, or kNoEdge
    std::vector<Cover> covers;                ///< no two alike; number 0 is nobody's
    std::vector<base::Int128> twice_area;     ///< of all faces with that cover; [0] means nothing (it is unbounded)
};

inline constexpr std::uint32_t kNoEdge = 0xFFFFFFFF;

Arrangement arrange(Noded noded);

/// The segments of a polygon's boundary, so directed that its owner winds once around its inside: whatever the
/// direction of its rings, shells count up and holes down. Coordinates from `origin` on.
void add_boundary(std::vector<Segment>& segments, const Polygon& polygon, std::uint32_t owner, Point origin = {});
/// One ring against the clock.
void add_ring(std::vector<Segment>& segments, const Ring& ring, std::uint32_t owner, Point origin = {});

/// A connected region of one class, with what lies on the other side of its outline.
struct Region {
    std::int32_t group = 0;
    Polygon polygon;  ///< valid: simple rings against the clock, holes with it, that meet in points at most
    base::Int128 twice_area = 0;
    std::array<double, 4> border = {};  ///< length of outline by the kind of the cover beyond it, in grid steps
};

/// Every connected region of every class. `group_of[cover]` is its class, negative for none; `kind_of[cover]` sorts
/// what lies beyond outlines into four kinds. Regions that meet in a point only are two. Sorted by their lowest points.
/// Vertices on straight lines are left out.
std::vector<Region> trace(const Arrangement& arrangement, std::span<const std::int32_t> group_of,
                          std::span<const std::uint8_t> kind_of);

}  // namespace geo
