// Text files: tables (csv, tsv, also gzipped) as rows, boundary-point files as one decoded text.
#pragma once

#include "intake/worker/byte_source.hpp"
#include "intake/worker/identify.hpp"
#include "intake/worker/output.hpp"

#include <memory>

namespace intake::worker {

/// Errors: FormatUnknown, ReaderLimit, ReaderFailed, FileUnreadable.
base::Status read_text_file(ByteSource& source, const FileName& name, Output& out);

}  // namespace intake::worker
