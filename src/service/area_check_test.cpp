#include "service/area_check.hpp"

#include <gtest/gtest.h>

namespace service {
namespace {

constexpr std::string_view kRules =
    "name\tvalue\tsource\nrounding_m2\t1.5\ta\npoint_limit_m\t0.2\tb\nunit_share\t0.005\tc\n";

/// 100 m square on the meridian of zone 37, or 140 km off it, where the map is 0.048 % larger than the ground.
land::Geometry square(const char* crs, int east) {
    const auto at = [&](int x, int y) { return std::to_string(east + x) + " " + std::to_string(4062000 + y); };
    return {crs, "POLYGON((" + at(0, 0) + "," + at(1000, 0) + "," + at(1000, 1000) + "," + at(0, 1000) + "," +
                     at(0, 0) + "))"};
}

std::optional<AreaCheck> check(double declared_m2, const char* crs = "EPSG:4525", int east = 37'500'000) {
    Projections projections;
    const auto rules = parse_area_tolerances(kRules, "t.tsv");
    EXPECT_TRUE(rules.ok());
    std::optional<base::Area> declared;
    if (declared_m2 > 0) declared = base::Area::from_measured_m2(declared_m2);
    return check_area(declared, square(crs, east), *rules, projections);
}

TEST(AreaCheck, EveryClassOfDifference) {
    const struct {
        double declared_m2;
        int east;
        const char* found;
        const char* matches;
    } kCases[] = {
        {1'000'000, 37'500'000, "agrees", "both"},
        {1'000'001.4, 37'500'000, "agrees", "both"},
        {1'000'000, 37'640'000, "agrees", "planar"},
        {999'516, 37'640'000, "within_survey", "neither"},
        {1'000'100, 37'500'000, "within_survey", "neither"},
        {1'000'300, 37'500'000, "differs", "neither"},
        {15'000'000, 37'500'000, "unit", "neither"},
        {66'666.7, 37'500'000, "unit", "neither"},
        {100, 37'500'000, "unit", "neither"},
        {500'000, 37'500'000, "differs", "neither"},
        {0, 37'500'000, "unstated", "unstated"},
    };
    for (const auto& c : kCases) {
        const auto got = check(c.declared_m2, "EPSG:4525", c.east);
        ASSERT_TRUE(got);
        EXPECT_EQ(area_class_name(got->found), c.found) << c.declared_m2;
        EXPECT_EQ(geo::area_match_name(got->match), c.matches) << c.declared_m2;
        EXPECT_FALSE(got->cure.zh.empty());
    }
}

TEST(AreaCheck, TheEllipsoidsAreaIsRecognised) {
    const auto measured = check(1'000'000, "EPSG:4525", 37'640'000);
    ASSERT_TRUE(measured && measured->ellipsoidal);
    EXPECT_LT(measured->ellipsoidal->m2(), 999'600);
    const auto declared = check(measured->ellipsoidal->m2(), "EPSG:4525", 37'640'000);
    EXPECT_EQ(area_class_name(declared->found), "agrees_ellipsoid");
    EXPECT_NEAR(declared->difference_m2, 0, 1e-4);
}

TEST(AreaCheck, ToleranceOfASurveyFollowsFromItsPoints) {
    // Four corners, neighbours 1414.2 m apart: 0.2 ÷ √8 × √(4 × 2,000,000) = 200 m², and 1.5 for the rounding.
    EXPECT_NEAR(check(1'000'150)->tolerance_m2, 201.5, 1e-6);
    EXPECT_EQ(check(1'000'150)->source, "b");
}

TEST(AreaCheck, WithoutPlaceOrShape) {
    const auto nowhere = check(1'000'000, "");
    ASSERT_TRUE(nowhere);
    EXPECT_FALSE(nowhere->ellipsoidal);
    EXPECT_EQ(area_class_name(nowhere->found), "agrees");
    Projections projections;
    const auto rules = parse_area_tolerances(kRules, "t.tsv");
    EXPECT_FALSE(check_area(std::nullopt, {}, *rules, projections));
    EXPECT_FALSE(check_area(std::nullopt, {"", "POLYGON((0 0,1 0,0 0))"}, *rules, projections));
}

TEST(AreaTolerances, EveryNameOnceWithItsSource) {
    EXPECT_TRUE(load_area_tolerances().ok());
    for (const char* text : {"", "rounding_m2\t1\ta\n", "rounding_m2\t1\ta\npoint_limit_m\t1\tb\nunit_share\t-1\tc\n",
                             "rounding_m2\t1\ta\npoint_limit_m\t1\nunit_share\t1\tc\n",
                             "rounding_m2\t1\ta\nrounding_m2\t1\ta\npoint_limit_m\t1\tb\nunit_share\t1\tc\n"}) {
        const auto made = parse_area_tolerances(text, "t.tsv");
        ASSERT_FALSE(made.ok()) << text;
        EXPECT_EQ(made.error().code, base::Code::RulebookInvalid);
    }
}

}  // namespace
}  // namespace service
