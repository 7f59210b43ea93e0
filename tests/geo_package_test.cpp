// The GeoPackages we write, judged by other people's programs: GDAL opens them, finds what lies where by the tree, and
// edits them, which the tree follows; SQLite finds them whole.
#include "store/geo_package.hpp"

#include "base/shared_data.hpp"
#include "intake/wkb_testing.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include <memory>

namespace {

/// A square as well-known binary.
std::string square(double x, double y, double side) {
    const auto corner = [&](double dx, double dy) { return std::to_string(x + dx) + " " + std::to_string(y + dy); };
    const std::string ring = corner(0, 0) + "," + corner(side, 0) + "," + corner(side, side) + "," + corner(0, side);
    return intake::testing::WkbOf("MULTIPOLYGON(((" + ring + "," + corner(0, 0) + ")))").bytes();
}

struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, Close>;

class GeoPackageFile : public ::testing::Test {
  protected:
    void SetUp() override {
        GDALAllRegister();
        const auto made = store::PackageWriter::create(path(), "2024-06-30");
        ASSERT_TRUE(made.ok());
        store::PackageWriter& out = **made;
        OGRSpatialReference zone;
        ASSERT_EQ(zone.importFromEPSG(4525), OGRERR_NONE);
        char* wkt = nullptr;
        zone.exportToWkt(&wkt);
        ASSERT_TRUE(out.reference(4525, "CGCS2000 / 3-degree Gauss-Kruger zone 37", wkt).ok());
        CPLFree(wkt);
        for (const std::string name : {"plots", "supplies"}) {
            using Kind = store::PackageField::Kind;
            ASSERT_TRUE(
                out.begin({name,
                           "图层" + name,
                           4525,
                           "<qgis>" + name + "</qgis>",
                           {{"id", "编号", Kind::Text}, {"area_m2", "面积", Kind::Real}, {"due", "时限", Kind::Date}}})
                    .ok());
            for (int i = 0; i < 500; ++i) {
                const double x = 37'500'000 + (i * 7919 % 500) * 10.0, y = 4'062'000 + i * 10.0;
                ASSERT_TRUE(out.row({"地块" + std::to_string(i), i == 1 ? "" : "50.25", i == 2 ? "" : "2024-06-30"},
                                    square(x, y, 8), {x, x + 8, y, y + 8})
                                .ok());
            }
            ASSERT_TRUE(out.row({"没有图形", "", ""}, "", {}).ok());
        }
        ASSERT_TRUE(out.finish().ok());
    }
    std::string path() const { return folder_.path() + "/a.gpkg"; }
    Dataset open(unsigned mode = GDAL_OF_READONLY) const {
        return Dataset(
            static_cast<GDALDataset*>(GDALOpenEx(path().c_str(), GDAL_OF_VECTOR | mode, nullptr, nullptr, nullptr)));
    }
    std::string value(const std::string& sql) const {
        sqlite3* base = nullptr;
        EXPECT_EQ(sqlite3_open_v2(path().c_str(), &base, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        std::string out = "?";
        sqlite3_exec(
            base, sql.c_str(),
            [](void* to, int, char** cells, char**) {
                *static_cast<std::string*>(to) = cells[0] == nullptr ? "" : cells[0];
                return 0;
            },
            &out, nullptr);
        sqlite3_close(base);
        return out;
    }

    base::testing::TemporaryFolder folder_;
};

TEST_F(GeoPackageFile, GdalReadsIt) {
    const Dataset dataset = open();
    ASSERT_TRUE(dataset);
    EXPECT_EQ(dataset->GetLayerCount(), 3) << "two layers, and how QGIS draws them";
    OGRLayer* const plots = dataset->GetLayerByName("plots");
    ASSERT_NE(plots, nullptr);
    EXPECT_EQ(plots->GetFeatureCount(), 501);
    EXPECT_EQ(plots->GetGeomType(), wkbMultiPolygon);
    EXPECT_STREQ(plots->GetSpatialRef()->GetAuthorityCode(nullptr), "4525");
    EXPECT_EQ(plots->GetLayerDefn()->GetFieldDefn(1)->GetType(), OFTReal);
    EXPECT_EQ(plots->GetLayerDefn()->GetFieldDefn(2)->GetType(), OFTDate);
    const std::unique_ptr<OGRFeature> first(plots->GetNextFeature());
    EXPECT_STREQ(first->GetFieldAsString("id"), "地块0");
    EXPECT_DOUBLE_EQ(first->GetFieldAsDouble("area_m2"), 50.25);
    EXPECT_STREQ(first->GetFieldAsString("due"), "2024/06/30");
    EXPECT_DOUBLE_EQ(first->GetGeometryRef()->toMultiPolygon()->get_Area(), 64);
    const std::unique_ptr<OGRFeature> second(plots->GetNextFeature());
    EXPECT_FALSE(second->IsFieldSetAndNotNull(1));
    OGREnvelope box;
    ASSERT_EQ(plots->GetExtent(&box), OGRERR_NONE);
    EXPECT_EQ(box.MinX, 37'500'000);
    EXPECT_EQ(box.MaxY, 4'062'000 + 499 * 10 + 8);
    EXPECT_TRUE(plots->TestCapability(OLCFastSpatialFilter)) << "it knows the tree";
}

/// All that lies in a window, by GDAL with the tree, and by looking at every row.
TEST_F(GeoPackageFile, TheTreeFindsWhatLiesThere) {
    const Dataset dataset = open();
    OGRLayer& plots = *dataset->GetLayerByName("plots");
    for (int i = 0; i < 20; ++i) {
        const double west = 37'500'000 + i * 211.0, south = 4'062'000 + i * 173.0;
        plots.SetSpatialFilterRect(west, south, west + 900, south + 900);
        const auto by_tree = plots.GetFeatureCount();
        plots.SetSpatialFilter(nullptr);
        GIntBig inside = 0, near = 0;
        for (const auto& feature : plots) {
            if (feature->GetGeometryRef() == nullptr) continue;
            OGREnvelope box;
            feature->GetGeometryRef()->getEnvelope(&box);
            const auto within = [&](double more) {
                return box.MinX <= west + 900 + more && box.MaxX >= west - more && box.MinY <= south + 900 + more &&
                       box.MaxY >= south - more;
            };
            inside += within(0) ? 1 : 0;
            near += within(8) ? 1 : 0;  // the tree keeps its boxes in single precision, rounded outwards: 4 m here
        }
        EXPECT_GE(by_tree, inside) << i;
        EXPECT_LE(by_tree, near) << i;
    }
}

TEST_F(GeoPackageFile, AnEditKeepsTheTreeTrue) {
    {
        const Dataset dataset = open(GDAL_OF_UPDATE);
        OGRLayer& plots = *dataset->GetLayerByName("plots");
        const std::unique_ptr<OGRFeature> moved(plots.GetFeature(1));
        OGRGeometry* shape = nullptr;
        OGRGeometryFactory::createFromWkt("MULTIPOLYGON(((1 1,2 1,2 2,1 1)))", nullptr, &shape);
        moved->SetGeometryDirectly(shape);
        ASSERT_EQ(plots.SetFeature(moved.get()), OGRERR_NONE);
        ASSERT_EQ(plots.DeleteFeature(2), OGRERR_NONE);
    }
    EXPECT_EQ(value("SELECT count(*) FROM rtree_plots_geom"), "499");
    EXPECT_EQ(value("SELECT id FROM rtree_plots_geom WHERE maxx < 3"), "1");
    EXPECT_EQ(value("SELECT count(*) FROM rtree_supplies_geom"), "500");
}

TEST_F(GeoPackageFile, IsWholeAndSaysHowItIsDrawn) {
    EXPECT_EQ(value("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(value("SELECT rtreecheck('rtree_plots_geom')"), "ok");
    EXPECT_EQ(value("PRAGMA application_id"), "1196444487");  // GPKG
    EXPECT_EQ(value("SELECT identifier FROM gpkg_contents WHERE table_name = 'plots'"), "图层plots");
    EXPECT_EQ(value("SELECT group_concat(f_table_name || styleQML, ' ') FROM layer_styles WHERE useAsDefault = 1"),
              "plots<qgis>plots</qgis> supplies<qgis>supplies</qgis>");
    EXPECT_EQ(value("SELECT title FROM gpkg_data_columns WHERE table_name = 'supplies' AND column_name = 'due'"),
              "时限");
    EXPECT_EQ(value("SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_schema'"), "2");
    EXPECT_EQ(value("SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"), "2");
    EXPECT_EQ(value("SELECT max(last_change) FROM gpkg_contents"), "2024-06-30T00:00:00.000Z");
    EXPECT_EQ(value("SELECT typeof(min_x) || min_x FROM gpkg_contents WHERE table_name = 'plots'"), "real37500000.0");
}

}  // namespace
