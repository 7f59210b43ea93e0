// SheetReader: the rows of one sheet, from the first to the last, to candidates and problems.
//
// The first rows are held back until the head is found among them; then every row is a record, or a problem with its
// reason, or no data at all (sums, footnotes, repeated headings), which is said, too. Memory does not grow with rows.
#pragma once

#include "intake/head.hpp"
#include "intake/kind_reader.hpp"
#include "intake/row.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

/// A merged region, counted from 1.
struct MergedRegion {
    std::int64_t first_row = 0, last_row = 0;
    std::size_t first_column = 0, last_column = 0;
};

class SheetReader {
  public:
    SheetReader(std::string name, const HeadingTable& table, FileState& file, Sink& sink, FileResult& result);

    void merge(const MergedRegion& region);
    /// The sheet is a layer whose first rows name its fields; none of them is a record.
    void layer(std::int64_t head_rows) { layer_head_rows_ = head_rows; }
    base::Status row(std::int64_t number, const std::vector<std::string_view>& cells);
    /// No more rows: reads what is held back.
    base::Status finish();
    /// Whether a head was found, or somebody said that the sheet is left out.
    bool understood() const { return reader_ != nullptr || report_.state == SheetReport::State::Left; }
    const SheetReport& report() const { return report_; }
    /// Whether it held any row.
    bool empty() const { return !any_row_; }
    const std::string& name() const { return name_; }

  private:
    base::Status open();
    /// A head, and whether rows are read by it or it is only shown.
    struct Chosen {
        std::optional<Head> head;
        bool read = false;
    };
    base::Result<Chosen> choose_head(const std::vector<SheetRow>& rows);
    base::Result<Chosen> head_said(const std::vector<SheetRow>& rows, const Mapping& said);
    Chosen head_remembered(const std::vector<SheetRow>& rows);
    void describe(const Head& head);
    std::vector<SheetRow> rows_for_head() const;
    base::Status data_row(std::int64_t number, std::span<const std::string_view> cells);
    base::Status take(Row& row, std::span<const std::string_view> written);
    bool is_part_line(const Row& row) const;
    bool is_no_data(Row& row);
    std::span<const std::string_view> fill_merged(std::int64_t number, std::span<const std::string_view> cells);
    void report_columns();

    std::string name_;
    const HeadingTable& table_;
    FileState& file_;
    Sink& sink_;
    FileResult& result_;
    std::vector<SheetRow> held_;
    bool any_row_ = false;
    bool opened_ = false;
    Head head_;
    SheetReport report_;
    std::int64_t head_row_ = 0;
    std::int64_t layer_head_rows_ = 0;
    std::unique_ptr<KindReader> reader_;
    struct Region {
        MergedRegion at;
        std::string text;  ///< of its first cell
    };
    std::multimap<std::int64_t, Region> coming_;  ///< by first row
    std::vector<Region> open_regions_;            ///< begun and not yet passed
    std::vector<std::string_view> filled_;
    std::int64_t filled_cells_ = 0;
};

}  // namespace intake
