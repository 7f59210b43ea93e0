#include "geo/mend.hpp"

#include "geo/testing.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace geo {
namespace {

Mended mended(std::string_view wkt) {
    const auto read = read_wkt_loosely(wkt, kMillimetre);
    return read.ok() ? mend(*read, kMillimetre) : Mended{};
}

std::string names(const Mended& m) {
    std::string out;
    for (const Mend& step : m.steps) out += (out.empty() ? "" : " ") + std::string(step.name());
    return out;
}

TEST(Mend, HoleOutsideThatHidAnAreaBeyondAllMeasure) {
    // 90,000 km square, with a hole of the same size beside it: nothing as written, 8.1e15 m² once mended.
    const Mended got = mended("POLYGON((0 0,9e7 0,9e7 9e7,0 9e7,0 0),(-9e7 -9e7,-1 -9e7,-1 -1,-9e7 -1,-9e7 -9e7))");
    EXPECT_TRUE(got.refused());
    EXPECT_EQ(names(got), "HOLE_OUTSIDE REFUSED_SIZE");
    EXPECT_TRUE(got.twice_lost == 0);
}

TEST(Mend, EveryFlawHasItsStepAndItsArea) {
    const struct {
        const char* wkt;
        const char* steps;
        double m2;
    } kCases[] = {
        {"POLYGON((0 0,9 0,9 9,0 9,0 0))", "", 81},
        {"POLYGON((0 0,0 9,9 9,9 0,0 0))", "", 81},                               // direction means nothing
        {"POLYGON((0 0,9 0,9 9,0 9))", "RING_CLOSED", 81},                        // not closed
        {"POLYGON((0 0,9 0,9 0,9 9,0 9,0 9,0 0))", "POINTS_REPEATED", 81},        // twice the same point
        {"POLYGON((0 0,4 4,4 0,0 4,0 0))", "SELF_CROSSING", 8},                   // bow tie: both wings
        {"POLYGON((0 0,9 0,20 0,9 0,9 9,0 9,0 0))", "SELF_CROSSING", 81},         // spike outwards
        {"POLYGON((0 0,9 0,9 9,5 9,5 5,5 9,0 9,0 0))", "RING_TOUCHING", 81},      // spike inwards
        {"POLYGON((0 0,4 0,4 4,8 4,8 8,4 8,4 4,0 4,0 0))", "RING_TOUCHING", 32},  // two squares at a corner
        {"POLYGON((0 0,9 0,9 9,0 9,0 0),(20 20,21 20,21 21,20 20))", "HOLE_OUTSIDE", 81},
        {"POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,8 1,8 8,1 8,1 1),(2 2,3 2,3 3,2 3,2 2))", "NESTED", 32},
        {"MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0)),((1 1,2 1,2 2,1 1)))", "NESTED", 81},
        {"MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0)),((0 0,9 0,9 9,0 9,0 0)))", "SELF_CROSSING", 81},
        {"MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0)),((5 5,15 5,15 15,5 15,5 5)))", "SELF_CROSSING", 165},
        {"POLYGON((0 0,8 0,8 8,0 8,0 0),(4 0,8 4,4 8,0 4,4 0))", "INTERIOR_CUT", 32},
        {"POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,2 2,1 1))", "RING_DROPPED", 81},
        {"POLYGON((0 0,9 0,0 0))", "RING_DROPPED REFUSED_EMPTY", 0},
        {"POLYGON((0 0,9 9,18 18,0 0))", "SELF_CROSSING REFUSED_EMPTY", 0},
        {"POLYGON((0 0,0.0001 0,0 0.0001,0 0))", "POINTS_REPEATED RING_DROPPED REFUSED_EMPTY", 0},
        {"POLYGON EMPTY", "REFUSED_EMPTY", 0},
    };
    for (const auto& c : kCases) {
        const Mended got = mended(c.wkt);
        EXPECT_EQ(names(got), c.steps) << c.wkt;
        EXPECT_NEAR(area_of(got.polygons).m2(), c.m2, 1e-9) << c.wkt << " -> " << write_wkt(got.polygons);
        EXPECT_EQ(got.refused(), c.m2 == 0) << c.wkt;
        EXPECT_TRUE(got.refused() || check_validity(got.polygons).valid()) << c.wkt;
        for (const Mend& step : got.steps) {
            EXPECT_EQ(step.text().zh.find('{'), std::string::npos);
            EXPECT_EQ(step.text().en.find('{'), std::string::npos);
        }
    }
}

TEST(Mend, SaysWhereInMetresOfTheGrid) {
    const Resolution fine = kHundredthMillimetre;
    const auto read =
        read_wkt_loosely("POLYGON((37500000 4063000,37500100 4063100,37500100 4063000,37500000 4063100))", fine);
    const Mended got = mend(*read, fine);
    ASSERT_EQ(names(got), "RING_CLOSED SELF_CROSSING");
    EXPECT_EQ(got.steps[1].args, std::vector<std::string>{"37500050 4063050"});
    EXPECT_EQ(write_wkt(got.polygons, fine),
              "MULTIPOLYGON(((37500000 4063000,37500050 4063050,37500000 4063100,37500000 4063000)),"
              "((37500050 4063050,37500100 4063000,37500100 4063100,37500050 4063050)))");
}

TEST(Mend, WhatTheGridCannotHoldIsRefused) {
    const Resolution fine{1, -8};
    const auto read = read_wkt_loosely("POLYGON((0 0,20000 0,20000 20000,0 0))", fine);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(names(mend(*read, fine)), "REFUSED_SIZE");
}

RC_GTEST_PROP(MendProperty, AnythingComesOutValidOrRefused, ()) {
    const auto any_ring = [] {
        Ring ring;
        const auto range = *rc::gen::element<std::int64_t>(2, 5, 12, 100'000);
        const auto count = *rc::gen::inRange<std::size_t>(0, 14);
        for (std::size_t i = 0; i < count; ++i)
            ring.push_back({*rc::gen::inRange<std::int64_t>(0, range), *rc::gen::inRange<std::int64_t>(0, range)});
        tidy(ring);
        return ring;
    };
    LooseWkt read;
    const auto parts = *rc::gen::inRange<std::size_t>(0, 4);
    for (std::size_t i = 0; i < parts; ++i) {
        read.polygons.push_back({any_ring(), {}});
        const auto holes = *rc::gen::inRange<std::size_t>(0, 3);
        for (std::size_t h = 0; h < holes; ++h) read.polygons.back().holes.push_back(any_ring());
    }
    const Mended got = mend(read, kMillimetre);
    RC_ASSERT(got.refused() == (twice_area(got.polygons) == 0));
    if (got.refused()) return;
    RC_ASSERT(check_validity(got.polygons).valid());
    RC_ASSERT(twice_area(got.polygons) > 0);
    RC_ASSERT(got.twice_lost == twice_area(read.polygons) - twice_area(got.polygons));
    const Mended again = mend({got.polygons, 0, 0, 0}, kMillimetre);
    RC_ASSERT(again.steps.empty());
    RC_ASSERT(again.polygons == got.polygons);
}

TEST(Mend, AMillionVerticesInOneRing) {
    LooseWkt read;
    read.polygons.push_back({});
    constexpr std::int64_t kCount = 500'000;
    for (std::int64_t i = 0; i < kCount; ++i) read.polygons[0].shell.push_back({i * 10, i % 2 == 0 ? 0 : 7});
    for (std::int64_t i = kCount; i-- > 0;) read.polygons[0].shell.push_back({i * 10 + 5, 1'000});
    read.polygons[0].shell[1'000].y = 1'500;  // through the opposite side
    const Mended got = mend(read, kMillimetre);
    EXPECT_EQ(names(got), "SELF_CROSSING");
    EXPECT_LT(std::abs(static_cast<double>(got.twice_lost)), 1e5);
}

}  // namespace
}  // namespace geo
