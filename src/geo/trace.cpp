// Outlines of regions: half-edges with the region on their left, joined to cycles, cut to simple rings.
#include "geo/arrangement.hpp"
#include "geo/assemble.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo {
namespace {

using base::Int128;

Int128 cross(Point a, Point b) { return Int128{a.x} * b.y - Int128{a.y} * b.x; }
Point minus(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }

/// Directions against the clock, from due east on.
bool earlier_turn(Point a, Point b) {
    const auto upper = [](Point d) { return d.y > 0 || (d.y == 0 && d.x > 0); };
    if (upper(a) != upper(b)) return upper(a);
    return cross(a, b) > 0;
}

/// An edge run through with a region of `group` on its left: along = from the smaller node to the larger.
struct Half {
    std::uint32_t edge = 0;
    bool along = true;
    std::int32_t group = 0;
};

struct Cycle {
    std::vector<std::uint32_t> halves;
    std::uint32_t lowest = 0;  ///< node
    std::size_t region = 0;
};

class Tracer {
  public:
    Tracer(const Arrangement& a, std::span<const std::int32_t> group_of, std::span<const std::uint8_t> kind_of)
        : a_(a), group_of_(group_of), kind_of_(kind_of) {}

    std::vector<Region> run() {
        collect();
        join();
        std::sort(cycles_.begin(), cycles_.end(), [&](const Cycle& x, const Cycle& y) {
            return std::pair(x.lowest, group(x)) < std::pair(y.lowest, group(y));
        });
        for (std::size_t c = 0; c < cycles_.size(); ++c) {
            for (const std::uint32_t h : cycles_[c].halves) cycle_of_[h] = c;
        }
        seen_at_.assign(a_.noded.nodes.size(), nullptr);
        for (Cycle& cycle : cycles_) place(cycle);
        for (Region& region : regions_) std::sort(region.polygon.holes.begin(), region.polygon.holes.end());
        return std::move(regions_);
    }

  private:
    std::uint32_t start(const Half& h) const { return h.along ? edge(h).from : edge(h).to; }
    std::uint32_t end(const Half& h) const { return h.along ? edge(h).to : edge(h).from; }
    const Edge& edge(const Half& h) const { return a_.noded.edges[h.edge]; }
    Point point(std::uint32_t node) const { return a_.noded.nodes[node]; }
    std::int32_t group(const Cycle& cycle) const { return halves_[cycle.halves.front()].group; }

    /// Half-edges between a class and another, sorted by where they start and by direction.
    void collect() {
        half_of_.assign(2 * a_.noded.edges.size(), kNoEdge);
        for (std::uint32_t e = 0; e < a_.noded.edges.size(); ++e) {
            const std::int32_t above = group_of_[a_.above[e]], below = group_of_[a_.below[e]];
            if (above == below) continue;
            if (above >= 0) halves_.push_back({e, true, above});
            if (below >= 0) halves_.push_back({e, false, below});
        }
        const auto direction = [&](const Half& h) { return minus(point(end(h)), point(start(h))); };
        std::sort(halves_.begin(), halves_.end(), [&](const Half& x, const Half& y) {
            if (start(x) != start(y)) return start(x) < start(y);
            return earlier_turn(direction(x), direction(y));
        });
        first_at_.assign(a_.noded.nodes.size() + 1, 0);
        for (std::uint32_t h = 0; h < halves_.size(); ++h) {
            ++first_at_[start(halves_[h]) + 1];
            half_of_[2 * halves_[h].edge + (halves_[h].along ? 0 : 1)] = h;
        }
        for (std::size_t n = 1; n < first_at_.size(); ++n) first_at_[n] += first_at_[n - 1];
    }

    /// The way on with the region still on the left: from the way back, turn with the clock to the first outline edge.
    std::uint32_t next(const Half& h) const {
        const std::uint32_t node = end(h);
        const Point back = minus(point(start(h)), point(node));
        const auto first = halves_.begin() + first_at_[node], last = halves_.begin() + first_at_[node + 1];
        const auto direction = [&](const Half& x) { return minus(point(end(x)), point(node)); };
        auto after = std::partition_point(first, last, [&](const Half& x) { return earlier_turn(direction(x), back); });
        // Round the clock once at most; a region's outline has no loose ends.
        for (auto steps = last - first; steps > 0; --steps) {
            after = after == first ? last - 1 : after - 1;
            if (after->group == h.group) break;
        }
        return static_cast<std::uint32_t>(after - halves_.begin());
    }

    void join() {
        std::vector<bool> used(halves_.size());
        cycle_of_.resize(halves_.size());
        for (std::uint32_t h = 0; h < halves_.size(); ++h) {
            if (used[h]) continue;
            Cycle cycle;
            cycle.lowest = start(halves_[h]);
            for (std::uint32_t at = h; !used[at]; at = next(halves_[at])) {
                used[at] = true;
                cycle.halves.push_back(at);
                cycle.lowest = std::min(cycle.lowest, start(halves_[at]));
            }
            cycles_.push_back(std::move(cycle));
        }
    }

