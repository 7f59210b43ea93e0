#include "geo/crs.hpp"

#include "geo/wkt.hpp"

#include <gtest/gtest.h>

namespace geo {
namespace {

TEST(Crs, CodesOfTheEpsgRegistry) {
    const struct {
        Grid grid;
        const char* name;
    } kCases[] = {
        {{3, 25, true}, "EPSG:4513"},  {{3, 37, true}, "EPSG:4525"},  {{3, 45, true}, "EPSG:4533"},
        {{3, 25, false}, "EPSG:4534"}, {{3, 37, false}, "EPSG:4546"}, {{3, 45, false}, "EPSG:4554"},
        {{6, 13, true}, "EPSG:4491"},  {{6, 19, true}, "EPSG:4497"},  {{6, 23, true}, "EPSG:4501"},
        {{6, 13, false}, "EPSG:4502"}, {{6, 19, false}, "EPSG:4508"}, {{6, 23, false}, "EPSG:4512"},
    };
    for (const auto& c : kCases) {
        EXPECT_EQ(crs_name(Datum::Cgcs2000, c.grid), c.name);
        EXPECT_EQ(grid_from_crs(c.name), c.grid);
    }
}

TEST(Crs, NamesAndGridsAreOneToOne) {
    int known = 0;
    for (int code = 4400; code < 4700; ++code) {
        const std::string name = "EPSG:" + std::to_string(code);
        const auto grid = grid_from_crs(name);
        if (!grid) continue;
        ++known;
        EXPECT_EQ(crs_name(Datum::Cgcs2000, *grid), name);
    }
    EXPECT_EQ(known, 4554 - 4491 + 1);
    for (const char* text : {"", "EPSG:", "EPSG:4490", "EPSG:4555", "4525x", "CGCS2000", "EPSG:-4525"})
        EXPECT_FALSE(grid_from_crs(text)) << text;
    EXPECT_TRUE(grid_from_crs("4525"));
}

TEST(Crs, OlderDatumsAndUnknownZonesHaveNoName) {
    for (const Datum datum : {Datum::Xian80, Datum::Beijing54, Datum::Other, Datum::Unstated})
        EXPECT_EQ(crs_name(datum, {3, 37, true}), "");
    EXPECT_EQ(crs_name(Datum::Cgcs2000, {3, 24, true}), "");
    EXPECT_EQ(crs_name(Datum::Cgcs2000, {3, 19, true}), "");
    EXPECT_EQ(crs_name(Datum::Cgcs2000, {6, 37, true}), "");
    EXPECT_EQ(crs_name(Datum::Cgcs2000, {4, 37, true}), "");
}

TEST(Crs, DatumsAsFilesNameThem) {
    EXPECT_EQ(datum_from_text("2000国家大地坐标系"), Datum::Cgcs2000);
    EXPECT_EQ(datum_from_text("CGCS2000"), Datum::Cgcs2000);
    EXPECT_EQ(datum_from_text("２０００国家大地坐标系"), Datum::Cgcs2000);
    EXPECT_EQ(datum_from_text("1980西安坐标系"), Datum::Xian80);
    EXPECT_EQ(datum_from_text("80国家大地坐标系"), Datum::Xian80);
    EXPECT_EQ(datum_from_text("1954北京坐标系"), Datum::Beijing54);
    EXPECT_EQ(datum_from_text("2000独立坐标系"), Datum::Other);
    EXPECT_EQ(datum_from_text("地方坐标系"), Datum::Other);
    EXPECT_EQ(datum_from_text("  "), Datum::Unstated);
    EXPECT_EQ(datum_name(Datum::Xian80), "1980西安坐标系");
}

TEST(Crs, CoordinatesShowAxesAndZone) {
    const auto pair = [](const char* a, const char* b) { return read_pair(*parse_metres(a), *parse_metres(b)); };
    EXPECT_EQ(pair("4063000", "37500000"), (Reading{false, true, 37}));
    EXPECT_EQ(pair("37500000", "4063000"), (Reading{true, true, 37}));
    EXPECT_EQ(pair("4063000", "19500000"), (Reading{false, true, 19}));
    EXPECT_EQ(pair("4063000", "500000"), (Reading{false, false, 0}));
    EXPECT_EQ(pair("500000", "4063000"), (Reading{true, false, 0}));
    EXPECT_EQ(pair("440000", "38500000"), (Reading{false, true, 38})) << "the southern sea";
    EXPECT_FALSE(pair("4063000", "24500000")) << "no zone has the number 24";
    EXPECT_FALSE(pair("4063000", "46500000"));
    EXPECT_FALSE(pair("4063000", "37950000")) << "beyond the edge of any zone";
    EXPECT_FALSE(pair("5000", "3000")) << "a local grid";
    EXPECT_FALSE(pair("36.7", "110.9"));
    EXPECT_TRUE(looks_like_degrees(*parse_metres("36.7"), *parse_metres("110.9")));
    EXPECT_TRUE(looks_like_degrees(*parse_metres("110.9"), *parse_metres("36.7")));
    EXPECT_FALSE(looks_like_degrees(*parse_metres("5000"), *parse_metres("3000")));
}

}  // namespace
}  // namespace geo
