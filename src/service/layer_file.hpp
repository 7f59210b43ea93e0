// A file of polygons for the overlay: its rows, each valid on the grid and in a place, or refused with its reason.
//
// Any file that panhuo-worker reads as rows with a column of well-known text. The first sheet that has such a column is
// the layer; its first row names the fields. Places and mending are intake/shape_place's, the same as for an import. A
// row that cannot be used stops nothing.
#pragma once

#include "base/result.hpp"
#include "geo/mend.hpp"
#include "geo/resolution.hpp"
#include "intake/shape_place.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
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

/// What holds for the layer as a whole: how its place was found.
struct LayerNote {
    std::string code;
    base::Text text;
    std::size_t rows = 0;
};

struct LayerFile {
    std::string crs;                    ///< of the first row with a place; empty where none has one
    std::vector<std::string> keys;      ///< of the rows taken: the field's value, or the row's number
    std::vector<std::string> row_crs;   ///< of the rows taken: empty, place unknown
    std::vector<std::int64_t> numbers;  ///< of the rows taken
    std::vector<geo::MultiPolygon> polygons;
    std::vector<RowNote> repaired, refused;
    std::map<std::string, LayerNote> notes;  ///< by code
    double largest_move_m = 0;               ///< of a coordinate, by rounding to the grid
};

struct LayerRequest {
    std::string path;
    std::string key;  ///< the field that tells the rows apart; empty: their numbers do
    geo::Resolution resolution;
    intake::ToldCrs told;
    std::optional<geo::Extent> extent;
    std::function<void(std::int64_t rows)> progress = {};  ///< now and then; may be empty
};

/// Errors: LayerKey, LayerEmpty (no column of polygons, or no row), and those of intake::read_with_worker.
base::Result<LayerFile> read_layer_file(const LayerRequest& request);

/// Brings every row to the map of `crs`: from other zones of CGCS2000 by projection; what has no place, or one that
/// cannot be brought over, is refused.
void bring_to(LayerFile& layer, const std::string& crs, const geo::Resolution& resolution);

}  // namespace service
