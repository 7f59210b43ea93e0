#include "geo/assemble.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace geo {
namespace {

/// side_of for a point given on a grid `scale` times finer than the ring's.
Side side_of_scaled(Point p, const Ring& ring, std::int64_t scale) {
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Point a{ring[j].x * scale, ring[j].y * scale};
        const Point b{ring[i].x * scale, ring[i].y * scale};
        if (std::min(a.y, b.y) > p.y || std::max(a.y, b.y) < p.y) continue;
        const base::Int128 cross = base::Int128{b.x - a.x} * (p.y - a.y) - base::Int128{b.y - a.y} * (p.x - a.x);
        if (cross == 0 && std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x)) return Side::Boundary;
        // Half-open in y, so that a vertex on the ray counts once. The edge is to the right of p when the turn
        // a -> b -> p is to the left on the way up, to the right on the way down.
        if ((a.y > p.y) != (b.y > p.y) && (cross > 0) == (b.y > a.y)) inside = !inside;
    }
    return inside ? Side::Inside : Side::Outside;
}

struct RingFacts {
    Box box;
    base::Int128 area = 0;
};

/// Whether `inner` lies within `outer`: the first of its vertices, else of its edge midpoints, that is off the
/// boundary decides. Rings of equal area never lie within each other, so two copies of one ring stay two shells.
bool lies_within(const Ring& inner, const RingFacts& inner_facts, const Ring& outer, const RingFacts& outer_facts) {
    if (outer_facts.area <= inner_facts.area || !outer_facts.box.contains(inner_facts.box)) return false;
    for (const Point p : inner) {
        const Side side = side_of_scaled(p, outer, 1);
        if (side != Side::Boundary) return side == Side::Inside;
    }
    for (std::size_t i = 0, j = inner.size() - 1; i < inner.size(); j = i++) {
        const Point middle{inner[i].x + inner[j].x, inner[i].y + inner[j].y};
        const Side side = side_of_scaled(middle, outer, 2);
        if (side != Side::Boundary) return side == Side::Inside;
    }
    return false;
}

}  // namespace

Side side_of(Point point, const Ring& ring) { return ring.empty() ? Side::Outside : side_of_scaled(point, ring, 1); }

std::vector<Ring> split_at_repeats(const Ring& ring) {
    std::vector<Ring> loops;
    Ring path;                           // the points since the last cut, no two alike
    std::map<Point, std::size_t> place;  // where in the path they stand
    const auto keep = [&](Ring loop) {
        if (loop.size() >= 3) loops.push_back(std::move(loop));
    };
    for (const Point p : ring) {
        const auto [known, is_new] = place.try_emplace(p, path.size());
        if (is_new) {
            path.push_back(p);
            continue;
        }
        const auto start = path.begin() + static_cast<std::ptrdiff_t>(known->second);
        for (auto gone = start + 1; gone != path.end(); ++gone) place.erase(*gone);
        keep(Ring(start, path.end()));
        path.erase(start + 1, path.end());
    }
    keep(std::move(path));
    return loops;
}

MultiPolygon assemble(const std::vector<Ring>& rings) {
    const std::size_t count = rings.size();
    std::vector<RingFacts> facts(count);
    for (std::size_t i = 0; i < count; ++i) {
        const base::Int128 area = twice_signed_area(rings[i]);
        facts[i] = {box_of(rings[i]).value_or(Box{}), area < 0 ? -area : area};
    }
    std::vector<std::vector<std::size_t>> around(count);  // the rings each ring lies within
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j < count; ++j) {
            if (i != j && !rings[i].empty() && lies_within(rings[i], facts[i], rings[j], facts[j]))
                around[i].push_back(j);
        }
    }
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> shell_of(count, kNone);
    for (std::size_t i = 0; i < count; ++i) {
        if (around[i].size() % 2 == 0) continue;
        for (const std::size_t j : around[i]) {
            if (around[j].size() % 2 == 1) continue;  // itself a hole
            if (shell_of[i] == kNone || facts[j].area < facts[shell_of[i]].area) shell_of[i] = j;
        }
    }
    MultiPolygon out;
    std::vector<std::size_t> place(count, kNone);
    for (std::size_t i = 0; i < count; ++i) {
        if (shell_of[i] != kNone) continue;
        place[i] = out.size();
        out.push_back({rings[i], {}});
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (shell_of[i] != kNone) out[place[shell_of[i]]].holes.push_back(rings[i]);
    }
    return out;
}

}  // namespace geo
