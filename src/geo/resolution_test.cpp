#include "geo/resolution.hpp"

#include "geo/wkt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace geo {
namespace {

TEST(Resolution, IsReadFromMetres) {
    EXPECT_EQ(parse_resolution("0.00001"), kHundredthMillimetre);
    EXPECT_EQ(parse_resolution("1e-5"), kHundredthMillimetre);
    EXPECT_EQ(parse_resolution("0.0005"), (Resolution{5, -4}));
    EXPECT_EQ(parse_resolution("1"), (Resolution{1, 0}));
    for (const char* bad : {"", "0", "-1", "10", "0.00025", "1e-9", "fine", "1 "})
        EXPECT_FALSE(parse_resolution(bad)) << bad;
}

TEST(Resolution, AreasAreExact) {
    EXPECT_EQ(to_area(200, kMillimetre).units(), 1);
    EXPECT_EQ(to_area(99, kMillimetre).units(), 0);
    EXPECT_EQ(to_area(2'000'000, kHundredthMillimetre).units(), 1);
    EXPECT_EQ(to_area(999'999, kHundredthMillimetre).units(), 0);
    EXPECT_EQ(to_area(3, {1, 0}).units(), 15'000);
    EXPECT_EQ(to_area(2, {5, -1}).units(), 2'500);
    EXPECT_FALSE(fits_area(base::Int128{1} << 100, {1, 0}));
    EXPECT_TRUE(fits_area(base::Int128{1} << 82, kHundredthMillimetre));
}

TEST(Resolution, TextOfSteps) {
    EXPECT_EQ(metres_text(-1, kHundredthMillimetre), "-0.00001");
    EXPECT_EQ(metres_text(3'750'000'012'000, kHundredthMillimetre), "37500000.12");
    EXPECT_EQ(metres_text(3, {5, -1}), "1.5");
    EXPECT_EQ(metres_text(7, {1, 0}), "7");
}

TEST(LooseWkt, NotesWhatItPassedOver) {
    const auto read = read_wkt_loosely("POLYGON((0 0,9 0,9 0,9 9.000004,0 9))", kHundredthMillimetre);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->rings_closed, 1U);
    EXPECT_EQ(read->points_repeated, 1U);
    EXPECT_NEAR(read->moved, 0.4, 1e-9);
    EXPECT_EQ(read_wkt_loosely("POLYGON((0 nan,9 0,9 0))", kMillimetre).error().name(), "WKT_NUMBER");
}

RC_GTEST_PROP(ResolutionProperty, TextReadsBackTheSame, ()) {
    const Resolution grid{*rc::gen::inRange(1, 10), *rc::gen::inRange(-7, 1)};
    const auto at = [] { return *rc::gen::inRange<std::int64_t>(-10'000'000, 10'000'000); };
    const MultiPolygon plot = {{{{at(), at()}, {at(), at()}, {at() + 30'000'000, at()}}, {}}};
    const auto read = read_wkt_loosely(write_wkt(plot, grid), grid);
    RC_ASSERT(read.ok());
    RC_ASSERT(read->moved == 0);
    Ring ring = plot[0].shell;
    tidy(ring);
    RC_ASSERT(read->polygons == (MultiPolygon{{ring, {}}}));
}

}  // namespace
}  // namespace geo
