// Tables for a terminal: columns wide enough for Chinese (two columns a character), figures to the right.
#pragma once

#include <string>
#include <vector>

namespace cli {

class Table {
  public:
    enum class Align { Left, Right };
    struct Column {
        std::string heading;
        Align align = Align::Left;
    };

    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
    void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    bool empty() const { return rows_.empty(); }
    /// Lines with two spaces between columns, a rule under the headings, each line indented.
    std::string text(int indent = 2) const;

  private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// RFC 4180, with a byte-order mark so that spreadsheets take it for UTF-8; a cell that begins with = + - @ (and is no
/// number) gets a leading apostrophe, so that no spreadsheet runs it.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace cli
