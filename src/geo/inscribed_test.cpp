// The widest circle by growing balls, against quartering the plane.
#include "geo/inscribed.hpp"

#include "geo/testing.hpp"
#include "geo/validity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <queue>
#include <random>

namespace geo {
namespace {

constexpr Resolution kGrid = kHundredthMillimetre;

/// Signed distance of a place from the outline, positive inside (rings crossed an odd number of times).
double depth(const Polygon& polygon, double x, double y) {
    double nearest = std::numeric_limits<double>::infinity();
    bool inside = false;
    const auto pass = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point p = ring[i], q = ring[(i + 1) % ring.size()];
            const auto px = static_cast<double>(p.x), py = static_cast<double>(p.y);
            const auto dx = static_cast<double>(q.x) - px, dy = static_cast<double>(q.y) - py;
            const double t = std::clamp(((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
            nearest = std::min(nearest, std::hypot(px + t * dx - x, py + t * dy - y));
            if ((py > y) != (py + dy > y) && x < px + (y - py) / dy * dx) inside = !inside;
        }
    };
    pass(polygon.shell);
    for (const Ring& hole : polygon.holes) pass(hole);
    return inside ? nearest : -nearest;
}

/// The widest circle by quartering the plane: no place of a square is deeper than its middle by more than half its
/// diagonal. Slow, and has nothing in common with balls or with shrinking.
double by_quartering(const Polygon& polygon) {
    struct Square {
        double most = 0, x = 0, y = 0, half = 0;
        bool operator<(const Square& other) const { return most < other.most; }
    };
    const Box box = *box_of(polygon.shell);
    std::priority_queue<Square> open;
    double best = 0;
    const auto look = [&](double x, double y, double half) {
        const double here = depth(polygon, x, y);
        best = std::max(best, here);
        open.push({here + half * std::numbers::sqrt2, x, y, half});
    };
    const double width = static_cast<double>(box.high.x - box.low.x),
                 height = static_cast<double>(box.high.y - box.low.y);
    const double half = std::max(1.0, std::min(width, height) / 2);
    for (double x = static_cast<double>(box.low.x) + half; x - half < static_cast<double>(box.high.x); x += 2 * half)
        for (double y = static_cast<double>(box.low.y) + half; y - half < static_cast<double>(box.high.y);
             y += 2 * half)
            look(x, y, half);
    while (!open.empty() && open.top().most > 1.004 * best + 10) {
        const Square at = open.top();
        open.pop();
        for (const double dx : {-0.5, 0.5})
            for (const double dy : {-0.5, 0.5}) look(at.x + dx * at.half, at.y + dy * at.half, at.half / 2);
    }
    return 2 * best;
}

/// To 1 % or a millimetre. (GEOS is no judge here: it simplifies the outline before it shrinks it, and was found up to
/// 6.5 % short.)
void expect_same(const Polygon& polygon, const std::string& what) {
    const double balls = inscribed_by_balls(polygon, kGrid), quartered = by_quartering(polygon);
    ASSERT_NEAR(balls, quartered, std::max(0.01 * quartered, 0.001 / kGrid.metres())) << what;
}

TEST(Inscribed, KnownShapes) {
    const std::int64_t m = 100'000;
    EXPECT_NEAR(inscribed_by_balls({{{0, 0}, {100 * m, 0}, {100 * m, 10 * m}, {0, 10 * m}}, {}}, kGrid), 10 * m, 100);
    EXPECT_NEAR(inscribed_by_balls({{{0, 0}, {3 * m, 0}, {0, 4 * m}}, {}}, kGrid), 2 * m, 0.01 * m);
    EXPECT_EQ(inscribed_by_balls({}, kGrid), 0);
}

TEST(Inscribed, TheCircleMayTouchInnerCornersAlone) {
    // A star of four long points: its widest circle touches the four corners that point inwards.
    Polygon star;
    for (int k = 0; k < 8; ++k) {
        const double radius = k % 2 == 0 ? 1e8 : 1e7, angle = k * std::atan(1.0);
        star.shell.push_back({std::llround(radius * std::cos(angle)), std::llround(radius * std::sin(angle))});
    }
    EXPECT_NEAR(inscribed_by_balls(star, kGrid), 2e7, 2e5);
    expect_same(star, "star");
}

TEST(Inscribed, AnyStarOrSliverWithOrWithoutAHole) {
    std::mt19937_64 random(20240319);
    for (int t = 0; t < 600; ++t) {
        const auto count = 3 + random() % 20;
        const double size = 1'000.0 + static_cast<double>(random() % 5'000'000), flat = t % 3 == 0 ? 0.01 : 1;
        std::vector<double> angles;
        for (std::size_t i = 0; i < count; ++i) angles.push_back(static_cast<double>(random() % 6'283) / 1'000);
        std::sort(angles.begin(), angles.end());
        Polygon polygon;
        for (const double angle : angles) {
            const double radius = size * (0.05 + static_cast<double>(random() % 1'000) / 1'000);
            polygon.shell.push_back(
                {std::llround(radius * std::cos(angle)), std::llround(flat * radius * std::sin(angle))});
        }
        if (t % 4 == 0) {
            const auto d = static_cast<std::int64_t>(size / 50);
            polygon.holes.push_back({{d, d / 100}, {-d, d / 100}, {-d, -d / 100}});
        }
        if (!plainly_valid({polygon})) continue;
        expect_same(polygon, "number " + std::to_string(t));
    }
}

TEST(Inscribed, AShapeAsSmallAsRoundingComesToAnEnd) {
    // A hole without area across a shell of a few steps: not valid, and once halved for ever.
    const Polygon crumb{
        {{-272, 1}, {-667, 0}, {-401, -8}, {-128, -5}, {157, -4}, {332, -3}, {691, -5}, {1066, -6}, {1194, -3}},
        {{{27, 0}, {-27, 0}, {-27, 0}}}};
    EXPECT_LT(inscribed_by_balls(crumb, kGrid), 100);
}

TEST(Inscribed, StripsAreSettledHoweverLongAndThin) {
    for (const std::int64_t thin : {10, 1'000, 30'000}) {
        const Polygon strip{{{0, 0}, {500'000'000, 300'000'000}, {500'000'000, 300'000'000 + thin}, {0, thin}}, {}};
        EXPECT_NEAR(inscribed_by_balls(strip, kGrid), static_cast<double>(thin) * 5 / std::hypot(5, 3),
                    std::max(100.0, 0.01 * static_cast<double>(thin)));
    }
}

}  // namespace
}  // namespace geo
