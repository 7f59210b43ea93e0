// How the cells of a paper look, and how a value is written into one.
#pragma once

#include "report/paper.hpp"
#include "report/xlsx_file.hpp"

#include <map>
#include <string>
#include <tuple>

namespace report {

constexpr int kRowHeight = 14;  ///< points, of one line
constexpr int kMostLines = 12;

enum class Look { Title, Plain, Strong, HeadCell, Link };
enum class Weight { Item, Sum };

class Styles {
  public:
    Styles(lxw_workbook* workbook, base::AreaUnit unit) : workbook_(workbook), unit_(unit) {}
    lxw_format* plain(Look look);
    /// `leads`: the cell is a link.
    lxw_format* cell(Format kind, Weight weight, bool leads = false);
    base::AreaUnit unit() const { return unit_; }

  private:
    lxw_workbook* workbook_;
    base::AreaUnit unit_;
    std::map<Look, lxw_format*> plain_;
    std::map<std::tuple<Format, Weight, bool>, lxw_format*> cells_;
};

/// A figure as a paper shows it, so that what is printed and what is stored are one: "13.0299"; nothing for texts and
/// for cells without a value.
std::string figure_text(const Cell& cell, base::AreaUnit unit);

/// A place on a sheet; `link` is where it leads ("internal:Sheet1!A5"), empty where it leads nowhere.
struct Spot {
    lxw_worksheet* sheet;
    lxw_row_t row;
    lxw_col_t column;
};
void write_cell(Spot spot, const Cell& cell, lxw_format* format, base::AreaUnit unit, const std::string& link = "");

/// Lines that a text of several lines takes in a column of that width: not every program finds the height by itself.
int lines_of(const std::string& text, int width);

/// "internal:Sheet1!C5:C9"; rows and columns from 0, the last one is part of it.
std::string range_link(const std::string& sheet, lxw_row_t first, lxw_col_t left, lxw_row_t last, lxw_col_t right);

}  // namespace report
