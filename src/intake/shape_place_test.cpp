#include "intake/geometry_column.hpp"

#include "base/shared_data.hpp"
#include "base/text.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <string>

namespace intake {
namespace {

namespace fs = std::filesystem;

TEST(GeometryColumn, ReadsPolygonsWithTheirArea) {
    const auto got = read_wkt_cell("MULTIPOLYGON(((0 0,100 0,100 50.5,0 50.5,0 0)))", "EPSG:4525");
    ASSERT_TRUE(got.ok());
    EXPECT_EQ(got->geometry, (land::Geometry{"EPSG:4525", "POLYGON((0 0,100 0,100 50.5,0 50.5,0 0))"}));
    EXPECT_EQ(got->measured, base::Area::from_m2(5'050));
    EXPECT_TRUE(got->valid);
    EXPECT_EQ(got->reason, "");
}

TEST(GeometryColumn, KeepsInvalidPolygonsAndSaysWhy) {
    const auto got = read_wkt_cell("POLYGON((0 0,4 4,4 0,0 4,0 0))", "");
    ASSERT_TRUE(got.ok());
    EXPECT_FALSE(got->valid);
    EXPECT_EQ(got->reason, "Self-intersection at 2 2");
    EXPECT_EQ(got->geometry.wkt, "POLYGON((0 0,4 4,4 0,0 4,0 0))");
}

TEST(GeometryColumn, EmptyIsNoGeometryAndNonsenseIsAnError) {
    const auto none = read_wkt_cell("POLYGON EMPTY", "EPSG:4525");
    ASSERT_TRUE(none.ok());
    EXPECT_TRUE(none->geometry.empty());
    EXPECT_TRUE(none->valid);
    EXPECT_EQ(read_wkt_cell("POINT(1 2)", "").error().name(), "WKT_KIND");
    EXPECT_EQ(read_wkt_cell("POLYGON((0 0,1 nan,1 1,0 0))", "").error().name(), "WKT_NUMBER");
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

TEST(GeometryColumn, ComputedAndStatedAreasOfRealLayersAgree) {
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
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto cells = base::split(lines[i], '\t');
            const auto got = read_wkt_cell(cells.at(0), "EPSG:4525");
            ASSERT_TRUE(got.ok()) << layer.file << " line " << i + 1;
            EXPECT_TRUE(got->valid) << layer.file << " line " << i + 1 << ": " << got->reason;
            EXPECT_NEAR(got->measured.m2(), std::stod(std::string(cells.at(stated_at))), 0.5)
                << layer.file << " line " << i + 1;
            sum += got->measured;
        }
        EXPECT_NEAR(sum.m2() / 10'000, layer.hectares, 0.0001) << layer.file;
    }
}

}  // namespace
}  // namespace intake
