// Where a plot of a boundary file lies: axes, zone, coordinate system. Part of boundary_text.
//
// The file says datum, width and zone in its description; the coordinates show axes and zone by themselves
// (geo::read_pair). Both must agree; what cannot be known stays unknown and is said.
#pragma once

#include "geo/crs.hpp"
#include "intake/boundary_lines.hpp"
#include "intake/intake.hpp"

#include <initializer_list>
#include <string>
#include <vector>

namespace intake {

/// What the description says about the grid.
struct StatedGrid {
    geo::Datum datum = geo::Datum::Unstated;
    std::string datum_text;
    int degrees = 0;  ///< 3, 6, 0 = not stated
    int zone = 0;     ///< 0 = not stated
    std::string zone_text;
};
StatedGrid stated_grid(const std::vector<Attribute>& attributes);
/// Value of the first attribute whose key is one of `keys`; empty if there is none.
std::string attribute_value(const std::vector<Attribute>& attributes, std::initializer_list<std::string_view> keys);

/// A problem still without sheet and cell.
struct PlaceProblem {
    std::string code;
    std::int64_t line = 0;
    std::string found;
    std::vector<std::string> more;
};

struct SurveyPlace {
    bool refused = false;
    bool swapped = false;
    std::string crs;       ///< empty = position unknown
    bool shifted = false;  ///< to be brought to `crs` by the site's parameters (ReadOptions)
    std::vector<PlaceProblem> problems;
};

struct PlacedPoint {
    std::int64_t first = 0;
    std::int64_t second = 0;
    std::int64_t line = 0;
    std::string_view text;  ///< the line as written
};

/// `plot` names the plot in messages. Of `options` counts what the operator says (--crs, a site's parameters) and where
/// the division lies: they close what the file leaves open, and settle what it contradicts itself in.
SurveyPlace place_plot(const std::vector<PlacedPoint>& points, const StatedGrid& stated, const ReadOptions& options,
                       const std::string& plot, std::int64_t heading_line);

}  // namespace intake
