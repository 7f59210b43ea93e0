// A shape from one zone's map to another's, vertex by vertex, to the millimetre. Edges stay straight between their
// vertices on either map, so a long edge moves against the ground by what the maps differ along it.
#pragma once

#include "geo/projection.hpp"

namespace geo {

/// Empty where a vertex does not reach the other zone.
MultiPolygon rezoned(MultiPolygon shape, const Projection& from, const Projection& to);

}  // namespace geo
