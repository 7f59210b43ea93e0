// Composer: lays items into the columns of a layout, one by one as they come, and sums as it goes. What it holds does
// not grow with the number of items: only the sums of the whole, of each part and of each check.
//
// Areas are summed exactly, in 1/10,000 m².
#pragma once

#include "report/paper.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace report {

/// Adds an area or a count to the sum of its column; other cells have no sum.
void add_to(Cell& sum, const Cell& cell);

class Composer {
  public:
    /// The layout must outlive the composer.
    Composer(const Layout& layout, base::Lang lang);

    /// The cells of the item's line, one a column, numbered (key "seq").
    std::vector<Cell> add(const Item& item);
    /// Sums of what was added so far: the line of totals and one for each part, if the layout sums anything; checks.
    Sums sums() const;

  private:
    /// Where the value of a name goes.
    struct Slot {
        std::string name;
        std::vector<std::size_t> areas, counts;  ///< columns that add it up
        std::vector<std::size_t> alone;          ///< columns that show it as it is
        std::vector<std::size_t> terms;          ///< of checks, numbered through
        bool is_area = false;                    ///< once met as an area
    };
    /// By slot; nothing where no item had a value.
    struct Totals {
        std::vector<std::optional<base::Area>> areas;
        std::vector<std::optional<std::int64_t>> counts;
    };
    struct Term {
        std::string keys;
        base::Area sum, row;
    };

    std::size_t slot_of(const std::string& name, std::size_t place);
    std::size_t slot_by_name(const std::string& name);
    bool shows(const Column& column, const std::string& name) const;
    void add_area(std::size_t slot, base::Area area, std::vector<Cell>& line);
    void add_count(std::size_t slot, std::int64_t count, std::vector<Cell>& line);
    void check_row();
    std::vector<Cell> total_cells(const Totals& totals, const std::string& words) const;
    std::vector<std::size_t> columns_of(std::size_t term) const;

    const Layout& layout_;
    base::Lang lang_;
    std::set<std::string, std::less<>> named_;  ///< names that some column speaks of by themselves
    std::map<std::string, std::size_t, std::less<>> by_name_;
    std::vector<Slot> slots_;
    std::vector<std::size_t> slot_at_;  ///< by place in a row, of the row before
    std::vector<Term> terms_;
    std::vector<std::int64_t> rows_off_;  ///< by check
    Totals all_;
    std::map<Part, Totals> parts_;
    std::vector<Totals*> counting_;  ///< those that the item being added counts in
    std::int64_t items_ = 0;
};

}  // namespace report
