#include "geo/validity.hpp"

#include "geo/geos.hpp"
#include "geo/wkt.hpp"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

namespace geo {
namespace {

/// The wording is that of GEOS 3.11 (operation/valid/TopologyValidationError.cpp).
Flaw flaw_from_reason(std::string_view reason) {
    static constexpr std::array<std::pair<std::string_view, Flaw>, 9> kReasons = {{
        {"Self-intersection", Flaw::SelfIntersection},
        {"Ring Self-intersection", Flaw::RingTouchesItself},
        {"Hole lies outside shell", Flaw::HoleOutside},
        {"Holes are nested", Flaw::Nested},
        {"Nested holes", Flaw::Nested},
        {"Nested shells", Flaw::Nested},
        {"Interior is disconnected", Flaw::Disconnected},
        {"Duplicate Rings", Flaw::SelfIntersection},
        {"Too few points", Flaw::TooFewPoints},
    }};
    for (const auto& [start, flaw] : kReasons) {
        if (reason.substr(0, start.size()) == start) return flaw;
    }
    return Flaw::Other;
}

const Ring* short_ring(const MultiPolygon& polygons) {
    for (const Polygon& polygon : polygons) {
        if (distinct_points(polygon.shell) < 3) return &polygon.shell;
        for (const Ring& hole : polygon.holes) {
            if (distinct_points(hole) < 3) return &hole;
        }
    }
    return nullptr;
}

Validity ask_geos(const MultiPolygon& polygons, Point origin) {
    Validity out{Flaw::Other, "GEOS could not judge", false, {}};
    const geos::Context context(GEOS_init_r());
    if (!context) return out;
    const geos::Geometry geometry = geos::make_geometry(context.get(), polygons, origin);
    if (!geometry) return out;
    char* reason = nullptr;
    GEOSGeometry* place = nullptr;
    const char verdict = GEOSisValidDetail_r(context.get(), geometry.get(), 0, &reason, &place);
    const geos::Geometry owned_place = geos::own(context.get(), place);
    if (reason != nullptr) {
        out.reason = reason;
        GEOSFree_r(context.get(), reason);
    }
    if (verdict == 1) return Validity{};
    if (verdict != 0) return out;
    out.flaw = flaw_from_reason(out.reason);
    double x = 0;
    double y = 0;
    if (place != nullptr && GEOSGeomGetX_r(context.get(), place, &x) == 1 &&
        GEOSGeomGetY_r(context.get(), place, &y) == 1 && std::isfinite(x) && std::isfinite(y)) {
        out.has_place = true;
        out.place = {origin.x + std::llround(x), origin.y + std::llround(y)};
    }
    return out;
}

}  // namespace

std::string Validity::text() const {
    if (valid() || !has_place) return reason;
    return reason + " at " + metres_text(place.x) + " " + metres_text(place.y);
}

Validity check_validity(const MultiPolygon& polygons) {
    if (polygons.empty()) return {Flaw::Empty, "No polygon", false, {}};
    if (const Ring* ring = short_ring(polygons)) {
        Validity out{Flaw::TooFewPoints, "Too few points in a ring", !ring->empty(), {}};
        if (out.has_place) out.place = ring->front();
        return out;
    }
    return ask_geos(polygons, box_of(polygons)->low);
}

}  // namespace geo
