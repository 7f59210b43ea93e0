// Map files through the real worker: what is written is read back by the reader of foreign files, twice the same.
#include "intake/map_files.hpp"

#include "geo/wkt.hpp"
#include "intake/qgis_style.hpp"
#include "intake/test_support.hpp"
#include "intake/worker_client.hpp"

#include <gtest/gtest.h>

namespace intake {
namespace {

class MapFiles : public ::testing::Test {
  protected:
    void SetUp() override { testing::use_built_worker(); }

    static MapLayer layer(const std::string& name, const std::string& title) {
        MapLayer out;
        out.name = name;
        out.title = title;
        out.crs = "EPSG:4525";
        out.fields = {{"id", "编号"}, {"area_m2", "面积", MapFieldKind::Real}, {"due", "时限", MapFieldKind::Date}};
        const auto shape = geo::read_wkt(
            "MULTIPOLYGON(((37500000 4062000,37500100 4062000,37500100 4062100.125,"
            "37500000 4062000)),((37500200 4062000,37500210 4062000,37500200 4062010,37500200 4062000)))");
        out.rows = {{{"地块一", "5006.25", "2024-06-30"}, *shape}, {{"<二>&", "", ""}, {}}};
        out.style_field = "id";
        out.styles = {{"地块一", "第一", 0xff8000}};
        return out;
    }
    static base::Date day() { return *base::parse_iso_date("2024-06-30"); }

    std::string path(const std::string& name) const { return folder_.path() + "/" + name; }
    std::string bytes(const std::string& name) const {
        auto read = base::read_file(path(name));
        EXPECT_TRUE(read.ok()) << name;
        return read.ok() ? *read : "";
    }
    std::string read_back(const std::string& name) const {
        testing::Told told;
        const base::Status done = read_with_worker(path(name), told);
        EXPECT_TRUE(done.ok()) << done.error().text().en;
        return told.text_of_file;
    }
    void write(const std::string& name, const std::vector<MapLayer>& layers) const {
        const base::Status done = write_map_files(path(name), layers, day());
        ASSERT_TRUE(done.ok()) << done.error().text().en;
    }

    testing::TemporaryFolder folder_;
};

TEST_F(MapFiles, TheSameLayersGiveTheSameBytes) {
    for (const char* ending : {".zip", ".geojson"}) {
        write(std::string("a") + ending, {layer("plots", "批准地块"), layer("supplies", "供应宗地")});
        write(std::string("b") + ending, {layer("plots", "批准地块"), layer("supplies", "供应宗地")});
        EXPECT_TRUE(bytes(std::string("a") + ending) == bytes(std::string("b") + ending)) << ending;
    }
}

TEST_F(MapFiles, AShapefileSaysThatItIsUtf8) {
    write("a.shp", {layer("plots", "批准地块")});
    EXPECT_EQ(bytes("a.cpg"), "UTF-8");
    EXPECT_NE(bytes("a.prj").find("CGCS2000"), std::string::npos);
    for (const char* name : {"a.shx", "a.dbf"}) EXPECT_FALSE(bytes(name).empty());
    const std::string told = read_back("a.shp");
    EXPECT_NE(told.find("id|area_m2|due|WKT|\n地块一|5006.25|2024"), std::string::npos) << told;
    EXPECT_FALSE(write_map_files(path("b.shp"), {layer("a", "a"), layer("b", "b")}, day()).ok());
    write("c.zip", {layer("plots", "批准地块"), layer("supplies", "供应宗地")});
    const std::string both = read_back("c.zip");
    EXPECT_NE(both.find("= plots"), std::string::npos) << both;
    EXPECT_NE(both.find("= supplies"), std::string::npos) << both;
}

TEST_F(MapFiles, AGeoJsonStandsInDegrees) {
    const auto text = geojson_of({layer("plots", "批准地块")});
    ASSERT_TRUE(text.ok());
    EXPECT_EQ(text->find(R"({"type":"FeatureCollection","features":[)"), 0u);
    EXPECT_NE(
        text->find(
            R"({"type":"Feature","properties":{"layer":"plots","id":"地块一","area_m2":5006.25,"due":"2024-06-30"},"geometry":{"type":"MultiPolygon","coordinates":[[[[111,36.6)"),
        std::string::npos)
        << *text;
    EXPECT_NE(text->find(R"("id":"<二>&"},"geometry":null})"), std::string::npos) << *text;
    MapLayer nowhere = layer("plots", "批准地块");
    nowhere.crs.clear();
    EXPECT_NE(geojson_of({nowhere})->find("[37500000,4062000]"), std::string::npos);
    EXPECT_FALSE(geojson_of({nowhere, layer("b", "b")}).ok());
}

TEST_F(MapFiles, WhatCannotBeWrittenSaysSo) {
    EXPECT_EQ(write_map_files(path("a.kml"), {layer("a", "a")}, day()).error().code, base::Code::Usage);
    EXPECT_EQ(write_map_files("/nowhere/a.geojson", {layer("a", "a")}, day()).error().code, base::Code::FileUnwritable);
    EXPECT_TRUE(is_map_file("A.ZIP"));
    EXPECT_FALSE(is_map_file("a.txt"));
    EXPECT_FALSE(holds_layers("a.shp"));
}

TEST(QgisStyle, ColoursByTheFieldAndNamesTheFields) {
    MapLayer layer;
    layer.fields = {{"status", "状态"}};
    layer.style_field = "status";
    layer.styles = {{"a&b", "\"甲\"", 0x0080ff}};
    const std::string style = qgis_style(layer);
    EXPECT_NE(style.find("attr=\"status\""), std::string::npos);
    EXPECT_NE(style.find("<category value=\"a&amp;b\" symbol=\"0\" label=\"&quot;甲&quot;\""), std::string::npos);
    EXPECT_NE(style.find("value=\"0,128,255,150\""), std::string::npos);
    EXPECT_NE(style.find("<alias field=\"status\" index=\"1\" name=\"状态\"/>"), std::string::npos);
}

}  // namespace
}  // namespace intake
