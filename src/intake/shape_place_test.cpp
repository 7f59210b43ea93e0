#include "intake/shape_place.hpp"

#include "base/files.hpp"
#include "base/shared_data.hpp"
#include "base/text.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"
#include "intake/intake.hpp"
#include "intake/wkb_testing.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>

namespace intake {
namespace {

namespace fs = std::filesystem;

constexpr geo::Extent kXixian{110.7, 36.4, 111.3, 37.0};

/// What became of one shape: "EPSG:4525 10000 CRS_DETECTED SELF_CROSSING", areas in m².
std::string told_of(const base::Result<PlacedShape>& placed, const std::string& wkt, geo::Resolution resolution) {
    if (!placed.ok()) return std::string(placed.error().name());
    std::string out = placed->polygons.empty() ? "none" : placed->crs.empty() ? "nowhere" : placed->crs;
    if (!placed->polygons.empty()) {
        EXPECT_TRUE(geo::check_validity(placed->polygons).valid()) << wkt;
        out += " " + geo::to_area(geo::twice_area(placed->polygons), resolution).text(base::AreaUnit::SquareMetre, 0);
    }
    for (const ShapeNote& note : placed->notes) {
        EXPECT_FALSE(make_problem(note.code, "", 1, "", "", "", note.args).message.zh.empty());
        out += " " + note.code;
    }
    for (const geo::Mend& step : placed->steps) out += " " + std::string(step.name());
    return out;
}

/// The same, whether the shape comes as text or as binary.
std::string outcome(const std::string& wkt, const std::string& stated = "", const std::string& told = "",
                    std::optional<geo::Extent> extent = std::nullopt, const std::string& layer = "地块",
                    geo::Resolution resolution = geo::kMillimetre) {
    ShapePlacer placer({told, nullptr, ""}, extent, resolution);
    placer.begin_layer(layer, stated);
    std::string out = told_of(placer.place(wkt), wkt, resolution);
    if (base::starts_with(wkt, "POLYGON((") || base::starts_with(wkt, "MULTIPOLYGON(((")) {
        EXPECT_EQ(told_of(placer.place_wkb(testing::WkbOf(wkt).bytes()), wkt, resolution), out) << wkt;
    }
    return out;
}

std::string square(double x, double y, double side, int decimals) {
    const auto at = [&](double dx, double dy) {
        char text[80];
        std::snprintf(text, sizeof text, "%.*f %.*f", decimals, x + dx, decimals, y + dy);
        return std::string(text);
    };
    return "POLYGON((" + at(0, 0) + "," + at(side, 0) + "," + at(side, side) + "," + at(0, side) + "," + at(0, 0) +
           "))";
}
std::string in_zone(const char* east) { return square(std::stod(east), 4062000, 100, 0); }

TEST(ShapePlace, EveryWayToAPlace) {
    EXPECT_EQ(outcome(in_zone("37494000"), "EPSG:4525"), "EPSG:4525 10000");
    EXPECT_EQ(outcome(in_zone("37494000")), "EPSG:4525 10000 CRS_DETECTED");
    EXPECT_EQ(outcome(in_zone("37494000"), "EPSG:4497"), "nowhere 10000 CRS_CONTRADICTED");
    EXPECT_EQ(outcome(in_zone("37494000"), "EPSG:4497", "EPSG:4525"), "EPSG:4525 10000 CRS_TOLD_STANDS");
    EXPECT_EQ(outcome(in_zone("37494000"), "EPSG:4525", "EPSG:4526"), "EPSG:4525 10000 CRS_DISAGREES");
    EXPECT_EQ(outcome(in_zone("37494000"), "EPSG:4326"), "EPSG:4525 10000 CRS_IMPOSSIBLE");
    EXPECT_EQ(outcome(in_zone("494000")), "nowhere 10000 CRS_ASK");
    EXPECT_EQ(outcome(in_zone("494000"), "", "EPSG:4546"), "EPSG:4546 10000");
    EXPECT_EQ(outcome(in_zone("494000"), "", "", kXixian), "EPSG:4546 10000 CRS_DETECTED");
    EXPECT_EQ(outcome(in_zone("494000"), "EPSG:4547", "", kXixian), "nowhere 10000 CRS_CONTRADICTED");
    EXPECT_EQ(outcome("POLYGON((4062000 37494000,4062100 37494000,4062100 37494100,4062000 37494000))"),
              "EPSG:4525 5000 CRS_DETECTED SHAPE_AXES_SWAPPED");
    EXPECT_EQ(outcome(square(0, 0, 100, 0)), "nowhere 10000 CRS_NOT_STATED");
    EXPECT_EQ(outcome(square(0, 0, 100, 0), "EPSG:4525"), "nowhere 10000 CRS_OFF_GRID");
    EXPECT_EQ(outcome(in_zone("37494000"), "EPSG:2361"), "nowhere 10000 OLD_SYSTEM");
    EXPECT_EQ(outcome(in_zone("494000"), "EPSG:3857"), "none SHAPE_WEB_MERCATOR");
    EXPECT_EQ(outcome(in_zone("494000"), "EPSG:32649"), "EPSG:32649 10000");
}

TEST(ShapePlace, DegreesComeToTheZoneTheyLieIn) {
    // 0.001° of longitude × latitude at 36.6905° N, by the radii of curvature: 89.370 m × 110.972 m = 9,917.6 m².
    const std::string fine = square(110.94, 36.69, 0.001, 9);
    EXPECT_EQ(outcome(fine, "EPSG:4490"), "EPSG:4525 9918 SHAPE_PROJECTED");
    EXPECT_EQ(outcome(fine, "EPSG:4490", "", kXixian, "地块", geo::kHundredthMillimetre),
              "EPSG:4525 9918 SHAPE_PROJECTED");
    EXPECT_EQ(outcome(square(110.94, 36.69, 0.00123456789, 11)).substr(0, 9), "EPSG:4525");
    EXPECT_EQ(outcome(square(120.24, 29.27, 0.001, 9), "EPSG:4490").substr(0, 9), "EPSG:4528");
    EXPECT_EQ(outcome(square(120.24, 29.27, 0.001, 9), "EPSG:4490", "", kXixian),
              "none CRS_CONTRADICTED SHAPE_OUT_OF_REACH");
    EXPECT_EQ(outcome(fine, "EPSG:4525", "EPSG:4490"), "EPSG:4525 9918 CRS_TOLD_STANDS SHAPE_PROJECTED");
}

TEST(ShapePlace, WebMapsAreSuspectedAndRefused) {
    const std::string coarse = square(110.94, 36.69, 0.001, 6);
    EXPECT_EQ(outcome(coarse), "none GCJ02_SUSPECTED");
    EXPECT_EQ(outcome(coarse, "EPSG:4326"), "none GCJ02_SUSPECTED");
    EXPECT_EQ(outcome(coarse, "EPSG:4490"), "EPSG:4525 9918 SHAPE_PROJECTED") << "the file takes the word for it";
    EXPECT_EQ(outcome(coarse, "", "EPSG:4490"), "EPSG:4525 9918 SHAPE_PROJECTED") << "the operator does";
    EXPECT_EQ(outcome(square(110.94, 36.69, 0.00123456, 8), "EPSG:4326").substr(0, 9), "EPSG:4525");
    EXPECT_EQ(outcome(in_zone("37494000"), "EPSG:4525", "", std::nullopt, "高德采集地块"), "none GCJ02_SUSPECTED");
}

TEST(ShapePlace, EveryFlawIsMendedByNameOrRefused) {
    const char* const kPlace = "EPSG:4525";
    const auto at = [](const std::string& ring) {  // metres off a corner in zone 37
        std::string out;
        std::string_view rest = ring;
        while (!rest.empty()) {
            double x = 0, y = 0;
            int read = 0;
            if (std::sscanf(std::string(rest).c_str(), "%lf %lf%n", &x, &y, &read) != 2) break;
            char text[80];
            std::snprintf(text, sizeof text, "%s%.0f %.0f", out.empty() ? "" : ",", 37494000 + x, 4062000 + y);
            out += text;
            rest.remove_prefix(std::min(rest.size(), static_cast<std::size_t>(read) + 1));
        }
        return "(" + out + ")";
    };
    const auto polygon = [&](const std::string& rings) { return "POLYGON(" + rings + ")"; };
    const std::string whole = at("0 0,100 0,100 100,0 100,0 0");
    const struct {
        std::string wkt;
        const char* expected;
    } kCases[] = {
        {polygon(whole), "EPSG:4525 10000"},
        {polygon(at("0 0,100 100,100 0,0 100,0 0")), "EPSG:4525 5000 SELF_CROSSING"},
        {polygon(at("0 0,100 0,100 100,0 100")), "EPSG:4525 10000 RING_CLOSED"},
        {polygon(at("0 0,0 0,100 0,100 100,0 100,0 0")), "EPSG:4525 10000 POINTS_REPEATED"},
        {polygon(at("0 0,100 0,100 100,100 150,100 100,0 100,0 0")), "EPSG:4525 10000 RING_TOUCHING"},
        {polygon(whole + "," + at("200 0,210 0,210 10,200 10,200 0")), "EPSG:4525 10000 HOLE_OUTSIDE"},
        {polygon(at("0 0,0 100,100 100,100 0,0 0")), "EPSG:4525 10000"},
        {polygon(whole + "," + at("10 10,20 10,20 10")), "EPSG:4525 10000 RING_CLOSED POINTS_REPEATED RING_DROPPED"},
        {"MULTIPOLYGON((" + whole + "),(" + at("10 10,20 10,20 20,10 20,10 10") + "))", "EPSG:4525 10000 NESTED"},
        {polygon(at("0 0,100 0,50 0,0 0")), "none SELF_CROSSING REFUSED_EMPTY"},
        {"POLYGON((37494000 nan,37494100 4062000,37494100 4062100,37494000 nan))", "WKT_NUMBER"},
        {"POLYGON((37494000 inf,37494100 4062000,37494100 4062100,37494000 inf))", "WKT_NUMBER"},
        {"POLYGON((1e300 1,37494100 4062000,37494100 4062100,1e300 1))", "WKT_NUMBER"},
        {"POLYGON Z((37494000 4062000 900,37494100 4062000 900,37494100 4062100 900,37494000 4062000 900))",
         "EPSG:4525 5000"},
        {"GEOMETRYCOLLECTION(POINT(1 2))", "WKT_KIND"},
        {"CURVEPOLYGON((0 0,1 1,1 0,0 0))", "WKT_KIND"},
        {"POLYGON EMPTY", "none REFUSED_EMPTY"},
    };
    for (const auto& c : kCases) {
        std::string got = outcome(c.wkt, kPlace);
        EXPECT_EQ(got, c.expected) << c.wkt;
    }
}

TEST(ShapePlace, WhatAnOperatorMaySay) {
    const auto code = [](const std::string& words) {
        const auto told = read_told_crs(words);
        return told.ok() ? told->code : "refused";
    };
    EXPECT_EQ(code(""), "");
    EXPECT_EQ(code("EPSG:4525"), "EPSG:4525");
    EXPECT_EQ(code("4525"), "EPSG:4525");
    EXPECT_EQ(code("EPSG:4490"), "EPSG:4490");
    for (const char* words : {"GCJ-02", "火星坐标", "BD09", "EPSG:2361", "EPSG:4610", "EPSG:2413", "EPSG:3857",
                              "EPSG:", "zone 37", "nowhere.txt", "EPSG:4525x"}) {
        EXPECT_EQ(code(words), "refused") << words;
        EXPECT_EQ(read_told_crs(words).error().code, base::Code::Usage) << words;
    }
    const base::testing::TemporaryFolder folder;
    ASSERT_TRUE(base::write_file_atomic(folder.file("参数.txt"),
                                        "from = 1980西安坐标系\ntarget = EPSG:4525\nmethod = plane\nnorth_m = 3\n"
                                        "east_m = 118\nrotation_s = 0\nscale_ppm = 0\nzone = 37\nprefix = yes\n"
                                        "point = 4062000 37494000 4062003 37494118\n"
                                        "point = 4063000 37494000 4063003 37494118\n")
                    .ok());
    EXPECT_FALSE(read_told_crs(folder.file("参数.txt"), false).ok()) << "not over the network";
    const auto told = read_told_crs(folder.file("参数.txt"));
    ASSERT_TRUE(told.ok()) << told.error().text().en;
    ShapePlacer placer(*told, std::nullopt, geo::kMillimetre);
    for (const char* stated : {"", "EPSG:2361"}) {
        placer.begin_layer("旧地块", stated);
        const auto placed = placer.place(in_zone("37494000"));
        ASSERT_TRUE(placed.ok());
        EXPECT_EQ(placed->crs, "EPSG:4525");
        EXPECT_EQ(placed->notes.front().code, "SITE_SHIFTED");
        EXPECT_EQ(geo::box_of(placed->polygons)->low, (geo::Point{37'494'118'000, 4'062'003'000}));
    }
    placer.begin_layer("新地块", "EPSG:4525");
    const auto stays = placer.place(in_zone("37494000"));
    ASSERT_TRUE(stays.ok());
    EXPECT_EQ(stays->notes.front().code, "CRS_DISAGREES");
    EXPECT_EQ(geo::box_of(stays->polygons)->low, (geo::Point{37'494'000'000, 4'062'000'000}));
}

/// The lines of a gzipped text.
std::vector<std::string> gz_lines(const fs::path& path) {
    std::vector<std::string> lines(1);
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr) return {};
    std::array<char, 1 << 16> buffer{};
    for (int got = 0; (got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;) {
        for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(got))) {
            if (c == '\n') {
                lines.emplace_back();
            } else {
                lines.back() += c;
            }
        }
    }
    gzclose(file);
    if (lines.back().empty()) lines.pop_back();
    return lines;
}

