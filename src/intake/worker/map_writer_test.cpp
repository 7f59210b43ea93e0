// The writer of map files, judged by GDAL's own readers and by SQLite.
#include "intake/worker/map_writer.hpp"

#include "base/files.hpp"
#include "intake/worker/gdal.hpp"
#include "intake/worker/map_spool.hpp"
#include "intake/worker/test_files.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include <map>

namespace intake::worker {
namespace {

constexpr const char* kShape =
    "MULTIPOLYGON (((37500000 4062000,37500100 4062000,37500100 4062100.125,37500000 4062000)))";

std::string target(const std::string& table, const std::string& style) {
    FrameWriter out(kTargetFrame);
    out.string(table).string("图层" + table).string("EPSG:4525").string(style).number(3);
    out.string("id").string("编号").number(0);
    out.string("area_m2").string("面积（平方米）").number(1);
    out.string("due").string("时限").number(2);
    return out.take();
}
std::string row(std::uint32_t number, const std::vector<std::string>& cells) {
    FrameWriter out(FrameType::Row);
    out.number(number).number(static_cast<std::uint32_t>(cells.size()));
    for (const std::string& cell : cells) out.string(cell);
    return out.take();
}
std::string two_layers() {
    return target("plots", "<qgis>甲</qgis>") + row(1, {"地块一", "5006.25", "2024-06-30", kShape}) +
           row(2, {"没有图形", "", "", ""}) + target("supplies", "<qgis>乙</qgis>") +
           row(1, {"S1", "0.0001", "", kShape}) + FrameWriter(FrameType::End).take();
}

class MapWriterTest : public ::testing::Test {
  protected:
    /// The files that it says, written beside one another.
    base::Status write(const std::string& format, const std::string& spool) {
        const std::string path = folder_.file("spool", spool);
        std::map<std::string, std::string> files;
        FrameDecoder decoder([&](FrameType type, std::string_view bytes) {
            BodyReader body(bytes);
            if (type != kFileFrame) return true;
            const std::string name(body.string());
            files[name] += body.string();
            return body.good();
        });
        const base::Status done = write_map(format, "2024-06-30", path, [&](std::string_view bytes) {
            decoder.feed(bytes);
            return true;
        });
        for (const auto& [name, bytes] : files) folder_.file(name, bytes);
        return done;
    }
    std::string path(const std::string& name) const { return folder_.path(name); }
    Dataset open(const std::string& name) const {
        return Dataset(static_cast<GDALDataset*>(
            GDALOpenEx(path(name).c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr)));
    }

