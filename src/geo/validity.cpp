#include "geo/validity.hpp"

#include "geo/wkt.hpp"

#include <geos_c.h>

#include <array>
#include <cmath>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace geo {
namespace {

struct FinishContext {
    void operator()(GEOSContextHandle_HS* context) const { GEOS_finish_r(context); }
};
using Context = std::unique_ptr<GEOSContextHandle_HS, FinishContext>;

struct DestroyGeometry {
    GEOSContextHandle_t context = nullptr;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, DestroyGeometry>;

Geometry own(GEOSContextHandle_t context, GEOSGeometry* geometry) { return {geometry, DestroyGeometry{context}}; }

Geometry make_ring(GEOSContextHandle_t context, const Ring& ring, Point origin) {
    std::vector<double> flat;
    flat.reserve(2 * (ring.size() + 1));
    const auto add = [&](Point p) {
        flat.push_back(static_cast<double>(p.x - origin.x));
        flat.push_back(static_cast<double>(p.y - origin.y));
    };
    for (const Point p : ring) add(p);
    add(ring.front());
    GEOSCoordSequence* sequence =
        GEOSCoordSeq_copyFromBuffer_r(context, flat.data(), static_cast<unsigned>(flat.size() / 2), 0, 0);
    if (sequence == nullptr) return own(context, nullptr);
    return own(context, GEOSGeom_createLinearRing_r(context, sequence));  // takes the sequence
}

Geometry make_polygon(GEOSContextHandle_t context, const Polygon& polygon, Point origin) {
    Geometry shell = make_ring(context, polygon.shell, origin);
    if (!shell) return own(context, nullptr);
    std::vector<Geometry> holes;
    for (const Ring& hole : polygon.holes) {
        holes.push_back(make_ring(context, hole, origin));
        if (!holes.back()) return own(context, nullptr);
    }
    std::vector<GEOSGeometry*> handed_over;
    for (Geometry& hole : holes) handed_over.push_back(hole.release());
    return own(context, GEOSGeom_createPolygon_r(context, shell.release(), handed_over.data(),
                                                 static_cast<unsigned>(handed_over.size())));
}

Geometry make_geometry(GEOSContextHandle_t context, const MultiPolygon& polygons, Point origin) {
    if (polygons.size() == 1) return make_polygon(context, polygons.front(), origin);
    std::vector<Geometry> parts;
    for (const Polygon& polygon : polygons) {
        parts.push_back(make_polygon(context, polygon, origin));
        if (!parts.back()) return own(context, nullptr);
    }
    std::vector<GEOSGeometry*> handed_over;
    for (Geometry& part : parts) handed_over.push_back(part.release());
    return own(context, GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, handed_over.data(),
                                                    static_cast<unsigned>(handed_over.size())));
}

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
    const Context context(GEOS_init_r());
    if (!context) return out;
    const Geometry geometry = make_geometry(context.get(), polygons, origin);
    if (!geometry) return out;
    char* reason = nullptr;
    GEOSGeometry* place = nullptr;
    const char verdict = GEOSisValidDetail_r(context.get(), geometry.get(), 0, &reason, &place);
    const Geometry owned_place = own(context.get(), place);
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
