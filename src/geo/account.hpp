// The account of approved minus supplied: every square metre of two layers of polygons, once.
//
// Let a be the number of approved polygons over a point, and s that of supplied ones. Then
//   covered   a >= 1, s >= 1      residual  a >= 1, s = 0      outside  a = 0, s >= 1
//   approved_overlap = Σ (a - 1) over a >= 1,  supplied_overlap = Σ (s - 1) over s >= 1
// and in whole units of base::Area, for the totals and for each polygon:
//   approved = covered + residual + approved_overlap      supplied = covered + outside + supplied_overlap
//   plot:   approved = covered + residual                 supply:   supplied = covered + outside
// The columns add up to the totals, overlaps apart. Behind them stand exact integers on the grid, of which every figure
// is a rounding by less than one unit (geo::share_out), sums of two by less than two; what is exactly nothing stays 0.
//
// The two layers are split into neighbourhoods (polygons whose boxes touch, and so on), each a noding of its own, so
// that far things never meet and the work runs on several threads; the outcome is the same for any number of them, and
// for any order of the polygons.
#pragma once

#include "base/area.hpp"
#include "base/result.hpp"
#include "geo/polygon.hpp"
#include "geo/resolution.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace geo {

struct PlotAccount {
    base::Area approved, covered, residual;
};
struct SupplyAccount {
    base::Area supplied, covered, outside;
};
struct Totals {
    base::Area approved, covered, residual, approved_overlap, supplied, outside, supplied_overlap;
};

/// Which supply lies on which plot: many to many.
struct Draw {
    std::uint32_t plot = 0, supply = 0;
    base::Area area;  ///< rounded by itself
    auto operator<=>(const Draw&) const = default;
};

/// A connected part of the residual, under the same plots throughout: one, or several where approvals overlap.
struct Piece {
    std::vector<std::uint32_t> plots;
    Polygon polygon;      ///< valid, on the grid
    base::Area booked;    ///< Σ over all pieces is the residual, to the unit; within one unit of what was measured
    base::Area measured;  ///< its own, rounded by itself; Σ over a plot agrees with the residual within 0.01 m²
    double perimeter_m = 0;
    double beside_supplied_m = 0;  ///< outline shared with supplied land
    double beside_road_m = 0;      ///< … the part of it that runs along supplied roads
    double beside_approved_m = 0;  ///< … with unsupplied land of other plots
};

struct Account {
    Totals totals;
    std::vector<PlotAccount> plots;       ///< as given
    std::vector<SupplyAccount> supplies;  ///< as given
    std::vector<Draw> draws;              ///< by plot, then supply
    std::vector<Piece> pieces;            ///< by plots, then polygon
    double largest_move_m = 0;            ///< of a boundary, by snapping to the grid
    double index_seconds = 0, overlay_seconds = 0;
};

struct AccountOptions {
    Resolution resolution = kHundredthMillimetre;
    unsigned threads = 1;
    std::vector<bool> roads = {};  ///< by supply: whether it is a road; empty or short: it is not
};

/// `overlaid` is called when the polygons are not needed any more: a province's are half of the memory.
/// Polygons are valid (geo::mend) and on the grid of the resolution. Error: GeometryTooLarge where a neighbourhood
/// extends beyond ±kMaxLocal steps, or the areas of a layer add up to more than base::Area holds.
base::Result<Account> make_account(const std::vector<MultiPolygon>& approved, const std::vector<MultiPolygon>& supplied,
                                   const AccountOptions& options = {}, const std::function<void()>& overlaid = nullptr);

}  // namespace geo
