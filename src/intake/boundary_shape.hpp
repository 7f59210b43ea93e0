// From the point lines of a plot to its polygons: rings, holes and parts, and whether they enclose land at all.
//
// Part of boundary_text. Whatever the points, the outcome is one of Shaped::Outcome.
#pragma once

#include "geo/polygon.hpp"
#include "intake/boundary_lines.hpp"
#include "intake/boundary_place.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace intake {

struct NumberedRing {
    std::int64_t number = 0;
    geo::Ring points;  ///< in the order written: x = first, y = second coordinate
    bool closed = false;
};

/// The point lines of one plot, sorted into rings as they come.
struct PlotPoints {
    std::vector<NumberedRing> rings;
    std::vector<PlacedPoint> points;  ///< every line, closing ones too
    std::size_t closing_lines = 0;

    /// A ring ends where its number changes, or where it has come back to its first point: some writers give every
    /// part ring number 1.
    void add(const PointLine& line, TextLine source);
    std::size_t unclosed() const;
};

struct Shaped {
    enum class Outcome {
        Whole,
        Touching,   ///< read, though the boundary touches itself; `detail` is the place, "east north" in metres
        Crossing,   ///< refused: the boundary crosses itself; `detail` is the place
        ShortRing,  ///< refused: a ring of fewer than three distinct points; `detail` is its number, "-" for none at
                    ///< all
        TooLarge    ///< refused: more rings or points than can be sorted; `detail` is their number
    };
    Outcome outcome = Outcome::Whole;
    std::string detail;
    geo::MultiPolygon polygons;  ///< east north, valid unless refused
};

/// `swapped`: the points were written east first. Takes the rings' points.
Shaped shape_points(PlotPoints& points, bool swapped);

}  // namespace intake
