// How wide a piece of land is: the diameter of the largest circle that fits in.
//
// The circle touches the outline somewhere: along a side, or at a corner that points inwards. Balls are therefore grown
// from every place of the outline into the land until they meet another side. Along one side (or around one corner) the
// radius at which a ball meets a given other side has no hump: it is largest at an end of any stretch. So of a
// stretch the smallest, over the other sides, of the larger of its values at the two ends bounds every ball that
// starts on it; stretches whose bound does not beat the best ball so far are dropped, the rest halved. A strip between
// parallel sides is settled at once, however long and thin, and others after a dozen halvings: microseconds, where
// shrinking the shape (GEOS) until nothing is left takes a millisecond. That remains for shapes of many corners, since
// every ball looks at every side. (GEOS simplifies the outline first: of shapes of a few long corners it was seen to
// say up to 6.5 % too little, see the test.)
#pragma once

#include "geo/polygon.hpp"
#include "geo/resolution.hpp"

namespace geo {

/// Diameter in metres, to 1 % or a millimetre. The polygon is valid; 0 for one without points.
double inscribed_width_m(const Polygon& polygon, const Resolution& resolution);

/// The two ways, in grid steps to the same tolerance: growing balls, time (corners)²; shrinking by GEOS.
double inscribed_by_balls(const Polygon& polygon, const Resolution& resolution);
double inscribed_by_shrinking(const Polygon& polygon, const Resolution& resolution);

}  // namespace geo
