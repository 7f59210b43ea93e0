// One table of plots in every format that counties send (tests/files/make_layers.py): the same records come out. And
// files that mean harm, through the real worker process: an error comes out, and nothing else.
#include "base/test_tree.hpp"
#include "intake/sheet_reader.hpp"
#include "intake/test_support.hpp"
#include "intake/worker/shape_files.hpp"

#include <gtest/gtest.h>

namespace intake {
namespace {

using testing::CollectingSink;

class LayerFiles : public ::testing::Test {
  protected:
    void SetUp() override {
        testing::use_built_worker();
        options_.division = "141031";
    }
    static std::string kept(const std::string& name) { return base::testing::source_tree() + "/tests/files/" + name; }
    static std::vector<std::string> payloads(const CollectingSink& sink) {
        std::vector<std::string> out;
        for (const Candidate& each : sink.candidates) out.push_back(land::payload_of(each.record));
        return out;
    }
    /// Nothing was taken and the error is one of these.
    void expect_refused(const std::string& name, const std::string& bytes, std::vector<base::Code> codes) {
        CollectingSink sink;
        const auto result = read_file(folder_.file(name, bytes), options_, sink);
        ASSERT_FALSE(result.ok()) << name;
        EXPECT_NE(std::find(codes.begin(), codes.end(), result.error().code), codes.end())
            << name << ": " << result.error().text().en;
        EXPECT_FALSE(result.error().text().zh.empty());
        EXPECT_TRUE(sink.candidates.empty()) << name;
    }
    testing::TemporaryFolder folder_;
    ReadOptions options_;
};

TEST_F(LayerFiles, OneTableInEveryFormatGivesTheSameRecords) {
    CollectingSink csv;
    options_.crs = "EPSG:4525";
    ASSERT_TRUE(read_file(kept("plots.csv"), options_, csv).ok());
    ASSERT_EQ(csv.candidates.size(), 4U);
    EXPECT_EQ(csv.record<land::Plot>(0).geometry.crs, "EPSG:4525");
    EXPECT_EQ(csv.record<land::Plot>(1).measured->m2_text(), "7500");
    EXPECT_EQ(csv.record<land::Plot>(2).measured->m2_text(), "1250");
    EXPECT_EQ(csv.record<land::Plot>(3).measured, std::nullopt);
    for (const char* name : {"plots.ods", "plots.xls"}) {
        CollectingSink sink;
        const auto result = read_file(kept(name), options_, sink);
        ASSERT_TRUE(result.ok()) << name << result.error().text().en;
        EXPECT_EQ(payloads(sink), payloads(csv)) << name;
        EXPECT_EQ(sink.counts, csv.counts) << name;
    }
    options_.crs.clear();  // layers say it themselves
    for (const char* name : {"plots.gpkg", "plots.geojson", "plots.zip"}) {
        CollectingSink sink;
        const auto result = read_file(kept(name), options_, sink);
        ASSERT_TRUE(result.ok()) << name << result.error().text().en;
        EXPECT_EQ(result->kind, "plot");
        EXPECT_EQ(result->rows, 4);
        EXPECT_EQ(payloads(sink), payloads(csv)) << name;
        EXPECT_EQ(sink.counts, csv.counts) << name;
        EXPECT_EQ(sink.candidates[2].row, 4) << name;
    }
}

TEST_F(LayerFiles, TheFilesReferenceSystemStands) {
    options_.crs = "EPSG:4546";
    CollectingSink sink;
    ASSERT_TRUE(read_file(kept("plots.gpkg"), options_, sink).ok());
    EXPECT_EQ(sink.record<land::Plot>(0).geometry.crs, "EPSG:4525");
    ASSERT_EQ(sink.counts["CRS_DISAGREES"], 1);
    EXPECT_NE(sink.find("CRS_DISAGREES")->message.zh.find("EPSG:4525"), std::string::npos);
    EXPECT_EQ(sink.find("CRS_DISAGREES")->sheet, "plots");
}

TEST_F(LayerFiles, AShapefileWithoutReferenceSystemIsFoundByItsNumbers) {
    worker::testing::ShapeFile file;
    file.field("DKBH", 'C', 9).field("Shape_Area", 'N', 19, 8);
    file.polygon({worker::testing::square(37500000, 4000000, 10)}, {"D1", "100"});
    CollectingSink sink;
    const std::string path = folder_.file("a.zip", file.zip("a").finish());
    ASSERT_TRUE(read_file(path, options_, sink).ok());
    EXPECT_EQ(sink.record<land::Plot>(0).geometry.crs, "EPSG:4525");
    EXPECT_EQ(sink.counts["CRS_DETECTED"], 1);
    options_.crs = "EPSG:4525";
    CollectingSink told;
    ASSERT_TRUE(read_file(path, options_, told).ok());
    EXPECT_EQ(told.record<land::Plot>(0).geometry.crs, "EPSG:4525");
    EXPECT_EQ(told.counts["CRS_DETECTED"], 0);
}

TEST_F(LayerFiles, WithoutZoneNumberItIsAskedUnlessTheDivisionTells) {
    worker::testing::ShapeFile file;
    file.field("DKBH", 'C', 9).field("Shape_Area", 'N', 19, 8);
    file.polygon({worker::testing::square(494000, 4062000, 10)}, {"D1", "100"});
    file.polygon({worker::testing::square(495000, 4062000, 10)}, {"D2", "100"});
    const std::string path = folder_.file("a.zip", file.zip("a").finish());
    CollectingSink sink;
    ASSERT_TRUE(read_file(path, options_, sink).ok());
    EXPECT_EQ(sink.record<land::Plot>(0).geometry.crs, "");
    EXPECT_EQ(sink.record<land::Plot>(0).measured, base::Area::from_m2(100));
    EXPECT_EQ(sink.counts["CRS_ASK"], 1) << "said once for the layer";
    EXPECT_NE(sink.find("CRS_ASK")->message.zh.find("--crs"), std::string::npos);
    options_.extent = geo::Extent{110.7, 36.4, 111.3, 37.0};
    CollectingSink helped;
    ASSERT_TRUE(read_file(path, options_, helped).ok());
    EXPECT_EQ(helped.record<land::Plot>(1).geometry.crs, "EPSG:4546");
    EXPECT_EQ(helped.counts["CRS_DETECTED"], 1);
}

TEST_F(LayerFiles, GeoJsonThatHoldsMetresOrDegrees) {
    const auto file = [&](const char* name, const std::string& ring) {
        return folder_.file(name,
                            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"DKBH":"D1",)"
                            R"("Shape_Area":100},"geometry":{"type":"Polygon","coordinates":[[)" +
                                ring + "]]}}]}");
    };
    CollectingSink metres;
    ASSERT_TRUE(
        read_file(file("a.geojson", "[37494000,4062000],[37494010,4062000],[37494010,4062010],[37494000,4062000]"),
                  options_, metres)
            .ok());
    EXPECT_EQ(metres.record<land::Plot>(0).geometry.crs, "EPSG:4525");
    const std::string fine =
        "[110.940000001,36.69],[110.941,36.69],[110.941,36.691000001],[110.94,36.691],[110.940000001,36.69]";
    CollectingSink degrees;
    ASSERT_TRUE(read_file(file("b.geojson", fine), options_, degrees).ok());
    EXPECT_EQ(degrees.record<land::Plot>(0).geometry.crs, "EPSG:4525");
    EXPECT_EQ(degrees.counts["SHAPE_PROJECTED"], 1);
    const std::string coarse = "[110.94,36.69],[110.941,36.69],[110.941,36.691],[110.94,36.69]";
    CollectingSink web_map;
    ASSERT_TRUE(read_file(file("c.geojson", coarse), options_, web_map).ok());
    EXPECT_TRUE(web_map.record<land::Plot>(0).geometry.empty());
    EXPECT_EQ(web_map.counts["GCJ02_SUSPECTED"], 1);
}

TEST_F(LayerFiles, AFlawIsMendedAndSaidInTheJournal) {
    CollectingSink sink;
    const std::string csv =
        "地块编号,面积(公顷),WKT\nD1,0.5,\"POLYGON((37494000 4062000,37494100 4062100,37494100 4062000,37494000 "
        "4062100,"
        "37494000 4062000))\"\nD2,1,\"POLYGON((37494000 4062000,37494100 4062000,37494000 4062000))\"\n";
    options_.kind = land::Kind::Plot;
    options_.crs = "EPSG:4525";
    ASSERT_TRUE(read_file(folder_.file("a.csv", csv), options_, sink).ok());
    ASSERT_EQ(sink.candidates.size(), 2U);
    EXPECT_EQ(sink.record<land::Plot>(0).measured, base::Area::from_m2(5'000));
    EXPECT_EQ(sink.counts["GEOMETRY_REPAIRED"], 1);
    EXPECT_NE(sink.candidates[0].shape_note.find("SELF_CROSSING"), std::string::npos);
    EXPECT_TRUE(sink.record<land::Plot>(1).geometry.empty());
    EXPECT_EQ(sink.counts["GEOMETRY_REFUSED"], 1);
    EXPECT_NE(sink.find("GEOMETRY_REFUSED")->message.en.find("REFUSED_EMPTY"), std::string::npos);
}

TEST_F(LayerFiles, HeadRowsOfALayerAreNoRecords) {
    // Aliases under names: the row that is not the head is no record either.
    CollectingSink told;
    FileState file(options_, std::string(64, 'a'));
    FileResult read;
    SheetReader sheet("plots", **heading_table(), file, told, read);
    sheet.layer(2);
    ASSERT_TRUE(sheet.row(1, {"DKBH", "Shape_Area", "WKT"}).ok());
    ASSERT_TRUE(sheet.row(2, {"本局编的号", "100", "WKT"}).ok());
    ASSERT_TRUE(sheet.row(3, {"D1", "200"}).ok());
    ASSERT_TRUE(sheet.finish().ok());
    EXPECT_EQ(read.rows, 1);
    ASSERT_EQ(told.candidates.size(), 1U);
    EXPECT_EQ(told.candidates[0].row, 3);

    const std::string features = worker::testing::feature(R"({"DKBH":"D1","Shape_Area":100})", "null") + "," +
                                 worker::testing::feature(R"({"DKBH":"D2","Shape_Area":200})", "null");
    CollectingSink sink;
    const auto result = read_file(folder_.file("a.geojson", worker::testing::collection(features)), options_, sink);
    ASSERT_TRUE(result.ok()) << result.error().text().en;
    EXPECT_EQ(sink.candidates.size(), 2U);
}

TEST_F(LayerFiles, HarmEndsInAnError) {
    using base::Code;
    const std::string zeros(30'000'000, '\0');
    worker::testing::Zip bomb;
    bomb.add("a.shp", zeros).add("a.dbf", zeros);
    expect_refused("bomb.zip", bomb.finish(), {Code::ReaderLimit});
    worker::testing::Zip path;
    path.add("../a.shp", "x");
    expect_refused("path.zip", path.finish(), {Code::ReaderFailed});
    expect_refused("vrt.gpkg", "<OGRVRTDataSource/>", {Code::FormatUnknown});
    expect_refused(
        "deep.geojson",
        worker::testing::collection(worker::testing::feature("{\"n\":" + std::string(1'000'000, '[') + "}", "null")),
        {Code::ReaderLimit});
    expect_refused("cut.xls", base::read_file(kept("plots.xls")).value().substr(0, 2'000), {Code::ReaderFailed});
    expect_refused("cut.gpkg", base::read_file(kept("plots.gpkg")).value().substr(0, 3'000), {Code::ReaderFailed});
}

TEST_F(LayerFiles, TenMillionVerticesEndInAnErrorNotInOurMemory) {
    // 60 MB of text that become some hundred bytes a vertex in the library: the worker's memory limit may meet it
    // first.
    std::string ring = "[[";
    for (int i = 0; i < 10'000'000; ++i) ring += i == 0 ? "[100,10]" : ",[100,10]";
    const std::string shape = R"({"type":"Polygon","coordinates":)" + ring + "]]}";
    expect_refused("vertices.geojson", worker::testing::collection(worker::testing::feature("{\"DKBH\":\"1\"}", shape)),
                   {base::Code::ReaderLimit, base::Code::ReaderFailed});
}

}  // namespace
}  // namespace intake
