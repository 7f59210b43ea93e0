// The writer of shapefiles, judged by GDAL's own reader.
#include "intake/worker/map_writer.hpp"

#include "base/files.hpp"
#include "intake/worker/gdal.hpp"
#include "intake/worker/map_spool.hpp"
#include "intake/worker/test_files.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <map>

namespace intake::worker {
namespace {

constexpr const char* kShape =
    "MULTIPOLYGON (((37500000 4062000,37500100 4062000,37500100 4062100.125,37500000 4062000)))";

std::string target(const std::string& table) {
    FrameWriter out(kTargetFrame);
    out.string(table).string("图层" + table).string("EPSG:4525").number(3);
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
    return target("plots") + row(1, {"地块一", "5006.25", "2024-06-30", kShape}) + row(2, {"没有图形", "", "", ""}) +
           target("supplies") + row(1, {"S1", "0.0001", "", kShape}) + FrameWriter(FrameType::End).take();
}

class MapWriterTest : public ::testing::Test {
  protected:
    /// The files that it says, written beside one another.
    base::Status write(const std::string& spool) {
        const std::string path = folder_.file("spool", spool);
        std::map<std::string, std::string> files;
        FrameDecoder decoder([&](FrameType type, std::string_view bytes) {
            BodyReader body(bytes);
            if (type != kFileFrame) return true;
            const std::string name(body.string());
            files[name] += body.string();
            return body.good();
        });
        const base::Status done = write_map("2024-06-30", path, [&](std::string_view bytes) {
            decoder.feed(bytes);
            return true;
        });
        for (const auto& [name, bytes] : files) folder_.file(name, bytes);
        return done;
    }
    std::string path(const std::string& name) const { return folder_.file(name); }
    Dataset open(const std::string& name) const {
        return Dataset(static_cast<GDALDataset*>(
            GDALOpenEx(path(name).c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr)));
    }

    testing::TemporaryFolder folder_;
};

TEST_F(MapWriterTest, GdalReadsTheShapefiles) {
    ASSERT_TRUE(write(two_layers()).ok());
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
    EXPECT_FALSE(write(whole.substr(0, whole.size() - 9)).ok());
    EXPECT_FALSE(write(row(1, {"a", "b", "c", kShape}) + FrameWriter(FrameType::End).take()).ok());
    EXPECT_FALSE(write(target("plots") + row(1, {"a"}) + FrameWriter(FrameType::End).take()).ok());
    EXPECT_FALSE(write(target("plots") + row(1, {"a", "", "", "POLYGON((0"})).ok());
    EXPECT_FALSE(write_map("2024-06-30", path("nowhere"), [](std::string_view) { return true; }).ok());
    const std::string spool = folder_.file("spool", whole);
    EXPECT_FALSE(write_map("2024-06-30", spool, [](std::string_view) { return false; }).ok());
}

}  // namespace
}  // namespace intake::worker
