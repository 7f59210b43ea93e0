// Layout: the form of a paper as data (rulebooks/data/reports/*.tsv): which columns it has, in which order, under which
// heads. A county that wants other words, other columns or another order edits the table; no code names a column.
//
// Lines of the table, fields divided by tabs:
//   title   zh en
//   page    A3|A4  frozen-columns  pages-across
//   column  key  zh-head  en-head  format  width  total
//   check   key key …          sums that must agree, in every row and in all: "a+b.*"
//   items   key key …          columns that the sheet of items repeats beside the summed ones; "items own": the paper's
//                              own rows are the items (a large ledger): sums lead to them and the head has a filter
//   note    zh en
// A head "批准情况 > 批文号" stands in two levels. A key is a value's name; "a+b" adds values; "cause.*" adds every
// value whose name begins so and that no other column of the table shows. format: text area count date share number.
// total: sum | none.
#pragma once

#include "base/error.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace report {

enum class Format { Text, Area, Count, Date, Share, Number };

struct Column {
    std::vector<std::string> keys;  ///< what is added up; one for what cannot be added
    base::Text head;                ///< levels divided by " > "
    Format format = Format::Text;
    int width = 10;  ///< characters
    bool total = false;
};

struct Layout {
    base::Text title;
    bool a3 = true;
    int frozen_columns = 0;  ///< stand still on screen and on every page
    int pages_across = 1;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> checks;
    std::vector<std::string> item_columns;  ///< keys; empty = no sheet of items
    bool own_items = false;
    std::vector<base::Text> notes;
};

/// `what` names the table in errors: ReportLayout with the line, what was found and what is expected.
base::Result<Layout> parse_layout(std::string_view tsv, const std::string& what);
/// The product's own table of that name: rulebooks/data/reports/NAME.tsv.
base::Result<Layout> load_layout(const std::string& name);

/// Levels of a head in one language.
std::vector<std::string> head_levels(const std::string& head);
/// Whether a key of a layout ("cause.*", "cause.other") takes in the value of that name.
bool key_matches(std::string_view key, std::string_view name);

}  // namespace report
