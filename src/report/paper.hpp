// Paper: a layout filled with values, as the trade hands it in: title, line of the filler, day and unit, heads in
// several levels, totals first, then 其中 lines, then the items, then checks, notes and the line of signatures.
//
// Areas are summed exactly, in 1/10,000 m², and rounded only where they are shown. The same values give the same bytes.
#pragma once

#include "base/area.hpp"
#include "base/date.hpp"
#include "report/layout.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace report {

struct Share {
    double value = 0;  ///< 0..1
};
using Cell = std::variant<std::monostate, std::string, base::Area, std::int64_t, base::Date, Share, double>;

/// A line of its own above the items: 「其中：示范区」, 「城关镇」, 「2013年」. In the order of `rank`, then of the
/// words.
struct Part {
    int rank = 0;
    std::string words;
    auto operator<=>(const Part&) const = default;
};

/// One row of the trade: values by name. Areas and counts that are not there are nothing, not zero.
struct Item {
    std::vector<Part> parts;  ///< the lines it counts in, beside the whole
    std::map<std::string, Cell, std::less<>> cells;
};
/// What the sums of a check gave.
struct Check {
    struct Term {
        std::string keys;                  ///< "a+b.*"
        base::Area sum;                    ///< over all items
        std::vector<std::size_t> columns;  ///< that show it, each figure once; empty where the layout shows only a part
    };
    std::vector<Term> terms;
    std::int64_t rows_off = 0;  ///< items in which the terms do not agree
    bool holds() const { return rows_off == 0; }
};

struct Head {
    std::string filler;                             ///< 填报单位
    base::Text as_of;                               ///< day and counting basis
    base::AreaUnit unit = base::AreaUnit::Hectare;  ///< hectares with 4 decimals, mu with 2
    base::Lang lang = base::Lang::Zh;
    std::vector<base::Text> notes;  ///< beside those of the layout: figures the table itself cannot hold
};

/// Sums of one line: the whole table, or a part.
struct Totals {
    std::map<std::string, base::Area, std::less<>> areas;
    std::map<std::string, std::int64_t, std::less<>> counts;
    void add(const Item& item);
};

/// A paper before it is written.
struct Paper {
    struct Line {
        enum class Kind { Total, Part, Item } kind = Kind::Item;
        std::vector<Cell> cells;  ///< one a column
    };
    std::vector<Line> lines;
    std::vector<Check> checks;
    std::int64_t items = 0;
    bool summed = false;  ///< false: items overlap (a county and its zones), so their sums mean nothing
};

/// The line of totals and one for each part, if the layout sums anything; the items, numbered (key "seq"); the checks.
Paper compose(const Layout& layout, base::Lang lang, const std::vector<Item>& items);

/// Whole or not there, as write_xlsx of a Sheet.
base::Status write_paper(const Layout& layout, const Head& head, const Paper& paper, const std::string& path);

}  // namespace report
