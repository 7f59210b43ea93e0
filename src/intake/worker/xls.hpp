// xls workbooks of Excel 97 to 2003: every sheet as rows of text, as workbook.hpp says of xlsx.
//
// An OLE container (ole.hpp) with a Workbook stream of records (biff.hpp). Passwords, also that of an xlsx that was
// locked, and workbooks older than Excel 97 are named in the error.
#pragma once

#include "intake/worker/output.hpp"

#include <string>

namespace intake::worker {

/// Errors: FormatUnknown (an OLE file without workbook, or an older one), ReaderFailed (password, damaged),
/// ReaderLimit.
base::Status read_xls(const std::string& path, Output& out);

}  // namespace intake::worker
