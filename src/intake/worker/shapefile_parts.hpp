// The parts of one shapefile, checked against each other before a library reads them.
#pragma once

#include "base/text.hpp"
#include "intake/worker/byte_range.hpp"
#include "intake/worker/frames.hpp"

#include <map>
#include <string>

namespace intake::worker {

struct ShapefileParts {
    std::string name;                         ///< of the layer: the file's name without .shp
    std::map<std::string, ByteRange> ranges;  ///< by extension, lower case: "shp", "dbf", "shx", "cpg", "prj"
};

/// Refuses headers that are none or promise more than there is. Errors: ReaderFailed, ReaderLimit.
base::Status check_parts(const ShapefileParts& parts, const Limits& limits);

/// The index that a .shx would hold, from the records of the .shp.
base::Result<std::string> rebuilt_index(const ByteRange& shp, const Limits& limits);

/// How the texts of the dbf are encoded: see shapefile.hpp.
base::Result<base::Encoding> dbf_encoding(const ShapefileParts& parts);

}  // namespace intake::worker
