// Well-known text of polygons (OGC Simple Features 1.2.1, part 7), to and from the 1 mm grid.
//
// Reads POLYGON and MULTIPOLYGON in any letter case, EMPTY, with Z, M or ZM (which are dropped); metres, with
// exponents if need be, rounded half away from zero to 1 mm. Strict otherwise: every ring closed and of at least four
// positions, nothing after the end, no nan, inf or coordinate beyond geo::kMaxCoordinate. Reading takes time linear
// in the text and never recurses. Writes one form only: equal polygons give equal bytes.
//
// Errors: WKT_SYNTAX, WKT_KIND, WKT_NUMBER, WKT_RING, each with the position (1-based byte) and what stands there;
// GEOMETRY_TOO_LARGE.
#pragma once

#include "base/result.hpp"
#include "geo/polygon.hpp"
#include "geo/resolution.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

/// Repeated points are dropped and rings opened (geo::tidy), so a ring may come out with fewer than three points
/// where a sliver collapsed on the grid; geo::check_validity names it.
base::Result<MultiPolygon> read_wkt(std::string_view text);

/// What a loose reading took in, and what it passed over.
struct LooseWkt {
    MultiPolygon polygons;
    std::size_t rings_closed = 0;     ///< rings whose last position was not their first
    std::size_t points_repeated = 0;  ///< positions equal to the one before, after rounding to the grid
    double moved = 0;                 ///< largest move of a coordinate by that rounding, in grid steps
};
/// For files of others, on any grid: open rings are closed and short ones kept (geo::mend sorts them out), everything
/// else is as strict as read_wkt.
base::Result<LooseWkt> read_wkt_loosely(std::string_view text, const Resolution& resolution);

/// One polygon as POLYGON, several as MULTIPOLYGON, none as POLYGON EMPTY. Metres with at most three decimals and no
/// trailing zeros, rings closed: "POLYGON((0 0,0 10.5,10 10,0 0))".
std::string write_wkt(const MultiPolygon& polygons, const Resolution& resolution = kMillimetre);

/// Decimal metres ("37500000.0005", "-1.5e-3") to mm, rounded half away from zero. Nothing if the text is not
/// exactly one number, or the number lies beyond kMaxCoordinate.
std::optional<std::int64_t> parse_metres(std::string_view number);
/// mm to decimal metres, at most three decimals, no trailing zeros.
std::string metres_text(std::int64_t mm);

}  // namespace geo
