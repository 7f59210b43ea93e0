// One xlsx file being written: under a temporary name, renamed when complete, with nothing in it that time or machine
// would change. libxlsxwriter's own handles are lent to what fills it.
#pragma once

#include "base/result.hpp"

#include <xlsxwriter.h>

#include <string>

namespace report {

class XlsxFile {
  public:
    static base::Result<XlsxFile> open(const std::string& path);
    XlsxFile(XlsxFile&& other) noexcept;
    XlsxFile& operator=(XlsxFile&&) = delete;
    /// Not finished: the file is not there, or is what it was.
    ~XlsxFile();

    lxw_workbook* workbook() { return workbook_; }
    base::Status finish();

  private:
    XlsxFile(std::string path, lxw_workbook* workbook) : path_(std::move(path)), workbook_(workbook) {}
    std::string path_;
    lxw_workbook* workbook_;  ///< null once finished or moved from
};

inline lxw_col_t column_of(std::size_t index) { return static_cast<lxw_col_t>(index); }

}  // namespace report
