// Shapes on a tile: brought to its cells, cut at its edge, and made valid together, so that what was one border of two
// parcels on the ground is one border on the map.
//
// 1. place_on_tile: every vertex is projected and snapped to the cells of the zoom (tile_grid.hpp), by itself: a vertex
//    that two parcels share falls on one cell. Repeated points go. Then each edge is cut at the tile's margin by a rule
//    that does not depend on which way it runs or whose it is: a shared edge is cut in the same points. Edges are
//    straight on the tile between their vertices (as they are straight on the zone's map: the difference is below
//    1/1000 of an edge's length in China).
// 2. settle: all shapes of a layer are noded together (noding.hpp: snap rounding on the cells) and traced anew from the
//    faces that each covers. So a corner of one parcel that lies on the side of another becomes a corner of both, what
//    collapsed to a line or turned over is gone, and every polygon is valid in the sense of OGC Simple Features.
// That is the whole of the simplification: the cells are the tolerance. No vertex moves more than 0.71 of a cell by
// either step. Exact integer arithmetic from the snapped vertices on: the same input gives the same cells.
#pragma once

#include "geo/projection.hpp"
#include "geo/tile_grid.hpp"

#include <vector>

namespace geo {

/// In cells, x east and y south, within the tile and its margin. Shells run so that their area comes out positive in
/// these axes (with the clock on the screen), holes the other way. Rings may touch or cross themselves where snapping
/// or cutting made them: settle() next. Empty where nothing of the shape is drawn on the tile.
/// `shape` is valid, on the millimetre grid of the projection's zone.
MultiPolygon place_on_tile(const MultiPolygon& shape, const Projection& projection, const TileId& tile,
                           const TileForm& form);

/// Each shape's part of the plane, valid, in the order given; empty where a shape has become smaller than the cells.
/// Shapes may overlap one another. n log n, and a pass over the faces for each layer of overlap.
std::vector<MultiPolygon> settle(const std::vector<MultiPolygon>& placed);

}  // namespace geo
