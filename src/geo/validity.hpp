// Whether polygons are valid in the sense of OGC Simple Features, as judged by GEOS.
//
// A boundary that crosses itself has no area one could rely on; this check says so and where. Coordinates go to GEOS
// as whole millimetres from a local origin, which doubles hold exactly, so the verdict is about the grid we store.
// Safe on any input and from any thread (a GEOS context per call). Never throws.
#pragma once

#include "geo/polygon.hpp"

#include <string>

namespace geo {

enum class Flaw {
    None,
    Empty,              ///< no polygon at all
    TooFewPoints,       ///< a ring of fewer than three distinct points
    SelfIntersection,   ///< a boundary crosses or runs along itself or another one
    RingTouchesItself,  ///< a ring meets itself in a vertex, where it may even cross (see geo::split_at_repeats)
    HoleOutside,        ///< a hole lies outside its shell
    Nested,             ///< a hole in a hole, or a part within a part
    Disconnected,       ///< holes cut the interior in two
    Other               ///< GEOS found something else, or could not judge
};

struct Validity {
    Flaw flaw = Flaw::None;
    std::string reason;  ///< GEOS's words, "Self-intersection"; empty when valid
    bool has_place = false;
    Point place;  ///< where, to the nearest grid point
    bool valid() const { return flaw == Flaw::None; }
    /// "Self-intersection at 37500050 4063050" (metres, east north); empty when valid.
    std::string text() const;
};

Validity check_validity(const MultiPolygon& polygons);

/// Whether the polygons are valid beyond question: few rings that touch neither themselves nor each other. Exact
/// integer arithmetic, a microsecond for an ordinary plot. False tells nothing; ask check_validity.
bool plainly_valid(const MultiPolygon& polygons);

}  // namespace geo
