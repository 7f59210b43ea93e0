// Boundary text there and back: by hand, by chance, and on real files.
#include "intake/boundary_write.hpp"

#include "base/hash.hpp"
#include "base/shared_data.hpp"
#include "base/text.hpp"
#include "geo/wkt.hpp"
#include "intake/boundary_text.hpp"
#include "intake/test_support.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>

namespace intake {
namespace {

namespace fs = std::filesystem;
using testing::CollectingSink;

constexpr const char* kDivision = "141031";

std::vector<land::Plot> read_back(const std::string& text, CollectingSink& sink) {
    ReadOptions options;
    options.division = kDivision;
    const std::string hash = base::hex(base::hash(base::HashAlgorithm::Sha256, text));
    const auto result = read_boundary_text(text, "file.txt", hash, options, sink);
    EXPECT_TRUE(result.ok()) << result.error().text().en;
    std::vector<land::Plot> out;
    for (const Candidate& each : sink.candidates) out.push_back(std::get<land::Plot>(each.record));
    return out;
}
std::vector<land::Plot> read_back(const std::string& text) {
    CollectingSink sink;
    return read_back(text, sink);
}

/// All that the format holds.
std::string told(const land::Plot& plot) {
    return plot.number + "|" + plot.name + "|" + plot.use + "|" + plot.use_code + "|" + plot.division + "|" +
           plot.approval_text + "|" + (plot.drawn_on ? plot.drawn_on->iso() : "-") + "|" +
           (plot.area ? plot.area->m2_text() : "-") + "|" + (plot.measured ? plot.measured->m2_text() : "-") + "|" +
           plot.geometry.crs + "|" + plot.geometry.wkt;
}

land::Plot plot_of(const std::string& wkt, const std::string& crs = "EPSG:4525") {
    land::Plot out;
    out.number = "DK-01";
    out.name = "示例地块";
    out.use = "工业用地";
    out.use_code = "0601";
    out.division = kDivision;
    out.geometry = {crs, wkt};
    const auto shape = geo::read_wkt(wkt);
    if (shape.ok()) out.measured = geo::area_of(*shape);
    out.area = out.measured;
    return out;
}

constexpr const char* kSquare =
    "POLYGON((37500000 4062000,37500100 4062000,37500100 4062100,37500000 4062100.5,37500000 4062000))";

TEST(BoundaryWrite, APlotAsTheFormHasIt) {
    land::Plot plot = plot_of(kSquare);
    plot.drawn_on = base::parse_iso_date("2024-03-25");
    plot.extra = {{"图幅号", "J49G001"}};
    EXPECT_EQ(
        write_boundary_text({plot}, kDivision).text,
        "[属性描述]\r\n格式版本号=1.01\r\n数据产生单位=\r\n数据产生日期=2024-03-25\r\n坐标系=2000国家大地坐标系\r\n"
        "几度分带=3\r\n投影类型=高斯克吕格\r\n计量单位=米\r\n带号=37\r\n精度=0.001\r\n转换参数=,,,,,,\r\n"
        "[地块坐标]\r\n4,1.0025,DK-01,示例地块,面,J49G001,工业用地,0601,@\r\n"
        "J1,1,4062000.000,37500000.000\r\nJ2,1,4062000.000,37500100.000\r\nJ3,1,4062100.000,37500100.000\r\n"
        "J4,1,4062100.500,37500000.000\r\nJ1,1,4062000.000,37500000.000\r\n");
}

TEST(BoundaryWrite, HolesPartsZonesAndPapersComeBack) {
    land::Plot holed = plot_of(
        "MULTIPOLYGON(((37500000 4062000,37500100 4062000,37500100 4062100,37500000 4062100,"
        "37500000 4062000),(37500010 4062010,37500010 4062020,37500020.001 4062020,37500010 4062010)),"
        "((37500200 4062000,37500300 4062000,37500300 4062100,37500200 4062000)))");
    land::Plot bare = plot_of("POLYGON((500000 4062000,500100 4062000,500100 4062100,500000 4062000))", "EPSG:4546");
    bare.approval_text = "晋政地字〔2015〕1号";
    land::Plot six =
        plot_of("POLYGON((19500000 4062000,19500100 4062000,19500100 4062100,19500000 4062000))", "EPSG:4497");
    six.division = "141024";
    land::Plot nowhere = plot_of("POLYGON((100 200,300 200,300 400,100 200))", "");
    nowhere.area.reset();
    const std::vector<land::Plot> plots{holed, bare, six, nowhere};
    const BoundaryText written = write_boundary_text(plots, kDivision);
    EXPECT_EQ(written.written, 4u);
    const auto back = read_back(written.text);
    ASSERT_EQ(back.size(), plots.size());
    for (std::size_t i = 0; i < plots.size(); ++i) EXPECT_EQ(told(back[i]), told(plots[i]));
    EXPECT_EQ(write_boundary_text(back, kDivision).text, written.text);
}

TEST(BoundaryWrite, APlotWithoutPlaceGetsNoneByGoingOutAndIn) {
    const land::Plot old = plot_of(kSquare, "");
    const auto back = read_back(write_boundary_text({old}, kDivision).text);
    ASSERT_EQ(back.size(), 1u);
    EXPECT_EQ(back[0].geometry, old.geometry) << "its numbers look like those of a zone of CGCS2000";
}

TEST(BoundaryWrite, AreasAreWrittenExactlyAndTakenInTheirOwnUnit) {
    // 1.0025 ha measured. 10,025 as hectares would be read as square metres, since only that fits.
    for (const char* m2 : {"10025", "10025.1234", "0.0001", "100250000", "15.0375", "668.3333", "123456.7"}) {
        land::Plot plot = plot_of(kSquare);
        plot.area = base::parse_area(m2, base::AreaUnit::SquareMetre)->area;
        const auto back = read_back(write_boundary_text({plot}, kDivision).text);
        ASSERT_EQ(back.size(), 1u);
        EXPECT_EQ(back[0].area->m2_text(), plot.area->m2_text());
    }
}

TEST(BoundaryWrite, WhatWouldBreakALineIsWrittenInFullWidth) {
    land::Plot plot = plot_of(kSquare);
    plot.name = " 甲,乙@丙\n丁 ";
    plot.use = "DLBM";
    plot.approval_text = "晋政地字\n〔2015〕1号";
    const auto back = read_back(write_boundary_text({plot}, kDivision).text);
    ASSERT_EQ(back.size(), 1u);
    EXPECT_EQ(back[0].name, "甲，乙＠丙 丁");
    EXPECT_EQ(back[0].use, "");
    EXPECT_EQ(back[0].approval_text, "晋政地字 〔2015〕1号");
}

TEST(BoundaryWrite, PlotsWithoutAShapeAreCounted) {
    const BoundaryText written =
        write_boundary_text({plot_of(""), plot_of("POLYGON((no"), plot_of(kSquare)}, kDivision);
    EXPECT_EQ(written.written, 1u);
    EXPECT_EQ(written.without_shape, 2u);
    EXPECT_EQ(write_boundary_text({}, kDivision).text, "");
}

std::string any_word() {
    return *rc::gen::element<std::string>("", "1", "DK-01", "甲地块", "北，二", "a b", "0601", "（示例）");
}

RC_GTEST_PROP(BoundaryWriteProperty, ReadingBackGivesThePlotsAndWritingAgainTheBytes, ()) {
    std::vector<land::Plot> plots;
    const auto count = *rc::gen::inRange<std::size_t>(1, 6);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string crs = *rc::gen::element<std::string>("EPSG:4525", "EPSG:4546", "EPSG:4497", "");
        const std::int64_t zone = crs == "EPSG:4525" ? 37'000'000'000 : crs == "EPSG:4497" ? 19'000'000'000 : 0;
        const geo::Point at{zone + *rc::gen::inRange<std::int64_t>(400'000'000, 600'000'000),
                            *rc::gen::inRange<std::int64_t>(2'000'000'000, 5'000'000'000)};
        const auto width = *rc::gen::inRange<std::int64_t>(3, 900'000),
                   height = *rc::gen::inRange<std::int64_t>(3, 900'000);
        geo::Polygon polygon{{at, {at.x + width, at.y}, {at.x + width, at.y + height}, {at.x, at.y + height}}, {}};
        if (*rc::gen::arbitrary<bool>())
            polygon.holes.push_back(
                {{at.x + 1, at.y + 1}, {at.x + width - 1, at.y + 1}, {at.x + 1, at.y + height - 1}});
        if (geo::twice_signed_area(polygon.holes.empty() ? polygon.shell : polygon.holes[0]) == 0)
            polygon.holes.clear();
        land::Plot plot = plot_of(geo::write_wkt({polygon}), crs);
        plot.number = *rc::gen::element<std::string>("", "1", "DK-01", "甲", "a,b", "FID_0", "DKBH");
        plot.name = any_word();
        plot.use = any_word();
        plot.use_code = any_word();
        plot.division = *rc::gen::element<std::string>(kDivision, "141024");
        plot.approval_text = *rc::gen::element<std::string>("", "晋政地字〔2015〕1号");
        if (*rc::gen::arbitrary<bool>()) plot.drawn_on = base::Date::from_days(*rc::gen::inRange(10'000, 20'000));
        if (*rc::gen::arbitrary<bool>())
            plot.area = base::Area::from_units(*rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000));
        plots.push_back(std::move(plot));
    }
    const std::string text = write_boundary_text(plots, kDivision).text;
    const auto back = read_back(text);
    RC_ASSERT(back.size() == plots.size());
    for (std::size_t i = 0; i < plots.size(); ++i) RC_ASSERT(told(back[i]) == told(plots[i]));
    RC_ASSERT(write_boundary_text(back, kDivision).text == text);
}

TEST(BoundaryWrite, RealFilesComeBackAsTheyWereRead) {
    PANHUO_NEED_SHARED(base::testing::shared_file("txt_boundary"));
    std::size_t plots = 0;
    for (const char* folder : {"variants", "polygon-txt", "bulk"}) {
        for (const auto& entry : fs::directory_iterator(base::testing::shared_file("txt_boundary") + "/" + folder)) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            const auto decoded = base::decode_text(bytes);
            ASSERT_TRUE(decoded);
            const auto first = read_back(decoded->text);
            if (first.empty()) continue;
            const std::string text = write_boundary_text(first, kDivision).text;
            const auto again = read_back(text);
            ASSERT_EQ(again.size(), first.size()) << entry.path();
            for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(told(again[i]), told(first[i])) << entry.path();
            EXPECT_EQ(write_boundary_text(again, kDivision).text, text) << entry.path();
            plots += first.size();
        }
    }
    EXPECT_GT(plots, 1'300u);
}

}  // namespace
}  // namespace intake
