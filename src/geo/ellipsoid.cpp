#include "geo/ellipsoid.hpp"

#include <geodesic.h>

#include <cmath>

namespace geo {
namespace {

constexpr double kMajorAxis = 6'378'137;
constexpr double kFlattening = 1 / 298.257222101;

/// Without sign; nothing where a corner cannot be placed.
std::optional<double> ring_m2(const Ring& ring, const Projection& projection, const geod_geodesic& ellipsoid) {
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (const Point corner : ring) {
        const auto place = projection.degrees(corner);
        if (!place) return std::nullopt;
        geod_polygon_addpoint(&ellipsoid, &polygon, place->latitude, place->longitude);
    }
    double area = 0;
    geod_polygon_compute(&ellipsoid, &polygon, 0, 1, &area, nullptr);
    return std::abs(area);
}

bool within(base::Area a, base::Area b, base::Area tolerance) { return std::abs((a - b).units()) <= tolerance.units(); }

}  // namespace

std::optional<base::Area> ellipsoidal_area(const MultiPolygon& shape, const Projection& projection) {
    geod_geodesic ellipsoid;
    geod_init(&ellipsoid, kMajorAxis, kFlattening);
    double sum = 0;
    for (const Polygon& polygon : shape) {
        const auto shell = ring_m2(polygon.shell, projection, ellipsoid);
        if (!shell) return std::nullopt;
        sum += *shell;
        for (const Ring& hole : polygon.holes) {
            const auto taken = ring_m2(hole, projection, ellipsoid);
            if (!taken) return std::nullopt;
            sum -= *taken;
        }
    }
    return base::Area::from_measured_m2(sum);
}

AreaMatch match_area(std::optional<base::Area> declared, base::Area planar, std::optional<base::Area> ellipsoidal,
                     base::Area tolerance) {
    if (!declared) return AreaMatch::Unstated;
    const bool on_map = within(*declared, planar, tolerance);
    const bool on_ground = ellipsoidal && within(*declared, *ellipsoidal, tolerance);
    if (on_map && on_ground) return AreaMatch::Both;
    if (on_map) return AreaMatch::Planar;
    return on_ground ? AreaMatch::Ellipsoid : AreaMatch::Neither;
}

std::string_view area_match_name(AreaMatch match) {
    switch (match) {
        case AreaMatch::Unstated:
            return "unstated";
        case AreaMatch::Both:
            return "both";
        case AreaMatch::Planar:
            return "planar";
        case AreaMatch::Ellipsoid:
            return "ellipsoid";
        case AreaMatch::Neither:
            return "neither";
    }
    return "";
}

}  // namespace geo
