// The quick yes never contradicts GEOS, and is said of ordinary plots.
#include "geo/testing.hpp"
#include "geo/validity.hpp"

#include <gtest/gtest.h>

#include <random>

namespace geo {
namespace {

TEST(PlainlyValid, OrdinaryPlotsAre) {
    EXPECT_TRUE(plainly_valid({{testing::square(0, 0, 10), {}}}));
    EXPECT_TRUE(plainly_valid({{testing::square(0, 0, 10), {testing::square(2, 2, 2), testing::square(6, 6, 2)}}}));
    EXPECT_TRUE(plainly_valid({{testing::square(0, 0, 10), {}}, {testing::square(20, 0, 10), {}}}));
    EXPECT_TRUE(plainly_valid({{{{0, 0}, {5, 0}, {10, 0}, {10, 10}}, {}}})) << "a vertex on a straight side";
}

TEST(PlainlyValid, WhatTouchesIsLeftToGeos) {
    EXPECT_FALSE(plainly_valid({}));
    EXPECT_FALSE(plainly_valid({{{{0, 0}, {10, 0}}, {}}}));
    EXPECT_FALSE(plainly_valid({{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}, {}}})) << "a bow tie";
    EXPECT_FALSE(plainly_valid({{{{0, 0}, {10, 0}, {20, 0}, {10, 0}, {10, 10}}, {}}})) << "a spike";
    EXPECT_FALSE(plainly_valid({{{{0, 0}, {20, 0}, {10, 0}, {10, 10}}, {}}})) << "a side back along the one before";
    EXPECT_FALSE(plainly_valid({{testing::square(0, 0, 10), {testing::square(20, 0, 2)}}})) << "a hole outside";
    EXPECT_FALSE(plainly_valid({{testing::square(0, 0, 10), {testing::square(0, 2, 2)}}})) << "a hole on the outline";
    EXPECT_FALSE(plainly_valid({{testing::square(0, 0, 90), {testing::square(2, 2, 40), testing::square(9, 9, 5)}}}));
    EXPECT_FALSE(plainly_valid({{testing::square(0, 0, 10), {}}, {testing::square(2, 2, 3), {}}}));
    EXPECT_FALSE(plainly_valid({{testing::square(0, 0, 10), {}}, {testing::square(10, 0, 10), {}}}));
}

TEST(PlainlyValid, NeverAgainstGeos) {
    std::mt19937_64 random(7);
    std::size_t plain = 0;
    for (int t = 0; t < 20'000; ++t) {
        const auto number = [&](std::int64_t below) {
            return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(below));
        };
        const std::int64_t range = 4 + number(30);
        const auto ring = [&] {
            Ring out;
            for (std::int64_t i = 3 + number(4); i > 0; --i) out.push_back({number(range), number(range)});
            return out;
        };
        MultiPolygon polygons{{ring(), {}}};
        if (number(3) == 0) polygons[0].holes.push_back(ring());
        if (number(3) == 0) polygons.push_back({ring(), {}});
        if (!plainly_valid(polygons)) continue;
        ++plain;
        ASSERT_TRUE(check_validity(polygons).valid()) << write_wkt(polygons);
    }
    EXPECT_GT(plain, 2'000U);
}

}  // namespace
}  // namespace geo
