#include "geo/remnant.hpp"

#include "geo/inscribed.hpp"
#include "geo/mend.hpp"
#include "geo/testing.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace geo {
namespace {

constexpr Resolution kGrid = kHundredthMillimetre;
constexpr RemnantRules kRules{.noise_width_m = 0.5,
                              .noise_beside_share = 0.3,
                              .noise_area_m2 = 1,
                              .usable_width_m = 12,
                              .usable_area_m2 = 300,
                              .strip_elongation = 8,
                              .green_width_m = 2,
                              .green_beside_share = 0.25};

MultiPolygon read(const char* wkt) { return mend(*read_wkt_loosely(wkt, kGrid), kGrid).polygons; }

std::string classes(const char* approved, const char* supplied) {
    const auto account = make_account({read(approved)}, {read(supplied)}, {kGrid, 1});
    std::string out;
    for (const Piece& piece : account->pieces) {
        const Remnant remnant = classify(piece, kRules, kGrid);
        out += (out.empty() ? "" : " ") + std::string(remnant_name(remnant.kind));
        EXPECT_EQ(remnant.reason().zh.find('{'), std::string::npos);
        EXPECT_EQ(remnant.reason().en.find('{'), std::string::npos);
    }
    return out;
}

TEST(Remnant, EveryClassByShapeAndNeighbours) {
    EXPECT_EQ(classes("POLYGON((0 0,100 0,100 100,0 100))", "POLYGON((0 0,60 0,60 100,0 100))"), "usable");
    EXPECT_EQ(classes("POLYGON((0 0,100 0,100 100,0 100))", "POLYGON((0 0,99.6 0,99.6 100,0 100))"), "noise");
    EXPECT_EQ(classes("POLYGON((0 0,100 0,100 100,0 100))", "POLYGON((0 0,95 0,95 100,0 100))"), "green");
    EXPECT_EQ(classes("POLYGON((0 0,100 0,100 100,0 100))", "POLYGON((0 0,99 0,99 100,0 100))"), "strip")
        << "too thin for planting, too wide for noise";
    EXPECT_EQ(classes("POLYGON((0 0,100 0,100 5,0 5))", "POLYGON((0 5,1 5,1 6,0 6))"), "strip")
        << "as wide as a green strip, but nothing supplied lies along it";
    EXPECT_EQ(classes("POLYGON((0 0,100 0,100 0.4,0 0.4))", "POLYGON((200 0,201 0,201 1,200 1))"), "strip")
        << "as thin as noise, but a plot of its own";
    EXPECT_EQ(classes("POLYGON((0 0,100 0,100 100,0 100))", "POLYGON((0 0,100 0,100 90,90 100,0 100))"), "corner");
    EXPECT_EQ(classes("POLYGON((0 0,100 0,100 100,0 100))", "POLYGON((0 0,100 0,100 98.8,98.8 100,0 100))"), "noise")
        << "0.72 m²";
    EXPECT_EQ(classes("POLYGON((0 0,16 0,16 16,0 16))", "POLYGON((99 0,100 0,100 1,99 1))"), "corner")
        << "wide enough, not large enough";
}

TEST(Remnant, ReasonsCarryTheFigures) {
    const auto account = make_account({read("POLYGON((0 0,100 0,100 100,0 100))")},
                                      {read("POLYGON((0 0,95 0,95 100,0 100))")}, {kGrid, 1});
    const Remnant remnant = classify(account->pieces.at(0), kRules, kGrid);
    EXPECT_NEAR(remnant.width_m, 5, 0.05);
    EXPECT_NEAR(remnant.beside_supplied, 100.0 / 210, 1e-9);
    EXPECT_NE(remnant.reason().en.find("48 % of its outline"), std::string::npos) << remnant.reason().en;
    EXPECT_NE(remnant.reason().zh.find("道路绿化带"), std::string::npos);
}

TEST(Remnant, WidthOfKnownShapes) {
    EXPECT_NEAR(inscribed_width_m(read("POLYGON((0 0,100 0,100 10,0 10))")[0], kGrid), 10, 0.1);
    EXPECT_NEAR(inscribed_width_m(read("POLYGON((0 0,3 0,0 4))")[0], kGrid), 2, 0.02);
    EXPECT_NEAR(inscribed_width_m(read("POLYGON((0 0,100 0,100 100,0 100),(10 10,90 10,90 90,10 90))")[0], kGrid),
                2 * 10 * (2 - std::sqrt(2.0)), 0.2)
        << "a frame of 10 m is widest in its corners";
}

TEST(Remnant, WidthOfLongSlivers) {
    // The time of a search along the middle of the strip grows with length by width: here five millions.
    for (const char* sliver :
         {"POLYGON((0 0,5000 0,5000 0.001,0 0.001))", "POLYGON((0 0,5000 3000,5000 3000.001,0 0.001))"}) {
        EXPECT_NEAR(inscribed_width_m(read(sliver)[0], kGrid), 0.001, 0.001) << sliver;
    }
    const double slope = std::hypot(5000, 3000) / 5000;
    EXPECT_NEAR(inscribed_width_m(read("POLYGON((0 0,5000 3000,5000 3020,0 20))")[0], kGrid), 20 / slope, 0.2);
}

TEST(Remnant, SliverWithoutMeasurableAreaIsNoise) {
    // 4 km along, at its widest a hundred-millionth of a metre: perimeter² ÷ area is beyond what a figure can show.
    constexpr Resolution kFinest{1, -8};
    Piece piece;
    piece.polygon.shell = {{0, 0}, {200'000'000'000, -1}, {400'000'000'000, 0}};
    piece.perimeter_m = 8'000;
    piece.beside_supplied_m = 4'000;
    const Remnant remnant = classify(piece, kRules, kFinest);
    EXPECT_EQ(remnant_name(remnant.kind), "noise");
    EXPECT_TRUE(remnant.width_is_bound) << "a piece too small is not looked at further";
}

/// The bound that saves looking for the circle: any simple polygon is at least 2 A ÷ P wide.
RC_GTEST_PROP(RemnantProperty, TheBoundOfAreaAndPerimeterHolds, ()) {
    const Ring ring = testing::any_strip(2'000'000, 1'000'000).ring();
    if (twice_signed_area(ring) == 0) return;
    double perimeter = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        perimeter += std::hypot(static_cast<double>(ring[i].x - ring[j].x), static_cast<double>(ring[i].y - ring[j].y));
    const double area = std::abs(static_cast<double>(twice_signed_area(ring))) / 2;
    const double width = inscribed_width_m({ring, {}}, kGrid);
    RC_ASSERT(width >= 2 * area / perimeter * kGrid.metres() * 0.985 - 0.01);
}

}  // namespace
}  // namespace geo
