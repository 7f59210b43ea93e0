// What is left of given plots: their land that no standing supply covers, in pieces with their kind.
//
// Whole pieces, however far the plots reach: neighbours (plots and supplies whose boxes touch a given plot's box) are
// looked up, so that a piece has the same outline, area and class whichever of its plots was asked for.
#pragma once

#include "geo/remnant.hpp"
#include "service/map_shapes.hpp"

namespace service {

struct MapPiece {
    std::string plots;  ///< keys, by ;
    std::vector<std::string> plot_keys;
    std::string approvals;         ///< of those plots, each once, by ;
    std::string divisions, zones;  ///< of those plots, each once, by ;
    geo::Polygon polygon;          ///< in mm of MapResidual::crs
    base::Area area;               ///< its own, measured
    geo::Remnant remnant;
};

struct MapResidual {
    std::string crs;  ///< that of the first plot
    std::vector<MapPiece> pieces;
};

/// Pieces that at least one of `plots` has a part in. Errors: those of the store, of load_remnant_rules and of
/// geo::make_account.
base::Result<MapResidual> residual_of(store::Snapshot& snapshot, const std::vector<MapShape>& plots,
                                      const Moment& moment, Projections& projections);

}  // namespace service
