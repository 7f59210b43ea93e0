// Where a record's shape lies on the earth: its box for the store's R-tree.
//
// Kept for every version that was ever approved, so that a map of any day and of any knowledge is found by the same
// index; a changed parcel touches the tiles of its old box and of its new one, and no others. A shape without a place
// (no coordinate system) has no box and is on no map.
#pragma once

#include "geo/projection.hpp"
#include "geo/tile_grid.hpp"
#include "land/records.hpp"
#include "store/store.hpp"

#include <map>
#include <optional>
#include <string>

namespace service {

/// Projections made once and kept: one for each coordinate system met. For one thread.
class Projections {
  public:
    /// Null where the name is no zone of CGCS2000.
    const geo::Projection* of(const std::string& crs);

  private:
    std::map<std::string, std::optional<geo::Projection>> known_;
};

/// The geometry field of a record; null for kinds that have none.
const land::Geometry* geometry_of(const land::Record& record);

/// Around the vertices, rounded outwards. Nothing where there is no shape, no place, or the text cannot be read.
std::optional<store::GroundBox> ground_box(const land::Geometry& geometry, Projections& projections);
std::optional<store::GroundBox> ground_box(const geo::MultiPolygon& shape, const geo::Projection& projection);
store::GroundBox ground_box(const geo::DegreeBox& box);

/// Puts the box of the record's shape, if it has one.
base::Status put_ground_box(store::Transaction& transaction, const land::Record& record, Projections& projections);

}  // namespace service
