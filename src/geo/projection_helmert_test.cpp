#include "geo/projection_helmert.hpp"

#include <gtest/gtest.h>
#include <proj.h>

#include <cmath>
#include <utility>

namespace geo {
namespace {

/// Seven parameters, held against PROJ's own datum shift (+towgs84), which is written in another way.
TEST(HelmertProjection, AgreesWithDatumShiftsOfPROJ) {
    const HelmertParameters p{-118.5, 12.25, 33.125, 0.8, -1.1, 2.3, -4.5, true};
    const auto helmert = HelmertProjection::of(Datum::Xian80, {3, 37, true}, {3, 37, true}, p);
    ASSERT_TRUE(helmert);
    PJ_CONTEXT* const context = proj_context_create();
    PJ* const judge = proj_create_crs_to_crs(
        context,
        "+proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=37500000 +y_0=0 +a=6378140 +rf=298.257 "
        "+towgs84=-118.5,12.25,33.125,0.8,-1.1,2.3,-4.5 +units=m +no_defs +type=crs",
        "+proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=37500000 +y_0=0 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs "
        "+type=crs",
        nullptr);
    ASSERT_NE(judge, nullptr);
    for (const auto& [east, north] : {std::pair{37494000.0, 4062000.0}, {37600000.0, 2500000.0}, {37400000.0, 5e6}}) {
        const PJ_COORD expected = proj_trans(judge, PJ_FWD, proj_coord(east, north, 0, 0));
        const auto moved = helmert->moved({east, north});
        ASSERT_TRUE(moved);
        EXPECT_NEAR(moved->east, expected.xy.x, 0.001);
        EXPECT_NEAR(moved->north, expected.xy.y, 0.001);
        EXPECT_GT(std::hypot(moved->east - east, moved->north - north), 10) << "no null shift";
    }
    proj_destroy(judge);
    proj_context_destroy(context);
    EXPECT_FALSE(HelmertProjection::of(Datum::Other, {3, 37, true}, {3, 37, true}, p));
}

}  // namespace
}  // namespace geo
