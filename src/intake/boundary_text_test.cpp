#include "intake/boundary_text.hpp"

#include "base/hash.hpp"
#include "base/shared_data.hpp"
#include "base/text.hpp"
#include "geo/site_shift.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace intake {
namespace {

namespace fs = std::filesystem;

struct Collected final : Sink {
    std::vector<Candidate> candidates;
    std::vector<Problem> problems;
    std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> refused;
    FileResult result;

    base::Status candidate(Candidate&& c) override {
        candidates.push_back(std::move(c));
        return base::Done{};
    }
    void problem(Problem&& p) override { problems.push_back(std::move(p)); }
    void rejected(std::string_view, std::int64_t, const std::vector<std::string>& headings,
                  const std::vector<std::string>& cells) override {
        refused.emplace_back(headings, cells);
    }

    const land::Plot& plot(std::size_t i) const { return std::get<land::Plot>(candidates.at(i).record); }
    /// Codes in order of appearance, each once, "-" for none.
    std::string codes() const {
        std::string out;
        std::set<std::string> seen;
        for (const Problem& p : problems) {
            if (seen.insert(p.code).second) out += (out.empty() ? "" : ",") + p.code;
        }
        return out.empty() ? "-" : out;
    }
    const Problem* find(std::string_view code) const {
        const auto it =
            std::find_if(problems.begin(), problems.end(), [&](const Problem& p) { return p.code == code; });
        return it == problems.end() ? nullptr : &*it;
    }
};

Collected read_bytes(const std::string& bytes, const ReadOptions& options = {}) {
    Collected out;
    const auto decoded = base::decode_text(bytes);
    EXPECT_TRUE(decoded.has_value());
    auto result = read_boundary_text(decoded->text, "file.txt",
                                     base::hex(base::hash(base::HashAlgorithm::Sha256, bytes)), options, out);
    EXPECT_TRUE(result.ok());
    if (result.ok()) out.result = *result;
    EXPECT_EQ(out.result.rejected, static_cast<std::int64_t>(out.refused.size()));
    EXPECT_EQ(out.result.rows, out.result.rejected + static_cast<std::int64_t>(out.candidates.size()));
    return out;
}

fs::path shared_folder() { return base::testing::shared_file("txt_boundary"); }

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class BoundaryFiles : public ::testing::Test {
  protected:
    void SetUp() override { PANHUO_NEED_SHARED(shared_folder()); }
};

std::string ha(const std::optional<base::Area>& area) { return area ? area->text(base::AreaUnit::Hectare, 4) : "-"; }

/// What the file came to, in the words of the table below: one line per plot, or "refused".
std::string outcome(const Collected& got) {
    std::string out;
    for (std::size_t i = 0; i < got.candidates.size(); ++i) {
        const land::Plot& plot = got.plot(i);
        out += (i == 0 ? "" : " + ") + ha(plot.area) + " / " + ha(plot.measured) + " " +
               (plot.geometry.crs.empty() ? "nowhere" : plot.geometry.crs);
    }
    return (out.empty() ? "refused" : out) + " " + got.codes();
}

// ---- the files, and what must come of them: declared / computed ha, CRS, problem codes

constexpr const char* kVariants = R"(
01_plain_square_1ha.txt          | 1.0000 / 1.0000 EPSG:4525 -
02_hole_as_ring2_0.75ha.txt      | 0.7500 / 0.7500 EPSG:4525 -
03_multipart_as_ring2_1.25ha.txt | 1.2500 / 1.2500 EPSG:4525 -
04_hole_then_part_1.0ha.txt      | 1.0000 / 1.0000 EPSG:4525 -
05_two_plots.txt                 | 1.0000 / 1.0000 EPSG:4525 + 0.2500 / 0.2500 EPSG:4525 -
06_gbk_crlf.txt                  | 1.0000 / 1.0000 EPSG:4525 -
07_utf8_bom_crlf.txt             | 1.0000 / 1.0000 EPSG:4525 -
08_unclosed.txt                  | 1.0000 / 1.0000 EPSG:4525 -
09_closing_point_renumbered.txt  | 1.0000 / 1.0000 EPSG:4525 -
10_no_J_prefix.txt               | 1.0000 / 1.0000 EPSG:4525 -
11_axis_swapped_BAD.txt          | 1.0000 / 1.0000 EPSG:4525 AXIS_SWAPPED
12_no_zone_prefix.txt            | 1.0000 / 1.0000 EPSG:4546 -
13_zone_mismatch_BAD.txt         | refused ZONE_MISMATCH
14_xian80.txt                    | 1.0000 / 1.0000 nowhere POSITION_UNKNOWN
15_fullwidth_comma_BAD.txt       | 1.0000 / 1.0000 EPSG:4525 FULLWIDTH_PUNCTUATION
16_count_mismatch_BAD.txt        | 1.0000 / 1.0000 EPSG:4525 COUNT_MISMATCH
17_area_mismatch_BAD.txt         | 1.5000 / 1.0000 EPSG:4525 AREA_MISMATCH
18_bowtie_BAD.txt                | refused SELF_INTERSECTION
19_header_13_columns.txt         | 1.0000 / 1.0000 EPSG:4525 -
20_province_11_columns.txt       | 1.0000 / 1.0000 EPSG:4525 -
21_field_list_row.txt            | 1.0000 / 1.0000 EPSG:4525 -
22_project_info_section.txt      | 1.0000 / 1.0000 EPSG:4525 -
23_area_with_unit_text.txt       | 1.0000 / 1.0000 EPSG:4525 -
24_six_degree_zone19.txt         | 1.0000 / 1.0000 EPSG:4497 -
)";

