// ods: a ledger as an office program wrote it, and files that are damaged, locked or mean harm.
#include "intake/worker/open_sheet.hpp"

#include "intake/worker/ledger_file.hpp"

#include <gtest/gtest.h>

namespace intake::worker {
namespace {

using testing::expect_ledger;
using testing::kept;
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

TEST(OpenSheet, CellsBehindAWideHeadKeepTheirPlaces) {
    TemporaryFolder folder;
    const std::string covered = "<table:covered-table-cell";
    const std::string rows =
        table_row(text_cell("批准情况", " table:number-columns-spanned=\"5\" table:number-rows-spanned=\"1\"") +
                  covered + " table:number-columns-repeated=\"3\"/>" + covered + "/>" + text_cell("地块情况")) +
        table_row(text_cell("a") + text_cell("b") + text_cell("c") + text_cell("d") + text_cell("e") + text_cell("f"));
    const Said said = read(folder.file("a.ods", ods("", table(rows)).finish()));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets.size(), 1U);
    ASSERT_EQ(said.sheets[0].rows.size(), 2U);
    EXPECT_EQ(said.sheets[0].rows[0].cells, (Cells{"批准情况", "", "", "", "", "地块情况"}));
    EXPECT_EQ(said.sheets[0].rows[1].cells, (Cells{"a", "b", "c", "d", "e", "f"}));
}

TEST(OpenSheet, ManyWideHeadsInAFileOfSeveralPieces) {
    TemporaryFolder folder;
    std::string rows;
    constexpr int kRows = 6'000;  // some megabytes, so that words are cut at the ends of pieces
    for (int i = 0; i < kRows; ++i)
        rows += table_row(text_cell("h" + std::to_string(i), " table:number-columns-spanned=\"4\"") +
                          "<table:covered-table-cell table:number-columns-repeated=\"3\"/>" + text_cell("z"));
    const Said said = read(folder.file("a.ods", ods("", table(rows)).finish()));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets[0].rows.size(), static_cast<std::size_t>(kRows));
    for (int i = 0; i < kRows; ++i)
        ASSERT_EQ(said.sheets[0].rows[static_cast<std::size_t>(i)].cells,
                  (Cells{"h" + std::to_string(i), "", "", "", "z"}));
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

TEST(OpenSheet, EmptySheetsCostNothing) {
    TemporaryFolder folder;
    const std::string empty = "<table:table table:name=\"空\">" + table_row("<table:table-cell/>") + "</table:table>";
    const Said said = read(folder.file("a.ods", ods("", empty + table(table_row(text_cell("a"))) + empty).finish()));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets.size(), 1U);  // the library leaves out empty sheets
    EXPECT_EQ(said.sheets[0].name, "s");
    EXPECT_EQ(said.sheets[0].rows.size(), 1U);
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
    EXPECT_EQ(repeated("1", "1048577").error, "ReaderLimit");
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

}  // namespace
}  // namespace intake::worker
