// What the sheet reader does not tell about an ods: whether it is a spreadsheet and has a password, which sheets are
// hidden, merged regions; and how large it would grow where cells and rows are said once and repeated.
#pragma once

#include "base/result.hpp"
#include "intake/worker/frames.hpp"
#include "intake/worker/workbook_parts.hpp"
#include "intake/worker/xml_tags.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

/// Collects while the container is being checked.
class OpenSheetParts {
  public:
    explicit OpenSheetParts(const Limits& limits) : limits_(limits) {}

    /// Errors: ReaderFailed (password), ReaderLimit (more rows, columns or repeated cells than a sheet may have).
    base::Status add(const std::string& part, std::string_view piece);
    /// In the order of the workbook.
    const std::vector<SheetInfo>& sheets() const { return sheets_; }
    bool is_spreadsheet() const { return spreadsheet_; }
    /// Whether cells that a merge covers are said once and repeated, as LibreOffice writes a wide head.
    bool repeats_covered() const { return repeats_covered_; }

  private:
    base::Status content_tag(std::string_view tag);
    base::Status begin_row(std::string_view tag);
    base::Status cell(std::string_view tag);
    void begin_sheet(std::string_view tag);

    Limits limits_;
    TagPieces pieces_;
    std::vector<SheetInfo> sheets_;
    bool spreadsheet_ = false;
    bool repeats_covered_ = false;
    std::string style_;  ///< the style that is open
    std::set<std::string> hidden_styles_;
    std::uint64_t row_ = 0;        ///< first of the rows that the open element stands for
    std::uint64_t row_count_ = 0;  ///< how many
    std::uint64_t column_ = 0;     ///< last column said
    std::uint64_t filled_ = 0;     ///< cells with a value, repeats counted
};

}  // namespace intake::worker
