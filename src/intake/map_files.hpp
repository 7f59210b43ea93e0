// Layers of polygons as files that other programs open: GeoJSON, Shapefile. (GeoPackages: store/geo_package.hpp.)
//
//   .geojson  one FeatureCollection in degrees (RFC 7946; CGCS2000 taken as WGS 84), `layer` says which layer a feature
//             is of; a layer without a place keeps its metres, and only alone
//   .shp      one layer, with .shx .dbf .prj and a .cpg that says UTF-8 beside it; .zip: all layers
// Shapefiles are made by panhuo-worker (GDAL) in memory, under the limits and in the sandbox that reading has: it
// writes no file, it says the bytes (worker/map_spool.hpp). The same layers and date give the same bytes, with the same
// GDAL. Errors: Usage (name ends in something else, a shapefile of several layers, degrees without a place),
// FileUnwritable, ReaderFailed and ReaderLimit (the worker's).
#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "intake/map_layer.hpp"

#include <string>
#include <vector>

namespace intake {

/// Whether write_map_files writes files with such a name.
bool is_map_file(const std::string& path);
/// Whether a file of that name holds several layers.
bool holds_layers(const std::string& path);

/// `day` stands in the file where its format asks for a date.
base::Status write_map_files(const std::string& path, const std::vector<MapLayer>& layers, base::Date day);

/// The GeoJSON text alone.
base::Result<std::string> geojson_of(const std::vector<MapLayer>& layers);

}  // namespace intake
