// Tiles of a 3 degree belt: where places fall, and that the box of a tile holds what is drawn on it.
#include "geo/tile_belt.hpp"

#include "geo/projection.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace geo {
namespace {

const TileForm kForm;
TileScheme belt(int code) { return *belt_from_code(code); }

TEST(TileBelt, Codes) {
    EXPECT_EQ(scheme_from_code(4546), belt(4546));
    EXPECT_EQ(tile_name({belt(4546), 12, 3, 4}), "4546/12/3/4");
    for (const int other : {4512, 4555, 4326, 3857, 4490, 0, -1}) EXPECT_FALSE(belt_from_code(other)) << other;
    EXPECT_EQ(belt_meridian(4546), 111);
    EXPECT_EQ(belt_meridian(4525), 111);
    EXPECT_EQ(belt_meridian(4534), 75);
    EXPECT_EQ(belt_meridian(4554), 135);
    EXPECT_EQ(nearest_belt(110.94), 4546);
    EXPECT_EQ(nearest_belt(112.49), 4546);
    EXPECT_EQ(nearest_belt(112.51), 4547);
    EXPECT_EQ(nearest_belt(0), 4534);
    EXPECT_EQ(nearest_belt(179), 4554);
    EXPECT_TRUE(exists({belt(4546), 3, 7, 7}));
    EXPECT_FALSE(exists({belt(4546), 3, 8, 7}));
}

// Reference: PROJ 9.1.1, EPSG:4490 to EPSG:4546: 36.69 N 110.94 E is 494637.696444 E 4062110.482775 N.
TEST(TileBelt, APlaceFallsWhereItsMetresSay) {
    const TileId tile = tile_at({110.94, 36.69}, belt(4546), 15);
    const double side = kBeltSquare_m / 32768;
    EXPECT_EQ(tile.x, static_cast<std::int64_t>(std::floor((494637.696444 - 500000 + kBeltSquare_m / 2) / side)));
    EXPECT_EQ(tile.y, static_cast<std::int64_t>(std::floor((kBeltSquare_m / 2 - 4062110.482775) / side)));
    // The zone's number before the easting changes no tile.
    EXPECT_EQ(tile_at({110.94, 36.69}, belt(4525), 15).x, tile.x);
    EXPECT_EQ(tile_at({110.94, 36.69}, belt(4525), 15).y, tile.y);
}

RC_GTEST_PROP(TileBeltProperty, APlaceIsOnItsTileAndInItsBox, ()) {
    const int code = *rc::gen::inRange(4513, 4555);
    const double meridian = belt_meridian(code);
    const Degrees place{meridian + *rc::gen::inRange(-3'000'000, 3'000'001) / 1e6,
                        *rc::gen::inRange(18'000'000, 54'000'000) / 1e6};
    const TileId tile = tile_at(place, belt(code), *rc::gen::inRange(3, 20));
    RC_ASSERT(exists(tile));
    const Point cell = cell_of(place, tile, kForm);
    RC_ASSERT(cell.x >= 0 && cell.x <= kForm.cells() && cell.y >= 0 && cell.y <= kForm.cells());
    const DegreeBox box = drawn_box(tile, kForm);
    RC_ASSERT(box.west <= place.longitude && place.longitude <= box.east);
    RC_ASSERT(box.south <= place.latitude && place.latitude <= box.north);
}

RC_GTEST_PROP(TileBeltProperty, NeighbourTilesAgreeOnAPlace, ()) {
    const Degrees place{111 + *rc::gen::inRange(-1'500'000, 1'500'001) / 1e6,
                        *rc::gen::inRange(18'000'000, 54'000'000) / 1e6};
    TileId tile = tile_at(place, belt(4546), 14);
    const Point here = cell_of(place, tile, kForm);
    ++tile.x;
    --tile.y;
    RC_ASSERT((cell_of(place, tile, kForm) == Point{here.x - kForm.cells(), here.y + kForm.cells()}));
}

TEST(TileBelt, WhatIsTooFarIsOnNoTileAndTheWholeIsAsked) {
    const Point cell = cell_of({-70, 0}, {belt(4546), 0, 0, 0}, kForm);
    EXPECT_GT(cell.x, 2 * kForm.cells());
    const DegreeBox box = drawn_box({belt(4546), 0, 0, 0}, kForm);
    EXPECT_LE(box.west, 71);
    EXPECT_GE(box.east, 151);
}

}  // namespace
}  // namespace geo
