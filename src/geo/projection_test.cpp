#include "geo/projection.hpp"

#include <gtest/gtest.h>
#include <proj.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <thread>

namespace geo {
namespace {

Projection must(std::string_view crs) {
    auto made = Projection::of(crs);
    EXPECT_TRUE(made.ok()) << crs;
    return std::move(made).value();
}

TEST(Projection, APointOfXixianComesOutWhereTheMapHasIt) {
    // 隰县 lies near 36.69° N, 110.94° E; zone 37 has its meridian at 111° E.
    const Projection zone = must("EPSG:4525");
    const auto point = zone.point({110.94, 36.69});
    ASSERT_TRUE(point);
    EXPECT_NEAR(static_cast<double>(point->x), 37'494'637'000.0, 1e6);
    EXPECT_NEAR(static_cast<double>(point->y), 4'062'160'000.0, 1e6);
    const auto back = zone.degrees(*point);
    ASSERT_TRUE(back);
    EXPECT_NEAR(back->longitude, 110.94, 1e-8);
    EXPECT_NEAR(back->latitude, 36.69, 1e-8);
}

TEST(Projection, EveryZoneIsThatOfItsEpsgCode) {
    PJ_CONTEXT* const context = proj_context_create();
    for (int code = 4491; code <= 4554; ++code) {
        const std::string crs = "EPSG:" + std::to_string(code);
        const auto grid = grid_from_crs(crs);
        ASSERT_TRUE(grid) << crs;
        PJ* raw = proj_create_crs_to_crs(context, "EPSG:4490", crs.c_str(), nullptr);
        ASSERT_NE(raw, nullptr) << crs;
        PJ* const transform = proj_normalize_for_visualization(context, raw);  // east before north
        proj_destroy(raw);
        const Degrees place{central_meridian(*grid) + 1.25, 31.5};
        const PJ_COORD expected = proj_trans(transform, PJ_FWD, proj_coord(place.longitude, place.latitude, 0, 0));
        const auto found = must(crs).point(place);
        ASSERT_TRUE(found) << crs;
        EXPECT_EQ(found->x, std::llround(expected.xy.x * 1000)) << crs;
        EXPECT_EQ(found->y, std::llround(expected.xy.y * 1000)) << crs;
        proj_destroy(transform);
    }
    proj_context_destroy(context);
}

TEST(Projection, WhatIsNoZoneIsRefused) {
    for (const char* crs : {"", "EPSG:4326", "EPSG:2364", "EPSG:4555", "CGCS2000"}) {
        const auto made = Projection::of(crs);
        ASSERT_FALSE(made.ok()) << crs;
        EXPECT_EQ(made.error().code, base::Code::Usage) << crs;
    }
    EXPECT_FALSE(Projection::of(Grid{3, 12, true}).ok());
}

TEST(Projection, PlacesFarFromTheZoneHaveNoPoint) {
    const Projection zone = must("EPSG:4525");
    EXPECT_FALSE(zone.point({-60, 30}));
    EXPECT_FALSE(zone.point({std::nan(""), 30}));
    EXPECT_FALSE(zone.point({111, 91}));
    EXPECT_FALSE(zone.degrees({-90'000'000'000'000, 4'000'000'000}));
    EXPECT_TRUE(zone.point({111, 30})) << "a refused place spoils nothing after it";
}

RC_GTEST_PROP(ProjectionProperty, ThereAndBackIsTheSameMillimetre, ()) {
    const int degrees = *rc::gen::element(3, 6);
    const int zone = degrees == 3 ? *rc::gen::inRange(25, 46) : *rc::gen::inRange(13, 24);
    const auto made = Projection::of(Grid{degrees, zone, *rc::gen::arbitrary<bool>()});
    RC_ASSERT(made.ok());
    const auto x = *rc::gen::inRange<std::int64_t>(-250'000'000, 250'000'001);
    const Point point{made->point({static_cast<double>(degrees == 3 ? 3 * zone : 6 * zone - 3), 0})->x + x,
                      *rc::gen::inRange<std::int64_t>(300'000'000, 6'000'000'001)};
    const auto place = made->degrees(point);
    RC_ASSERT(place.has_value());
    RC_ASSERT(made->point(*place) == std::optional(point));
}

TEST(Projection, ObjectsOfTheirOwnServeTheirThreads) {
    std::vector<std::thread> threads;
    std::vector<int> wrong(4, 0);
    for (std::size_t t = 0; t < wrong.size(); ++t) {
        threads.emplace_back([&, t] {
            for (int round = 0; round < 20; ++round) {
                const auto zone = Projection::of(Grid{3, 30 + static_cast<int>(t), true});
                for (std::int64_t i = 0; i < 50; ++i) {
                    const Point point{(30 + static_cast<std::int64_t>(t)) * 1'000'000'000 + 480'000'000 + i * 977,
                                      4'000'000'000 + i};
                    const auto place = zone->degrees(point);
                    if (!place || zone->point(*place) != std::optional(point)) ++wrong[t];
                }
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const int count : wrong) EXPECT_EQ(count, 0);
}

}  // namespace
}  // namespace geo