    /// The cycle's ring, cut where it touches itself: seldom, so that is looked for first.
    std::vector<Ring> loops_of(const Cycle& cycle) {
        Ring way;
        way.reserve(cycle.halves.size());
        bool touches = false;
        for (const std::uint32_t h : cycle.halves) {
            const std::uint32_t node = start(halves_[h]);
            way.push_back(point(node));
            touches = touches || seen_at_[node] == &cycle;
            seen_at_[node] = &cycle;
        }
        if (touches) return split_at_repeats(way);
        std::vector<Ring> one;
        if (way.size() >= 3) one.push_back(std::move(way));
        return one;
    }

    /// What a cycle bounds: what runs against the clock is a shell, the rest are holes; a cycle
    /// without a shell lies inside of a region whose outline is below it.
    void place(Cycle& cycle) {
        std::vector<Ring> loops = loops_of(cycle);
        const auto is_shell = [](const Ring& ring) { return twice_signed_area(ring) > 0; };
        const auto shell = std::find_if(loops.begin(), loops.end(), is_shell);
        if (shell != loops.end()) {
            cycle.region = regions_.size();
            regions_.emplace_back();
            regions_.back().group = group(cycle);
        } else {
            cycle.region = cycles_[around(cycle)].region;
        }
        Region& region = regions_[cycle.region];
        for (Ring& loop : loops) {
            region.twice_area += twice_signed_area(loop);
            straighten(loop);
            if (is_shell(loop)) {
                region.polygon.shell = std::move(loop);
            } else {
                region.polygon.holes.push_back(std::move(loop));
            }
        }
        for (const std::uint32_t h : cycle.halves) measure_border(region, halves_[h]);
    }

    /// The cycle that bounds, from below, the region around a hole. Edges inside of the region are passed over.
    std::size_t around(const Cycle& hole) const {
        const std::int32_t wanted = group(hole);
        const auto first = std::partition_point(a_.noded.edges.begin(), a_.noded.edges.end(),
                                                [&](const Edge& e) { return e.from < hole.lowest; });
        std::uint32_t e = static_cast<std::uint32_t>(first - a_.noded.edges.begin());
        e = lowest_edge_at(hole.lowest, e);
        do {
            e = a_.under[e];
        } while (half_of_[2 * e] == kNoEdge || halves_[half_of_[2 * e]].group != wanted);
        return cycle_of_[half_of_[2 * e]];
    }
    std::uint32_t lowest_edge_at(std::uint32_t node, std::uint32_t first) const {
        std::uint32_t best = first;
        const auto& edges = a_.noded.edges;
        for (std::uint32_t e = first + 1; e < edges.size() && edges[e].from == node; ++e) {
            if (cross(minus(point(edges[e].to), point(node)), minus(point(edges[best].to), point(node))) > 0) best = e;
        }
        return best;
    }

    void measure_border(Region& region, const Half& h) const {
        const std::uint32_t beyond = h.along ? a_.below[h.edge] : a_.above[h.edge];
        const Point d = minus(point(edge(h).to), point(edge(h).from));
        region.border[kind_of_[beyond]] += std::hypot(static_cast<double>(d.x), static_cast<double>(d.y));
    }

    /// Leaves out vertices on straight lines, and starts from the lowest vertex.
    static void straighten(Ring& ring) {
        Ring kept;
        kept.reserve(ring.size());
        std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point before = kept.empty() ? ring.back() : kept.back();
            const Point after = ring[(i + 1) % ring.size()];
            if (cross(minus(ring[i], before), minus(after, ring[i])) != 0) kept.push_back(ring[i]);
        }
        kept.shrink_to_fit();
        ring = std::move(kept);
    }

    const Arrangement& a_;
    std::span<const std::int32_t> group_of_;
    std::span<const std::uint8_t> kind_of_;
    std::vector<Half> halves_;
    std::vector<std::uint32_t> first_at_;  ///< halves by the node they start at
    std::vector<std::uint32_t> half_of_;   ///< of edge e: along at 2e, against at 2e + 1
    std::vector<std::size_t> cycle_of_;    ///< by half
    std::vector<Cycle> cycles_;
    std::vector<const Cycle*> seen_at_;  ///< by node: the last cycle that passed
    std::vector<Region> regions_;
};

}  // namespace

std::vector<Region> trace(const Arrangement& arrangement, std::span<const std::int32_t> group_of,
                          std::span<const std::uint8_t> kind_of) {
    return Tracer(arrangement, group_of, kind_of).run();
}

}  // namespace geo
