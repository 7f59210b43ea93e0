// Plots and supplies on the map, as of a day and as known at an instant: their shapes and where they stand. Which ones,
// the store's R-tree says (store::Snapshot::records_in_box); nothing else of the book is read.
//
// A plot is there from the day of its approval (always, where that is not known), a supply from the day it was signed.
// A shape without a place (no coordinate system) is nowhere, and neither is one that cannot be mended.
#pragma once

#include "geo/polygon.hpp"
#include "service/book.hpp"
#include "service/ground_box.hpp"

#include <string>
#include <vector>

namespace service {

/// A plot or a supply on the map.
struct MapShape {
    std::string key;
    std::string name;
    std::string division, zone;
    std::string approval;  ///< plots: normalised 批文号, as the plot has it
    std::string crs;
    geo::MultiPolygon shape;         ///< valid, in mm
    std::optional<base::Area> area;  ///< declared
    base::Area unsupplied;           ///< plots: by the ledger
    std::string status;              ///< as in `parcels`: account code, or "closed"
    std::string use;                 ///< as written
    /// Supplies: whether the land is still taken. False where the ledger once held area of it and holds none now
    /// (rescinded, recovered): the land is free again.
    bool standing = true;
};

struct MapShapes {
    std::vector<MapShape> plots, supplies;  ///< by key
};

/// A plot is there from the day of its approval; always, where that is not known. `approval`: null if it is unknown.
bool on_map(const land::Approval* approval, base::Date day);

/// Those of the records that are plots or supplies and are on the map. `records` sorted, each once.
base::Result<MapShapes> map_shapes(store::Snapshot& snapshot, const std::vector<store::RecordId>& records,
                                   const Moment& moment);

}  // namespace service
