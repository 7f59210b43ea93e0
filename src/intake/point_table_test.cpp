#include "intake/point_table.hpp"

#include "intake/test_support.hpp"

#include <gtest/gtest.h>

namespace intake {
namespace {

using testing::CollectingSink;

class PointTables : public ::testing::Test {
  protected:
    void SetUp() override { testing::use_built_worker(); }
    FileResult read(const std::string& csv) {
        auto result = read_file(folder_.file("t.csv", csv), options_, sink_);
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().text().en);
        return result.ok() ? *result : FileResult{};
    }
    testing::TemporaryFolder folder_;
    CollectingSink sink_;
    ReadOptions options_;
};

TEST_F(PointTables, OnePlotAPlotNumberWithHolesByRing) {
    const FileResult read_rows = read(
        "地块编号,地块名称,点号,圈号,X坐标(m),Y坐标(m)\n"
        "D1,甲,J1,1,4062000,37494000\nD1,甲,J2,1,4062000,37494100\nD1,甲,J3,1,4062100,37494100\n"
        "D1,甲,J4,1,4062100,37494000\nD2,乙,J1,1,4062000,37495000\nD2,乙,J2,1,4062000,37495010\n"
        "D2,乙,J3,1,4062010,37495010\nD1,甲,J5,2,4062010,37494010\nD1,甲,J6,2,4062010,37494020\n"
        "D1,甲,J7,2,4062020,37494020\n");
    EXPECT_EQ(read_rows.rows, 2) << "plots";
    EXPECT_EQ(read_rows.kind, "plot");
    ASSERT_EQ(sink_.candidates.size(), 2U);
    EXPECT_EQ(sink_.record<land::Plot>(0).number, "D1");
    EXPECT_EQ(sink_.record<land::Plot>(0).name, "甲");
    EXPECT_EQ(sink_.record<land::Plot>(0).measured->m2_text(), "9950");
    EXPECT_EQ(sink_.record<land::Plot>(0).geometry.crs, "EPSG:4525");
    EXPECT_EQ(sink_.record<land::Plot>(1).measured->m2_text(), "50");
    EXPECT_EQ(sink_.counts["CRS_DETECTED"], 1);
}

TEST_F(PointTables, EastFirstIsTurnedAndABadPointStopsItsPlotAlone) {
    const FileResult read_rows = read(
        "dkbh,id,x,y\nD1,1,37494000,4062000\nD1,2,37494100,4062000\nD1,3,37494100,4062100\n"
        "D2,1,37494000,4062000\nD2,2,坏,4062000\nD2,3,37494100,4062100\n");
    EXPECT_EQ(read_rows.rejected, 1);
    ASSERT_EQ(sink_.candidates.size(), 1U);
    EXPECT_EQ(sink_.record<land::Plot>(0).geometry.wkt,
              "POLYGON((37494000 4062000,37494100 4062000,37494100 4062100,37494000 4062000))");
    EXPECT_EQ(sink_.counts["AXIS_SWAPPED"], 1);
    ASSERT_NE(sink_.find("POINT_UNREADABLE"), nullptr);
    EXPECT_EQ(sink_.find("POINT_UNREADABLE")->row, 6);
}

TEST_F(PointTables, WithoutZoneNumberTheDivisionTells) {
    const std::string csv = "点号,X,Y\n1,4062000,494000\n2,4062000,494100\n3,4062100,494100\n";
    read(csv);
    EXPECT_EQ(sink_.record<land::Plot>(0).geometry.crs, "");
    EXPECT_EQ(sink_.counts["CRS_ASK"], 1);
    sink_ = {};
    options_.extent = geo::Extent{110.7, 36.4, 111.3, 37.0};
    read(csv);
    EXPECT_EQ(sink_.record<land::Plot>(0).geometry.crs, "EPSG:4546");
}

TEST(PointTable, OtherTablesAreNone) {
    const auto is_one = [](std::vector<std::string> cells) {
        return PointTable::from_head({1, std::move(cells)}).has_value();
    };
    EXPECT_TRUE(is_one({"点号", "X", "Y"}));
    EXPECT_FALSE(is_one({"地块编号", "X", "Y"})) << "a plot's middle";
    EXPECT_FALSE(is_one({"序号", "地块面积(公顷)", "X", "Y"}));
    EXPECT_FALSE(is_one({"序号", "X", "Y", "WKT"}));
    EXPECT_FALSE(is_one({"点号", "X"}));
}

}  // namespace
}  // namespace intake
