#include "geo/geos.hpp"

#include <vector>

namespace geo::geos {

Geometry own(GEOSContextHandle_t context, GEOSGeometry* geometry) { return {geometry, DestroyGeometry{context}}; }

namespace {

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

}  // namespace

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

}  // namespace geo::geos
