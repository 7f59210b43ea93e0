// A file of polygons for the overlay: its rows, each valid on the grid, or refused with its reason.
//
// Any file that panhuo-worker reads as rows with a column of well-known text. The first sheet that has such a column is
// the layer; its first row names the fields. A row that cannot be used stops nothing.
#pragma once

#include "base/result.hpp"
#include "geo/mend.hpp"
#include "geo/resolution.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace service {

/// What was done to a row, or why it was refused.
struct RowNote {
    std::int64_t row = 0;  ///< of the sheet, counted from 1
    std::string key;
    std::string code;  ///< stable: SELF_CROSSING, WKT_NUMBER …
    base::Text text;
    base::Area lost;  ///< area as written minus area now
};

struct LayerFile {
    std::string crs;                ///< "EPSG:4525"; empty where the file says nothing
    std::vector<std::string> keys;  ///< of the rows taken: the field's value, or the row's number
    std::vector<geo::MultiPolygon> polygons;
    std::vector<RowNote> repaired, refused;
    double largest_move_m = 0;  ///< of a coordinate, by rounding to the grid
};

/// `key` names the field that tells the rows apart; empty: their numbers do.
/// Errors: LayerKey, LayerEmpty (no column of polygons, or no row), and those of intake::read_with_worker.
base::Result<LayerFile> read_layer_file(const std::string& path, const std::string& key,
                                        const geo::Resolution& resolution);

}  // namespace service
