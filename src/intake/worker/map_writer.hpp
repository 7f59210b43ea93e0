// Layers from a spool (map_spool.hpp) as files of foreign formats, made in memory by GDAL and said on stdout: writing
// needs no more rights than reading.
#pragma once

#include "base/result.hpp"
#include "intake/worker/output.hpp"

#include <string>

namespace intake::worker {

/// `format`: gpkg (one file of all layers) or shp (files of each). `date`: yyyy-mm-dd, for the formats that hold one.
/// Errors: ReaderFailed (the spool is broken, GDAL refuses, nobody listens), FileNotFound, FileUnreadable.
base::Status write_map(const std::string& format, const std::string& date, const std::string& spool,
                       const Output::Write& write);

}  // namespace intake::worker
