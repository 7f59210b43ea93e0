// Layers of polygons as files for other programs: GeoPackages by store's writer, row by row; all else by intake's.
#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "intake/map_layer.hpp"

#include <functional>
#include <string>
#include <vector>

namespace service {

/// Whether write_maps writes files with such a name: .gpkg .geojson .shp .zip.
bool is_map_file(const std::string& path);
/// Whether a file of that name holds several layers.
bool holds_layers(const std::string& path);

/// Gives rows one by one; an error ends the writing.
using MapRows = std::function<base::Status(const std::function<base::Status(const intake::MapRow&)>& write)>;

/// `head` without rows, `rows` as they come: a GeoPackage's memory does not grow with them, all other formats hold them
/// first. `day` stands in the file where its format asks for a date. Errors: those of intake::write_map_files and
/// store::PackageWriter.
base::Status write_map(const std::string& path, intake::MapLayer head, const MapRows& rows, base::Date day);
base::Status write_maps(const std::string& path, const std::vector<intake::MapLayer>& layers, base::Date day);

}  // namespace service
