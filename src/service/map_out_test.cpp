// GeoPackages as the reader of foreign files finds them: layers, names of fields, shapes to the millimetre.
#include "service/map_out.hpp"

#include "base/files.hpp"
#include "geo/wkt.hpp"
#include "intake/test_support.hpp"
#include "intake/worker_client.hpp"

#include <gtest/gtest.h>

namespace service {
namespace {

class MapOut : public ::testing::Test {
  protected:
    void SetUp() override { intake::testing::use_built_worker(); }

    static intake::MapLayer layer(const std::string& name, const std::string& title) {
        intake::MapLayer out;
        out.name = name;
        out.title = title;
        out.crs = "EPSG:4525";
        out.fields = {{"id", "编号"},
                      {"area_m2", "面积", intake::MapFieldKind::Real},
                      {"due", "时限", intake::MapFieldKind::Date}};
        const auto shape = geo::read_wkt(
            "MULTIPOLYGON(((37500000 4062000,37500100 4062000,37500100 4062100.125,37500000 4062000),"
            "(37500060 4062010,37500070 4062020,37500070 4062010,37500060 4062010)),"
            "((37500200 4062000,37500210 4062000,37500200 4062010,37500200 4062000)))");
        out.rows = {{{"地块一", "5006.25", "2024-06-30"}, *shape}, {{"<二>&", "", ""}, {}}};
        return out;
    }
    static base::Date day() { return *base::parse_iso_date("2024-06-30"); }
    std::string path(const std::string& name) const { return folder_.path() + "/" + name; }

    intake::testing::TemporaryFolder folder_;
};

TEST_F(MapOut, AGeoPackageHasLayersAndNamesOfFields) {
    ASSERT_TRUE(write_maps(path("a.gpkg"), {layer("plots", "批准地块"), layer("supplies", "供应宗地")}, day()).ok());
    intake::testing::Told told;
    ASSERT_TRUE(intake::read_with_worker(path("a.gpkg"), told).ok());
    const std::string rows =
        "id|area_m2|due|WKT|\n编号|面积|时限|WKT|\n地块一|5006.25|2024-06-30|"
        "MULTIPOLYGON(((37500000 4062000,37500100 4062000,37500100 4062100.125,37500000 4062000),"
        "(37500060 4062010,37500070 4062020,37500070 4062010,37500060 4062010)),"
        "((37500200 4062000,37500210 4062000,37500200 4062010,37500200 4062000)))|\n<二>&|\n";
    EXPECT_EQ(told.text_of_file, "= plots EPSG:4525 2\n" + rows + "= supplies EPSG:4525 2\n" + rows);
}

TEST_F(MapOut, RowsAsTheyComeAreTheSameFile) {
    intake::MapLayer head = layer("plots", "批准地块");
    const std::vector<intake::MapRow> kept = std::move(head.rows);
    head.rows.clear();
    const MapRows rows = [&](const auto& write) -> base::Status {
        for (const intake::MapRow& row : kept) PANHUO_DO(write(row));
        return base::Done{};
    };
    for (const char* ending : {".gpkg", ".zip", ".geojson"}) {
        ASSERT_TRUE(write_map(path("a") + ending, head, rows, day()).ok());
        ASSERT_TRUE(write_maps(path("b") + ending, {layer("plots", "批准地块")}, day()).ok());
        EXPECT_TRUE(*base::read_file(path("a") + ending) == *base::read_file(path("b") + ending)) << ending;
    }
}

TEST_F(MapOut, ALayerWithoutAPlaceAndOneWithoutRows) {
    intake::MapLayer nowhere = layer("plots", "批准地块");
    nowhere.crs.clear();
    intake::MapLayer empty = layer("supplies", "供应宗地");
    empty.rows.clear();
    ASSERT_TRUE(write_maps(path("a.gpkg"), {nowhere, empty}, day()).ok());
    intake::testing::Told told;
    ASSERT_TRUE(intake::read_with_worker(path("a.gpkg"), told).ok());
    EXPECT_NE(told.text_of_file.find("= plots  2\n"), std::string::npos) << told.text_of_file;
    EXPECT_NE(told.text_of_file.find("= supplies EPSG:4525 2\nid|area_m2|due|WKT|\n编号|面积|时限|WKT|\n"),
              std::string::npos)
        << told.text_of_file;
}

TEST_F(MapOut, WhatFailsLeavesNothing) {
    EXPECT_EQ(write_maps("/nowhere/a.gpkg", {layer("a", "a")}, day()).error().code, base::Code::FileUnwritable);
    const MapRows fails = [](const auto&) -> base::Status { return base::Error{base::Code::Usage, {"no"}}; };
    EXPECT_EQ(write_map(path("a.gpkg"), layer("a", "a"), fails, day()).error().code, base::Code::Usage);
    EXPECT_FALSE(base::file_exists(path("a.gpkg")));
    EXPECT_FALSE(base::file_exists(path("a.gpkg.half")));
    EXPECT_TRUE(is_map_file("A.GPKG"));
    EXPECT_FALSE(is_map_file("a.txt"));
}

}  // namespace
}  // namespace service
