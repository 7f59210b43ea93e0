// ods and xls: the same ledger in both formats, and files that are damaged, locked or mean harm.
#include "intake/worker/open_sheet.hpp"

#include "base/files.hpp"
#include "intake/worker/ole.hpp"
#include "intake/worker/test_files.hpp"

#include <gtest/gtest.h>

namespace intake::worker {
namespace {

using testing::read;
using testing::Said;
using testing::TemporaryFolder;
using testing::Zip;
using Cells = std::vector<std::string>;

const std::string kManifest =
    "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\">";

/// An ods whose body holds these elements.
Zip ods(const std::string& styles, const std::string& tables, const std::string& prolog = "") {
    Zip zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add("content.xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + prolog +
                "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
                "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
                "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"><office:automatic-styles>" +
                styles + "</office:automatic-styles><office:body><office:spreadsheet>" + tables +
                "</office:spreadsheet></office:body></office:document-content>");
    zip.add("META-INF/manifest.xml", kManifest + "</manifest:file-entry></manifest:manifest>");
    return zip;
}
std::string table(const std::string& rows) { return "<table:table table:name=\"s\">" + rows + "</table:table>"; }
std::string text_cell(const std::string& text, const std::string& attributes = "") {
    return "<table:table-cell office:value-type=\"string\"" + attributes + "><text:p>" + text +
           "</text:p></table:table-cell>";
}
std::string table_row(const std::string& cells, const std::string& attributes = "") {
    return "<table:table-row" + attributes + ">" + cells + "</table:table-row>";
}

void expect_ledger(const Said& said) {
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets.size(), 2U);
    EXPECT_EQ(said.sheets[0].name, "2023年");
    ASSERT_EQ(said.sheets[0].rows.size(), 4U);
    EXPECT_EQ(said.sheets[0].rows[0].cells, (Cells{"隰县批而未供土地清册"}));
    EXPECT_EQ(said.sheets[0].rows[1].number, 4U);
    EXPECT_EQ(said.sheets[0].rows[1].cells, (Cells{"批次名称", "地块编号", "未供面积（亩）", "批准日期"}));
    EXPECT_EQ(said.sheets[0].rows[2].cells, (Cells{"一批次", "D-01", "15.2", "2020-03-25"}));
    EXPECT_EQ(said.sheets[0].rows[3].cells, (Cells{"", "D-02", "3.3", "2020-12-01"}));
    ASSERT_EQ(said.sheets[0].merges.size(), 2U);
    EXPECT_EQ(said.sheets[0].merges[0], (std::vector<std::uint32_t>{1, 1, 1, 4}));
    EXPECT_EQ(said.sheets[0].merges[1], (std::vector<std::uint32_t>{5, 1, 6, 1}));
    EXPECT_EQ(said.sheets[1].name, "旧 & old");
    EXPECT_TRUE(said.sheets[1].hidden);
    EXPECT_TRUE(said.sheets[1].rows.empty());
}

std::string kept(const std::string& name) { return base::read_file(PANHUO_SOURCE_DIR "/tests/files/" + name).value(); }

TEST(OpenSheet, ALedgerAsAnOfficeProgramWroteIt) {
    TemporaryFolder folder;
    // The flat form of the document holds the same elements as content.xml.
    std::string flat = kept("ledger.fods");
    for (const std::string word : {"office:document ", "office:document>"}) {
        for (std::size_t at = flat.find(word); at != std::string::npos; at = flat.find(word, at + 20)) {
            flat.replace(at, 15, "office:document-content");
        }
    }
    Zip zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet").add("content.xml", flat);
    expect_ledger(read(folder.file("ledger.ods", zip.finish())));
    Zip unnamed;
    unnamed.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet").add("content.xml", flat);
    expect_ledger(read(folder.file("kept-without-extension", unnamed.finish())));
}

TEST(OpenSheet, RepeatedCellsAndRowsKeepTheirPlaces) {
    TemporaryFolder folder;
    const std::string rows =
        table_row(text_cell("a") + "<table:table-cell table:number-columns-repeated=\"3\"/>" + text_cell("e")) +
        table_row("<table:table-cell table:number-columns-repeated=\"16384\"/>", " table:number-rows-repeated=\"7\"") +
        table_row(text_cell("x", " table:number-columns-repeated=\"2\""), " table:number-rows-repeated=\"2\"") +
        table_row("<table:table-cell table:number-columns-repeated=\"16384\"/>",
                  " table:number-rows-repeated=\"1048565\"");
    const Said said = read(folder.file("a.ods", ods("", table(rows)).finish()));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets[0].rows.size(), 3U);
    EXPECT_EQ(said.sheets[0].rows[0].cells, (Cells{"a", "", "", "", "e"}));
    EXPECT_EQ(said.sheets[0].rows[1].number, 9U);
    EXPECT_EQ(said.sheets[0].rows[2].number, 10U);
    EXPECT_EQ(said.sheets[0].rows[2].cells, (Cells{"x", "x"}));
}

