// GeoJSON (RFC 7946, and the "crs" member of the 2008 format, which map-grid files need): the features as one sheet.
//
// Nested properties become fields named "a.b"; lists are kept as JSON text. The text must be UTF-8 and is judged first
// (json_scan.hpp). Without "crs" a file should be in degrees of WGS 84; where its numbers are none, nothing is known of
// its coordinate system. Read by GDAL's GeoJSON driver and no other.
#pragma once

#include "intake/worker/output.hpp"

#include <string>
#include <string_view>

namespace intake::worker {

/// Whether the text begins as a JSON object does.
bool begins_like_json(std::string_view head);

/// Errors: FormatUnknown (JSON, but no features), ReaderFailed, ReaderLimit.
base::Status read_geojson(const std::string& path, Output& out);

}  // namespace intake::worker
