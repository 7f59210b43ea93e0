#include "intake/worker/workbook.hpp"

#include "intake/worker/gdal.hpp"
#include "intake/worker/test_files.hpp"
#include "intake/worker/workbook_parts.hpp"

#include <gtest/gtest.h>

namespace intake::worker {
namespace {

using testing::read;
using testing::row;
using testing::Said;
using testing::TemporaryFolder;
using testing::Workbook;
using Cells = std::vector<std::string>;

TEST(Workbook, SheetsRowsAndGaps) {
    TemporaryFolder folder;
    const Said said =
        read(folder.file("t.xlsx", Workbook()
                                       .sheet("2023年", row(1, {"标题"}) + row(3, {"电子监管号", "面积"}) +
                                                            row(7, {"1410312015B90014", "1.5"}))
                                       .sheet("空", "")
                                       .sheet("甲&amp;乙", row(2, {"", "x"}))
                                       .bytes()));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets.size(), 3U);
    EXPECT_EQ(said.sheets[0].name, "2023年");
    ASSERT_EQ(said.sheets[0].rows.size(), 3U);
    EXPECT_EQ(said.sheets[0].rows[0].number, 1U);
    EXPECT_EQ(said.sheets[0].rows[1].number, 3U);
    EXPECT_EQ(said.sheets[0].rows[2].number, 7U);
    EXPECT_EQ(said.sheets[0].rows[2].cells, (Cells{"1410312015B90014", "1.5"}));
    EXPECT_EQ(said.sheets[2].name, "甲&乙");
    ASSERT_EQ(said.sheets[2].rows.size(), 1U);
    EXPECT_EQ(said.sheets[2].rows[0].number, 2U);
    EXPECT_EQ(said.sheets[2].rows[0].cells, (Cells{"", "x"}));
}

TEST(Workbook, ASheetNamedByCharacterNumbersIsRead) {
    // Writers in ASCII put Chinese names into references; such a sheet was left out without a word.
    TemporaryFolder folder;
    const std::string name = "&#24180;&#x5EA6;&#38;&lt;";
    const Said said = read(folder.file("t.xlsx", Workbook().sheet(name, row(1, {"a"})).bytes()));
    ASSERT_EQ(said.sheets.size(), 1U) << said.what;
    EXPECT_EQ(said.sheets[0].name, "年度&<");
    EXPECT_EQ(said.sheets[0].rows.size(), 1U);
    // What is no reference stays as it is.
    EXPECT_EQ(attribute("x n=\"&bad; &#; &#0; &#xD800; &#x110000; &#12\"", "n"),
              "&bad; &#; &#0; &#xD800; &#x110000; &#12");
}

TEST(Workbook, ASheetThatIsNotFoundIsAnError) {
    TemporaryFolder folder;
    // The name is cut where our reading of tags ends, not where the library's does.
    const Said said = read(folder.file("t.xlsx", Workbook().sheet("a>b", row(1, {"x"})).bytes()));
    EXPECT_EQ(said.error, "ReaderFailed");
    EXPECT_NE(said.what.find("找不到工作表"), std::string::npos) << said.what;
}

TEST(Workbook, EmptySheetsCostNothing) {
    TemporaryFolder folder;
    for (const std::string& rows :
         {std::string(), row(1, {}), std::string("<row r=\"1\"><c r=\"A1\" s=\"0\"/></row>")}) {
        const Said said = read(folder.file("t.xlsx", Workbook().sheet("空", rows).sheet("s", row(1, {"a"})).bytes()));
        ASSERT_TRUE(said.ended) << rows << said.what;
        EXPECT_EQ(said.sheets.back().rows.size(), 1U);
    }
}

TEST(Workbook, SheetsWithoutCellsAreNoSheets) {
    WorkbookParts parts;
    parts.add("xl/_rels/workbook.xml.rels",
              "<Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
              "<Relationship Id=\"r2\" Type=\"http://x/chartsheet\" Target=\"chartsheets/sheet1.xml\"/>");
    parts.add("xl/workbook.xml", "<sheet name=\"图\" r:id=\"r2\"/><sheet name=\"表\" r:id=\"r1\"/>");
    ASSERT_EQ(parts.sheets().size(), 1U);
    EXPECT_EQ(parts.sheets()[0].name, "表");
}

TEST(Workbook, TagsAreFoundInOneWay) {
    const auto tags = [](std::string_view xml) {
        std::vector<std::string> out;
        for_each_tag(xml, [&](std::string_view tag) { out.emplace_back(tag); });
        return out;
    };
    EXPECT_EQ(tags("x<a b=\"1\"/>y</a><c"), (std::vector<std::string>{"a b=\"1\"/", "/a"}));
    EXPECT_EQ(tags("> > <a>"), (std::vector<std::string>{"a"}));
    EXPECT_TRUE(tags("").empty());
    // One '>' after many '<': each '<' was looked at again for itself, 40 seconds for these bytes.
    EXPECT_EQ(tags(std::string(2'000'000, '<') + "a>"), (std::vector<std::string>{"a"}));
}

TEST(Workbook, NumbersAsShownFormulasAsStored) {
    TemporaryFolder folder;
    const std::string cells =
        "<row r=\"1\"><c r=\"A1\"><v>2.0175000000000001</v></c><c r=\"B1\"><v>45376</v></c>"
        "<c r=\"C1\"><f>SUM(A1:A1)</f><v>2.5</v></c><c r=\"D1\" t=\"str\"><f>\"甲\"&amp;\"乙\"</f><v>甲乙</v></c>"
        "<c r=\"E1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"F1\"><v>1.41031E+15</v></c></row>";
    const Said said = read(folder.file("t.xlsx", Workbook().sheet("s", cells).bytes()));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets[0].rows[0].cells, (Cells{"2.0175", "45376", "2.5", "甲乙", "#DIV/0!", "1.41031E+15"}));
}

