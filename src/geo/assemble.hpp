// Rings without roles into polygons, by containment.
//
// Boundary files number rings, but the number does not say whether a ring is a hole or a further part. Geometry
// does: a ring inside an odd number of others is a hole of the smallest of them, a ring inside an even number
// (islands in lakes) is a shell. The outcome depends neither on the order of the rings nor on their direction.
#pragma once

#include "geo/polygon.hpp"

#include <vector>

namespace geo {

/// Polygons in the order of their shells among `rings`, holes likewise, points as given. Rings should be tidy, of
/// three points or more. Rings that cross each other come out in some polygon; geo::check_validity finds them.
/// Time is quadratic in the number of rings (boxes only) and linear in points per enclosing pair.
MultiPolygon assemble(const std::vector<Ring>& rings);

/// Cuts a ring where it comes back to one of its own points: the loops, each without repeated points. Loops of fewer
/// than three points (spikes) enclose nothing and are left out. A ring without repeats comes back as it is.
std::vector<Ring> split_at_repeats(const Ring& ring);

/// Where a point lies with respect to a ring; exact.
enum class Side { Inside, Boundary, Outside };
Side side_of(Point point, const Ring& ring);

}  // namespace geo
