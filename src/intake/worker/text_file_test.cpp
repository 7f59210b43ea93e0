// Delimited text in every form that offices export, and what must be refused.
#include "intake/worker/delimited.hpp"
#include "intake/worker/memory_source.hpp"
#include "intake/worker/recoder.hpp"
#include "intake/worker/test_files.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace intake::worker {
namespace {

using testing::MemorySource;
using testing::read;
using testing::Said;
using testing::TemporaryFolder;
using Cells = std::vector<std::string>;

/// "面积,隰县\n1,甲\n" in other encodings.
const std::string kGbk = "\xC3\xE6\xBB\xFD,\xDA\xF4\xCF\xD8\n1,\xBC\xD7\n";

std::string utf16(bool little) {
    static const std::vector<std::uint16_t> units = {0x9762, 0x79EF, ',', 0x96B0, 0x53BF, '\n', '1', ',', 0x7532, '\n'};
    std::string out;
    const auto put = [&](std::uint16_t unit) {
        const char low = static_cast<char>(unit & 0xFFU);
        const char high = static_cast<char>(unit >> 8U);
        out.push_back(little ? low : high);
        out.push_back(little ? high : low);
    };
    put(0xFEFF);
    for (const std::uint16_t unit : units) put(unit);
    return out;
}

TEST(TextFile, EveryEncodingGivesTheSameCells) {
    TemporaryFolder folder;
    const std::string utf8 = "面积,隰县\n1,甲\n";
    for (const std::string& bytes : {utf8, "\xEF\xBB\xBF" + utf8, kGbk, utf16(true), utf16(false)}) {
        const Said said = read(folder.file("t.csv", bytes));
        ASSERT_TRUE(said.ended) << said.what;
        ASSERT_EQ(said.sheets.size(), 1U);
        ASSERT_EQ(said.sheets[0].rows.size(), 2U);
        EXPECT_EQ(said.sheets[0].rows[0].cells, (Cells{"面积", "隰县"}));
        EXPECT_EQ(said.sheets[0].rows[1].cells, (Cells{"1", "甲"}));
        EXPECT_TRUE(said.notes.empty());
    }
}

TEST(TextFile, GbkAfterAMegabyteOfAscii) {
    TemporaryFolder folder;
    std::string bytes = "a,b\n";
    while (bytes.size() < 1'200'000) bytes += "1234567890,abcdefghij\n";
    const Said said = read(folder.file("t.csv", bytes + kGbk));
    ASSERT_TRUE(said.ended);
    EXPECT_EQ(said.sheets[0].rows.back().cells, (Cells{"1", "甲"}));
    EXPECT_TRUE(said.notes.empty());
}

TEST(TextFile, AZeroByteAfterACutCharacterIsSeen) {
    // Found by fuzzing: the zero byte was passed over where a piece ended inside the character before it.
    const auto probe = [](std::size_t piece) {
        MemorySource source(std::string_view("a,b\xE0\0c\xBB\n", 8), piece);
        const Probe found = probe_encoding(source).value();
        return std::pair(found.encoding, found.binary);
    };
    for (std::size_t piece = 1; piece < 8; ++piece) EXPECT_EQ(probe(piece), probe(100)) << piece;
}

TEST(TextFile, AFewBrokenBytesDoNotTurnUtf8IntoGbk) {
    TemporaryFolder folder;
    const Said said = read(folder.file("t.csv", "面积面积面积面积面积,甲乙丙丁戊\n1,x\xFFy\n"));
    ASSERT_TRUE(said.ended);
    EXPECT_EQ(said.sheets[0].rows[0].cells[0], "面积面积面积面积面积");
    EXPECT_EQ(said.sheets[0].rows[1].cells[1], "x\xEF\xBF\xBDy");
    ASSERT_EQ(said.notes.size(), 1U);
    EXPECT_EQ(said.notes[0].first, "ENCODING_BROKEN");
}

TEST(TextFile, QuotesLineEndsAndRaggedRows) {
    TemporaryFolder folder;
    const Said said =
        read(folder.file("t.csv", "a,\"b,1\",c\r\n\"x\"\"y\",\"two\nlines\"\r\r\n1,2,3,4,\n=\"0012\",last"));
    ASSERT_TRUE(said.ended);
    const auto& rows = said.sheets[0].rows;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].cells, (Cells{"a", "b,1", "c"}));
    EXPECT_EQ(rows[1].cells, (Cells{"x\"y", "two\nlines"}));
    EXPECT_EQ(rows[2].number, 4U);  // the empty row is counted and left out
    EXPECT_EQ(rows[2].cells, (Cells{"1", "2", "3", "4"}));
    EXPECT_EQ(rows[3].cells, (Cells{"0012", "last"}));
}

