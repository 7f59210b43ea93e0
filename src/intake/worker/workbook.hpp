// xlsx workbooks: every sheet as rows of text, with true row numbers, hidden sheets and merged regions named.
//
// Cells come as the file stores them: text as text, numbers with at most the 15 digits a spreadsheet shows, dates as
// yyyy/mm/dd, formulas as their stored result. Nothing is computed. The container is checked first (zip_check.hpp);
// the sheets are read by GDAL's XLSX driver and no other.
#pragma once

#include "intake/worker/output.hpp"
#include "intake/worker/zip_directory.hpp"

#include <string>
#include <vector>

namespace intake::worker {

/// `members` as read_zip_directory gives them. Errors: ReaderFailed, ReaderLimit.
base::Status read_workbook(const std::string& path, std::vector<ZipMember> members, Output& out);

}  // namespace intake::worker
