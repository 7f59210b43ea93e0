// The records of an Excel 97 to 2003 workbook ([MS-XLS]): sheets, their visibility and merged regions, and the cells as
// text. Numbers with the 15 digits that a spreadsheet shows, dates as yyyy-mm-dd, formulas as their stored result.
//
// Written here since the library that Debian has for xls loses the results of formulas, and an area that was computed
// in the sheet would be missing without a word.
#pragma once

#include "base/result.hpp"
#include "intake/worker/frames.hpp"
#include "intake/worker/workbook_parts.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

struct BiffCell {
    std::uint32_t row = 0;     ///< from 0
    std::uint32_t column = 0;  ///< from 0
    std::string text;
};

class BiffBook {
  public:
    /// `stream` is the Workbook stream and must outlive this. Errors: FormatUnknown (older than Excel 97),
    /// ReaderFailed (password, damaged).
    static base::Result<BiffBook> open(std::string_view stream);

    std::size_t sheets() const { return sheets_.size(); }
    const SheetInfo& sheet(std::size_t index) const { return sheets_[index].info; }
    /// The cells in the order of rows and columns; the sheet's merged regions are known afterwards. Errors:
    /// ReaderFailed, ReaderLimit.
    base::Result<std::vector<BiffCell>> cells(std::size_t index);

  private:
    struct Sheet {
        SheetInfo info;
        std::uint64_t start = 0;
        bool has_cells = false;
    };
    struct Record {
        std::uint32_t type = 0;
        std::string_view body;
        std::size_t next = 0;
    };
    explicit BiffBook(std::string_view stream) : stream_(stream) {}
    bool record_at(std::size_t at, Record& record) const;
    std::vector<std::string_view> with_continues(const Record& record) const;
    base::Status read_globals();
    void read_shared_strings(const Record& record);
    void read_cell(const Record& record, std::vector<BiffCell>& cells) const;
    void read_packed_row(std::string_view body, std::vector<BiffCell>& cells) const;
    std::string number_text(double value, std::uint32_t format_row) const;

    std::string_view stream_;
    std::vector<Sheet> sheets_;
    std::vector<std::string> strings_;
    std::vector<bool> date_rows_;  ///< rows of the format table (XF) that show dates
    bool from_1904_ = false;
    std::uint64_t cells_seen_ = 0;  ///< over all sheets
    std::uint64_t bytes_seen_ = 0;  ///< of sheets; sheets that share their bytes would be read again and again
};

}  // namespace intake::worker
