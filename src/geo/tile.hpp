// Vector tiles: layers of polygons with their fields as bytes of the Mapbox Vector Tile format, version 2.
//
// Source: github.com/mapbox/vector-tile-spec, 2.1. Guarantees: the same layers give the same bytes; every polygon is
// valid and wound as the format wants it (shells with the clock on the screen); a border that two features of a layer
// share is one line; features that come out empty, and layers without features, are left out, so a tile on which
// nothing lies is no bytes at all. Features stand in the order given, fields too.
#pragma once

#include "geo/tile_grid.hpp"
#include "geo/tile_shape.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace geo {

using TileValue = std::variant<std::string, std::int64_t, double, bool>;

struct TileFeature {
    MultiPolygon shape;    ///< as place_on_tile() gives it
    std::uint64_t id = 0;  ///< 0: none
    std::vector<std::pair<std::string, TileValue>> fields;
};

struct TileLayer {
    std::string name;
    std::vector<TileFeature> features;
};

std::string write_tile(const std::vector<TileLayer>& layers, const TileForm& form);

}  // namespace geo
