#include "geo/noding.hpp"

#include "base/result.hpp"
#include "geo/box_index.hpp"

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

    Box box() const { return {{from.x, std::min(from.y, to.y)}, {to.x, std::max(from.y, to.y)}}; }
};

int sign(Int128 value) { return (value > 0) - (value < 0); }

/// floor(a / b + 1/2) for b > 0: the pixel a point lies in, its lower and left sides included.
std::int64_t nearest(Int128 a, Int128 b) {
    const Int128 twice = 2 * a + b;
    const Int128 quotient = twice / (2 * b);
    return static_cast<std::int64_t>(quotient - (twice % (2 * b) < 0 ? 1 : 0));
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

std::vector<Point> hot_pixels(const std::vector<Line>& lines, const BoxIndex& index) {
    std::vector<Point> nodes;
    nodes.reserve(2 * lines.size());
    for (const std::uint32_t i : index.order()) {
        nodes.push_back(lines[i].from);
        nodes.push_back(lines[i].to);
        index.query(lines[i].box(), [&](std::uint32_t j) {
            Point crossing;
            if (i < j && cross(lines[i], lines[j], crossing)) nodes.push_back(crossing);
        });
    }
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
}

/// A line's way from one node to the next, turned round where it ran against the order of the nodes.
struct Step {
    std::uint32_t from = 0, to = 0, line = 0;
    std::int32_t way = 1;
};

std::vector<Step> snap(const std::vector<Line>& lines, const BoxIndex& line_index, const std::vector<Point>& nodes,
                       double& largest_move) {
    std::vector<Box> boxes;
    boxes.reserve(nodes.size());
    for (const Point p : nodes) boxes.push_back({p, p});
    const BoxIndex index(boxes);
    std::vector<Step> steps;
    steps.reserve(lines.size());
    std::vector<std::uint32_t> on_line;
    for (const std::uint32_t i : line_index.order()) {
        const Line& line = lines[i];
        const double length =
            std::hypot(static_cast<double>(line.to.x - line.from.x), static_cast<double>(line.to.y - line.from.y));
        on_line.clear();
        index.query(line.box(), [&](std::uint32_t n) {
            Int128 off = 0;
            if (!hits(line, nodes[n], off)) return;
            on_line.push_back(n);
            if (off != 0) largest_move = std::max(largest_move, std::abs(static_cast<double>(off)) / 2 / length);
        });
        // East along the line; where two lie above each other, in the line's own direction.
        const bool down = line.to.y < line.from.y;
        std::sort(on_line.begin(), on_line.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return nodes[a].x != nodes[b].x || !down ? a < b : b < a; });
        for (std::size_t k = 1; k < on_line.size(); ++k) {
            const auto [low, high] = std::minmax(on_line[k - 1], on_line[k]);
            steps.push_back({low, high, i, on_line[k - 1] < on_line[k] ? 1 : -1});
        }
    }
    return steps;
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
    Noded out;
    std::vector<Box> boxes;
    boxes.reserve(lines.size());
    for (const Line& line : lines) boxes.push_back(line.box());
    const BoxIndex index(boxes);
    out.nodes = hot_pixels(lines, index);
    std::vector<Step> steps = snap(lines, index, out.nodes, out.largest_move);
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
        return std::tie(a.from, a.to, a.line) < std::tie(b.from, b.to, b.line);
    });
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
