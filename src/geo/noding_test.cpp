#include "geo/noding.hpp"

#include "geo/box_index.hpp"
#include "geo/testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace geo {
namespace {

using base::Int128;

Int128 side_of_line(Point a, Point b, Point c) {
    return Int128{b.x - a.x} * (c.y - a.y) - Int128{b.y - a.y} * (c.x - a.x);
}
int sign(Int128 v) { return (v > 0) - (v < 0); }

/// Whether two edges share anything but common ends.
bool interfere(Point a, Point b, Point c, Point d) {
    const auto inside = [](Point p, Point q, Point x) {
        return x != p && x != q && side_of_line(p, q, x) == 0 && std::min(p.x, q.x) <= x.x &&
               x.x <= std::max(p.x, q.x) && std::min(p.y, q.y) <= x.y && x.y <= std::max(p.y, q.y);
    };
    if (inside(a, b, c) || inside(a, b, d) || inside(c, d, a) || inside(c, d, b)) return true;
    return sign(side_of_line(a, b, c)) * sign(side_of_line(a, b, d)) < 0 &&
           sign(side_of_line(c, d, a)) * sign(side_of_line(c, d, b)) < 0;
}

std::vector<Segment> any_segments(std::int64_t range) {
    std::vector<Segment> out;
    const auto count = *rc::gen::inRange<std::size_t>(0, 25);
    const auto coordinate = [&] { return *rc::gen::inRange<std::int64_t>(-range, range + 1); };
    for (std::size_t i = 0; i < count; ++i)
        out.push_back({{coordinate(), coordinate()}, {coordinate(), coordinate()}, *rc::gen::inRange(0U, 3U)});
    return out;
}

bool same(const Noded& a, const Noded& b) {
    const auto equal_edges = [](const Edge& x, const Edge& y) {
        return x.from == y.from && x.to == y.to && x.first_turn == y.first_turn && x.turns == y.turns;
    };
    return a.nodes == b.nodes && a.turns == b.turns &&
           std::equal(a.edges.begin(), a.edges.end(), b.edges.begin(), b.edges.end(), equal_edges);
}

TEST(Noding, ACrossingBecomesANode) {
    const Noded got = node({{{0, 0}, {10, 10}, 1}, {{0, 10}, {10, 0}, 2}});
    EXPECT_EQ(got.nodes, (std::vector<Point>{{0, 0}, {0, 10}, {5, 5}, {10, 0}, {10, 10}}));
    EXPECT_EQ(got.edges.size(), 4U);
    EXPECT_EQ(got.largest_move, 0);
}

TEST(Noding, BoundariesOnEachOtherBecomeOneEdgeThatKnowsBoth) {
    const Noded got = node({{{0, 0}, {10, 0}, 1}, {{10, 0}, {0, 0}, 2}, {{4, 0}, {6, 0}, 1}});
    ASSERT_EQ(got.edges.size(), 3U);
    EXPECT_EQ(got.turns, (std::vector<Turn>{{1, 1}, {2, -1}, {1, 2}, {2, -1}, {1, 1}, {2, -1}}));
    EXPECT_TRUE(node({{{0, 0}, {10, 0}, 1}, {{10, 0}, {0, 0}, 1}}).edges.empty()) << "a spike goes";
    EXPECT_TRUE(node({}).edges.empty());
    EXPECT_TRUE(node({{{3, 3}, {3, 3}, 1}}).edges.empty());
}

TEST(Noding, APixelOwnsItsLowerAndLeftSides) {
    // (0,1)-(1,0) passes the corner (½,½) that four pixels share: it lies in the pixel of (1,1) alone.
    const auto through = [](Point p) {
        const Noded got = node({{{0, 1}, {1, 0}, 1}, {p, {p.x, p.y + 50}, 2}, {p, {p.x, p.y - 50}, 2}});
        return std::any_of(got.edges.begin(), got.edges.end(), [&](const Edge& e) {
            return got.turns[e.first_turn].owner == 1 && (got.nodes[e.from] == p || got.nodes[e.to] == p);
        });
    };
    EXPECT_TRUE(through({1, 1}));
    const Noded at_origin = node({{{0, 1}, {1, 0}, 1}, {{0, 0}, {-5, 0}, 2}});
    EXPECT_EQ(at_origin.edges.size(), 2U) << "the pixel of (0,0) is not touched";
}

TEST(Noding, FarCoordinatesAreAsExact) {
    const std::int64_t far = kMaxLocal;
    const Noded got = node({{{-far, -far}, {far, far}, 1}, {{-far, far}, {far, -far + 1}, 2}});
    ASSERT_EQ(got.nodes.size(), 5U);
    EXPECT_EQ(got.nodes[2], (Point{0, 0})) << "the lines cross at a quarter of a step east and north";
    EXPECT_LE(got.largest_move, 0.7072);
}

RC_GTEST_PROP(NodingProperty, EdgesMeetInEndsOnly, ()) {
    const Noded got = node(any_segments(*rc::gen::element<std::int64_t>(3, 8, 30, 100'000)));
    for (std::size_t i = 0; i < got.edges.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const Edge &a = got.edges[i], &b = got.edges[j];
            RC_ASSERT(!interfere(got.nodes[a.from], got.nodes[a.to], got.nodes[b.from], got.nodes[b.to]));
        }
    }
    RC_ASSERT(got.largest_move <= 0.70711);
}

RC_GTEST_PROP(NodingProperty, OrderAndWholeStepsOfTheOriginDoNotMatter, ()) {
    std::vector<Segment> segments = any_segments(*rc::gen::element<std::int64_t>(3, 8, 30, 100'000));
    const Noded first = node(segments);
    const auto seed = *rc::gen::inRange<std::size_t>(0, 1'000);
    for (std::size_t i = segments.size(); i > 1; --i) std::swap(segments[i - 1], segments[(seed * 31 + i * 17) % i]);
    RC_ASSERT(same(node(segments), first));
    const Point by{*rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000), *rc::gen::inRange<std::int64_t>(-9, 9)};
    for (Segment& s : segments) {
        s.from = {s.from.x + by.x, s.from.y + by.y};
        s.to = {s.to.x + by.x, s.to.y + by.y};
    }
    Noded moved = node(segments);
    for (Point& p : moved.nodes) p = {p.x - by.x, p.y - by.y};
    RC_ASSERT(same(moved, first));
}

RC_GTEST_PROP(NodingProperty, NothingIsLostBetweenEnds, ()) {
    // Turns leave each node as often as they come, but at the ends of segments: those are as they were.
    const std::vector<Segment> segments = any_segments(20);
    std::map<std::pair<Point, std::uint32_t>, int> before, after;
    for (const Segment& s : segments) {
        ++before[{s.from, s.owner}];
        --before[{s.to, s.owner}];
    }
    const Noded got = node(segments);
    for (const Edge& e : got.edges) {
        for (std::uint32_t t = e.first_turn; t < e.first_turn + e.turns; ++t) {
            after[{got.nodes[e.from], got.turns[t].owner}] += got.turns[t].count;
            after[{got.nodes[e.to], got.turns[t].owner}] -= got.turns[t].count;
        }
    }
    std::erase_if(before, [](const auto& each) { return each.second == 0; });
    std::erase_if(after, [](const auto& each) { return each.second == 0; });
    RC_ASSERT(before == after);
}

RC_GTEST_PROP(BoxIndexProperty, FindsWhatAScanFinds, ()) {
    std::vector<Box> boxes;
    const auto any_box = [] {
        const Point low{*rc::gen::inRange<std::int64_t>(-50, 50), *rc::gen::inRange<std::int64_t>(-50, 50)};
        return Box{low,
                   {low.x + *rc::gen::inRange<std::int64_t>(0, 20), low.y + *rc::gen::inRange<std::int64_t>(0, 9)}};
    };
    const auto count = *rc::gen::inRange<std::size_t>(0, 300);
    for (std::size_t i = 0; i < count; ++i) boxes.push_back(any_box());
    const BoxIndex index(boxes);
    const Box asked = any_box();
    std::multiset<std::size_t> found, expected;
    index.query(asked, [&](std::uint32_t i) { found.insert(i); });
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (touches(boxes[i], asked)) expected.insert(i);
    }
    RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace geo
