// The grids of map tiles, and where a place falls in them; those of the 3 degree belts stand in tile_belt.hpp.
//
//   EPSG:3857  the web's square: 2^z × 2^z tiles, x from 180° W, y from 85.05° N southwards
//   EPSG:4490  degrees, as 天地图 `c` and other government services cut them: 360/2^z degrees to a tile, x from 180° W,
//              y from 90° N southwards; so 2 × 1 tiles at zoom 1 (at zoom 0 the one tile is half empty)
// In between, a tile is divided into cells: whole numbers that everything on it is snapped to. The cells of all tiles
// of a zoom form one grid of the world, so a vertex falls on the same place of it in whatever tile or polygon it
// stands. CGCS2000 and WGS 84 are taken as one (EPSG's transformation between them is the null one, accurate to a
// metre). Pure; any thread.
#pragma once

#include "geo/polygon.hpp"
#include "geo/projection.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace geo {

enum class TileScheme { Mercator, Degrees };  ///< EPSG:3857, EPSG:4490; a belt's (tile_belt.hpp) is its code

struct TileId {
    TileScheme scheme = TileScheme::Mercator;
    int zoom = 0;
    std::int64_t x = 0, y = 0;
    bool operator==(const TileId&) const = default;
};
inline constexpr int kMaxZoom = 22;

/// Whether the grid has that tile.
bool exists(const TileId& tile);
/// "3857/12/3341/1620".
std::string tile_name(const TileId& tile);
/// 3857, 4490, or the code of a 3 degree belt of CGCS2000 (4513 to 4554); nothing for other codes.
std::optional<TileScheme> scheme_from_code(int epsg);

/// How finely a tile is drawn.
struct TileForm {
    int extent = 4096;  ///< units to a tile's side, as the tile states it
    int buffer = 64;    ///< units drawn beyond each side, so that outlines along it do not show
    int step = 4;       ///< units to a cell; divides extent and buffer. 4 of 4096 is a quarter of a screen's pixel
    int cells() const { return extent / step; }
    int margin() const { return buffer / step; }
};

/// Where a place falls: cells from the tile's north-western corner, x east, y south; any distance beyond the tile.
Point cell_of(Degrees place, const TileId& tile, const TileForm& form);
/// The tile in which a place lies.
TileId tile_at(Degrees place, TileScheme scheme, int zoom);

struct DegreeBox {
    double west = 0, south = 0, east = 0, north = 0;
};
/// What is drawn on a tile: its box, the buffer and one cell more (what a vertex may be moved by).
DegreeBox drawn_box(const TileId& tile, const TileForm& form);

}  // namespace geo
