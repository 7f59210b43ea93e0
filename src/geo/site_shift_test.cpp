#include "geo/site_shift.hpp"

#include "base/text.hpp"
#include "geo/projection_helmert.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>

#include <string>

namespace geo {
namespace {

const std::string kPlane =
    "# made up\nfrom = 隰县独立坐标系\ntarget = EPSG:4525\nmethod = plane\nnorth_m = 4000000\neast_m = 400000\n"
    "rotation_s = 0\nscale_ppm = 0\n";

std::string refusal(const std::string& text) {
    const auto made = SiteShift::parse(text, "p.txt");
    return made.ok() ? "" : made.error().text().en;
}

TEST(SiteShift, FourParametersBetweenTwoMaps) {
    // Turned by 90 degrees to be plain to the eye: north becomes east.
    const std::string turned =
        "from = 地方坐标系\ntarget = EPSG:4525\nmethod = plane\nnorth_m = 4000000\neast_m = 500000\n"
        "rotation_s = 324000\nscale_ppm = 1000000\n"
        "point = 10 0 4000000 37500020\npoint = 0 10 3999980 37500000\n";
    const auto shift = SiteShift::parse(turned, "p.txt");
    ASSERT_TRUE(shift.ok()) << refusal(turned);
    EXPECT_EQ(shift->target(), "EPSG:4525");
    EXPECT_LT(shift->worst_m(), 1e-6);
    const auto moved = shift->moved(Point{1'000, 2'000});
    ASSERT_TRUE(moved);
    EXPECT_EQ(*moved, (Point{37'500'004'000, 3'999'998'000}));
}

TEST(SiteShift, ControlPointsProveTheParameters) {
    EXPECT_EQ(refusal(kPlane + "point = 62000 94000 4062000 37494000\npoint = 63000 94000 4063000 37494000.05\n"), "");
    EXPECT_TRUE(base::contains(refusal(kPlane), "point: 0 < 2"));
    EXPECT_TRUE(base::contains(refusal(kPlane + "point = 62000 94000 4062000 37494000\n"), "point: 1 < 2"));
    const std::string off =
        refusal(kPlane + "point = 62000 94000 4062000 37494000\npoint = 63000 94000 4063000 37494000.5\n");
    EXPECT_TRUE(base::contains(off, "p.txt:10: point: 0.5")) << off;
    EXPECT_EQ(refusal(kPlane + "tolerance_m = 1\npoint = 62000 94000 4062000 37494000\n"
                               "point = 63000 94000 4063000 37494000.5\n"),
              "");
}

TEST(SiteShift, WhatIsNoFileOfParameters) {
    const std::string points = "point = 62000 94000 4062000 37494000\npoint = 63000 94000 4063000 37494000\n";
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = kPlane + points;
        text.replace(text.find(from), from.size(), to);
        return refusal(text);
    };
    EXPECT_TRUE(base::contains(with("EPSG:4525", "EPSG:2361"), "target = EPSG:2361"));
    EXPECT_TRUE(base::contains(with("隰县独立坐标系", "2000国家大地坐标系"), "from ="));
    EXPECT_TRUE(base::contains(with("plane", "magic"), "method = magic"));
    EXPECT_TRUE(base::contains(with("north_m = 4000000", "north_m = far"), "north_m = far"));
    EXPECT_TRUE(base::contains(with("scale_ppm = 0", "scale = 0"), "scale_ppm = ?"));
    EXPECT_TRUE(base::contains(with("scale_ppm = 0", "scale_ppm = 0\ncolour = red"), "colour"));
    EXPECT_TRUE(base::contains(with("point = 62000 94000", "point = 62000"), "point = 62000"));
    EXPECT_FALSE(refusal("").empty());
}

TEST(SiteShift, AWrongSignIsFound) {
    const auto text = [](const char* convention) {
        return std::string("from = 1980西安坐标系\nzone = 37\nprefix = yes\ntarget = EPSG:4525\nmethod = helmert\n") +
               "dx_m = -118.5\ndy_m = 12.25\ndz_m = 33.125\nrx_s = 0.8\nry_s = -1.1\nrz_s = 2.3\nscale_ppm = -4.5\n" +
               "convention = " + convention + "\n";
    };
    const auto helmert = HelmertProjection::of(Datum::Xian80, {3, 37, true}, {3, 37, true},
                                               {-118.5, 12.25, 33.125, 0.8, -1.1, 2.3, -4.5, true});
    ASSERT_TRUE(helmert);
    std::string points;
    for (const double east : {37494000.0, 37496000.0}) {
        const auto at = helmert->moved({east, 4062000});
        ASSERT_TRUE(at);
        points += "point = 4062000 " + std::to_string(east) + " " + std::to_string(at->north) + " " +
                  std::to_string(at->east) + "\n";
    }
    EXPECT_EQ(refusal(text("position_vector") + points), "");
    EXPECT_TRUE(base::contains(refusal(text("coordinate_frame") + points), "point:"));
    const auto shift = SiteShift::parse(text("position_vector") + points, "p.txt");
    ASSERT_TRUE(shift.ok());
    EXPECT_EQ(shift->from(), Datum::Xian80);
    const MultiPolygon square =
        *read_wkt("POLYGON((37494000 4062000,37494100 4062000,37494100 4062100,37494000 4062000))");
    const MultiPolygon moved = shift->moved(square);
    ASSERT_EQ(moved.size(), 1U);
    EXPECT_NEAR(area_of(moved).m2(), area_of(square).m2(), 0.2) << "4.5 millionths";
}

}  // namespace
}  // namespace geo
