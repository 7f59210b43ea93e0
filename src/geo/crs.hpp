// Chinese map grids: Gauss-Krüger zones of CGCS2000 and their EPSG codes.
//
// 3-degree zones 25…45 have central meridian 3n, 6-degree zones 13…23 have 6n-3; the false easting is 500 km, and
// 大地 files usually put the zone number in front of it (37500000 = zone 37, on the meridian). EPSG registry:
//   4491…4501 6-degree with prefix, 4502…4512 without; 4513…4533 3-degree with prefix, 4534…4554 without.
// 1980西安 and 1954北京 differ from CGCS2000 by tens of metres that only local parameters can bridge: figures in them
// keep their shape and area, but their position is unknown here (empty crs), never a guess.
#pragma once

#include "geo/polygon.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

enum class Datum { Unstated, Cgcs2000, Xian80, Beijing54, Other };
std::string_view datum_name(Datum datum);  ///< 2000国家大地坐标系 …; empty where there is none
/// 「2000国家大地坐标系」, CGCS2000, 「1980西安坐标系」, 「80国家大地坐标系」, 「1954北京坐标系」 and their short
/// forms.
Datum datum_from_text(std::string_view text);

struct Grid {
    int degrees = 3;  ///< 3 or 6
    int zone = 0;
    bool prefix = true;  ///< the easting starts with the zone number
    bool operator==(const Grid&) const = default;
};

/// Zones that touch China: 25…45 of 3 degrees, 13…23 of 6.
bool zone_exists(int degrees, int zone);
/// 3 or 6 from the number alone; 0 where it is neither. The two ranges do not meet.
int degrees_of_zone(int zone);
/// "EPSG:4525"; empty for other datums than CGCS2000 and for zones that do not exist.
std::string crs_name(Datum datum, const Grid& grid);
/// The reverse, for CGCS2000 codes with or without "EPSG:".
std::optional<Grid> grid_from_crs(std::string_view crs);

/// What a pair of coordinates looks like on a Chinese grid.
struct Reading {
    bool swapped = false;  ///< east stands where north should
    bool prefix = false;
    int zone = 0;  ///< from the prefix; 0 without
    bool operator==(const Reading&) const = default;
};
/// Reads (first, second) as (north, east), in mm. Northings of China run from 300 to 6,200 km, eastings within a zone
/// from 100 to 900 km, so a prefix or swapped axes show. Nothing if no reading fits (degrees, local grids).
std::optional<Reading> read_pair(std::int64_t first, std::int64_t second);
/// Both numbers look like degrees of latitude and longitude.
bool looks_like_degrees(std::int64_t first, std::int64_t second);

}  // namespace geo
