// The sheet of a paper: title, heads merged as the layout's levels say, lines, what stands under the table, print
// set-up. Rows and columns are counted from 0. Lines are laid from the top down, each once.
#pragma once

#include "report/paper_styles.hpp"

#include <functional>
#include <string>
#include <vector>

namespace report {

/// Name of the sheet, as the file format gives it.
constexpr char kPaperSheet[] = "Sheet1";

/// Where a cell of a line leads; empty = nowhere.
using LinkOf = std::function<std::string(std::size_t column)>;

class PaperSheet {
  public:
    PaperSheet(lxw_workbook* workbook, Styles& styles, const Layout& layout, const Head& head,
               const std::string& name = kPaperSheet);

    void title_and_heads();
    void line(const std::vector<Cell>& cells, Weight weight, const LinkOf& link);
    /// A line of blanks that `rows` lines poured in later take the place of.
    void pattern(std::size_t rows);
    void text_line(const std::string& text);
    void filter(lxw_row_t last_row);
    void page();

    lxw_row_t next_row() const { return row_; }

  private:
    bool zh() const { return head_.lang == base::Lang::Zh; }
    void merged(lxw_row_t top, std::size_t left, lxw_row_t bottom, std::size_t right, const std::string& text,
                lxw_format* format);
    std::size_t page_end() const;
    void heads();

    const Layout& layout_;
    const Head& head_;
    Styles& styles_;
    lxw_worksheet* sheet_;
    lxw_row_t row_ = 0;
};

/// Height of a line in points: as many lines of text as its longest wrapped text takes.
int height_of(const Layout& layout, const std::vector<Cell>& cells);

/// "核对：第2列 1.0 = 第3列 1.0，逐行相符"
std::string check_text(const Check& check, const Head& head, bool summed);

}  // namespace report
