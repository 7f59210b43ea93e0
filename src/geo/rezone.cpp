#include "geo/rezone.hpp"

namespace geo {
namespace {

bool move(Ring& ring, const Projection& from, const Projection& to) {
    for (Point& point : ring) {
        const auto place = from.degrees(point);
        const auto moved = place ? to.point(*place) : std::nullopt;
        if (!moved) return false;
        point = *moved;
    }
    return true;
}

}  // namespace

MultiPolygon rezoned(MultiPolygon shape, const Projection& from, const Projection& to) {
    for (Polygon& polygon : shape) {
        bool there = move(polygon.shell, from, to);
        for (Ring& hole : polygon.holes) there = there && move(hole, from, to);
        if (!there) return {};
    }
    return shape;
}

}  // namespace geo
