// Our polygons as GEOS geometries, owned. Private to the room.
//
// Coordinates go over as whole grid steps from a local origin, which doubles hold exactly.
#pragma once

#include "geo/polygon.hpp"

#include <geos_c.h>

#include <memory>

namespace geo::geos {

struct FinishContext {
    void operator()(GEOSContextHandle_HS* context) const { GEOS_finish_r(context); }
};
using Context = std::unique_ptr<GEOSContextHandle_HS, FinishContext>;

struct DestroyGeometry {
    GEOSContextHandle_t context = nullptr;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, DestroyGeometry>;

Geometry own(GEOSContextHandle_t context, GEOSGeometry* geometry);
/// Null where GEOS has no memory, or a ring has fewer than three points.
Geometry make_geometry(GEOSContextHandle_t context, const MultiPolygon& polygons, Point origin);

}  // namespace geo::geos
