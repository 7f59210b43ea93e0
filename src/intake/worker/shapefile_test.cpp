// Shapefiles as counties send them: zipped anywhere, names and texts in GBK, parts missing; and such as nobody should
// send.
#include "intake/worker/shapefile.hpp"

#include "intake/worker/layer.hpp"
#include "intake/worker/shape_files.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace intake::worker {
namespace {

using testing::kZone37;
using testing::read;
using testing::Ring;
using testing::Said;
using testing::ShapeFile;
using testing::square;
using testing::TemporaryFolder;
using testing::Zip;
using Cells = std::vector<std::string>;

const std::string kGbkName = "\xB5\xD8\xBF\xE9";  // 地块
const std::string kGbkText = "\xDA\xF4\xCF\xD8";  // 隰县

ShapeFile plots(const std::string& text) {
    ShapeFile file;
    file.field("DKBH", 'C', 20).field("DKMC", 'C', 30).field("Shape_Area", 'N', 19, 8);
    file.polygon({square(37500000, 4000000, 100)}, {"D1", text, "10000.00000000"});
    file.polygon(
        {square(37500200.5, 4000000.25, 100),
         {{37500220, 4000020}, {37500230, 4000020}, {37500230, 4000030}, {37500220, 4000030}, {37500220, 4000020}}},
        {"D2", text + text, "9900.50000000"});
    return file;
}

void expect_plots(const Said& said) {
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets.size(), 1U);
    EXPECT_EQ(said.sheets[0].name, "地块");
    EXPECT_EQ(said.sheets[0].head_rows, 1U);
    ASSERT_EQ(said.sheets[0].rows.size(), 3U);
    EXPECT_EQ(said.sheets[0].rows[0].cells, (Cells{"DKBH", "DKMC", "Shape_Area", "WKT"}));
    EXPECT_EQ(said.sheets[0].rows[1].cells,
              (Cells{"D1", "隰县", "10000",
                     "POLYGON((37500000 4000000,37500000 4000100,37500100 4000100,37500100 4000000,37500000 "
                     "4000000))"}));
    EXPECT_EQ(said.sheets[0].rows[2].number, 3U);
    EXPECT_EQ(said.sheets[0].rows[2].cells[1], "隰县隰县");
    EXPECT_EQ(said.sheets[0].rows[2].cells[2], "9900.5");
    EXPECT_EQ(said.sheets[0].rows[2].cells[3],
              "POLYGON((37500200.5 4000000.25,37500200.5 4000100.25,37500300.5 4000100.25,37500300.5 "
              "4000000.25,37500200.5 4000000.25),(37500220 4000020,37500230 4000020,37500230 4000030,37500220 "
              "4000030,37500220 4000020))");
}

TEST(Shapefile, ZippedInAFolderWithGbkNamesAndNoCpg) {
    TemporaryFolder folder;
    const Said said = read(folder.file("a.zip", plots(kGbkText).zip("2020/" + kGbkName, kZone37).finish()));
    expect_plots(said);
    EXPECT_EQ(said.sheets[0].crs, "EPSG:4525");
    EXPECT_TRUE(said.notes.empty());
}

TEST(Shapefile, TextsAreDecodedByTheirBytesOrTheCpg) {
    TemporaryFolder folder;
    const std::string utf8 = "隰县";
    for (const auto& [text, cpg] : std::vector<std::pair<std::string, std::string>>{{utf8, ""},
                                                                                    {utf8, "UTF-8"},
                                                                                    {kGbkText, "GBK"},
                                                                                    {kGbkText, "936\r\n"},
                                                                                    {kGbkText, "UTF-8"},  // it lies
                                                                                    {kGbkText, "ISO 88591"}}) {
        const Said said = read(folder.file("a.zip", plots(text).zip("地块", kZone37, cpg).finish()));
        expect_plots(said);
        EXPECT_TRUE(said.notes.empty()) << cpg;
    }
}

TEST(Shapefile, ACharacterCutAtTheFieldsEndIsNoDamage) {
    TemporaryFolder folder;
    ShapeFile file;
    file.field("DKMC", 'C', 5).polygon({square(0, 0, 10)}, {kGbkText + kGbkText});
    const Said said = read(folder.file("a.zip", file.zip("a").finish()));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets[0].rows[1].cells[0], "隰县");
    EXPECT_TRUE(said.notes.empty());
}

