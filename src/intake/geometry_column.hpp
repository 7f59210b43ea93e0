// A WKT cell of a table: polygons in metres, with their area and whether they are valid.
//
// Invalid polygons (crossing themselves, holes outside) are kept as evidence and marked; only text that is not a
// polygon is an error (the WKT_* codes of geo/wkt.hpp).
#pragma once

#include "base/area.hpp"
#include "base/result.hpp"
#include "land/records.hpp"

#include <string>
#include <string_view>

namespace intake {

struct ColumnGeometry {
    land::Geometry geometry;  ///< empty where the cell says POLYGON EMPTY
    base::Area measured;      ///< planar, exact on the 1 mm grid
    bool valid = true;
    std::string reason;  ///< why not, with the place in metres: "Self-intersection at 37500050 4063050"
};

/// `crs` is passed on as it stands ("EPSG:4525", empty = position unknown).
base::Result<ColumnGeometry> read_wkt_cell(std::string_view wkt, const std::string& crs);

}  // namespace intake
