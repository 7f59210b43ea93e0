// Boundary points in a table: one row a point (地块编号, 点号, 圈号, X, Y), for plots that come as a sheet and not as
// text.
//
// The rows become the lines of a boundary file (boundary_lines), so that axes, zones, rings and flaws are judged by the
// same code; line numbers are the rows of the sheet. X and Y may be north and east or the other way round: the numbers
// tell, as in a boundary file. Points of one plot need not stand together; their order within it counts.
#pragma once

#include "intake/boundary_lines.hpp"
#include "intake/head.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

class PointTable {
  public:
    /// From the row of headings: X and Y, the point's name, and neither an area nor a shape (then X and Y are something
    /// else). Nothing where the row is no such heading.
    static std::optional<PointTable> from_head(const SheetRow& row);

    /// Error: ReaderLimit beyond 4,000,000 points.
    base::Status add(std::int64_t number, std::span<const std::string_view> cells);
    /// All plots, in the order of their first points. Views point into this table.
    BoundaryLines lines() const;
    std::size_t points() const { return points_; }

  private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    struct Plot {
        std::string heading;
        std::int64_t first_row = 0;
        std::deque<std::pair<std::int64_t, std::string>> lines;
    };
    std::string_view cell(std::span<const std::string_view> cells, std::size_t column) const;

    std::size_t x_ = kNone, y_ = kNone, point_ = kNone, ring_ = kNone, number_ = kNone, name_ = kNone;
    std::vector<Plot> plots_;
    std::map<std::string, std::size_t, std::less<>> by_number_;
    std::size_t points_ = 0;
};

}  // namespace intake