    testing::TemporaryFolder folder_;
};

TEST_F(MapWriterTest, GdalReadsTheGeoPackage) {
    ASSERT_TRUE(write("gpkg", two_layers()).ok());
    const Dataset dataset = open("layers.gpkg");
    ASSERT_TRUE(dataset);
    OGRLayer* const plots = dataset->GetLayerByName("plots");
    ASSERT_NE(plots, nullptr);
    ASSERT_NE(dataset->GetLayerByName("supplies"), nullptr);
    EXPECT_EQ(plots->GetFeatureCount(), 2);
    EXPECT_STREQ(plots->GetSpatialRef()->GetAuthorityCode(nullptr), "4525");
    EXPECT_EQ(plots->GetLayerDefn()->GetFieldDefn(2)->GetType(), OFTDate);
    const std::unique_ptr<OGRFeature> first(plots->GetNextFeature());
    EXPECT_STREQ(first->GetFieldAsString("id"), "地块一");
    EXPECT_DOUBLE_EQ(first->GetFieldAsDouble("area_m2"), 5006.25);
    EXPECT_STREQ(first->GetFieldAsString("due"), "2024/06/30");
    OGRGeometry* shape = nullptr;
    ASSERT_EQ(OGRGeometryFactory::createFromWkt(kShape, nullptr, &shape), OGRERR_NONE);
    EXPECT_TRUE(first->GetGeometryRef()->Equals(shape));
    OGRGeometryFactory::destroyGeometry(shape);
    const std::unique_ptr<OGRFeature> second(plots->GetNextFeature());
    EXPECT_EQ(second->GetGeometryRef(), nullptr);
    EXPECT_FALSE(second->IsFieldSetAndNotNull(second->GetFieldIndex("area_m2")));
}

TEST_F(MapWriterTest, ThePackageIsWholeAndHasItsStylesAndTrees) {
    ASSERT_TRUE(write("gpkg", two_layers()).ok());
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open_v2(path("layers.gpkg").c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    const auto value = [&](const char* sql) {
        std::string out = "?";
        sqlite3_exec(
            db, sql,
            [](void* to, int, char** cells, char**) {
                *static_cast<std::string*>(to) = cells[0] == nullptr ? "" : cells[0];
                return 0;
            },
            &out, nullptr);
        return out;
    };
    EXPECT_EQ(value("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(value("PRAGMA application_id"), "1196444487");  // GPKG
    EXPECT_EQ(value("SELECT identifier FROM gpkg_contents WHERE table_name = 'plots'"), "图层plots");
    EXPECT_EQ(value("SELECT group_concat(f_table_name || styleQML, ' ') FROM layer_styles WHERE useAsDefault = 1"),
              "plots<qgis>甲</qgis> supplies<qgis>乙</qgis>");
    EXPECT_EQ(value("SELECT group_concat(f_geometry_column) FROM layer_styles"), "geom,geom");
    EXPECT_EQ(value("SELECT count(*) FROM rtree_plots_geom"), "1");
    EXPECT_EQ(value("SELECT title FROM gpkg_data_columns WHERE table_name = 'supplies' AND column_name = 'due'"),
              "时限");
    EXPECT_EQ(value("SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_schema'"), "2");
    EXPECT_EQ(value("SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"), "2");
    EXPECT_EQ(value("SELECT max(last_change) FROM gpkg_contents"), "2024-06-30T00:00:00.000Z");
    sqlite3_close(db);
}

TEST_F(MapWriterTest, GdalReadsTheShapefiles) {
    ASSERT_TRUE(write("shp", two_layers()).ok());
    const Dataset dataset = open("plots.shp");
    ASSERT_TRUE(dataset);
    OGRLayer* const plots = dataset->GetLayer(0);
    EXPECT_EQ(plots->GetFeatureCount(), 2);
    EXPECT_NE(plots->GetSpatialRef(), nullptr);
    const std::unique_ptr<OGRFeature> first(plots->GetNextFeature());
    EXPECT_STREQ(first->GetFieldAsString("id"), "地块一");
    EXPECT_DOUBLE_EQ(first->GetFieldAsDouble("area_m2"), 5006.25);
    OGREnvelope box;
    first->GetGeometryRef()->getEnvelope(&box);
    EXPECT_EQ(box.MaxY, 4'062'100.125);
    EXPECT_TRUE(base::file_exists(path("supplies.dbf")));
}

TEST_F(MapWriterTest, ASpoolThatIsNotWholeIsRefused) {
    const std::string whole = two_layers();
    EXPECT_FALSE(write("gpkg", whole.substr(0, whole.size() - 9)).ok());
    EXPECT_FALSE(write("gpkg", row(1, {"a", "b", "c", kShape}) + FrameWriter(FrameType::End).take()).ok());
    EXPECT_FALSE(write("gpkg", target("plots", "") + row(1, {"a"}) + FrameWriter(FrameType::End).take()).ok());
    EXPECT_FALSE(write("gpkg", target("plots", "") + row(1, {"a", "", "", "POLYGON((0"})).ok());
    EXPECT_FALSE(write_map("gpkg", "2024-06-30", path("nowhere"), [](std::string_view) { return true; }).ok());
    const std::string spool = folder_.file("spool", whole);
    EXPECT_FALSE(write_map("gpkg", "2024-06-30", spool, [](std::string_view) { return false; }).ok());
}

}  // namespace
}  // namespace intake::worker