// Files of one office. Its tool leaves the names of the format's fields (DKMC, TFH …) where nothing was filled in.
constexpr const char* kRealFiles = R"(
44120000072.txt                         | 1.2247 / 1.2247 EPSG:4526 TEMPLATE_FIELD
44120000105.txt                         | 8.7423 / 8.7423 EPSG:4526 TEMPLATE_FIELD
44120000120.txt                         | 2.6708 / 2.6708 EPSG:4526 TEMPLATE_FIELD
44120000319.txt                         | 10.3262 / 10.3262 EPSG:4526 TEMPLATE_FIELD
44120000326.txt                         | 0.0100 / 0.0100 EPSG:4526 TEMPLATE_FIELD
44120000567.txt                         | 0.2190 / 0.2190 EPSG:4526 TEMPLATE_FIELD
44120000669_44120001725_44120002171.txt | 0.0433 / 0.0433 EPSG:4526 TEMPLATE_FIELD
44120000957.txt                         | 0.7749 / 0.7749 EPSG:4526 TEMPLATE_FIELD
44120000957_shifted_columns.txt         | - / 0.7749 EPSG:4526 AREA_NOT_STATED,TEMPLATE_FIELD
44120001048.txt                         | 0.0105 / 0.0105 EPSG:4526 TEMPLATE_FIELD
44120001111.txt                         | 6.0254 / 6.0254 EPSG:4526 TEMPLATE_FIELD
44120001148.txt                         | 5.2380 / 5.2380 EPSG:4526 TEMPLATE_FIELD
44120001225.txt                         | 0.0363 / 0.0363 EPSG:4526 TEMPLATE_FIELD
44120002411.txt                         | 2.6377 / 2.6377 EPSG:4526 TEMPLATE_FIELD
arcpy_plot_000_blank_area_no_eol.txt    | - / 1.2247 EPSG:4526 AREA_NOT_STATED,TEMPLATE_FIELD
)";

constexpr const char* kOtherFiles = R"(
hangzhou_pengbu_BR14.txt               | 5.7089 / 5.7090 EPSG:4528 -
longjie_testfile_unclosed_crlf_check.txt | - / 0.0466 EPSG:4523 AREA_NOT_STATED
)";

/// Reads every file of a table and of the folder; both must name the same files.
void expect_outcomes(const std::string& folder, const std::string& table) {
    std::set<std::string> named;
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t bar = line.find('|');
        if (bar == std::string::npos) continue;
        const std::string file(base::trim(line.substr(0, bar)));
        named.insert(file);
        const Collected got = read_bytes(bytes_of(shared_folder() / folder / file));
        EXPECT_EQ(outcome(got), base::trim(line.substr(bar + 1))) << file;
        for (std::size_t i = 0; i < got.candidates.size(); ++i) {
            EXPECT_TRUE(geo::check_validity(*geo::read_wkt(got.plot(i).geometry.wkt)).valid()) << file;
        }
    }
    for (const auto& entry : fs::directory_iterator(shared_folder() / folder)) {
        if (entry.path().extension() != ".txt") continue;
        EXPECT_TRUE(named.contains(entry.path().filename().string())) << entry.path() << " is not in the table";
    }
}

