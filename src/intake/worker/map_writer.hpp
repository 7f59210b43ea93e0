// Layers from a spool (map_spool.hpp) as shapefiles, made in memory by GDAL and said on stdout: writing
// needs no more rights than reading.
#pragma once

#include "base/result.hpp"
#include "intake/worker/output.hpp"

#include <string>

namespace intake::worker {

/// Shapefiles, one of each layer. `date`: yyyy-mm-dd, which a dbf holds.
/// Errors: ReaderFailed (the spool is broken, GDAL refuses, nobody listens), FileNotFound, FileUnreadable.
base::Status write_map(const std::string& date, const std::string& spool, const Output::Write& write);

}  // namespace intake::worker
