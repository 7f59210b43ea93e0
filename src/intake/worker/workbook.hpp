// xlsx workbooks: every sheet as rows of text, with true row numbers, hidden sheets and merged regions named.
//
// Cells come as the file stores them: text as text, numbers with at most the 15 digits a spreadsheet shows, dates as
// yyyy/mm/dd, formulas as their stored result. Nothing is computed. The container is checked first (zip_check.hpp);
// the sheets are read by GDAL's XLSX driver and no other.
#pragma once

#include "intake/worker/output.hpp"

#include <string>

namespace intake::worker {

base::Status read_workbook(const std::string& path, Output& out);

/// A number stored with 16 or more digits (2.0175000000000001) as it is shown (2.0175); other text unchanged.
std::string shown_number(std::string_view stored);

}  // namespace intake::worker
