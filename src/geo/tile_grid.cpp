#include "geo/tile_grid.hpp"

#include "geo/tile_belt.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo {
namespace {

constexpr double kMercatorEdge = 85.051128779806604;  // latitude where the square ends

double rows_from_top(double latitude, TileScheme scheme) {
    if (scheme == TileScheme::Degrees) return (90 - latitude) / 360;
    const double phi = std::clamp(latitude, -kMercatorEdge, kMercatorEdge) * std::numbers::pi / 180;
    return 0.5 - std::asinh(std::tan(phi)) / (2 * std::numbers::pi);
}

double latitude_of(double rows, TileScheme scheme) {
    if (scheme == TileScheme::Degrees) return 90 - rows * 360;
    return std::atan(std::sinh((0.5 - rows) * 2 * std::numbers::pi)) * 180 / std::numbers::pi;
}

/// Tiles along the equator.
double tiles_around(int zoom) { return static_cast<double>(std::int64_t{1} << zoom); }

}  // namespace

bool exists(const TileId& tile) {
    if (tile.zoom < 0 || tile.zoom > kMaxZoom) return false;
    const std::int64_t columns = std::int64_t{1} << tile.zoom;
    const std::int64_t rows = tile.scheme == TileScheme::Degrees ? std::max<std::int64_t>(1, columns / 2) : columns;
    return tile.x >= 0 && tile.x < columns && tile.y >= 0 && tile.y < rows;
}

std::string tile_name(const TileId& tile) {
    const int code = tile.scheme == TileScheme::Mercator  ? 3857
                     : tile.scheme == TileScheme::Degrees ? 4490
                                                          : static_cast<int>(tile.scheme);
    return std::to_string(code) + "/" + std::to_string(tile.zoom) + "/" + std::to_string(tile.x) + "/" +
           std::to_string(tile.y);
}

std::optional<TileScheme> scheme_from_code(int epsg) {
    if (epsg == 3857) return TileScheme::Mercator;
    if (epsg == 4490) return TileScheme::Degrees;
    return belt_from_code(epsg);
}

Point cell_of(Degrees place, const TileId& tile, const TileForm& form) {
    const double world = tiles_around(tile.zoom) * form.cells();
    if (is_belt(tile.scheme)) {
        const BeltPlace at = belt_place(place, tile.scheme);
        return {std::llround(at.column * world) - tile.x * form.cells(),
                std::llround(at.row * world) - tile.y * form.cells()};
    }
    // Rounded on the grid of the world, then moved by whole cells: the same in every tile.
    const std::int64_t x = std::llround((place.longitude + 180) / 360 * world);
    const std::int64_t y = std::llround(rows_from_top(place.latitude, tile.scheme) * world);
    return {x - tile.x * form.cells(), y - tile.y * form.cells()};
}

TileId tile_at(Degrees place, TileScheme scheme, int zoom) {
    const double around = tiles_around(zoom);
    if (is_belt(scheme)) {
        const BeltPlace at = belt_place(place, scheme);
        return {scheme, zoom, static_cast<std::int64_t>(std::floor(at.column * around)),
                static_cast<std::int64_t>(std::floor(at.row * around))};
    }
    return {scheme, zoom, static_cast<std::int64_t>(std::floor((place.longitude + 180) / 360 * around)),
            static_cast<std::int64_t>(std::floor(rows_from_top(place.latitude, scheme) * around))};
}

DegreeBox drawn_box(const TileId& tile, const TileForm& form) {
    const double around = tiles_around(tile.zoom);
    const double margin = static_cast<double>(form.margin() + 1) / form.cells();
    const auto column = [&](double x) { return x / around * 360 - 180; };
    const auto row = [&](double y) { return latitude_of(y / around, tile.scheme); };
    const auto x = static_cast<double>(tile.x), y = static_cast<double>(tile.y);
    if (is_belt(tile.scheme))
        return belt_box({(x - margin) / around, (y - margin) / around},
                        {(x + 1 + margin) / around, (y + 1 + margin) / around}, tile.scheme);
    return {column(x - margin), row(y + 1 + margin), column(x + 1 + margin), row(y - margin)};
}

}  // namespace geo
