// ods workbooks (OpenDocument 1.2 part 1, clause 9): every sheet as rows of text, as workbook.hpp says of xlsx.
//
// Cells come as the file stores them: numbers by their value, dates as yyyy-mm-dd, formulas as their stored result.
// The container is checked first; the sheets are read by GDAL's ODS driver and no other.
#pragma once

#include "intake/worker/output.hpp"
#include "intake/worker/zip_directory.hpp"

#include <string>
#include <vector>

namespace intake::worker {

/// `members` as read_zip_directory gives them. Errors: FormatUnknown (another OpenDocument), ReaderFailed, ReaderLimit.
base::Status read_open_sheet(const std::string& path, std::vector<ZipMember> members, Output& out);

}  // namespace intake::worker
