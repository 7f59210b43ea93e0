// Layers of polygons with fields, to be written for other programs (map_files.hpp).
#pragma once

#include "geo/polygon.hpp"
#include "geo/resolution.hpp"

#include <string>
#include <vector>

namespace intake {

enum class MapFieldKind { Text, Real, Date };

struct MapField {
    std::string name;   ///< a-z, 0-9, _; at most 10 characters, as a dbf has room for
    std::string alias;  ///< as people call it
    MapFieldKind kind = MapFieldKind::Text;
};

struct MapRow {
    std::vector<std::string> cells;  ///< as the fields; empty = not stated; dates ISO, numbers decimal
    geo::MultiPolygon shape;         ///< valid, on the layer's grid
};

/// How one value of the layer's style field is drawn.
struct MapStyle {
    std::string value, label;
    unsigned colour = 0;  ///< 0xRRGGBB
};

struct MapLayer {
    std::string name;   ///< a-z, _: the table
    std::string title;  ///< as people call it
    std::string crs;    ///< "EPSG:4525"; empty = no place known
    geo::Resolution grid = geo::kMillimetre;
    std::vector<MapField> fields;
    std::vector<MapRow> rows;
    std::string style_field;
    std::vector<MapStyle> styles;
};

}  // namespace intake
