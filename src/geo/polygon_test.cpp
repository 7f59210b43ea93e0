#include "geo/polygon.hpp"

#include "geo/assemble.hpp"
#include "geo/testing.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace geo {
namespace {

using testing::any_strip;
using testing::square;

constexpr std::int64_t kFar = 60'000'000 * kPerMetre;

TEST(Polygon, AHectareOnTheMapIsAHectareInTheBook) {
    const Polygon plot{square(37'500'000'000, 4'063'000'000, 100'000), {square(37'500'025'000, 4'063'025'000, 50'000)}};
    EXPECT_EQ(area_of({plot}), base::Area::from_m2(7'500));
}

TEST(Polygon, AreaIsRoundedHalfAwayFromZero) {
    // 5 mm × 10 mm = 50 mm² is half of the smallest unit, 100 mm².
    EXPECT_EQ(area_of({{{{0, 0}, {5, 0}, {5, 10}, {0, 10}}, {}}}).units(), 1);
    EXPECT_EQ(area_of({{{{0, 0}, {7, 0}, {7, 7}, {0, 7}}, {}}}).units(), 0);
    // A hole that outweighs its shell is no land, but must not wrap around.
    EXPECT_EQ(area_of({{square(0, 0, 10), {square(0, 0, 20)}}}).units(), -3);
}

TEST(Polygon, NoPointsNoArea) {
    EXPECT_EQ(area_of({}).units(), 0);
    EXPECT_EQ(twice_signed_area({}), 0);
    EXPECT_EQ(twice_signed_area({{1, 1}, {5, 5}}), 0);
    EXPECT_FALSE(box_of(Ring{}));
    EXPECT_FALSE(box_of(MultiPolygon{}));
}

TEST(Polygon, TheWidestRingIsRefusedInsteadOfOverflowing) {
    const Ring all = square(-kMaxCoordinate, -kMaxCoordinate, 2 * kMaxCoordinate);
    EXPECT_EQ(twice_signed_area(all), base::Int128{8} * kMaxCoordinate * kMaxCoordinate);
    EXPECT_FALSE(fits_area({{all, {}}}));
    EXPECT_TRUE(fits_area({{square(0, 0, 5'000'000 * kPerMetre), {}}}));
}

TEST(Polygon, TidyDropsRepeatsAndTheClosingPoint) {
    Ring ring = {{0, 0}, {0, 0}, {1, 0}, {1, 1}, {1, 1}, {0, 0}, {0, 0}};
    tidy(ring);
    EXPECT_EQ(ring, (Ring{{0, 0}, {1, 0}, {1, 1}}));
    Ring point = {{3, 3}, {3, 3}, {3, 3}};
    tidy(point);
    EXPECT_EQ(point, (Ring{{3, 3}}));
    EXPECT_EQ(distinct_points({{0, 0}, {1, 1}, {0, 0}, {1, 1}}), 2U);
}

RC_GTEST_PROP(PolygonProperty, DirectionAndStartingPointDoNotMatter, ()) {
    Ring ring = any_strip(100'000, 1'000'000).ring();
    const base::Int128 before = twice_signed_area(ring);
    const MultiPolygon form = canonical({{ring, {}}});
    RC_ASSERT(before > 0);
    std::rotate(ring.begin(), ring.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(ring)), ring.end());
    RC_ASSERT(twice_signed_area(ring) == before);
    std::reverse(ring.begin(), ring.end());
    RC_ASSERT(twice_signed_area(ring) == -before);
    RC_ASSERT(canonical({{ring, {}}}) == form);
}

RC_GTEST_PROP(PolygonProperty, MovingChangesNoArea, ()) {
    const Ring ring = any_strip(100'000, 1'000'000).ring();
    const auto dx = *rc::gen::inRange<std::int64_t>(-kFar, kFar);
    const auto dy = *rc::gen::inRange<std::int64_t>(-kFar, kFar);
    RC_ASSERT(twice_signed_area(testing::moved(ring, dx, dy)) == twice_signed_area(ring));
}

RC_GTEST_PROP(PolygonProperty, PartsOfACutPolygonAddUpExactly, ()) {
    const auto strip = any_strip(100'000, 1'000'000);
    RC_PRE(strip.xs.size() >= 3);
    const auto cut = *rc::gen::inRange<std::size_t>(1, strip.xs.size() - 1);
    const base::Int128 left = twice_signed_area(strip.ring(0, cut));
    const base::Int128 right = twice_signed_area(strip.ring(cut, strip.xs.size() - 1));
    RC_ASSERT(left + right == twice_signed_area(strip.ring()));
    // As a plot of two parts it is the same land.
    RC_ASSERT(twice_area({{strip.ring(0, cut), {}}, {strip.ring(cut, strip.xs.size() - 1), {}}}) == left + right);
}

RC_GTEST_PROP(PolygonProperty, AreaAgreesWithGeos, ()) {
    const testing::Judge judge;
    const Ring outer = any_strip(100'000, 1'000'000).ring();
    const MultiPolygon plot = {{outer, {}}, {testing::moved(outer, 50'000'000, 0), {}}};
    const double expected = judge.area(write_wkt(plot));
    RC_ASSERT(expected > 0);
    RC_ASSERT(std::abs(area_of(plot).m2() - expected) <= 1e-4 + 1e-9 * expected);
}

// Pick's theorem: on a grid, twice the area = 2 × points inside + points on the boundary - 2. Counting needs no
// products at all, so it checks both the area and side_of.
RC_GTEST_PROP(PolygonProperty, AreaAgreesWithCountingGridPoints, ()) {
    const Ring ring = any_strip(3, 12).ring();
    const Box box = *box_of(ring);
    std::int64_t inside = 0;
    std::int64_t boundary = 0;
    for (std::int64_t x = box.low.x - 1; x <= box.high.x + 1; ++x) {
        for (std::int64_t y = box.low.y - 1; y <= box.high.y + 1; ++y) {
            const Side side = side_of({x, y}, ring);
            if (side == Side::Inside) ++inside;
            if (side == Side::Boundary) ++boundary;
        }
    }
    RC_ASSERT(twice_signed_area(ring) == 2 * inside + boundary - 2);
}

}  // namespace
}  // namespace geo
