#include "geo/noding.hpp"

#include "base/result.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace geo {
namespace {

using base::Int128;

/// A segment that stands once, however many owners run along it: from < to.
struct Line {
    Point from, to;
    std::uint32_t first_turn = 0, turns = 0;

    std::int64_t low() const { return std::min(from.y, to.y); }
    std::int64_t high() const { return std::max(from.y, to.y); }
    /// Of a place from the line, in grid steps; `off` as hits() gives it.
    double distance(Int128 off) const {
        return std::abs(static_cast<double>(off)) / 2 /
               std::hypot(static_cast<double>(to.x - from.x), static_cast<double>(to.y - from.y));
    }
};

int sign(Int128 value) { return (value > 0) - (value < 0); }

/// floor(a / b + 1/2) for b > 0: the pixel a point lies in, its lower and left sides included. Quotients are below
/// 2^41, so the one of doubles is off by one at most, which the rest of the exact division shows.
std::int64_t nearest(Int128 a, Int128 b) {
    const Int128 twice = 2 * a + b;
    const Int128 whole = 2 * b;
    auto quotient = static_cast<std::int64_t>(static_cast<double>(twice) / static_cast<double>(whole));
    Int128 rest = twice - whole * quotient;
    for (; rest < 0; rest += whole) --quotient;
    for (; rest >= whole; rest -= whole) ++quotient;
    return quotient;
}

/// The pixel in which two lines cross, each in its inside. Where an end touches the other line there is a node anyway.
bool cross(const Line& a, const Line& b, Point& out) {
    const Int128 b_from = turn_of(a.from, a.to, b.from);
    const Int128 b_to = turn_of(a.from, a.to, b.to);
    if (sign(b_from) * sign(b_to) >= 0) return false;
    const Int128 a_from = turn_of(b.from, b.to, a.from);
    const Int128 a_to = turn_of(b.from, b.to, a.to);
    if (sign(a_from) * sign(a_to) >= 0) return false;
    // a.from + (a.to - a.from) × part ÷ whole
    Int128 part = a_from;
    Int128 whole = a_from - a_to;
    if (whole < 0) {
        part = -part;
        whole = -whole;
    }
    out = {a.from.x + nearest(Int128{a.to.x - a.from.x} * part, whole),
           a.from.y + nearest(Int128{a.to.y - a.from.y} * part, whole)};
    return true;
}

/// Whether a line passes through the pixel of `node`: [x - ½, x + ½) × [y - ½, y + ½). The node must lie in the line's
/// box; as both ends are grid points, the box cannot touch a pixel otherwise. `off` is twice the distance of the
/// centre times the length; at the corners it differs by ±|dx| ±|dy|, so beyond their sum all corners lie on one
/// side, and at the sum the line touches one corner only, which counts if it is the lower left one.
bool hits(const Line& line, Point node, Int128& off) {
    const std::int64_t dx = line.to.x - line.from.x;
    const std::int64_t dy = line.to.y - line.from.y;
    off = 2 * turn_of(line.from, line.to, node);
    const Int128 reach = Int128{dx} + (dy < 0 ? -dy : dy);
    const Int128 distance = off < 0 ? -off : off;
    return distance < reach || (distance == reach && off == Int128{dx} - dy);
}

/// Sorted by owner, equal owners added up, zeros dropped.
void settle(std::vector<Turn>& turns) {
    std::sort(turns.begin(), turns.end());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < turns.size();) {
        Turn sum = turns[i++];
        while (i < turns.size() && turns[i].owner == sum.owner) sum.count += turns[i++].count;
        if (sum.count != 0) turns[kept++] = sum;
    }
    turns.resize(kept);
}

/// Segments that lie on each other end to end become one line: shared boundaries are the rule in land, not the
/// exception. Points (from == to) drop out.
std::vector<Line> merge(const std::vector<Segment>& segments, std::vector<Turn>& turns) {
    std::vector<std::tuple<Point, Point, std::uint32_t, std::int32_t>> sorted;
    sorted.reserve(segments.size());
    for (const Segment& s : segments) {
        if (s.from == s.to) continue;
        const auto [low, high] = std::minmax(s.from, s.to);
        sorted.emplace_back(low, high, s.owner, s.from < s.to ? 1 : -1);
    }
    std::sort(sorted.begin(), sorted.end());
    std::vector<Line> lines;
    std::vector<Turn> group;
    for (std::size_t i = 0; i < sorted.size();) {
        const auto [from, to, first_owner, first_count] = sorted[i];
        group.clear();
        for (; i < sorted.size() && std::get<0>(sorted[i]) == from && std::get<1>(sorted[i]) == to; ++i)
            group.push_back({std::get<2>(sorted[i]), std::get<3>(sorted[i])});
        settle(group);
        if (group.empty()) continue;
        lines.push_back({from, to, static_cast<std::uint32_t>(turns.size()), static_cast<std::uint32_t>(group.size())});
        turns.insert(turns.end(), group.begin(), group.end());
    }
    return lines;
}

