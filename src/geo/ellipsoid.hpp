// The area of a shape on the ellipsoid of CGCS2000, beside its area on the map.
//
// A Gauss-Krüger map enlarges areas: at the edge of a 3-degree zone by up to 0.06 %, of a 6-degree one by up to 0.25 %
// (20° north). The ground does not, and neither do surveys that give ellipsoidal areas. Corners go to degrees by
// geo::Projection; between them stands the geodesic polygon of PROJ's geodesic.h (Karney). On the meridian, where map
// and ground agree, plots of a hectare come out within 0.0001 m². An edge that is straight on the map and the geodesic
// between its ends part by about a millimetre for a kilometre at the edge of a 6-degree zone, by less elsewhere.
#pragma once

#include "geo/projection.hpp"

#include <optional>

namespace geo {

/// Shells minus holes, rounded to base::Area's unit; `shape` in mm on the projection's map. Nothing where a corner is
/// out of the map's reach.
std::optional<base::Area> ellipsoidal_area(const MultiPolygon& shape, const Projection& projection);

/// What a declared area agrees with.
enum class AreaMatch {
    Unstated,   ///< nothing is declared
    Both,       ///< planar and ellipsoidal area differ by less than the tolerance
    Planar,     ///< the area on the map, and not the other
    Ellipsoid,  ///< the area on the ellipsoid, and not the other
    Neither
};
/// `tolerance`: how far two areas of one plot may lie apart. `ellipsoidal`: nothing where it is not known; then Planar
/// or Neither.
AreaMatch match_area(std::optional<base::Area> declared, base::Area planar, std::optional<base::Area> ellipsoidal,
                     base::Area tolerance);
/// unstated, both, planar, ellipsoid, neither
std::string_view area_match_name(AreaMatch match);

}  // namespace geo
