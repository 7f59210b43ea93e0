// Rejected rows handed back: DIR/<name>.rejected.csv, the same columns as the file and behind them what was wrong, so
// that a clerk corrects the rows where they stand and imports that file.
//
// UTF-8 with byte-order mark (what spreadsheets of a Chinese office open rightly), CRLF. A cell that a spreadsheet
// would take for a formula (= + - @, tab, CR at its front) gets an apostrophe before it and stays text; intake takes
// it off again (read back, the row is the row that was refused). Phone and identity numbers are given back as written:
// the file goes to the person whose file it was.
#pragma once

#include "intake/intake.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

/// The rejected rows of one file, written as they come.
class RejectFile {
  public:
    /// Nothing is created before the first row. `source` is the file that is being read.
    RejectFile(const std::string& folder, const std::string& source);
    ~RejectFile();
    RejectFile(const RejectFile&) = delete;
    RejectFile& operator=(const RejectFile&) = delete;

    /// Remembers the problems of the row that is being read; call it for every problem of severity Error.
    void problem(const Problem& problem);
    /// Writes the row with the problems remembered for it. Errors: FileUnwritable.
    base::Status row(std::string_view sheet, std::int64_t row, const std::vector<std::string>& headings,
                     const std::vector<std::string>& cells);
    /// Finishes the file under its own name. Errors: FileUnwritable.
    base::Status close();

    const std::string& path() const { return path_; }
    std::int64_t rows() const { return rows_; }

  private:
    struct Output;
    std::string path_;
    std::unique_ptr<Output> out_;
    std::vector<Problem> pending_;
    std::vector<std::string> headings_;
    std::int64_t rows_ = 0;
};

/// A cell as CSV, quoted where needed, never a formula.
std::string safe_csv_cell(std::string_view cell);

}  // namespace intake
