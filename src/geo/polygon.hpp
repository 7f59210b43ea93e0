// Polygons on an integer grid of 1 mm, in the plane of the map: x east, y north.
//
// Everything that is stored or reported lies on this grid, so areas are exact integers, sums do not depend on the
// order of their parts, and the same land gives the same figures on every machine. Floating point appears only where
// GEOS judges validity (geo/validity.hpp).
//
// A Ring is open: its first point is not repeated at the end. Its direction carries no meaning: which rings are
// shells and which are holes is said by their place in a Polygon. Coordinates are bounded by kMaxCoordinate, which
// is beyond every map grid in use (the widest, 6-degree zones with prefix, ends at 61,000 km).
#pragma once

#include "base/area.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace geo {

/// Grid cells per metre.
inline constexpr std::int64_t kPerMetre = 1'000;
/// Largest coordinate, either sign, in mm: 100,000 km.
inline constexpr std::int64_t kMaxCoordinate = 100'000'000 * kPerMetre;

struct Point {
    std::int64_t x = 0;  ///< mm east
    std::int64_t y = 0;  ///< mm north
    auto operator<=>(const Point&) const = default;
};

using Ring = std::vector<Point>;

struct Polygon {
    Ring shell;
    std::vector<Ring> holes;
    auto operator<=>(const Polygon&) const = default;
};

using MultiPolygon = std::vector<Polygon>;

/// Bounding box, edges included.
struct Box {
    Point low;
    Point high;
    bool operator==(const Box&) const = default;
    bool contains(Point p) const { return low.x <= p.x && p.x <= high.x && low.y <= p.y && p.y <= high.y; }
    bool contains(const Box& other) const { return contains(other.low) && contains(other.high); }
};

/// Nothing for a ring without points.
std::optional<Box> box_of(const Ring& ring);
std::optional<Box> box_of(const MultiPolygon& polygons);
std::size_t vertex_count(const MultiPolygon& polygons);

/// Twice the signed area in mm², exact; positive when the ring runs against the clock.
base::Int128 twice_signed_area(const Ring& ring);
/// Twice the area in mm²: shells minus holes, whatever way the rings run. Negative if the holes outweigh the shells.
base::Int128 twice_area(const MultiPolygon& polygons);
/// Whether base::Area can hold the area: true for anything drawn on the earth, false for nonsense.
bool fits_area(const MultiPolygon& polygons);
/// Shells minus holes, rounded half away from zero to 1/10,000 m². Needs fits_area(): the readers see to it.
base::Area area_of(const MultiPolygon& polygons);

/// Drops points equal to the one before, and a closing point equal to the first.
void tidy(Ring& ring);
std::size_t distinct_points(const Ring& ring);
/// One form for all ways to write the same rings: shells against the clock, holes with it, each from its lowest
/// point (west, then south) on, holes and polygons sorted. For comparing; what is stored keeps the surveyor's order.
MultiPolygon canonical(MultiPolygon polygons);

}  // namespace geo
