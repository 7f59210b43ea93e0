// Tiles in the plane of a 3 degree belt of CGCS2000, in which a county's surveys are drawn and measured.
//
// The belt's own metres: the square of the web's grid (40,075,016.686 m a side, so that a zoom shows as much ground as
// in EPSG:3857 at the equator), its middle on the belt's meridian and on the equator, 2^z × 2^z tiles, x from the west,
// y from the north. A scheme is told by its EPSG code: TileScheme holds no name for each of the 42, its value is the
// code. Belts with the zone number before the easting (4513 to 4533) and without (4534 to 4554) cut the same tiles.
// Thread-safe: each thread keeps its own projections.
#pragma once

#include "geo/tile_grid.hpp"

#include <optional>

namespace geo {

/// Side of the square, in metres: 2π × 6,378,137.
inline constexpr double kBeltSquare_m = 40'075'016.685578488;

bool is_belt(TileScheme scheme);
/// Nothing for a code that is no 3 degree belt of CGCS2000.
std::optional<TileScheme> belt_from_code(int epsg);
/// The belt (without a zone number in its eastings) whose meridian is nearest: "EPSG:4546" for 111°. Belts 25 to 45.
int nearest_belt(double longitude);
/// In degrees. Precondition: belt_from_code() knows it.
int belt_meridian(int epsg);

/// A place as a share of the square, from its north-western corner.
struct BeltPlace {
    double column = 0, row = 0;
};
/// A place beyond the reach of the projection (40° from the meridian) is put far outside the square.
BeltPlace belt_place(Degrees place, TileScheme scheme);
/// Around the part of the square between two of its places; all that the belt reaches where a corner lies beyond it.
DegreeBox belt_box(BeltPlace north_west, BeltPlace south_east, TileScheme scheme);

}  // namespace geo
