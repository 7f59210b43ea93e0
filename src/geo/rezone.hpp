// A shape from one zone's map to another's, vertex by vertex, to the millimetre. Edges stay straight between their
// vertices on either map, so a long edge moves against the ground by what the maps differ along it.
#pragma once

#include "geo/projection.hpp"
#include "geo/resolution.hpp"

#include <optional>

namespace geo {

/// Empty where a vertex does not reach the other zone.
MultiPolygon rezoned(MultiPolygon shape, const Projection& from, const Projection& to);

/// How degrees are read before they are projected: on a grid of 10^-9 degrees, a tenth of a millimetre.
inline constexpr Resolution kNanodegree{1, -9};
/// A shape in nanodegrees, x the longitude (the latitude, if `swapped`), on a zone's map in mm. Empty where a vertex
/// does not reach the zone.
MultiPolygon from_degrees(MultiPolygon shape, bool swapped, const Projection& to);
/// The 3-degree zone, with prefix, whose meridian is nearest. Nothing outside of the zones that touch China.
std::optional<Grid> zone_at(double longitude);
/// x and y of every vertex exchanged.
MultiPolygon transposed(MultiPolygon shape);

}  // namespace geo