TEST(Shapefile, BareWithItsCompanionsAndCapitals) {
    TemporaryFolder folder;
    const ShapeFile file = plots(kGbkText);
    folder.file("地块.DBF", file.dbf());
    folder.file("地块.prj", kZone37);
    expect_plots(read(folder.file("地块.shp", file.shp())));  // without .shx
    const Said alone = read(folder.file("b.shp", file.shp()));
    EXPECT_EQ(alone.error, "ReaderFailed");
    EXPECT_NE(alone.what.find(".dbf"), std::string::npos) << alone.what;
}

TEST(Shapefile, SeveralLayersAndWhatMacOsAdds) {
    TemporaryFolder folder;
    Zip zip = plots(kGbkText).zip("a/one");
    const ShapeFile two = plots(kGbkText);
    zip.add("b/TWO.SHP", two.shp()).add("b/two.DBF", two.dbf()).add("__MACOSX/a/._one.shp", "xx");
    zip.add("readme.txt", "hello");
    const Said said = read(folder.file("a.zip", zip.finish()));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets.size(), 2U);
    EXPECT_EQ(said.sheets[0].name, "one");
    EXPECT_EQ(said.sheets[1].name, "TWO");
    EXPECT_EQ(said.sheets[1].rows.size(), 3U);
    EXPECT_EQ(said.sheets[0].crs, "");
}

TEST(Shapefile, OtherShapesKeepTheirRows) {
    TemporaryFolder folder;
    ShapeFile file;
    file.field("DKBH", 'C', 9);
    std::string point, none;
    testing::put_number(point, 1, 4);
    testing::put_real(point, 37500000);
    testing::put_real(point, 4000000);
    testing::put_number(none, 0, 4);
    file.raw(point, {"P1"}).raw(point, {"P2"}).raw(none, {"N"});
    Zip zip;
    zip.add("p.shp", file.shp(1)).add("p.shx", file.shx(1)).add("p.dbf", file.dbf());
    const Said said = read(folder.file("p.zip", zip.finish()));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets[0].rows.size(), 4U);
    EXPECT_EQ(said.sheets[0].rows[1].cells, (Cells{"P1"}));
    ASSERT_EQ(said.notes.size(), 1U);
    EXPECT_EQ(said.notes[0].first, "LAYER_SHAPE_KIND");
}

TEST(Shapefile, DegreesOfCgcs2000ComeAsTheyStandOthersAreLeftOut) {
    TemporaryFolder folder;
    ShapeFile file;
    file.field("DKBH", 'C', 9).polygon({square(110.9, 36.7, 0.01)}, {"D1"});
    const std::string degrees =
        "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,"
        "298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    for (const std::string& prj : {degrees, std::string()}) {
        const Said said = read(folder.file("a.zip", file.zip("a", prj).finish()));
        ASSERT_TRUE(said.ended) << said.what;
        ASSERT_EQ(said.sheets[0].rows[1].cells.size(), 2U);
        EXPECT_EQ(said.sheets[0].crs, prj.empty() ? "" : "EPSG:4490");
        EXPECT_TRUE(said.notes.empty());
    }
    const std::string xian =
        "GEOGCS[\"GCS_Xian_1980\",DATUM[\"D_Xian_1980\",SPHEROID[\"Xian_1980\",6378140.0,298.257]],"
        "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    const Said old = read(folder.file("a.zip", file.zip("a", xian).finish()));
    ASSERT_TRUE(old.ended) << old.what;
    EXPECT_EQ(old.sheets[0].rows[1].cells, (Cells{"D1"}));
    ASSERT_FALSE(old.notes.empty());
    EXPECT_EQ(old.notes.back().first, "LAYER_IN_DEGREES");
}

TEST(Shapefile, AReferenceSystemWithoutCodeIsNamed) {
    TemporaryFolder folder;
    std::string local = kZone37;
    local.replace(local.find("111.0"), 5, "110.9");
    local.replace(local.find("CGCS2000_3_Degree_GK_Zone_37"), 28, "隰县独立坐标系");
    const Said said = read(folder.file("a.zip", plots(kGbkText).zip("地块", local).finish()));
    expect_plots(said);
    EXPECT_EQ(said.sheets[0].crs, "");
    ASSERT_EQ(said.notes.size(), 1U);
    EXPECT_EQ(said.notes[0].first, "LAYER_CRS_NAMED");
}