TEST_F(BoundaryFiles, TwentyFourVariants) { expect_outcomes("variants", kVariants); }
TEST_F(BoundaryFiles, FifteenRealFiles) { expect_outcomes("polygon-txt", kRealFiles); }
TEST_F(BoundaryFiles, OtherFiles) {
    expect_outcomes("other", kOtherFiles);
    const std::string csv = bytes_of(shared_folder() / "other" / "htoooth_plain_xy_noheader.csv");
    EXPECT_FALSE(looks_like_boundary_text(csv));
}

TEST_F(BoundaryFiles, AllAreRecognised) {
    for (const char* folder : {"variants", "polygon-txt", "bulk"}) {
        for (const auto& entry : fs::directory_iterator(shared_folder() / folder)) {
            const auto text = base::decode_text(bytes_of(entry.path()));
            ASSERT_TRUE(text);
            EXPECT_TRUE(looks_like_boundary_text(text->text)) << entry.path();
        }
    }
}

TEST_F(BoundaryFiles, PlotsOfDifferentFilesNeverShareAKey) {
    std::set<std::string> keys;
    std::size_t plots = 0;
    for (const char* told : {"", "晋政地字〔2015〕1号"}) {
        for (const auto& entry : fs::directory_iterator(shared_folder() / "polygon-txt")) {
            ReadOptions options;
            options.approval = told;
            const Collected got = read_bytes(bytes_of(entry.path()), options);
            for (const Candidate& c : got.candidates) keys.insert(land::key_of(c.record));
            plots += got.candidates.size();
        }
    }
    EXPECT_EQ(plots, 30U);
    EXPECT_EQ(keys.size(), 30U) << "every file calls its plot FID_0";
}

