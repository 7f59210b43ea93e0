// RowFile: lines of a paper waiting in a file without a name, and the same lines poured into a workbook in which a
// line of blanks keeps their place. Memory does not grow with their number.
//
// libxlsxwriter's own way to write without holding rows (constant_memory) takes 16 s of processor time for 200,000 rows
// of 46 columns, of which a ledger may cost 5 in all: so their XML is made here, and the library makes all the rest.
#pragma once

#include "report/paper.hpp"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace report {

class RowFile {
  public:
    /// The file stands in the folder of `path`, whose disk is to hold the paper; it goes with its RowFile.
    static base::Result<RowFile> create(const std::string& path);
    base::Status add(const std::vector<Cell>& line, int height, base::AreaUnit unit);
    std::size_t lines() const { return lines_; }

    /// Writes `path` as the workbook `form` with the lines in place of its first sheet's row `row` (from 0), each cell
    /// in the look of the pattern's cell. Rows below are as many lower in the form already.
    /// Errors: FileUnwritable, also for more bytes than a workbook can have.
    base::Status pour(const std::string& form, std::size_t row, const std::string& path);

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;
    RowFile(File file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
    base::Error unwritable() const;

    File file_;
    std::string path_;
    std::string line_;  ///< being made; kept for its memory
    std::size_t lines_ = 0;
};

}  // namespace report
