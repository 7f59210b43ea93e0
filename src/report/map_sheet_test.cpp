// The printed map: scales, the same bytes, what stands on it (read back by poppler), and nothing outside the frame.
#include "report/map_sheet.hpp"

#include "base/files.hpp"
#include "base/shared_data.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <array>
#include <cstdio>

namespace report {
namespace {

MapSheet sheet() {
    MapSheet out;
    out.title = "隰县批而未供和闲置土地一张图";
    out.subtitle = "截至 2024-06-30（系统口径）";
    out.styles = {{{0xf6c667, 0.85}, {0x8a5a00, 1}, 0.2, false}, {{0xffffff, 0}, {0x174d9c, 1}, 0.4, true}};
    out.areas = {{0, {{{494000, 4062000}, {494800, 4062000}, {494800, 4062500}, {494000, 4062500}}}, "城南地块"},
                 {1, {{{493900, 4061900}, {494900, 4061900}, {494900, 4062600}, {493900, 4062600}}}, ""}};
    out.legend = {{0, "已征未净", "1 块　40.0000 公顷"}, {1, "供应（宗地）", "1 块　70.0000 公顷"}};
    out.legend_title = "图例";
    out.scale_word = "比例尺";
    out.north_word = "北";
    out.notes = {"坐标：CGCS2000 3 度带，中央经线 111°"};
    out.middle = {494400, 4062250};
    out.width_m = 1200;
    out.height_m = 800;
    out.made_at = base::Instant::end_of_day(*base::Date::from_ymd(2024, 6, 30));
    return out;
}

/// What a program says on its standard output.
std::string said_by(const std::string& command) {
    std::string out;
    FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return out;
    std::array<char, 4096> part{};
    for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) out.append(part.data(), n);
    ::pclose(pipe);
    return out;
}

class MapSheetReading : public ::testing::Test {
  protected:
    std::string kept(const std::string& pdf) const {
        const std::string path = folder_.file("map.pdf");
        EXPECT_TRUE(base::write_file_atomic(path, pdf).ok());
        return path;
    }
    base::testing::TemporaryFolder folder_;
};

TEST(MapSheet, ScalesAreRoundAndShowWhatWasAskedFor) {
    MapSheet wide = sheet();
    EXPECT_EQ(map_scale(wide), 10'000);  // 1200 m on 209 mm: more than 1 : 5,000
    wide.paper = MapPaper::A3;
    EXPECT_EQ(map_scale(wide), 5'000);
    wide.width_m = wide.height_m = 1;
    EXPECT_EQ(map_scale(wide), 500) << "not larger";
    wide.width_m = 1e9;
    EXPECT_EQ(map_scale(wide), 50'000'000) << "not smaller";
    wide.width_m = 0;
    wide.height_m = 0;
    EXPECT_EQ(map_scale(wide), 500);
}

TEST(MapSheet, TheSameSheetIsTheSameBytes) {
    const auto once = write_map_sheet(sheet());
    ASSERT_TRUE(once.ok());
    EXPECT_EQ(once->substr(0, 5), "%PDF-");
    const auto again = write_map_sheet(sheet());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*once, *again);
    MapSheet other = sheet();
    other.subtitle = "截至 2024-07-31（系统口径）";
    EXPECT_NE(*once, *write_map_sheet(other));
}

TEST_F(MapSheetReading, ItsWordsAreReadBack) {
    const auto pdf = write_map_sheet(sheet());
    ASSERT_TRUE(pdf.ok());
    const std::string text = said_by("pdftotext -layout '" + kept(*pdf) + "' - 2>&1");
    for (const char* word : {"隰县批而未供和闲置土地一张图", "截至 2024-06-30", "比例尺 1 : 10000", "图例", "已征未净",
                             "城南地块", "70.0000 公顷", "4062000", "494000", "北"})
        EXPECT_NE(text.find(word), std::string::npos) << word << " is not in:\n" << text;
    const std::string about = said_by("pdfinfo '" + kept(*pdf) + "' 2>&1");
    EXPECT_NE(about.find("A4"), std::string::npos) << about;
    EXPECT_NE(about.find("Pages:           1"), std::string::npos) << about;
}

TEST_F(MapSheetReading, ShapesAreDrawnToScaleAndNotBeyondTheFrame) {
    MapSheet far = sheet();
    far.styles = {{{0xff0000, 1}, {0xff0000, 1}, 0, false}};
    far.legend.clear();
    // 500 m across are 50 mm at 1 : 10,000; the second shape reaches far beyond the frame.
    far.areas = {{0, {{{494150, 4062000}, {494650, 4062000}, {494650, 4062500}, {494150, 4062500}}}, ""}};
    const std::string path = kept(*write_map_sheet(far));
    const auto red = [&](const std::string& pdf) {
        // 10 dots to a millimetre; P6, three bytes a dot.
        const std::string image = said_by("pdftoppm -r 254 -singlefile '" + pdf + "' 2>&1");
        std::size_t n = 0, left = 99'999, right = 0;
        const std::size_t start = image.find("255\n") + 4;
        const auto width = static_cast<std::size_t>(std::stoul(image.substr(3)));  // "P6\n2971 2101\n255\n"
        for (std::size_t i = start; i + 2 < image.size(); i += 3) {
            const auto at = [&](std::size_t k) { return static_cast<unsigned char>(image[i + k]); };
            if (at(0) < 200 || at(1) > 60 || at(2) > 60) continue;
            const std::size_t x = (i - start) / 3 % width;
            left = std::min(left, x);
            right = std::max(right, x);
            ++n;
        }
        return std::array<std::size_t, 3>{n, left, right};
    };
    const auto [n, left, right] = red(path);
    EXPECT_NEAR(static_cast<double>(right - left + 1), 500, 3);
    EXPECT_NEAR(static_cast<double>(n), 250'000, 3'000);
    far.areas[0].rings = {{{490000, 4062000}, {499000, 4062000}, {499000, 4062500}, {490000, 4062500}}};
    const auto [all, from, to] = red(kept(*write_map_sheet(far)));
    EXPECT_GT(all, 250'000U);
    EXPECT_GE(from, 150U) << "left of the frame";
    EXPECT_LE(to, 150U + 2090U) << "right of the frame";
}

}  // namespace
}  // namespace report