/// The plane cut into strips from west to east, each with about as many lines as any other, so that a sweep along a
/// strip has few of them at a time before it. What strips there are decides how fast pairs are found, not which.
class Strips {
  public:
    explicit Strips(const std::vector<Line>& lines) {
        // As many lines as would fill a square: the sweep of a strip then passes about as many as kBreadth side by
        // side.
        const auto count =
            static_cast<std::size_t>(std::sqrt(static_cast<double>(lines.size())) / static_cast<double>(kBreadth));
        if (count > 1) {
            std::vector<std::int64_t> sample;
            const std::size_t step = lines.size() / (count * kSamples) + 1;
            for (std::size_t i = 0; i < lines.size(); i += step) sample.push_back(lines[i].from.y);
            std::sort(sample.begin(), sample.end());
            for (std::size_t s = 1; s < count; ++s) starts_.push_back(sample[s * sample.size() / count]);
            starts_.erase(std::unique(starts_.begin(), starts_.end()), starts_.end());
        }
        lines_.resize(starts_.size() + 1);
        for (std::uint32_t i = 0; i < lines.size(); ++i) {
            const std::size_t last = strip_of(lines[i].high());
            for (std::size_t s = strip_of(lines[i].low()); s <= last; ++s) lines_[s].push_back(i);
        }
    }
    std::size_t strip_of(std::int64_t y) const {
        return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), y) - starts_.begin());
    }
    /// The lines that enter each strip, in their order.
    const std::vector<std::vector<std::uint32_t>>& lines() const { return lines_; }

  private:
    static constexpr std::size_t kBreadth = 16, kSamples = 32;
    std::vector<std::int64_t> starts_;  ///< of all strips but the lowest
    std::vector<std::vector<std::uint32_t>> lines_;
};

/// A line that the sweep has reached.
struct Reached {
    std::int64_t low, high, end;  ///< south, north, east
    std::uint32_t line;
};

/// Where lines cross: along every strip from west to east, each line against those that it starts beside.
void add_crossings(const std::vector<Line>& lines, const Strips& strips, std::vector<Point>& nodes) {
    std::vector<Reached> reached;
    for (const std::vector<std::uint32_t>& in_strip : strips.lines()) {
        reached.clear();
        for (const std::uint32_t i : in_strip) {
            const Line& line = lines[i];
            const Reached self{line.low(), line.high(), line.to.x, i};
            for (std::size_t k = 0; k < reached.size();) {
                const Reached& other = reached[k];
                if (other.end < line.from.x) {
                    reached[k] = reached.back();
                    reached.pop_back();
                    continue;
                }
                Point crossing;
                if (other.low <= self.high && self.low <= other.high && cross(line, lines[other.line], crossing))
                    nodes.push_back(crossing);
                ++k;
            }
            reached.push_back(self);
        }
    }
}

std::vector<Point> hot_pixels(const std::vector<Line>& lines, const Strips& strips) {
    std::vector<Point> ends, nodes;
    ends.reserve(lines.size() + lines.size() / 4);
    nodes.reserve(2 * lines.size());
    for (const Line& line : lines) ends.push_back(line.to);
    add_crossings(lines, strips, ends);
    std::sort(ends.begin(), ends.end());
    // The starts are sorted as the lines are.
    auto next = ends.begin();
    const auto add = [&](Point p) {
        if (nodes.empty() || nodes.back() != p) nodes.push_back(p);
    };
    for (const Line& line : lines) {
        for (; next != ends.end() && *next < line.from; ++next) add(*next);
        add(line.from);
    }
    for (; next != ends.end(); ++next) add(*next);
    return nodes;
}

/// A line passes through the pixel of a node.
struct Hit {
    std::uint32_t line, node;
};

