// Paper: a layout filled with values, as the trade hands it in: title, line of the filler, day and unit, heads in
// several levels, totals first, then 其中 lines, then the items, then checks, notes and the line of signatures.
// A second sheet opens every figure that is a sum: it lists what makes it up, adds that up again and says whether the
// two agree. Figure and list lead to one another.
//
// Areas are summed exactly, in 1/10,000 m², and rounded only where they are shown. The same values give the same bytes.
#pragma once

#include "base/area.hpp"
#include "base/date.hpp"
#include "report/layout.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// What makes up one figure of an item's line, where the item is itself a sum: on the sheet of items, to which the
/// figure leads.
struct Opened {
    struct Entry {
        std::string id, words;
        std::optional<base::Date> on;
        base::Area area;
    };
    std::string key;   ///< of the value; the first key of the column that shows it
    base::Text title;  ///< of the figure, where the column's head does not say it
    base::Area total;  ///< as the line shows it
    std::vector<Entry> entries;
};

/// Values by name, each name once, in the order in which they were first put: some two dozen, so they are looked for
/// one by one, and rows of one kind come with their names in the same places.
class NamedCells {
  public:
    /// Put there empty if it is not there.
    Cell& operator[](std::string_view name);
    /// Null if it is not there.
    const Cell* find(std::string_view name) const;
    auto begin() const { return cells_.begin(); }
    auto end() const { return cells_.end(); }

  private:
    std::vector<std::pair<std::string, Cell>> cells_;
};

/// One row of the trade. Areas and counts that are not there are nothing, not zero.
struct Item {
    std::vector<Part> parts;  ///< the lines it counts in, beside the whole
    NamedCells cells;
    std::vector<Opened> opened;
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
    /// Papers of more items are poured row by row and open their totals to their own rows only.
    std::size_t most_held = 2'000;
};

/// The lines above the items, and what the checks gave.
struct Sums {
    struct PartLine {
        Part part;
        std::vector<Cell> cells;
    };
    std::vector<Cell> whole;  ///< one a column; empty where the layout sums nothing
    std::vector<PartLine> parts;
    std::vector<Check> checks;
    std::int64_t items = 0;
    bool summed = false;  ///< false: items overlap (a county and its zones), so their sums mean nothing
};

/// A further table of a paper, on a sheet of its own behind the others; its items are few.
struct Beside {
    base::Text sheet;  ///< its name
    Layout layout;
    std::vector<Item> items;
};

/// A paper being written. Memory does not grow with the number of items beyond Head::most_held: further rows wait in a
/// file beside the paper until the sums above them are known.
class PaperWriter {
  public:
    /// Layout and head must outlive the writer. Nothing is written yet.
    PaperWriter(const Layout& layout, const Head& head, const std::string& path);
    /// Not finished: the file is not there, or is what it was.
    ~PaperWriter();
    PaperWriter(const PaperWriter&) = delete;
    PaperWriter& operator=(const PaperWriter&) = delete;

    /// Errors: FileUnwritable.
    base::Status add(Item&& item);
    void add(Beside&& table);
    /// Whole or not there. `notes` stand under the table, before those of the layout: figures it cannot hold.
    base::Result<Sums> finish(const std::vector<base::Text>& notes);

  private:
    struct Work;
    std::unique_ptr<Work> work_;
};

}  // namespace report