TEST(TextFile, AnUnclosedQuoteCostsItsRowOnly) {
    TemporaryFolder folder;
    std::string bytes = "a,b\n\"open,1\n";
    for (int i = 0; i < 20'000; ++i) bytes += "row" + std::to_string(i) + ",2\n";
    const Said said = read(folder.file("t.csv", bytes));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets[0].rows.size(), 20'002U);
    EXPECT_EQ(said.sheets[0].rows[1].cells, (Cells{"\"open", "1"}));
    ASSERT_EQ(said.notes.size(), 1U);
    EXPECT_EQ(said.notes[0], (std::pair<std::string, std::uint32_t>{"QUOTE_UNCLOSED", 2}));

    const Said at_end = read(folder.file("u.csv", "a,b\n1,\"open\nmore,2\n"));
    EXPECT_EQ(at_end.sheets[0].rows.size(), 3U);
}

TEST(TextFile, DelimitersAreFound) {
    EXPECT_EQ(detect_delimiter("a,b,c\n1,2,3\n"), ',');
    EXPECT_EQ(detect_delimiter("a;b;c\n1,5;2;3\n2,5;3;4\n"), ';');
    EXPECT_EQ(detect_delimiter("a\tb\n\"1,2,3\"\t4\n"), '\t');
    EXPECT_EQ(detect_delimiter("POLYGON((1 2,3 4,5 6))\tx\nPOLYGON((1 2,3 4,5 6,7 8))\ty\n"), '\t');
    EXPECT_EQ(detect_delimiter("sep=;\na;b\n"), ';');
    EXPECT_EQ(detect_delimiter("sep=\t\r\na\tb\r\n"), '\t');
    EXPECT_EQ(detect_delimiter("sep=面积\n1,2\n"), ',');  // found by fuzzing: not half a character
    EXPECT_EQ(detect_delimiter("one\ntwo\n"), ',');
}

TEST(TextFile, LongShapesPassAndOtherLongCellsDoNot) {
    TemporaryFolder folder;
    std::string wkt = "POLYGON((";
    for (int i = 0; i < 20'000; ++i) wkt += std::to_string(37'500'000 + i) + " 4000000,";
    wkt += "37500000 4000000))";
    const Said said = read(folder.file("t.csv", "WKT,n\n\"" + wkt + "\",1\n"));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets[0].rows[1].cells[0], wkt);
    const Said refused = read(folder.file("u.csv", "a,n\n" + std::string(200'000, 'x') + ",1\n"));
    EXPECT_EQ(refused.error, "ReaderLimit");
}

TEST(TextFile, GzipIsReadAndBombsAreNot) {
    TemporaryFolder folder;
    const Said said = read(folder.file("t.csv.gz", testing::gzip("a,b\n") + testing::gzip("1,2\n")));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets[0].rows.size(), 2U);  // two members, one stream

    const Said bomb = read(folder.file("b.csv.gz", testing::gzip(std::string(50'000'000, '0'))));
    EXPECT_EQ(bomb.error, "ReaderLimit");
    std::string cut = testing::gzip("a,b\n1,2\n");
    cut.resize(cut.size() - 9);
    EXPECT_EQ(read(folder.file("c.csv.gz", cut)).error, "ReaderFailed");
    std::string damaged = testing::gzip(std::string(5000, 'a') + "b,c\n1,2\n");
    damaged[12] = static_cast<char>(damaged[12] ^ 0x55);
    EXPECT_EQ(read(folder.file("d.csv.gz", damaged)).error, "ReaderFailed");
    EXPECT_EQ(read(folder.file("e.csv", testing::gzip("a,b\n"))).error, "FormatUnknown");
    EXPECT_EQ(read(folder.file("f.csv.gz", "a,b\n1,2\n")).error, "FormatUnknown");
    EXPECT_EQ(read(folder.file("g.csv.gz", testing::gzip(testing::gzip("a,b\n")))).error, "FormatUnknown");
}

TEST(TextFile, NameAndContentMustAgree) {
    TemporaryFolder folder;
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {"a.csv", "%PDF-1.7\n"},
        {"b.csv", std::string("\x7F"
                              "ELF\0\0",
                              6)},
        {"c.csv", std::string("\xD0\xCF\x11\xE0\0", 5)},
        {"d.xlsx", "a,b\n1,2\n"},
        {"e.csv", testing::Workbook().sheet("s", "").bytes()},
        {"f.xls", "a,b\n1,2\n"},
        {"g.csv", std::string("a,b\0c\n", 6)},
        {"h.csv", "[地块坐标]\n4,1,1,甲,面,,,,@\nJ1,1,1,2\n"},
        {"i.png", "\x89PNG\r\n"},
        {"j.csv", "<!DOCTYPE html><table>"},
        {"k.exe", "a,b\n"},
    };
    for (const auto& [name, bytes] : wrong) {
        const Said said = read(folder.file(name, bytes));
        EXPECT_EQ(said.error, "FormatUnknown") << name;
        EXPECT_FALSE(said.ended) << name;
    }
    EXPECT_EQ(read(folder.file("missing.csv")).error, "FileNotFound");
    EXPECT_TRUE(read(folder.file("table.txt", "a\tb\n1\t2\n")).ended);
    EXPECT_TRUE(read(folder.file("kept-without-extension", "a,b\n1,2\n")).ended);
    const Said boundary = read(folder.file("b.txt", "[属性描述]\n带号=38\n[地块坐标]\n"));
    EXPECT_TRUE(boundary.ended);
    EXPECT_EQ(boundary.text.substr(0, 14), "[属性描述]");
}

TEST(TextFile, LimitsOnRowsAndColumns) {
    TemporaryFolder folder;
    Limits limits;
    limits.rows = 3;
    limits.columns = 4;
    EXPECT_TRUE(read(folder.file("a.csv", "1,2,3,4\n1\n1\n"), limits).ended);
    EXPECT_EQ(read(folder.file("b.csv", "1\n1\n1\n1\n"), limits).error, "ReaderLimit");
    EXPECT_EQ(read(folder.file("c.csv", "1,2,3,4,5\n"), limits).error, "ReaderLimit");
    limits.text_bytes = 5;
    EXPECT_EQ(read(folder.file("d.csv", "123,456\n"), limits).error, "ReaderLimit");
}

RC_GTEST_PROP(Delimited, WhatIsQuotedComesBackInAnyPieces,
              (std::vector<std::vector<std::string>> table, std::vector<unsigned char> cuts)) {
    std::string csv;
    std::vector<Cells> expected;
    for (const auto& line : table) {
        Cells cells;
        for (std::size_t i = 0; i < line.size(); ++i) {
            csv += i == 0 ? "\"" : ",\"";
            for (const char c : line[i]) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
            csv += '"';
            const std::string& cell = line[i];
            const bool formula = cell.size() >= 3 && cell[0] == '=' && cell[1] == '"' && cell.back() == '"';
            const bool marked =
                cell.size() >= 2 && cell[0] == '\'' && std::string("=+-@\t\r").find(cell[1]) != std::string::npos;
            cells.push_back(marked ? cell.substr(1) : formula ? cell.substr(2, cell.size() - 3) : cell);
        }
        csv += '\n';
        if (line.empty()) cells.emplace_back();
        expected.push_back(cells);
    }
    const bool names_its_delimiter = !expected.empty() && expected[0].size() <= 2 && expected[0][0].starts_with("sep=");
    RC_PRE(!names_its_delimiter);
    std::vector<Cells> got;
    DelimitedParser parser(
        ',', Limits{},
        [&](std::uint64_t, const Cells& cells) {
            got.push_back(cells);
            return base::Status(base::Done{});
        },
        [](std::uint64_t) { return base::Status(base::Done{}); });
    std::size_t at = 0;
    for (const unsigned char cut : cuts) {
        const std::size_t size = std::min<std::size_t>(cut % 7, csv.size() - at);
        RC_ASSERT(parser.add(std::string_view(csv).substr(at, size)).ok());
        at += size;
    }
    RC_ASSERT(parser.add(std::string_view(csv).substr(at)).ok());
    RC_ASSERT(parser.finish().ok());
    RC_ASSERT(got == expected);
}

}  // namespace
}  // namespace intake::worker