/// By line, and along each from west to east; where two nodes lie above each other, from south to north.
std::vector<Hit> find_hits(const std::vector<Line>& lines, const Strips& strips, const std::vector<Point>& nodes,
                           double& largest_move) {
    std::vector<Hit> hits_found;
    hits_found.reserve(3 * lines.size());
    std::vector<std::vector<std::uint32_t>> nodes_in(strips.lines().size());
    for (std::uint32_t n = 0; n < nodes.size(); ++n) nodes_in[strips.strip_of(nodes[n].y)].push_back(n);
    for (std::size_t s = 0; s < nodes_in.size(); ++s) {
        const std::vector<std::uint32_t>& in_strip = nodes_in[s];
        std::size_t first = 0;
        for (const std::uint32_t i : strips.lines()[s]) {
            const Line& line = lines[i];
            const std::int64_t low = line.low(), high = line.high();
            while (first < in_strip.size() && nodes[in_strip[first]].x < line.from.x) ++first;
            for (std::size_t k = first; k < in_strip.size() && nodes[in_strip[k]].x <= line.to.x; ++k) {
                const Point node = nodes[in_strip[k]];
                Int128 off = 0;
                if (node.y < low || high < node.y || !hits(line, node, off)) continue;
                hits_found.push_back({i, in_strip[k]});
                if (off != 0) largest_move = std::max(largest_move, line.distance(off));
            }
        }
    }
    const auto earlier = [](const Hit& a, const Hit& b) { return std::tie(a.line, a.node) < std::tie(b.line, b.node); };
    if (nodes_in.size() > 1) std::sort(hits_found.begin(), hits_found.end(), earlier);
    return hits_found;
}

/// A line's way from one node to the next, turned round where it ran against the order of the nodes.
struct Step {
    std::uint32_t from = 0, to = 0, line = 0;
    std::int32_t way = 1;
};

/// Sorted by (from, to, line).
std::vector<Step> steps_along(const std::vector<Line>& lines, std::vector<Hit> hits_found, std::size_t node_count,
                              const std::vector<Point>& nodes) {
    std::vector<Step> steps;
    steps.reserve(hits_found.size());
    std::vector<std::uint32_t> first_at(node_count + 1);
    for (auto at = hits_found.begin(); at != hits_found.end();) {
        const std::uint32_t i = at->line;
        const auto end = std::find_if(at, hits_found.end(), [i](const Hit& hit) { return hit.line != i; });
        // Where two lie above each other, in the line's own direction.
        if (lines[i].to.y < lines[i].from.y && end - at > 2) {
            std::sort(at, end, [&](const Hit& a, const Hit& b) {
                return nodes[a.node].x != nodes[b.node].x ? a.node < b.node : b.node < a.node;
            });
        }
        for (auto last = at++; at != end; last = at++) {
            const auto [low, high] = std::minmax(last->node, at->node);
            steps.push_back({low, high, i, last->node < at->node ? 1 : -1});
            ++first_at[low + 1];
        }
    }
    // Few start at one node: sorted into place by it, what is left to sort is short.
    for (std::size_t n = 1; n < first_at.size(); ++n) first_at[n] += first_at[n - 1];
    std::vector<Step> sorted(steps.size());
    std::vector<std::uint32_t> next(first_at.begin(), first_at.end() - 1);
    for (const Step& step : steps) sorted[next[step.from]++] = step;
    for (std::size_t n = 0; n < node_count; ++n) {
        if (first_at[n + 1] - first_at[n] < 2) continue;
        std::sort(sorted.begin() + first_at[n], sorted.begin() + first_at[n + 1],
                  [](const Step& a, const Step& b) { return std::tie(a.to, a.line) < std::tie(b.to, b.line); });
    }
    return sorted;
}

}  // namespace

Polygon moved_by(Polygon polygon, Point by) {
    const auto move = [&](Ring& ring) {
        for (Point& p : ring) p = {p.x + by.x, p.y + by.y};
    };
    move(polygon.shell);
    for (Ring& hole : polygon.holes) move(hole);
    return polygon;
}

Noded node(const std::vector<Segment>& segments) {
    for (const Segment& s : segments) {
        PANHUO_ASSERT(
            std::max({std::abs(s.from.x), std::abs(s.from.y), std::abs(s.to.x), std::abs(s.to.y)}) <= kMaxLocal,
            "coordinates must be local");
    }
    std::vector<Turn> turns;
    const std::vector<Line> lines = merge(segments, turns);
    const Strips strips(lines);
    Noded out;
    out.nodes = hot_pixels(lines, strips);
    const std::vector<Step> steps =
        steps_along(lines, find_hits(lines, strips, out.nodes, out.largest_move), out.nodes.size(), out.nodes);
    std::vector<Turn> group;
    for (std::size_t i = 0; i < steps.size();) {
        const Step& first = steps[i];
        group.clear();
        for (; i < steps.size() && steps[i].from == first.from && steps[i].to == first.to; ++i) {
            const Line& line = lines[steps[i].line];
            for (std::uint32_t t = line.first_turn; t < line.first_turn + line.turns; ++t)
                group.push_back({turns[t].owner, turns[t].count * steps[i].way});
        }
        settle(group);
        if (group.empty()) continue;
        out.edges.push_back({first.from, first.to, static_cast<std::uint32_t>(out.turns.size()),
                             static_cast<std::uint32_t>(group.size())});
        out.turns.insert(out.turns.end(), group.begin(), group.end());
    }
    return out;
}

}  // namespace geo
