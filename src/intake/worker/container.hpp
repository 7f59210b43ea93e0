// Which of the formats that live in a zip container a file is: xlsx, ods, or a zipped shapefile, told by the members
// and confirmed by the file's name. A container that is two of them at once is none.
#pragma once

#include "intake/worker/identify.hpp"
#include "intake/worker/output.hpp"

#include <string>

namespace intake::worker {

/// Errors: FormatUnknown, ReaderFailed, ReaderLimit.
base::Status read_container(const std::string& path, const FileName& name, Output& out);

}  // namespace intake::worker
