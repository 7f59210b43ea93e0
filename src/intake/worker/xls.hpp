// xls workbooks of Excel 97 to 2003 (BIFF8 in an OLE container): every sheet as rows of text, as workbook.hpp says of
// xlsx. The container is walked first: passwords, hidden sheets, and the Workbook stream itself (an OLE file may be a
// document of another program) and merged regions. The cells are read by FreeXL, the library behind GDAL's XLS driver;
// the driver itself wants the file to be called .xls, which a kept source file is not. Formulas have no result there.
#pragma once

#include "intake/worker/output.hpp"

#include <string>

namespace intake::worker {

/// Errors: FormatUnknown (an OLE file without workbook), ReaderFailed (password, damaged), ReaderLimit.
base::Status read_xls(const std::string& path, Output& out);

}  // namespace intake::worker
