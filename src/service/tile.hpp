// A tile of the map, straight from the store: approved plots, supplies and what is left between them, as of a day and
// as known at an instant.
//
//   layer     fields
//   plots     id name division zone approval area_m2 unsupplied_m2 status
//   supplies  id name division zone area_m2 status standing
//   residual  plots (keys, by ;) division zone approvals (all by ;) class area_m2 width_m: land of plots that no
//             standing supply covers, in pieces, sorted as `panhuo residual` sorts them (geo/remnant.hpp); area_m2 is
//             the piece's own
// The residual is drawn from zoom 13 on: before, a strip is narrower than a dot of the screen.
// Fields that are not stated are left out; status is that of `panhuo parcels`. No names of persons.
// A tile shows what touches it now: it is made from the records whose boxes touch it and, for the residual, from those
// that touch the plots on it; so a change shows at the next request, and a change elsewhere leaves its bytes alone.
// Shapes in other zones than the first plot's are brought to that zone for the residual.
// Guarantees: same store, same request, same bytes. One snapshot for one thread.
#pragma once

#include "geo/tile_grid.hpp"
#include "service/office.hpp"
#include "store/store.hpp"

#include <string>
#include <vector>

namespace service {

inline constexpr const char* kTileLayers[] = {"plots", "supplies", "residual"};

struct TileRequest {
    geo::TileId tile;
    base::Date as_of;
    base::Instant known_at = base::Instant::end_of_time();
    std::vector<std::string> layers;  ///< in the order wanted; empty: all
};

struct Tile {
    std::string bytes;  ///< application/vnd.mapbox-vector-tile; empty where nothing lies
    std::string etag;   ///< of the bytes: 32 hexadecimal digits, without quotation marks
    /// The tile's box and those of the plots on it: a plot or supply that never touched it has no part in the bytes.
    store::GroundBox reach;
};

/// Errors: Usage for a tile its grid does not have and for an unknown layer; those of the store.
base::Result<Tile> tile(store::Snapshot& snapshot, const TileRequest& request);

}  // namespace service