TEST(Workbook, HiddenSheetsAreNamedAndNotRead) {
    TemporaryFolder folder;
    const Said said = read(folder.file("t.xlsx", Workbook()
                                                     .sheet("旧数", row(1, {"old"}), "hidden")
                                                     .sheet("更旧", row(1, {"older"}), "veryHidden")
                                                     .sheet("今", row(1, {"now"}))
                                                     .bytes()));
    ASSERT_EQ(said.sheets.size(), 3U);
    EXPECT_TRUE(said.sheets[0].hidden);
    EXPECT_TRUE(said.sheets[0].rows.empty());
    EXPECT_TRUE(said.sheets[1].hidden);
    EXPECT_FALSE(said.sheets[2].hidden);
    EXPECT_EQ(said.sheets[2].rows.size(), 1U);
}

TEST(Workbook, MergedRegionsAreNamed) {
    TemporaryFolder folder;
    const Said said = read(folder.file(
        "t.xlsx",
        Workbook()
            .sheet("s", row(1, {"题", "", "x"}), "",
                   "<mergeCells count=\"2\"><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A8\"/></mergeCells>")
            .bytes()));
    ASSERT_EQ(said.sheets[0].merges.size(), 2U);
    EXPECT_EQ(said.sheets[0].merges[0], (std::vector<std::uint32_t>{1, 1, 1, 2}));
    EXPECT_EQ(said.sheets[0].merges[1], (std::vector<std::uint32_t>{2, 1, 8, 1}));
}

TEST(Workbook, DocumentTypesAreRefusedInEveryPart) {
    TemporaryFolder folder;
    for (const std::string& attack :
         {std::string("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>"), std::string("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">"),
          std::string("<!-- <a> --><!DOCTYPE x>"), std::string("<!--><a --><!DOCTYPE x>"),
          "<!--" + std::string(10'000, '<') + "a--><?p <a?><!DOCTYPE x>", std::string("<!ENTITY a 'b'>")}) {
        const Said said = read(folder.file("t.xlsx", Workbook().prolog(attack).sheet("s", row(1, {"a"})).bytes()));
        EXPECT_EQ(said.error, "ReaderFailed") << attack;
        EXPECT_TRUE(said.sheets.empty());
    }
}

TEST(Workbook, HostileContainersAreRefused) {
    TemporaryFolder folder;
    const Workbook good = Workbook().sheet("s", row(1, {"a"}));
    testing::Zip bomb = good.zip();
    bomb.add("xl/bomb.xml", "<a>" + std::string(30'000'000, ' ') + "</a>");
    EXPECT_EQ(read(folder.file("bomb.xlsx", bomb.finish())).error, "ReaderLimit");

    testing::Zip overlap = good.zip();
    overlap.alias("xl/again.xml", 0);
    EXPECT_EQ(read(folder.file("overlap.xlsx", overlap.finish())).error, "ReaderFailed");

    for (const std::string name : {"../x.xml", "/etc/x.xml", "a\\b.xml", "c:x.xml", "a/../../x.xml"}) {
        testing::Zip path = good.zip();
        path.add(name, "<a/>");
        EXPECT_EQ(read(folder.file("path.xlsx", path.finish())).error, "ReaderFailed") << name;
    }
    testing::Zip locked = good.zip();
    locked.add("xl/locked.xml", "<a/>", 1);
    EXPECT_EQ(read(folder.file("locked.xlsx", locked.finish())).error, "ReaderFailed");

    testing::Zip many = good.zip();
    for (int i = 0; i < 2001; ++i) many.add("xl/media/" + std::to_string(i) + ".png", "x");
    EXPECT_EQ(read(folder.file("many.xlsx", many.finish())).error, "ReaderLimit");

    EXPECT_EQ(read(folder.file("other.xlsx", testing::Zip().add("word/document.xml", "<a/>").finish())).error,
              "FormatUnknown");
}

TEST(Workbook, CutAndDamagedFilesNeverCrash) {
    TemporaryFolder folder;
    const std::string good = Workbook().sheet("s", row(1, {"电子监管号", "面积"}) + row(2, {"a", "1"})).bytes();
    for (std::size_t size = 0; size < good.size(); size += 37) {
        const Said said = read(folder.file("cut.xlsx", std::string_view(good).substr(0, size)));
        EXPECT_FALSE(said.broken);
        EXPECT_FALSE(said.error.empty()) << size;
    }
    for (std::size_t at = 0; at < good.size(); at += 41) {
        std::string damaged = good;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x5A);
        const Said said = read(folder.file("damaged.xlsx", damaged));
        EXPECT_TRUE(said.ended || !said.error.empty()) << at;
    }
}

TEST(Workbook, ShownNumbers) {
    EXPECT_EQ(shown_number("2.0175000000000001"), "2.0175");
    EXPECT_EQ(shown_number("0.10000000000000001"), "0.1");
    EXPECT_EQ(shown_number("2.0175"), "2.0175");
    EXPECT_EQ(shown_number("141031201590014001"), "141031201590014001");
    EXPECT_EQ(shown_number("1410312015B90014"), "1410312015B90014");
    EXPECT_EQ(shown_number("-3.2999999999999998"), "-3.3");
}

TEST(Workbook, Regions) {
    EXPECT_EQ(parse_region("B3:AA10").last_column, 27U);
    EXPECT_EQ(parse_region("B3").first_row, 0U);
    EXPECT_EQ(parse_region("B3:A1").first_row, 0U);
    EXPECT_EQ(parse_region("").first_row, 0U);
}

}  // namespace
}  // namespace intake::worker
