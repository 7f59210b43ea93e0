#include "geo/ellipsoid.hpp"

#include "base/values_testing.hpp"

#include <gtest/gtest.h>

#include <random>

namespace geo {
namespace {

constexpr std::int64_t kKilometre = 1'000 * kPerMetre;

Ring square(std::int64_t east, std::int64_t north, std::int64_t side) {
    return {{east, north}, {east + side, north}, {east + side, north + side}, {east, north + side}};
}
using base::testing::m2;

TEST(EllipsoidalArea, IsTheMapsOnTheMeridian) {
    const Projection projection = *Projection::of("EPSG:4525");
    std::mt19937_64 random(20240319);
    for (int i = 0; i < 200; ++i) {
        const auto north = static_cast<std::int64_t>(2'000 + random() % 4'000) * kKilometre;
        const MultiPolygon plot{{square(37'500 * kKilometre - 50'000, north, 100'000), {}}};
        const auto area = ellipsoidal_area(plot, projection);
        ASSERT_TRUE(area);
        EXPECT_LE(std::abs((*area - m2(10'000)).units()), 1) << north;
    }
}

TEST(EllipsoidalArea, IsSmallerAwayFromItByTheSquareOfTheScale) {
    const Projection projection = *Projection::of("EPSG:4525");
    // 130 km east of the meridian, 36° north: scale 1 + y²/2R², R the mean radius of curvature there, 6,371.1 km.
    const std::int64_t east = 37'630 * kKilometre, north = 3'986 * kKilometre;
    const auto area = ellipsoidal_area({{square(east, north, 1 * kKilometre), {}}}, projection);
    const double scale = 1 + 130.5 * 130.5 / (2 * 6'371.1 * 6'371.1);
    EXPECT_NEAR(area->m2(), 1e6 / (scale * scale), 1);
    EXPECT_LT(area->m2(), 999'600);
}

TEST(EllipsoidalArea, HolesAreTakenAndDirectionsDoNotMatter) {
    const Projection projection = *Projection::of("EPSG:4525");
    const std::int64_t east = 37'500 * kKilometre, north = 4'062 * kKilometre;
    Ring shell = square(east, north, 100'000), hole = square(east + 10'000, north + 10'000, 50'000);
    const auto area = ellipsoidal_area({{shell, {hole}}}, projection);
    EXPECT_LE(std::abs((*area - m2(7'500)).units()), 1);
    std::reverse(shell.begin(), shell.end());
    EXPECT_EQ(ellipsoidal_area({{shell, {hole}}}, projection), area);
    EXPECT_EQ(ellipsoidal_area({}, projection), base::Area{});
    EXPECT_FALSE(ellipsoidal_area({{square(90'000 * kKilometre, north, 1'000), {}}}, projection));
}

TEST(EllipsoidalArea, IsTheSameFromEitherZonesMap) {
    // One plot of the ground, 112.5° east: on the map of zone 37 (111°) and of zone 38 (114°).
    const Projection west = *Projection::of("EPSG:4525"), east = *Projection::of("EPSG:4526");
    MultiPolygon on_west{{{}, {}}}, on_east{{{}, {}}};
    for (const auto& [longitude, latitude] :
         {std::pair{112.5, 36.0}, std::pair{112.51, 36.0}, std::pair{112.51, 36.01}, std::pair{112.5, 36.01}}) {
        on_west[0].shell.push_back(*west.point({longitude, latitude}));
        on_east[0].shell.push_back(*east.point({longitude, latitude}));
    }
    // Corners on whole millimetres: 4.2 km of outline by half of one.
    EXPECT_NEAR(ellipsoidal_area(on_west, west)->m2(), ellipsoidal_area(on_east, east)->m2(), 2.1);
    EXPECT_GT(std::abs(area_of(on_west).m2() - ellipsoidal_area(on_west, west)->m2()), 400);
}

TEST(AreaMatch, SaysWhichAreaIsDeclared) {
    const base::Area tolerance = m2(1);
    EXPECT_EQ(match_area(std::nullopt, m2(100), m2(100), tolerance), AreaMatch::Unstated);
    EXPECT_EQ(match_area(m2(100), m2(101), m2(99), tolerance), AreaMatch::Both);
    EXPECT_EQ(match_area(m2(100), m2(101), m2(98), tolerance), AreaMatch::Planar);
    EXPECT_EQ(match_area(m2(100), m2(102), m2(100), tolerance), AreaMatch::Ellipsoid);
    EXPECT_EQ(match_area(m2(100), m2(102), std::nullopt, tolerance), AreaMatch::Neither);
    EXPECT_EQ(match_area(m2(100), m2(100), std::nullopt, tolerance), AreaMatch::Planar);
    EXPECT_EQ(area_match_name(AreaMatch::Ellipsoid), "ellipsoid");
}

}  // namespace
}  // namespace geo
