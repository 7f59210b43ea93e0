// GeoJSON of both formats, nested properties, and texts that want to exhaust the reader.
#include "intake/worker/geojson.hpp"

#include "intake/worker/json_scan.hpp"
#include "intake/worker/layer.hpp"
#include "intake/worker/shape_files.hpp"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

namespace intake::worker {
namespace {

using testing::collection;
using testing::feature;
using testing::read;
using testing::Said;
using testing::TemporaryFolder;
using Cells = std::vector<std::string>;

const std::string kSquare =
    R"({"type":"Polygon","coordinates":[[[37500000,4000000],[37500100,4000000],[37500100.5,4000100,12],[37500000,4000000]]]})";
const std::string kSquareText = "POLYGON((37500000 4000000,37500100 4000000,37500100.5 4000100,37500000 4000000))";

TEST(GeoJson, FeaturesWithFlattenedProperties) {
    TemporaryFolder folder;
    const std::string first = feature(
        R"({"DKBH":"D1","面积":2.0175,"年":2020,"是":true,"空":null,"批":{"号":"晋政地字","日":{"收":"2020-01-02"}},"列":[1,"a"]})",
        kSquare);
    const Said said = read(folder.file("a.geojson", collection(first + "," + feature(R"({"DKBH":"D2"})", "null"))));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets.size(), 1U);
    EXPECT_EQ(said.sheets[0].crs, "EPSG:4525");
    ASSERT_EQ(said.sheets[0].rows.size(), 3U);
    EXPECT_EQ(said.sheets[0].rows[0].cells,
              (Cells{"DKBH", "面积", "年", "是", "空", "批.号", "批.日.收", "列", "WKT"}));
    EXPECT_EQ(said.sheets[0].rows[1].cells,
              (Cells{"D1", "2.0175", "2020", "1", "", "晋政地字", "2020-01-02", R"([ 1, "a" ])", kSquareText}));
    EXPECT_EQ(said.sheets[0].rows[2].cells, (Cells{"D2"}));
    EXPECT_TRUE(said.notes.empty());
}

TEST(GeoJson, WithoutCrsNumbersComeAsTheyStand) {
    TemporaryFolder folder;
    const Said metres = read(folder.file("a.json", collection(feature(R"({"DKBH":"D1"})", kSquare), "")));
    ASSERT_TRUE(metres.ended) << metres.what;
    EXPECT_EQ(metres.sheets[0].crs, "");
    EXPECT_EQ(metres.sheets[0].rows[1].cells, (Cells{"D1", kSquareText}));
    EXPECT_TRUE(metres.notes.empty());
    const std::string degrees =
        R"({"type":"Polygon","coordinates":[[[110.9,36.7],[110.91,36.7],[110.91,36.71],[110.9,36.7]]]})";
    for (const char* code : {"", "4490"}) {
        const Said said = read(folder.file("b.geojson", collection(feature(R"({"DKBH":"D1"})", degrees), code)));
        ASSERT_TRUE(said.ended) << said.what;
        EXPECT_EQ(said.sheets[0].rows[1].cells,
                  (Cells{"D1", "POLYGON((110.9 36.7,110.91 36.7,110.91 36.71,110.9 36.7))"}));
        EXPECT_EQ(said.sheets[0].crs, *code == 0 ? "" : "EPSG:4490");
        EXPECT_TRUE(said.notes.empty());
    }
}

TEST(GeoJson, OtherShapesKeepTheirRows) {
    TemporaryFolder folder;
    const std::string features =
        feature(R"({"a":"1"})", R"({"type":"Point","coordinates":[1,2]})") + "," +
        feature(R"({"a":"2"})", R"({"type":"LineString","coordinates":[[1,2],[3,4]]})") + "," +
        feature(R"({"a":"3"})", R"({"type":"GeometryCollection","geometries":[)" + kSquare + "]}") + "," +
        feature(R"({"a":"4"})", R"({"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]]]})");
    const Said said = read(folder.file("a.geojson", "\xEF\xBB\xBF" + collection(features)));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.notes.size(), 3U);
    EXPECT_EQ(said.notes[0].first, "SHAPE_PARTS_TAKEN");
    EXPECT_EQ(said.notes[0].second, 4U) << "the row it speaks of";
    EXPECT_EQ(said.notes[1].first, "LAYER_SHAPE_KIND");
    EXPECT_EQ(said.sheets[0].rows[3].cells, (Cells{"3", "MULTIPOLYGON(" + kSquareText.substr(7) + ")"}));
    EXPECT_EQ(said.sheets[0].rows[4].cells, (Cells{"4", "MULTIPOLYGON(((0 0,9 0,9 9,0 0)))"}));
}

