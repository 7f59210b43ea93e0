#include "geo/polygon.hpp"

#include "base/result.hpp"

#include <algorithm>
#include <limits>

namespace geo {
namespace {

/// One base::Area unit is 1/10,000 m² = 100 mm²; twice an area has 200 of its half units in it.
constexpr std::int64_t kTwiceMm2PerUnit = 200;

base::Int128 magnitude(base::Int128 value) { return value < 0 ? -value : value; }

void extend(std::optional<Box>& box, Point p) {
    if (!box) {
        box = Box{p, p};
        return;
    }
    box->low = {std::min(box->low.x, p.x), std::min(box->low.y, p.y)};
    box->high = {std::max(box->high.x, p.x), std::max(box->high.y, p.y)};
}

void make_canonical(Ring& ring, bool against_clock) {
    if (ring.empty()) return;
    if ((twice_signed_area(ring) > 0) != against_clock) std::reverse(ring.begin(), ring.end());
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
}

}  // namespace

std::optional<Box> box_of(const Ring& ring) {
    std::optional<Box> box;
    for (const Point p : ring) extend(box, p);
    return box;
}

std::optional<Box> box_of(const MultiPolygon& polygons) {
    std::optional<Box> box;
    for (const Polygon& polygon : polygons) {
        for (const Point p : polygon.shell) extend(box, p);
    }
    return box;
}

std::size_t vertex_count(const MultiPolygon& polygons) {
    std::size_t count = 0;
    for (const Polygon& polygon : polygons) {
        count += polygon.shell.size();
        for (const Ring& hole : polygon.holes) count += hole.size();
    }
    return count;
}

base::Int128 twice_signed_area(const Ring& ring) {
    if (ring.size() < 3) return 0;
    // From a local origin: products of differences are small, and moving the ring changes nothing at all.
    const Point origin = ring.front();
    base::Int128 sum = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        const base::Int128 ax = ring[i].x - origin.x;
        const base::Int128 ay = ring[i].y - origin.y;
        const base::Int128 bx = ring[i + 1].x - origin.x;
        const base::Int128 by = ring[i + 1].y - origin.y;
        sum += ax * by - ay * bx;
    }
    return sum;
}

base::Int128 twice_area(const MultiPolygon& polygons) {
    base::Int128 sum = 0;
    for (const Polygon& polygon : polygons) {
        sum += magnitude(twice_signed_area(polygon.shell));
        for (const Ring& hole : polygon.holes) sum -= magnitude(twice_signed_area(hole));
    }
    return sum;
}

bool fits_area(const MultiPolygon& polygons) {
    // Half of the range, so that a sum of two areas still fits.
    constexpr base::Int128 kLimit = base::Int128{std::numeric_limits<std::int64_t>::max() / 2} * kTwiceMm2PerUnit;
    return magnitude(twice_area(polygons)) <= kLimit;
}

base::Area area_of(const MultiPolygon& polygons) {
    PANHUO_ASSERT(fits_area(polygons), "area of polygons that no reader lets pass");
    return base::Area::from_units(base::round_half_away(twice_area(polygons), kTwiceMm2PerUnit));
}

void tidy(Ring& ring) {
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    while (ring.size() > 1 && ring.back() == ring.front()) ring.pop_back();
}

std::size_t distinct_points(const Ring& ring) {
    Ring sorted = ring;
    std::sort(sorted.begin(), sorted.end());
    return static_cast<std::size_t>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
}

MultiPolygon canonical(MultiPolygon polygons) {
    for (Polygon& polygon : polygons) {
        make_canonical(polygon.shell, true);
        for (Ring& hole : polygon.holes) make_canonical(hole, false);
        std::sort(polygon.holes.begin(), polygon.holes.end());
    }
    std::sort(polygons.begin(), polygons.end());
    return polygons;
}

}  // namespace geo
