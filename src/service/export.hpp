// The book on the ground as a file for other programs: approved plots, supplies, what is left and what lies idle, as of
// a day, each with its figures and where it stands.
//
//   plots     批准地块   id number name approval division township, areas, unsup_m2 status status_zh judgement route
//                        unit
//   supplies  供应宗地   id superv_no name approval division township, areas, mode signed_on status status_zh
//                        judgement due
//   residual  剩余地块   plots approvals class class_zh area_m2 width_m
//   idle      闲置土地   supplies that lie idle, or will be found so: id name township area_m2 status status_zh
//                        judgement cause due
// Areas: area_m2 as declared, planar_m2 on the map, ellips_m2 on the ellipsoid, matches (geo::AreaMatch).
// Plots and supplies can be imported again; the other two are found, not stated, and no kind of import takes them.
// One coordinate system for the whole file, that of the first plot (or supply) with a place; shapes in other zones are
// brought to it. A shape without a place is left out and counted. Names of natural persons are not in it.
#pragma once

#include "intake/map_layer.hpp"
#include "service/book.hpp"

#include <string>
#include <utility>
#include <vector>

namespace service {

inline constexpr const char* kExportLayers[] = {"plots", "supplies", "residual", "idle"};

struct ExportRequest {
    std::string path;   ///< its ending says the format: .gpkg .geojson .shp .zip (service/map_out.hpp), .txt
    std::string layer;  ///< of kExportLayers; empty: all, or the plots where the format holds one layer
};

struct Exported {
    std::vector<std::pair<std::string, std::size_t>> features;  ///< by layer
    std::size_t without_place = 0, without_shape = 0;           ///< plots and supplies left out
};

/// The layers as they would be written. `names`: of kExportLayers.
base::Result<std::vector<intake::MapLayer>> map_layers(store::Snapshot& snapshot, const Book& book,
                                                       const std::vector<std::string>& names, Exported& counts);

/// Errors: Usage (ending, layer), those of write_maps and of the store. A .txt is boundary text
/// (intake::write_boundary_text) of one layer: every field of the plots that it holds, or shapes with number and name.
base::Result<Exported> export_map(store::Snapshot& snapshot, const Book& book, const ExportRequest& request);

}  // namespace service
