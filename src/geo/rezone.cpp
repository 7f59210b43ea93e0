#include "geo/rezone.hpp"

#include <cmath>
#include <utility>

namespace geo {
namespace {

/// Every vertex by `move`, which gives nothing where there is no place for it: then the shape has none.
template <class Move>
MultiPolygon moved(MultiPolygon shape, Move move) {
    const auto move_ring = [&](Ring& ring) {
        for (Point& point : ring) {
            const std::optional<Point> there = move(point);
            if (!there) return false;
            point = *there;
        }
        return true;
    };
    for (Polygon& polygon : shape) {
        bool there = move_ring(polygon.shell);
        for (Ring& hole : polygon.holes) there = there && move_ring(hole);
        if (!there) return {};
    }
    return shape;
}

}  // namespace

MultiPolygon rezoned(MultiPolygon shape, const Projection& from, const Projection& to) {
    return moved(std::move(shape), [&](Point point) {
        const auto place = from.degrees(point);
        return place ? to.point(*place) : std::nullopt;
    });
}

MultiPolygon from_degrees(MultiPolygon shape, bool swapped, const Projection& to) {
    constexpr double kPerDegree = 1e9;
    return moved(std::move(shape), [&](Point point) {
        if (swapped) std::swap(point.x, point.y);
        return to.point({static_cast<double>(point.x) / kPerDegree, static_cast<double>(point.y) / kPerDegree});
    });
}

std::optional<Grid> zone_at(double longitude) {
    const auto zone = static_cast<int>(std::lround(longitude / 3));
    return zone_exists(3, zone) ? std::optional(Grid{3, zone, true}) : std::nullopt;
}

MultiPolygon transposed(MultiPolygon shape) {
    return moved(std::move(shape), [](Point point) { return std::optional(Point{point.y, point.x}); });
}

}  // namespace geo