TEST_F(BoundaryFiles, AThousandPlotsWithHolesAndParts) {
    const struct {
        const char* file;
        std::size_t plots;
        std::size_t holes;
        std::size_t multipart;
    } kCases[] = {{"approved_not_supplied_1071_plots.txt", 1071, 57, 0}, {"idle_284_plots.txt", 284, 2, 1}};
    for (const auto& c : kCases) {
        const Collected got = read_bytes(bytes_of(shared_folder() / "bulk" / c.file));
        ASSERT_EQ(got.candidates.size(), c.plots) << got.codes();
        EXPECT_EQ(got.codes(), "-");
        std::size_t holes = 0;
        std::size_t multipart = 0;
        std::int64_t apart = 0;
        std::set<std::string> keys;
        for (std::size_t i = 0; i < got.candidates.size(); ++i) {
            const land::Plot& plot = got.plot(i);
            const geo::MultiPolygon polygons = *geo::read_wkt(plot.geometry.wkt);
            multipart += polygons.size() > 1 ? 1 : 0;
            for (const geo::Polygon& polygon : polygons) holes += polygon.holes.size();
            EXPECT_EQ(plot.geometry.crs, "EPSG:4525");
            apart = std::max(apart, std::abs((*plot.area - *plot.measured).units()));
            keys.insert(plot.file_key);
        }
        EXPECT_EQ(holes, c.holes) << c.file;
        EXPECT_EQ(multipart, c.multipart) << c.file;
        EXPECT_EQ(keys.size(), c.plots);
        EXPECT_LE(apart, 10'000) << "declared with four decimals of a hectare: never a whole m² apart";
    }
}

// ---- what the fields become

std::string with_header(const std::string& body, const std::string& zone = "37",
                        const std::string& datum = "2000国家大地坐标系") {
    return "[属性描述]\n数据产生单位=某测绘队\n数据产生日期=2024-3-19\n坐标系=" + datum + "\n几度分带=3\n带号=" + zone +
           "\n[地块坐标]\n" + body;
}

const std::string kSquare =
    "J1,1,4063000.000,37500000.000\nJ2,1,4063000.000,37500100.000\nJ3,1,4063100.000,37500100.000\n"
    "J4,1,4063100.000,37500000.000\nJ1,1,4063000.000,37500000.000\n";

TEST(BoundaryText, EveryFieldHasItsPlace) {
    ReadOptions options;
    options.division = "141031";
    const Collected got =
        read_bytes(with_header("5,1.0000,D-1,方块,面,J49G,工业用地,0601,备注甲,@\n" + kSquare), options);
    ASSERT_EQ(got.candidates.size(), 1U);
    const land::Plot& plot = got.plot(0);
    EXPECT_EQ(plot.number, "D-1");
    EXPECT_EQ(plot.name, "方块");
    EXPECT_EQ(plot.use, "工业用地");
    EXPECT_EQ(plot.use_code, "0601");
    EXPECT_EQ(plot.division, "141031");
    EXPECT_EQ(plot.approval, "");
    ASSERT_TRUE(plot.drawn_on);
    EXPECT_EQ(plot.drawn_on->iso(), "2024-03-19");
    EXPECT_EQ(plot.area, base::Area::from_m2(10'000));
    EXPECT_EQ(plot.geometry.wkt,
              "POLYGON((37500000 4063000,37500100 4063000,37500100 4063100,37500000 4063100,37500000 4063000))");
    EXPECT_EQ(plot.extra, (land::Extra{{"图幅号", "J49G"}, {"第9列", "备注甲"}, {"数据产生单位", "某测绘队"}}));
    const Candidate& candidate = got.candidates[0];
    EXPECT_EQ(candidate.row, 8);
    EXPECT_EQ(candidate.cells, "L8-L13");
    EXPECT_EQ(candidate.original.front(), (std::pair<std::string, std::string>{"界址点数", "5"}));
    EXPECT_TRUE(std::count(candidate.original.begin(), candidate.original.end(),
                           std::pair<std::string, std::string>{"带号", "37"}));
    EXPECT_EQ(got.result.kind, "plot");
}

TEST(BoundaryText, ProvincialColumnsGiveTheDivision) {
    const Collected got = read_bytes(with_header("5,1.0000,141031,隰县,D8-003,地块4,面,,,,@\n" + kSquare));
    const land::Plot& plot = got.plot(0);
    EXPECT_EQ(plot.division, "141031");
    EXPECT_EQ(plot.number, "D8-003");
    EXPECT_EQ(plot.name, "地块4");
    EXPECT_EQ(plot.extra.at(1), (std::pair<std::string, std::string>{"行政区名称", "隰县"}));
}

TEST(BoundaryText, AListOfFieldsRulesTheColumns) {
    const Collected got =
        read_bytes(with_header("【界址点数,地块名称,地块编号,地块面积,权属,@】\n5,乙地,7,1.0000,国有,@\n" + kSquare));
    const land::Plot& plot = got.plot(0);
    EXPECT_EQ(plot.number, "7");
    EXPECT_EQ(plot.name, "乙地");
    EXPECT_EQ(ha(plot.area), "1.0000");
    EXPECT_EQ(plot.extra.front(), (std::pair<std::string, std::string>{"权属", "国有"}));
}

TEST(BoundaryText, FullWidthCommasWithinANameStay) {
    const Collected got = read_bytes(with_header("5,1.0000,1,甲，乙两块,面,,工业用地,,@\n" + kSquare));
    EXPECT_EQ(got.plot(0).name, "甲，乙两块");
    EXPECT_EQ(got.codes(), "-");
}

TEST(BoundaryText, FullWidthPointLines) {
    std::string points = kSquare;
    for (std::size_t at = 0; (at = points.find(',', at)) != std::string::npos; at += 3) points.replace(at, 1, "，");
    const Collected got = read_bytes(with_header("5,1.0000,1,甲,面,,,,@\n" + points));
    EXPECT_EQ(outcome(got), "1.0000 / 1.0000 EPSG:4525 FULLWIDTH_PUNCTUATION");
    EXPECT_EQ(got.problems.size(), 1U) << "said once per plot";
}

TEST(BoundaryText, ProjectSectionGoesAlongAndNamesTheApproval) {
    const Collected got = read_bytes("[项目信息]\n项目名称=第一批次\n批复文号=晋政地字〔2015〕7号\n" +
                                     with_header("5,1.0000,1,甲,面,,,,@\n" + kSquare));
    const land::Plot& plot = got.plot(0);
    EXPECT_EQ(plot.approval_text, "晋政地字〔2015〕7号");
    EXPECT_EQ(plot.approval, "") << "the plot's key must not depend on a line that many files share";
    EXPECT_EQ(plot.extra.front(), (std::pair<std::string, std::string>{"项目名称", "第一批次"}));
}

// ---- areas

TEST(BoundaryText, DeclaredAndComputedAreaAreComparedNotMixed) {
    const auto with_area = [](const std::string& area) {
        return outcome(read_bytes(with_header("5," + area + ",1,甲,面,,,,@\n" + kSquare)));
    };
    EXPECT_EQ(with_area("1.0001"), "1.0001 / 1.0000 EPSG:4525 -");
    EXPECT_EQ(with_area("1.0007"), "1.0007 / 1.0000 EPSG:4525 AREA_MISMATCH");
    EXPECT_EQ(with_area(""), "- / 1.0000 EPSG:4525 AREA_NOT_STATED");
    EXPECT_EQ(with_area("0"), "- / 1.0000 EPSG:4525 AREA_NOT_STATED");
    EXPECT_EQ(with_area("-1.0"), "- / 1.0000 EPSG:4525 AREA_NOT_STATED");
    EXPECT_EQ(with_area("约一公顷"), "- / 1.0000 EPSG:4525 AREA_NOT_STATED");
    EXPECT_EQ(with_area("15亩"), "1.0000 / 1.0000 EPSG:4525 -");
    EXPECT_EQ(with_area("10000.00"), "1.0000 / 1.0000 EPSG:4525 AREA_UNIT_ASSUMED");
    EXPECT_EQ(with_area("15"), "1.0000 / 1.0000 EPSG:4525 AREA_UNIT_ASSUMED");
    EXPECT_EQ(with_area("15公顷"), "15.0000 / 1.0000 EPSG:4525 AREA_MISMATCH") << "a stated unit is not second-guessed";
}

TEST(BoundaryText, ToleranceOfAreas) {
    const auto m2 = [](std::int64_t n) { return base::Area::from_m2(n); };
    EXPECT_TRUE(areas_agree(m2(57'089), m2(57'090)));
    EXPECT_FALSE(areas_agree(m2(10), m2(12)));
    EXPECT_TRUE(areas_agree(m2(1'000'000), m2(1'000'501))) << "the ellipsoid's area at the edge of a zone";
    EXPECT_FALSE(areas_agree(m2(1'000'000), m2(1'000'503)));
    EXPECT_FALSE(areas_agree(m2(0), m2(10'000)));
}

// ---- rings

TEST(BoundaryText, PartsThatAllCarryRingNumberOne) {
    const std::string second =
        "J1,1,4063200,37500000\nJ2,1,4063200,37500050\nJ3,1,4063250,37500050\nJ4,1,4063250,37500000\nJ1,1,4063200,"
        "37500000\n";
    EXPECT_EQ(outcome(read_bytes(with_header("10,1.2500,1,甲,面,,,,@\n" + kSquare + second))),
              "1.2500 / 1.2500 EPSG:4525 -");
}

TEST(BoundaryText, ABoundaryDrawnThroughOnePointTwiceIsCutThere) {
    const auto plot = [](const std::string& points) { return read_bytes(with_header("0,0,1,甲,面,,,,@\n" + points)); };
    const Collected pinch = plot(
        "J1,1,4063000,37500000\nJ2,1,4063000,37500040\nJ3,1,4063040,37500040\nJ4,1,4063040,37500080\n"
        "J5,1,4063080,37500080\nJ6,1,4063080,37500040\nJ7,1,4063040,37500040\nJ8,1,4063040,37500000\n");
    EXPECT_TRUE(pinch.find("GEOMETRY_FLAWED"));
    ASSERT_EQ(pinch.candidates.size(), 1U);
    EXPECT_EQ(pinch.plot(0).measured, base::Area::from_m2(3'200));
    EXPECT_TRUE(geo::check_validity(*geo::read_wkt(pinch.plot(0).geometry.wkt)).valid());
    const Collected bow_tie = plot(
        "J1,1,4063000,37500000\nJ2,1,4063040,37500040\nJ3,1,4063080,37500080\nJ4,1,4063080,37500000\n"
        "J5,1,4063040,37500040\nJ6,1,4063000,37500080\n");
    EXPECT_TRUE(bow_tie.find("SELF_INTERSECTION")) << "through a vertex: the loops cancel each other";
    EXPECT_TRUE(bow_tie.candidates.empty());
}

TEST(BoundaryText, OneBadPlotDoesNotStopTheOthers) {
    const std::string good = "5,1.0000,2,乙,面,,,,@\n" + kSquare;
    const struct {
        const char* body;
        const char* code;
        const char* cell;
    } kCases[] = {
        {"4,1,1,甲,面,,,,@\nJ1,1,4063000,37500000\nJ2,1,40630oo,37500100\n", "POINT_UNREADABLE", "L10"},
        {"4,1,1,甲,面,,,,@\nJ1,1,4063000,37500000\nJ2,1,4063000\n", "POINT_UNREADABLE", "L10"},
        {"4,1,1,甲,面,,,,@\nJ1,1,4063000,37500000\nJ2,-1,4063000,37500000\n", "POINT_UNREADABLE", "L10"},
        {"4,1,1,甲,面,,,,@\nJ1,1,4063000,37500000\nJ2,1,nan,inf\n", "POINT_UNREADABLE", "L10"},
        {"0,1,1,甲,面,,,,@\n", "RING_TOO_SHORT", "L8"},
        {"2,1,1,甲,面,,,,@\nJ1,1,4063000,37500000\nJ2,1,4063000,37500100\nJ1,1,4063000,37500000\n", "RING_TOO_SHORT",
         "L8"},
        {"3,1,1,甲,面,,,,@\nJ1,1,4063000,37500000\nJ2,1,4063000,38500000\nJ3,1,4063100,37500000\n", "COORDINATES_MIXED",
         "L10"},
        {"3,1,1,甲,面,,,,@\nJ1,1,36.7,110.9\nJ2,1,36.8,110.9\nJ3,1,36.7,111.0\n", "COORDINATES_IN_DEGREES", "L9"},
        {"3,1,1,甲,线,,,,@\nJ1,1,4063000,37500000\nJ2,1,4063000,37500100\n", "SHAPE_NOT_AREA", "L8"},
        {"3,1,1,甲,面,,,,@\nJ1,1,4063000,37500000\nJ2,1,4063000,37500100\nJ3,1,4063000,37500200\n", "SELF_INTERSECTION",
         "L8"},
    };
    for (const auto& c : kCases) {
        const Collected got = read_bytes(with_header(c.body + good));
        ASSERT_EQ(got.candidates.size(), 1U) << c.body;
        EXPECT_EQ(got.plot(0).number, "2") << c.body;
        ASSERT_TRUE(got.find(c.code)) << c.body << got.codes();
        EXPECT_EQ(got.find(c.code)->cell, c.cell) << c.body;
        EXPECT_EQ(got.find(c.code)->severity, Severity::Error);
        ASSERT_EQ(got.refused.size(), 1U) << c.body;
        EXPECT_EQ(got.refused[0].first.size(), got.refused[0].second.size());
        EXPECT_EQ(got.refused[0].first.back(), "界址点");
        EXPECT_TRUE(got.plot(0).file_key.ends_with("#2")) << "keys keep their place whatever is refused before";
    }
}

// ---- where the plot lies

TEST(BoundaryText, ZonesMustAgree) {
    const auto in_zone = [](const std::string& zone, const std::string& degrees, const std::string& points = kSquare) {
        std::string text = with_header("5,1.0000,1,甲,面,,,,@\n" + points, zone);
        text.replace(text.find("几度分带=3"), std::string("几度分带=3").size(), "几度分带=" + degrees);
        return outcome(read_bytes(text));
    };
    EXPECT_EQ(in_zone("37", "3"), "1.0000 / 1.0000 EPSG:4525 -");
    EXPECT_EQ(in_zone("第37带", "3度带"), "1.0000 / 1.0000 EPSG:4525 -");
    EXPECT_EQ(in_zone("", ""), "1.0000 / 1.0000 EPSG:4525 -");
    EXPECT_EQ(in_zone("38", "3"), "refused ZONE_MISMATCH");
    EXPECT_EQ(in_zone("19", "6"), "refused ZONE_MISMATCH") << "the same meridian, another easting";
    EXPECT_EQ(in_zone("37", "6"), "refused ZONE_MISMATCH");
    EXPECT_EQ(in_zone("111", "3"), "refused ZONE_MISMATCH");
    const std::string bare = "J1,1,4063000,500000\nJ2,1,4063000,500100\nJ3,1,4063100,500100\nJ4,1,4063100,500000\n";
    EXPECT_EQ(in_zone("19", "6", bare), "1.0000 / 1.0000 EPSG:4508 -");
    EXPECT_EQ(in_zone("", "3", bare), "1.0000 / 1.0000 nowhere CRS_ASK");
    const std::string local = "J1,1,3000,5000\nJ2,1,3000,5100\nJ3,1,3100,5100\nJ4,1,3100,5000\n";
    EXPECT_EQ(in_zone("37", "3", local), "1.0000 / 1.0000 nowhere COORDINATES_OFF_GRID");
}

TEST(BoundaryText, ToldCrsClosesGapsOnly) {
    const std::string bare = "J1,1,4063000,500000\nJ2,1,4063000,500100\nJ3,1,4063100,500100\nJ4,1,4063100,500000\n";
    const auto told = [&](const std::string& crs, const std::string& zone, const std::string& datum, bool prefix) {
        ReadOptions options;
        options.crs = crs;
        return outcome(
            read_bytes(with_header("4,1.0000,1,甲,面,,,,@\n" + (prefix ? kSquare : bare), zone, datum), options));
    };
    EXPECT_EQ(told("EPSG:4546", "", "2000国家大地坐标系", false), "1.0000 / 1.0000 EPSG:4546 -");
    EXPECT_EQ(told("EPSG:4525", "", "2000国家大地坐标系", false), "1.0000 / 1.0000 nowhere CRS_CONTRADICTED");
    EXPECT_EQ(told("EPSG:4525", "", "", true), "1.0000 / 1.0000 EPSG:4525 -");
    EXPECT_EQ(told("", "", "", true), "1.0000 / 1.0000 EPSG:4525 CRS_DETECTED");
    EXPECT_EQ(told("EPSG:4526", "37", "2000国家大地坐标系", true), "1.0000 / 1.0000 EPSG:4525 CRS_DISAGREES");
    EXPECT_EQ(told("EPSG:4525", "37", "1980西安坐标系", true), "1.0000 / 1.0000 nowhere POSITION_UNKNOWN");
    // What file and coordinates contradict each other in is asked, and settled by the operator alone.
    EXPECT_EQ(told("", "19", "2000国家大地坐标系", true), "refused ZONE_MISMATCH");
    EXPECT_EQ(told("EPSG:4525", "19", "2000国家大地坐标系", true), "1.0000 / 1.0000 EPSG:4525 ZONE_SETTLED");
    EXPECT_EQ(told("EPSG:4497", "19", "2000国家大地坐标系", true), "refused ZONE_MISMATCH");
}

TEST(BoundaryText, AContradictionNamesItsCandidates) {
    const Collected got = read_bytes(with_header("5,1.0000,1,甲,面,,,,@\n" + kSquare, "19"));
    const Problem* const problem = got.find("ZONE_MISMATCH");
    ASSERT_NE(problem, nullptr);
    for (const char* word : {"EPSG:4525", "EPSG:4497", "--crs"}) {
        EXPECT_NE(problem->message.zh.find(word), std::string::npos) << word << ": " << problem->message.zh;
        EXPECT_NE(problem->message.en.find(word), std::string::npos) << word;
    }
}

TEST(BoundaryText, WhereTheDivisionLiesTellsZonesApart) {
    const std::string bare = "J1,1,4063000,500000\nJ2,1,4063000,500100\nJ3,1,4063100,500100\nJ4,1,4063100,500000\n";
    ReadOptions options;
    options.extent = geo::Extent{110.7, 36.4, 111.3, 37.0};
    const auto in_zone = [&](const std::string& zone) {
        return outcome(read_bytes(with_header("4,1.0000,1,甲,面,,,,@\n" + bare, zone), options));
    };
    EXPECT_EQ(in_zone(""), "1.0000 / 1.0000 EPSG:4546 CRS_DETECTED");
    EXPECT_EQ(in_zone("37"), "1.0000 / 1.0000 EPSG:4546 -");
    EXPECT_EQ(in_zone("38"), "1.0000 / 1.0000 nowhere CRS_CONTRADICTED") << "three degrees east of the county";
}

TEST(BoundaryText, OldCoordinatesComeOverByTheSitesParameters) {
    auto made = geo::SiteShift::parse(
        "from = 1980西安坐标系\ntarget = EPSG:4525\nmethod = plane\nzone = 37\nprefix = yes\nnorth_m = 3\n"
        "east_m = 118\nrotation_s = 0\nscale_ppm = 0\npoint = 4062000 37494000 4062003 37494118\n"
        "point = 4063000 37494000 4063003 37494118\n",
        "p.txt");
    ASSERT_TRUE(made.ok());
    ReadOptions options;
    options.shift = std::make_shared<const geo::SiteShift>(std::move(*made));
    options.shift_file = "p.txt";
    const std::string plot = "5,1.0000,1,甲,面,,,,@\n" + kSquare;
    const Collected old = read_bytes(with_header(plot, "37", "1980西安坐标系"), options);
    EXPECT_EQ(outcome(old), "1.0000 / 1.0000 EPSG:4525 SITE_SHIFTED");
    EXPECT_EQ(old.plot(0).geometry.wkt.substr(0, 26), "POLYGON((37500118 4063003,");
    EXPECT_NE(old.candidates[0].shape_note.find("p.txt"), std::string::npos);
    EXPECT_EQ(outcome(read_bytes(with_header(plot), options)), "1.0000 / 1.0000 EPSG:4525 -") << "says it is of 2000";
    EXPECT_EQ(outcome(read_bytes(with_header(plot, "37", "1954北京坐标系"), options)),
              "1.0000 / 1.0000 nowhere POSITION_UNKNOWN");
}

TEST(BoundaryText, JoinedFilesKeepTheirOwnGrid) {
    std::string east = kSquare;
    for (std::size_t at = 0; (at = east.find(",375", at)) != std::string::npos;) east.replace(at, 4, ",385");
    const Collected got = read_bytes(with_header("5,1.0000,1,甲,面,,,,@\n" + kSquare) +
                                     with_header("5,1.0000,1,乙,面,,,,@\n" + east, "38"));
    EXPECT_EQ(outcome(got), "1.0000 / 1.0000 EPSG:4525 + 1.0000 / 1.0000 EPSG:4526 -");
    EXPECT_NE(got.plot(0).file_key, got.plot(1).file_key);
}

// ---- keys and numbers

TEST(BoundaryText, NumbersThatRepeatWithinAFileAreToldApart) {
    ReadOptions options;
    options.approval = "晋政地字〔2015〕7号";
    const std::string plot = "5,1.0000,1,甲,面,,,,@\n" + kSquare;
    const Collected got = read_bytes(with_header(plot + plot + plot), options);
    ASSERT_EQ(got.candidates.size(), 3U);
    EXPECT_EQ(land::key_of(got.candidates[0].record), "晋政地字〔2015〕7号#1");
    EXPECT_EQ(land::key_of(got.candidates[1].record), "晋政地字〔2015〕7号#1~2");
    EXPECT_EQ(land::key_of(got.candidates[2].record), "晋政地字〔2015〕7号#1~3");
    EXPECT_EQ(got.codes(), "PLOT_NUMBER_REPEATED");
    EXPECT_EQ(got.find("PLOT_NUMBER_REPEATED")->severity, Severity::Info);
}

TEST(BoundaryText, LinesThatBelongNowhereAreNamed) {
    const Collected got = read_bytes("[属性描述]\n带号=37\n[地块坐标]\n说明文字\n5,1.0000,1,甲,面,,,,@\n" + kSquare);
    ASSERT_TRUE(got.find("LINE_IGNORED"));
    EXPECT_EQ(got.find("LINE_IGNORED")->cell, "L4");
    EXPECT_EQ(got.candidates.size(), 1U);
}

TEST(BoundaryText, AFileWithoutPlotsIsAnError) {
    Collected sink;
    for (const char* text : {"", "id,x,y\n1,2,3\n", "[属性描述]\n带号=37\n[地块坐标]\n"}) {
        const auto result = read_boundary_text(text, "x.txt", "00", {}, sink);
        ASSERT_FALSE(result.ok());
        EXPECT_EQ(result.error().code, base::Code::FormatUnknown);
    }
}

TEST(BoundaryText, TheSinkCanStopTheReading) {
    struct Stopping final : Sink {
        int taken = 0;
        base::Status candidate(Candidate&&) override {
            ++taken;
            return base::Error{base::Code::ReaderLimit, {"x", "1"}};
        }
        void problem(Problem&&) override {}
        void rejected(std::string_view, std::int64_t, const std::vector<std::string>&,
                      const std::vector<std::string>&) override {}
    } sink;
    const std::string plot = "5,1.0000,1,甲,面,,,,@\n" + kSquare;
    EXPECT_FALSE(read_boundary_text(with_header(plot + plot), "x.txt", "00", {}, sink).ok());
    EXPECT_EQ(sink.taken, 1);
}

}  // namespace
}  // namespace intake