TEST(OpenSheet, RepeatsThatGrowWithoutEndAreALimit) {
    TemporaryFolder folder;
    const auto repeated = [&](const std::string& across, const std::string& down) {
        const std::string cell = text_cell("x", " table:number-columns-repeated=\"" + across + "\"");
        const std::string row = table_row(cell, " table:number-rows-repeated=\"" + down + "\"");
        return read(folder.file("a.ods", ods("", table(row)).finish()));
    };
    EXPECT_TRUE(repeated("2000", "2").ended);
    EXPECT_EQ(repeated("2001", "1").error, "ReaderLimit");
    EXPECT_EQ(repeated("1", "1000001").error, "ReaderLimit");
    EXPECT_EQ(repeated("2000", "1000000").error, "ReaderLimit");
    EXPECT_EQ(repeated("4000000000", "4000000000").error, "ReaderLimit");
    EXPECT_EQ(repeated("99999999999999999999999", "1").error, "ReaderLimit");
    std::string many;
    for (int i = 0; i < 5'000; ++i) many += table_row(text_cell("x", " table:number-columns-repeated=\"2000\""));
    EXPECT_EQ(read(folder.file("b.ods", ods("", table(many)).finish())).error, "ReaderLimit");
}

TEST(OpenSheet, PasswordsAndOtherDocuments) {
    TemporaryFolder folder;
    Zip locked;
    locked.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    locked.add("content.xml", std::string("\x8F\x01<!DOC\xFF\x00", 9));
    locked.add("META-INF/manifest.xml", kManifest + "<manifest:encryption-data/></manifest:file-entry>");
    const Said said = read(folder.file("locked.ods", locked.finish()));
    EXPECT_EQ(said.error, "ReaderFailed");
    EXPECT_NE(said.what.find("有密码"), std::string::npos) << said.what;
    Zip text;
    text.add("mimetype", "application/vnd.oasis.opendocument.text");
    text.add("content.xml", "<office:document-content><office:text/></office:document-content>");
    EXPECT_EQ(read(folder.file("letter.ods", text.finish())).error, "FormatUnknown");
    EXPECT_EQ(read(folder.file("a.xlsx", ods("", table("")).finish())).error, "FormatUnknown");
    EXPECT_EQ(read(folder.file("b.ods", testing::Workbook().sheet("s", "").bytes())).error, "FormatUnknown");
}

TEST(OpenSheet, DocumentTypesAreRefused) {
    TemporaryFolder folder;
    std::string laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">";
    for (char c = 'b'; c < 'm'; ++c) {
        const std::string before = "&" + std::string(1, static_cast<char>(c - 1)) + ";";
        laughs += "<!ENTITY " + std::string(1, c) + " \"" + before + before + before + before + "\">";
    }
    for (const std::string& attack : {laughs + "]>", std::string("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">")}) {
        const Said said = read(folder.file("a.ods", ods("", table(table_row(text_cell("&l;"))), attack).finish()));
        EXPECT_EQ(said.error, "ReaderFailed");
        EXPECT_TRUE(said.sheets.empty());
    }
}

TEST(OpenSheet, CutAndDamagedFilesNeverCrash) {
    TemporaryFolder folder;
    const std::string good = ods("", table(table_row(text_cell("a") + text_cell("b")))).finish();
    for (std::size_t at = 0; at < good.size(); at += 29) {
        EXPECT_FALSE(read(folder.file("cut.ods", std::string_view(good).substr(0, at))).error.empty()) << at;
        std::string damaged = good;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x5A);
        const Said said = read(folder.file("damaged.ods", damaged));
        EXPECT_TRUE(said.ended || !said.error.empty()) << at;
    }
}

TEST(Xls, ALedgerAsAnOfficeProgramWroteIt) {
    TemporaryFolder folder;
    expect_ledger(read(folder.file("ledger.xls", kept("ledger.xls"))));
    expect_ledger(read(folder.file("kept-without-extension", kept("ledger.xls"))));
    EXPECT_EQ(read(folder.file("ledger.xlsx", kept("ledger.xls"))).error, "FormatUnknown");
    EXPECT_EQ(read(folder.file("a.xls", "a,b\n1,2\n")).error, "FormatUnknown");
}

TEST(Xls, PasswordsAreNamed) {
    TemporaryFolder folder;
    std::string locked = kept("ledger.xls");
    // The first record after the beginning of the stream becomes FilePass, as in a workbook with a password.
    const std::size_t begin = locked.find(std::string("\x09\x08\x10\x00\x00\x06", 6));
    ASSERT_NE(begin, std::string::npos);
    locked.replace(begin + 20, 2, std::string("\x2F\x00", 2));
    const Said said = read(folder.file("locked.xls", locked));
    EXPECT_EQ(said.error, "ReaderFailed");
    EXPECT_NE(said.what.find("有密码"), std::string::npos) << said.what;
}

TEST(Xls, CutAndDamagedFilesNeverCrash) {
    TemporaryFolder folder;
    const std::string good = kept("ledger.xls");
    for (std::size_t size = 0; size < good.size(); size += 211) {
        const Said said = read(folder.file("cut.xls", std::string_view(good).substr(0, size)));
        EXPECT_TRUE(said.ended || !said.error.empty()) << size;
    }
    for (std::size_t at = 8; at < good.size(); at += at < 1024 ? 3 : 43) {
        std::string damaged = good;
        damaged[at] = static_cast<char>(damaged[at] ^ 0xA5);
        const Said said = read(folder.file("damaged.xls", damaged));
        EXPECT_TRUE(said.ended || !said.error.empty()) << at;
    }
}

TEST(Ole, ChainsThatBiteTheirTailEnd) {
    std::string file = kept("ledger.xls");
    const auto good = OleFile::open(file);
    ASSERT_TRUE(good.ok());
    EXPECT_TRUE(good->has("Workbook"));
    ASSERT_TRUE(good->stream("Workbook").ok());
    // Every sector of the table follows itself.
    std::uint32_t table = 0;
    for (std::size_t i = 4; i-- > 0;) table = table << 8U | static_cast<std::uint8_t>(file[76 + i]);
    for (std::uint32_t i = 0; i < 128; ++i) {
        for (unsigned b = 0; b < 4; ++b) {
            file[(std::size_t{table} + 1) * 512 + 4 * i + b] = static_cast<char>(i >> (8 * b) & 0xFFU);
        }
    }
    const auto biting = OleFile::open(file);
    EXPECT_TRUE(!biting.ok() || !biting->stream("Workbook").ok());
}

}  // namespace
}  // namespace intake::worker