TEST(Shapefile, NumbersThatAreNoneAreLeftToTheReaderOfShapes) {
    TemporaryFolder folder;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();
    ShapeFile file;
    file.field("DKBH", 'C', 9);
    for (const double odd : {nan, inf, 1e308, -1e308, 5e-324}) {
        file.polygon({{{37500000, 4000000}, {odd, 4000100}, {37500100, odd}, {37500000, 4000000}}}, {"D"});
    }
    const Said said = read(folder.file("a.zip", file.zip("a", kZone37).finish()));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets[0].rows.size(), 6U);
    EXPECT_NE(said.sheets[0].rows[1].cells[1].find("nan"), std::string::npos);
    EXPECT_NE(said.sheets[0].rows[2].cells[1].find("inf"), std::string::npos);
    EXPECT_NE(said.sheets[0].rows[3].cells[1].find("1e+308"), std::string::npos);
}

TEST(Shapefile, HeadersThatPromiseTooMuchAreRefused) {
    TemporaryFolder folder;
    const ShapeFile good = plots(kGbkText);
    const auto with = [&](const std::string& shp, const std::string& shx, const std::string& dbf) {
        return read(folder.file("a.zip", Zip().add("a.shp", shp).add("a.shx", shx).add("a.dbf", dbf).finish()));
    };
    EXPECT_TRUE(with(good.shp(), good.shx(), good.dbf()).ended);
    std::string rows = good.dbf();
    rows.replace(4, 4, "\x40\x42\x0F\x00", 4);  // a million rows
    EXPECT_EQ(with(good.shp(), good.shx(), rows).error, "ReaderFailed");
    rows.replace(4, 4, "\xFF\xFF\xFF\x7F", 4);
    EXPECT_EQ(with(good.shp(), good.shx(), rows).error, "ReaderLimit");
    std::string length = good.shp();
    length.replace(24, 4, "\x7F\xFF\xFF\xFF", 4);
    EXPECT_EQ(with(length, good.shx(), good.dbf()).error, "ReaderFailed");
    EXPECT_EQ(with("PK" + good.shp().substr(2), good.shx(), good.dbf()).error, "ReaderFailed");
    EXPECT_EQ(with(good.shp().substr(0, 150), good.shx(), good.dbf()).error, "ReaderFailed");
    std::string points = good.shp();
    points.replace(100 + 8 + 4 + 32, 8, "\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x7F", 8);  // rings, points
    const Said said = with(points, good.shx(), good.dbf());
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets[0].rows[1].cells.size(), 3U);  // no shape
}

TEST(Shapefile, CutAndDamagedFilesNeverCrash) {
    TemporaryFolder folder;
    const ShapeFile good = plots(kGbkText);
    const std::string shp = good.shp();
    const std::string shx = good.shx();
    const std::string dbf = good.dbf();
    for (std::size_t at = 0; at < shp.size(); at += 3) {
        for (const char with : {'\x5A', '\xFF', '\x80'}) {
            std::string bad_shp = shp, bad_shx = shx, bad_dbf = dbf;
            bad_shp[at] = static_cast<char>(bad_shp[at] ^ with);
            bad_shx[at % shx.size()] = static_cast<char>(bad_shx[at % shx.size()] ^ with);
            bad_dbf[at % dbf.size()] = static_cast<char>(bad_dbf[at % dbf.size()] ^ with);
            Zip zip;
            zip.add("a.shp", at % 2 == 0 ? bad_shp : shp).add("a.dbf", at % 3 == 0 ? bad_dbf : dbf);
            if (at % 5 != 0) zip.add("a.shx", bad_shx);
            const Said said = read(folder.file("a.zip", zip.finish()));
            EXPECT_FALSE(said.broken);
            EXPECT_TRUE(said.ended || !said.error.empty()) << at;
        }
    }
}

TEST(Shapefile, AMillionVerticesAreReadAndTenMillionRefused) {
    TemporaryFolder folder;
    const auto circle = [](int points) {
        Ring ring;
        for (int i = 0; i < points; ++i) ring.emplace_back(37500000 + i * 0.125, i % 2 == 0 ? 4000000 : 4000100);
        ring.push_back(ring.front());
        return ring;
    };
    ShapeFile large;
    large.field("DKBH", 'C', 9).polygon({circle(1'000'000)}, {"D1"});
    folder.file("large.dbf", large.dbf());
    const Said said = read(folder.file("large.shp", large.shp()));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_GT(said.sheets[0].rows[1].cells[1].size(), 15'000'000U);
    ShapeFile larger;
    larger.field("DKBH", 'C', 9).polygon({circle(4'000'000)}, {"D1"});
    folder.file("larger.dbf", larger.dbf());
    const Said refused = read(folder.file("larger.shp", larger.shp()));
    EXPECT_EQ(refused.error, "ReaderLimit") << refused.what;
}

}  // namespace
}  // namespace intake::worker
