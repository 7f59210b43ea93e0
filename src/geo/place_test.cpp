#include "geo/place.hpp"

#include "base/files.hpp"
#include "base/shared_data.hpp"
#include "base/text.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

namespace geo {
namespace {

/// 隰县, as rulebooks/data/extents.csv has it.
constexpr Extent kXixian{110.7, 36.4, 111.3, 37.0};

/// 100 m square whose corner is written (first, second).
Box square(const char* first, const char* second) {
    const Point low{*parse_metres(first), *parse_metres(second)};
    return {low, {low.x + 100 * kPerMetre, low.y + 100 * kPerMetre}};
}
Box degrees(const char* first, const char* second) {
    const Point low{*parse_metres(first), *parse_metres(second)};
    return {low, {low.x + 1, low.y + 1}};
}

const char* name(PlaceVerdict verdict) {
    switch (verdict) {
        case PlaceVerdict::Stated:
            return "stated";
        case PlaceVerdict::Told:
            return "told";
        case PlaceVerdict::Detected:
            return "detected";
        case PlaceVerdict::Ask:
            return "ask";
        case PlaceVerdict::Elsewhere:
            return "elsewhere";
        case PlaceVerdict::OffGrid:
            break;
    }
    return "off grid";
}

/// "detected EPSG:4525 swapped", "ask EPSG:4525 EPSG:4497".
std::string outcome(const Box& box, const PlaceHints& hints = {}) {
    const Placing placing = find_place(box, hints);
    std::string out = name(placing.verdict);
    if (!placing.crs.empty()) out += " " + placing.crs;
    for (const PlaceReading& reading : placing.open) out += " " + reading.crs;
    if (placing.swapped) out += " swapped";
    if (placing.disagrees) out += " disagrees";
    if (placing.contradicted) out += " contradicted";
    return out;
}

TEST(Place, AZoneNumberNamesItsZone) {
    EXPECT_EQ(outcome(square("37494000", "4062000")), "detected EPSG:4525");
    EXPECT_EQ(outcome(square("19494000", "4062000")), "detected EPSG:4497");
    EXPECT_EQ(outcome(square("4062000", "37494000")), "detected EPSG:4525 swapped");
    EXPECT_EQ(outcome(square("38420000", "2560000")), "detected EPSG:4526");
}

TEST(Place, WithoutZoneNumberTheDivisionTells) {
    const Box plain = square("494000", "4062000");
    const Placing open = find_place(plain, {});
    EXPECT_EQ(open.verdict, PlaceVerdict::Ask);
    EXPECT_EQ(open.open.size(), 21U) << "every 3-degree zone whose meridian puts it into China";
    EXPECT_EQ(outcome(plain, {"", "", kXixian}), "detected EPSG:4546");
    EXPECT_EQ(outcome(square("4062000", "494000"), {"", "", kXixian}), "detected EPSG:4546 swapped");
    // Far off the meridian of a 6-degree zone: nobody keeps a 3-degree zone there.
    EXPECT_EQ(outcome(square("740000", "4062000"), {"", "", Extent{113, 36, 114, 37}}), "detected EPSG:4508");
    // Two zones reach into a province.
    EXPECT_EQ(outcome(plain, {"", "", Extent{110.2, 34.5, 114.6, 40.8}}), "ask EPSG:4546 EPSG:4547");
}

TEST(Place, WhatFileAndOperatorSayIsHeldAgainstTheNumbers) {
    const Box in37 = square("37494000", "4062000");
    EXPECT_EQ(outcome(in37, {"EPSG:4525", "", kXixian}), "stated EPSG:4525");
    EXPECT_EQ(outcome(in37, {"EPSG:4525", "EPSG:4526", {}}), "stated EPSG:4525 disagrees");
    EXPECT_EQ(outcome(in37, {"", "EPSG:4525", {}}), "told EPSG:4525");
    // The trap: 6-degree zone 19 has the meridian of 3-degree zone 37, but its eastings begin with 19.
    EXPECT_EQ(outcome(in37, {"EPSG:4497", "", {}}), "ask EPSG:4525 EPSG:4497 contradicted");
    EXPECT_EQ(outcome(in37, {"EPSG:4497", "EPSG:4525", {}}), "told EPSG:4525 contradicted");
    EXPECT_EQ(outcome(in37, {"EPSG:4497", "EPSG:4497", {}}), "ask EPSG:4525 EPSG:4497 disagrees contradicted");
    EXPECT_EQ(outcome(in37, {"", "EPSG:4546", {}}), "ask EPSG:4525 disagrees");
    // Without numbers in front both are one map: whichever is said stands.
    const Box plain = square("494000", "4062000");
    EXPECT_EQ(outcome(plain, {"EPSG:4508", "", kXixian}), "stated EPSG:4508");
    EXPECT_EQ(outcome(plain, {"EPSG:4546", "", kXixian}), "stated EPSG:4546");
    // A zone that puts the land three degrees off is not believed.
    EXPECT_EQ(outcome(plain, {"EPSG:4547", "", kXixian}), "ask EPSG:4546 EPSG:4547 contradicted");
    EXPECT_EQ(outcome(plain, {"EPSG:4547", "EPSG:4547", kXixian}), "stated EPSG:4547") << "the operator insists";
    EXPECT_EQ(outcome(square("38494000", "4062000"), {"", "", kXixian}), "ask EPSG:4526") << "outside the division";
}

TEST(Place, Degrees) {
    EXPECT_EQ(outcome(degrees("110.94", "36.69")), "detected EPSG:4490");
    EXPECT_EQ(outcome(degrees("36.69", "110.94")), "detected EPSG:4490 swapped");
    EXPECT_EQ(outcome(degrees("110.94", "36.69"), {"EPSG:4490", "", kXixian}), "stated EPSG:4490");
    EXPECT_EQ(outcome(degrees("110.94", "36.69"), {"EPSG:4326", "EPSG:4490", {}}), "stated EPSG:4326");
    EXPECT_EQ(outcome(degrees("120.24", "29.27"), {"", "", kXixian}), "ask EPSG:4490") << "another province";
    // A GeoJSON that says degrees and holds metres.
    EXPECT_EQ(outcome(square("37494000", "4062000"), {"EPSG:4326", "", {}}), "detected EPSG:4525 contradicted");
    EXPECT_EQ(outcome(degrees("110.94", "36.69"), {"EPSG:4525", "", {}}), "ask EPSG:4490 EPSG:4525 contradicted");
}

TEST(Place, OtherSystemsAndLocalGrids) {
    EXPECT_EQ(outcome(square("37494000", "4062000"), {"EPSG:2361", "", {}}), "elsewhere EPSG:2361");
    EXPECT_EQ(outcome(square("494000", "4062000"), {"", "EPSG:32649", {}}), "elsewhere EPSG:32649");
    EXPECT_EQ(outcome(square("3000", "5000")), "off grid");
    EXPECT_EQ(outcome(square("3000", "5000"), {"EPSG:4525", "", {}}), "off grid contradicted");
    EXPECT_EQ(datum_of_crs("EPSG:2361"), Datum::Xian80);
    EXPECT_EQ(datum_of_crs("EPSG:4610"), Datum::Xian80);
    EXPECT_EQ(datum_of_crs("EPSG:2413"), Datum::Beijing54);
    EXPECT_EQ(datum_of_crs("EPSG:21419"), Datum::Beijing54);
    EXPECT_EQ(datum_of_crs("EPSG:4525"), Datum::Cgcs2000);
    EXPECT_EQ(datum_of_crs("EPSG:32649"), Datum::Other);
    EXPECT_EQ(datum_of_crs(""), Datum::Unstated);
}

/// Wherever a parcel of China lies: with prefix its zone is found; without, given a county around it.
RC_GTEST_PROP(PlaceProperty, AParcelIsFoundWhereItLies, ()) {
    const auto part = [](int low, int high) { return low + *rc::gen::inRange(0, (high - low) * 1000) / 1000.0; };
    const Degrees at{part(75, 134), part(19, 52)};
    const int zone = static_cast<int>(std::lround(at.longitude / 3));
    const bool prefix = *rc::gen::arbitrary<bool>();
    const bool swapped = *rc::gen::arbitrary<bool>();
    const Grid grid{3, zone, prefix};
    const auto projection = Projection::of(grid);
    RC_ASSERT(projection.ok());
    const auto point = projection->point(at);
    RC_ASSERT(point.has_value());
    Box box{*point, {point->x + 1000, point->y + 1000}};
    if (swapped) box = {{box.low.y, box.low.x}, {box.high.y, box.high.x}};
    const Extent county{at.longitude - 0.3, at.latitude - 0.3, at.longitude + 0.3, at.latitude + 0.3};
    const Placing placing = find_place(box, {"", "", county});
    RC_ASSERT(placing.verdict == PlaceVerdict::Detected);
    RC_ASSERT(placing.crs == crs_name(Datum::Cgcs2000, grid));
    RC_ASSERT(placing.swapped == swapped);
}

TEST(PlaceVectors, ElevenHundredPointsOfPROJAreFoundInTheirZones) {
    const auto file = base::testing::shared_file("gk_vectors/cgcs2000_gk_forward.csv");
    PANHUO_NEED_SHARED(file);
    const auto csv = base::read_file(file);
    ASSERT_TRUE(csv.ok());
    int rows = 0, out_of_zone = 0;
    for (const std::string_view line : base::split(*csv, '\n')) {
        const auto cells = base::split(base::trim(line), ',');
        if (cells.size() != 7 || cells[0] == "set") continue;
        ++rows;
        const std::string crs = "EPSG:" + std::string(cells[1]);
        const Degrees at{std::stod(std::string(cells[4])), std::stod(std::string(cells[3]))};
        const Point written{*parse_metres(cells[6]), *parse_metres(cells[5])};
        const auto projection = Projection::of(crs);
        ASSERT_TRUE(projection.ok());
        const auto point = projection->point(at);
        ASSERT_TRUE(point);
        EXPECT_LE(std::abs(point->x - written.x), 1) << line;
        EXPECT_LE(std::abs(point->y - written.y), 1) << line;
        const bool far = std::abs(at.longitude - std::stod(std::string(cells[2]))) > 3;
        out_of_zone += far ? 1 : 0;
        const Placing placing = find_place({written, written}, {});
        if (far && crs != "EPSG:4497") {
            EXPECT_EQ(placing.verdict, PlaceVerdict::OffGrid) << line;
            continue;
        }
        EXPECT_EQ(placing.verdict, PlaceVerdict::Detected) << line;
        EXPECT_EQ(placing.crs, crs) << line;
    }
    EXPECT_EQ(rows, 1100);
    EXPECT_LE(out_of_zone, 100);
}

}  // namespace
}  // namespace geo
