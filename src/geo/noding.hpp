// Snap rounding: boundaries that cross anyhow become edges that meet in their ends only, on the same integer grid.
//
// This is the hot path of the overlay, and the reason why its areas close. Every end of a boundary segment and every
// crossing of two, rounded to the nearest grid point, makes that point's pixel hot; a segment that passes through a
// hot pixel is bent to pass through its centre. The edges that come out share nothing but ends, no vertex was pushed
// across an edge, and no segment moved by more than half a pixel's diagonal (Hobby 1999, "Practical segment
// intersection with finite precision output"; Guibas and Marimont 1998). All of it is exact integer arithmetic:
// the outcome depends neither on the order of the segments nor, for whole grid steps, on where the origin lies.
//
// Coordinates within ±kMaxLocal (move the origin near the data first). Time n log n plus what lies near each other.
#pragma once

#include "geo/polygon.hpp"

#include <cstdint>
#include <vector>

namespace geo {

/// Coordinates the exact arithmetic bears: products of three differences stay within 127 bits.
inline constexpr std::int64_t kMaxLocal = (std::int64_t{1} << 40) - 1;

/// Twice the area of the triangle a b c; positive when c lies to the left of a -> b. Exact for local coordinates.
inline base::Int128 turn_of(Point a, Point b, Point c) {
    return base::Int128{b.x - a.x} * (c.y - a.y) - base::Int128{b.y - a.y} * (c.x - a.x);
}
/// To a local origin and back.
Polygon moved_by(Polygon polygon, Point by);

/// A piece of boundary from `from` to `to`, of somebody (a polygon, a ring, a layer: the caller's number).
struct Segment {
    Point from, to;
    std::uint32_t owner = 0;
};

/// How often an owner's boundary goes along: times from left to right minus times from right to left. Passing over it
/// upwards adds that to the owner's winding number.
struct Turn {
    std::uint32_t owner = 0;
    std::int32_t count = 0;
    auto operator<=>(const Turn&) const = default;
};

/// What lies between two nodes: from the smaller to the larger, in the order of geo::Point (west to east, then
/// south to north). Its turns are turns[first_turn …) up to the next edge's, by owner, none of count 0.
struct Edge {
    std::uint32_t from = 0, to = 0;
    std::uint32_t first_turn = 0;
    std::uint32_t turns = 0;
};

struct Noded {
    std::vector<Point> nodes;  ///< sorted, no two alike
    std::vector<Edge> edges;   ///< sorted by (from, to), no two alike; none that no owner's winding changes over
    std::vector<Turn> turns;
    double largest_move = 0;  ///< of a boundary, by the snapping, in grid steps; at most 0.71
};

Noded node(const std::vector<Segment>& segments);

}  // namespace geo