/// Found by the fuzzer: an empty part was written into the binary and not into the text.
TEST(GeoJson, AnEmptyPartIsInNeitherWriting) {
    OGRMultiPolygon shape;
    OGRGeometry* square = nullptr;
    ASSERT_EQ(OGRGeometryFactory::createFromWkt("POLYGON((0 0,9 0,9 9,0 0))", nullptr, &square), OGRERR_NONE);
    OGRPolygon nothing;
    shape.addGeometry(&nothing);
    shape.addGeometryDirectly(square);
    std::string wkt, wkb, alone;
    ASSERT_TRUE(append_wkt(shape, wkt));
    ASSERT_TRUE(append_wkb(shape, wkb));
    EXPECT_EQ(wkt, "MULTIPOLYGON(((0 0,9 0,9 9,0 0)))");
    ASSERT_TRUE(append_wkb(*square, alone));
    EXPECT_EQ(wkb.substr(5), std::string("\x01\0\0\0", 4) + alone);
}

TEST(GeoJson, WhatIsNoGeoJson) {
    TemporaryFolder folder;
    EXPECT_EQ(read(folder.file("a.geojson", "a,b\n1,2\n")).error, "FormatUnknown");
    EXPECT_EQ(read(folder.file("b.geojson", "{\"a\":1}")).error, "FormatUnknown");
    EXPECT_EQ(read(folder.file("c.csv", collection(feature("{\"a\":1}", kSquare)))).error, "");  // a poor table
    EXPECT_EQ(read(folder.file("d.geojson", R"({"type":"Topology","objects":{}})")).error, "FormatUnknown");
    EXPECT_EQ(read(folder.file("e.geojson", R"({"type":"FeatureCollection","features":[]} x)")).error, "ReaderFailed");
    EXPECT_EQ(read(folder.file("f.geojson", R"({"type":"FeatureCollection","features":[)")).error, "ReaderFailed");
    EXPECT_EQ(read(folder.file("g.geojson", R"({"type":"FeatureCollection","features":[}])")).error, "ReaderFailed");
    EXPECT_EQ(read(folder.file("h.geojson.gz", testing::gzip(collection("")))).error, "FormatUnknown");
    const std::string gbk = collection(feature("{\"a\":\"\xDA\xF4\xCF\xD8\"}", kSquare));
    EXPECT_EQ(read(folder.file("i.geojson", gbk)).error, "ReaderFailed");
    // A kept source file has no name; its content must say what it is.
    EXPECT_TRUE(read(folder.file("kept", collection(feature("{\"a\":\"1\"}", kSquare)))).ended);
}

TEST(GeoJson, NestingIsLimited) {
    TemporaryFolder folder;
    const auto nested = [](int depth) {
        return feature("{\"a\":\"1\",\"n\":" + std::string(static_cast<std::size_t>(depth), '[') +
                           std::string(static_cast<std::size_t>(depth), ']') + "}",
                       "null");
    };
    EXPECT_TRUE(read(folder.file("a.geojson", collection(nested(20)))).ended);
    for (const int depth : {64, 1'000, 100'000, 5'000'000}) {
        EXPECT_EQ(read(folder.file("b.geojson", collection(nested(depth)))).error, "ReaderLimit") << depth;
    }
    std::string deep = kSquare;
    for (int i = 0; i < 64; ++i) deep = R"({"type":"GeometryCollection","geometries":[)" + deep + "]}";
    EXPECT_EQ(read(folder.file("c.geojson", collection(feature("{\"a\":1}", deep)))).error, "ReaderLimit");
}

TEST(GeoJson, FieldsWithoutEndAreALimit) {
    TemporaryFolder folder;
    std::string properties = "{\"a\":1";
    for (int i = 0; i < 3000; ++i) properties += ",\"f" + std::to_string(i) + "\":1";
    const Said said = read(folder.file("a.geojson", collection(feature(properties + "}", "null"))));
    EXPECT_EQ(said.error, "ReaderLimit") << said.what;
}

TEST(GeoJson, CutAndDamagedFilesNeverCrash) {
    TemporaryFolder folder;
    const std::string good = collection(feature(R"({"a":"1","b":{"c":[1,2]}})", kSquare));
    for (std::size_t at = 0; at < good.size(); ++at) {
        const Said cut = read(folder.file("a.geojson", std::string_view(good).substr(0, at)));
        EXPECT_FALSE(cut.error.empty()) << at;
        std::string damaged = good;
        damaged[at] = damaged[at] == '"' ? '9' : '"';
        const Said said = read(folder.file("b.geojson", damaged));
        EXPECT_TRUE(said.ended || !said.error.empty()) << at;
    }
}

TEST(JsonScan, PiecesDoNotMatter) {
    const std::string text = R"({"x":{"type":"no","crs":1},"a\"crs":"\\","type":"Feature","crs":null,"s":"[{"})";
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        JsonScan scan(8);
        for (std::size_t at = 0; at < text.size(); at += cut) {
            ASSERT_TRUE(scan.add(std::string_view(text).substr(at, cut)).ok());
        }
        ASSERT_TRUE(scan.finish().ok());
        EXPECT_EQ(scan.type(), "Feature");
        EXPECT_TRUE(scan.has_crs());
    }
}

}  // namespace
}  // namespace intake::worker