TEST(ShapePlace, ComputedAndStatedAreasOfRealLayersAgree) {
    const fs::path folder = base::testing::shared_file("dongyang_relocated");
    PANHUO_NEED_SHARED(folder);
    const struct {
        const char* file;
        std::size_t features;
        double hectares;
    } kLayers[] = {{"approved_not_supplied_2020.wkt.tsv.gz", 1071, 674.2397},
                   {"idle.wkt.tsv.gz", 284, 190.0141},
                   {"supplied_not_used.wkt.tsv.gz", 121, 357.4020}};
    for (const auto& layer : kLayers) {
        const std::vector<std::string> lines = gz_lines(folder / layer.file);
        ASSERT_EQ(lines.size(), layer.features + 1) << layer.file;
        const auto headings = base::split(lines[0], '\t');
        const auto stated_at =
            static_cast<std::size_t>(std::find(headings.begin(), headings.end(), "Shape_Area") - headings.begin());
        ASSERT_LT(stated_at, headings.size());
        base::Area sum;
        ShapePlacer placer({}, std::nullopt, geo::kMillimetre);
        placer.begin_layer(layer.file, "");
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto cells = base::split(lines[i], '\t');
            const auto got = placer.place(cells.at(0));
            ASSERT_TRUE(got.ok()) << layer.file << " line " << i + 1;
            EXPECT_TRUE(got->steps.empty()) << layer.file << " line " << i + 1;
            EXPECT_EQ(got->crs, "EPSG:4525");
            const base::Area measured = geo::area_of(got->polygons);
            EXPECT_NEAR(measured.m2(), std::stod(std::string(cells.at(stated_at))), 0.5)
                << layer.file << " line " << i + 1;
            sum += measured;
        }
        EXPECT_NEAR(sum.m2() / 10'000, layer.hectares, 0.0001) << layer.file;
    }
}

}  // namespace
}  // namespace intake
