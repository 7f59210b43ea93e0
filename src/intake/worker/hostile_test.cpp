// Files that mean harm, in every container that is read: oversize (U1), bombs (U2), paths and links (U3), XML attacks
// (U4), two formats in one file (U5), pictures (U6). All of them end in an error, or are read without the harm.
// Shapes that mean harm (U11) are in shapefile_test, geojson_test, geopackage_test and intake/shape_place_test; what
// the worker may not do (U12) is in sandbox_test.
#include "intake/worker/shape_files.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

namespace intake::worker {
namespace {

using testing::read;
using testing::row;
using testing::Said;
using testing::ShapeFile;
using testing::TemporaryFolder;
using testing::Workbook;
using testing::Zip;

Zip good_xlsx() { return Workbook().sheet("s", row(1, {"a"})).zip(); }
Zip good_shapes() {
    ShapeFile file;
    file.field("DKBH", 'C', 9).polygon({testing::square(37500000, 4000000, 10)}, {"D1"});
    return file.zip("a");
}
Zip good_ods() {
    Zip zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add("content.xml",
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
            "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
            "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>"
            "<table:table table:name=\"s\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>a"
            "</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
            "</office:document-content>");
    return zip;
}

struct Container {
    const char* name;
    std::function<Zip()> good;
};
const Container kContainers[] = {{"a.xlsx", good_xlsx}, {"a.ods", good_ods}, {"a.zip", good_shapes}};

class Hostile : public ::testing::Test {
  protected:
    /// The good container of each form with `harm` done to it is refused with that error.
    void expect_refused(const std::string& error, const std::function<void(Zip&)>& harm, const std::string& what) {
        for (const Container& each : kContainers) {
            Zip zip = each.good();
            harm(zip);
            const Said said = read(folder_.file(each.name, zip.finish()));
            EXPECT_EQ(said.error, error) << each.name << ": " << what << ": " << said.what;
            EXPECT_TRUE(said.sheets.empty()) << each.name << ": " << what;
        }
    }
    TemporaryFolder folder_;
};

TEST_F(Hostile, TheContainersAreReadWithoutHarm) {
    for (const Container& each : kContainers) {
        const Said said = read(folder_.file(each.name, each.good().finish()));
        EXPECT_TRUE(said.ended) << each.name << said.what;
    }
}

TEST_F(Hostile, U1_AFileLargerThanItsLimit) {
    const std::string csv = "a,b\n1,2\n";
    Limits limits;
    for (const std::uint64_t size : {csv.size() - 1, csv.size(), csv.size() + 1}) {
        limits.file_bytes = size;
        const Said said = read(folder_.file("a.csv", csv), limits);
        EXPECT_EQ(said.error, size < csv.size() ? "ReaderLimit" : "") << size;
    }
    // Sparse: three gigabytes that take no room.
    const std::string path = folder_.file("large.csv", csv);
    std::filesystem::resize_file(path, 3'000'000'000);
    EXPECT_EQ(read(path).error, "ReaderLimit");
}

TEST_F(Hostile, U2_BombsFlatQuotedAndNested) {
    const std::string zeros(30'000'000, '\0');
    for (const char* name : {"bomb.xml", "xl/media/bomb.bin", "b.kml", "deep/er/x.shx"}) {
        expect_refused("ReaderLimit", [&](Zip& zip) { zip.add(name, "<a/>" + zeros); }, name);
    }
    // Many small ones: each within its ratio, together beyond what a file may hold.
    for (const Container& each : kContainers) {
        Zip zip = each.good();
        for (int i = 0; i < 40; ++i) zip.add("x/" + std::to_string(i), std::string(900'000, 'x'));
        Limits limits;
        limits.text_bytes = 20'000'000;
        EXPECT_EQ(read(folder_.file(each.name, zip.finish()), limits).error, "ReaderLimit") << each.name;
    }
    expect_refused("ReaderFailed", [](Zip& zip) { zip.alias("again.xml", 0); }, "two names, one member");
    expect_refused(
        "ReaderLimit",
        [](Zip& zip) {
            for (int i = 0; i < 2001; ++i) zip.add("x/" + std::to_string(i), "x");
        },
        "2,001 members");
    // An archive in the archive is bytes: it is not opened, and a zip of nothing else is no table.
    Zip outer = good_xlsx();
    outer.add("xl/embeddings/inner.xlsx", Zip().add("bomb.xml", zeros).finish());
    EXPECT_TRUE(read(folder_.file("outer.xlsx", outer.finish())).ended);
    Zip russian;
    russian.add("inner.zip", good_shapes().finish());
    EXPECT_EQ(read(folder_.file("russian.zip", russian.finish())).error, "FormatUnknown");
}

TEST_F(Hostile, U2_HeadersThatLieAboutSizes) {
    const std::string packed = testing::deflated(std::string(3'000'000, ' '), -15);
    expect_refused("ReaderLimit", [&](Zip& zip) { zip.add_packed("small.bin", packed, 0, 10); }, "says ten bytes");
    expect_refused(
        "ReaderFailed", [&](Zip& zip) { zip.add_packed("cut.bin", packed.substr(0, 200), 0, 3'000'000); },
        "a stream without end");
}

TEST_F(Hostile, U3_NamesThatLeaveTheContainer) {
    const std::string long_name(600, 'a');
    for (const std::string& name :
         {std::string("../x.xml"), std::string("/etc/cron.d/x"), std::string("a\\..\\b.xml"), std::string("C:x.xml"),
          std::string("a/../../x.xml"), std::string(".."), std::string("x\0.xml", 6),
          std::string("invoice\u202Elmx.exe"), std::string("\u2066x.xml"), long_name, std::string("\xFF\xFE\xFD"),
          std::string("\\\\server\\x")}) {
        expect_refused("ReaderFailed", [&](Zip& zip) { zip.add(name, "<a/>"); }, name);
    }
    expect_refused("ReaderFailed", [](Zip& zip) { zip.add("x.bin", "1").add("x.bin", "2"); }, "one name twice");
    expect_refused("ReaderFailed", [](Zip& zip) { zip.add("x.bin", "1").rename_directory("y.bin"); }, "two names");
}

TEST_F(Hostile, U3_ADirectoryThatAnotherReaderWouldLookForElsewhere) {
    for (const Container& each : kContainers) {
        const std::string good = each.good().finish();
        std::string gap = good;
        gap.insert(gap.size() - 22, "ten bytes.");
        EXPECT_EQ(read(folder_.file(each.name, gap)).error, "ReaderFailed") << each.name;
        // A zip64 locator in the comment, which the plain record says nothing of.
        std::string locator = good + "PK\x06\x07" + std::string(16, '\0');
        locator[good.size() - 2] = 20;
        EXPECT_EQ(read(folder_.file(each.name, locator)).error, "ReaderFailed") << each.name;
        std::string comment = good + "a comment";
        comment[good.size() - 2] = 9;
        EXPECT_TRUE(read(folder_.file(each.name, comment)).ended) << each.name;
    }
}

TEST_F(Hostile, U3_LinksAndDevices) {
    for (const std::uint32_t kind : {0120000U, 0020000U, 0060000U, 0010000U, 0140000U}) {
        expect_refused(
            "ReaderFailed", [&](Zip& zip) { zip.add("link", "/etc/passwd").unix_mode(kind | 0777U); }, "link");
    }
    for (const Container& each : kContainers) {
        Zip zip = each.good();
        zip.add("plain.bin", "x").unix_mode(0100644U).add("folder/", "").unix_mode(0040755U);
        EXPECT_TRUE(read(folder_.file(each.name, zip.finish())).ended) << each.name;
    }
}

TEST_F(Hostile, U4_DocumentTypesInAnyPart) {
    std::string laughs = "<!DOCTYPE lolz [<!ENTITY lol \"lol\">";
    for (int i = 1; i < 10; ++i) {
        laughs += "<!ENTITY lol" + std::to_string(i) + " \"";
        for (int j = 0; j < 10; ++j) laughs += "&lol" + (i == 1 ? "" : std::to_string(i - 1)) + ";";
        laughs += "\">";
    }
    laughs += "]>";
    std::string wide;
    for (const char c : std::string("<!DOCTYPE x SYSTEM \"http://example.com/x\"><a/>")) {
        wide += c;
        wide += '\0';
    }
    const std::vector<std::string> attacks = {
        "<?xml version=\"1.0\"?>" + laughs + "<a>&lol9;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a PUBLIC \"-//x\" \"http://example.com/x.dtd\"><a/>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://example.com/p\">%p;]><a/>",
        "<!-- -->\n<?x?><!DOCTYPE a><a/>",
        "\xEF\xBB\xBF<!DOCTYPE a><a/>",
        "\xFF\xFE" + wide,
        "<?xml version=\"1.0\"?>" + std::string(70'000, ' '),
    };
    for (const char* part : {"extra.xml", "docProps/app.xml", "x.rels", "x.vml", "doc.kml", "manifest.rdf"}) {
        for (const std::string& attack : attacks) {
            expect_refused("ReaderFailed", [&](Zip& zip) { zip.add(part, attack); }, std::string(part) + attack);
        }
    }
}

TEST_F(Hostile, U4_CellsAndStringsWithoutEnd) {
    const auto book = [&](const std::string& rows) {
        return read(folder_.file("a.xlsx", Workbook().sheet("s", rows).bytes()));
    };
    std::string pieces;
    for (int i = 0; i < 30'000; ++i) pieces += "cell " + std::to_string(i) + " ";
    EXPECT_EQ(book(row(1, {pieces})).error, "ReaderLimit");
    // Rows that no sheet has: the cell is the first row's, and nothing grows to reach it.
    for (const char* far : {"1048577", "4294967297", "2000000000", "-5", "99999999999999999999"}) {
        const Said said = book("<row r=\"" + std::string(far) + "\"><c r=\"A" + far + "\"><v>1</v></c></row>");
        ASSERT_TRUE(said.ended) << far << said.what;
        ASSERT_EQ(said.sheets[0].rows.size(), 1U) << far;
        EXPECT_EQ(said.sheets[0].rows[0].number, 1U) << far;
    }
    const Said column = book("<row r=\"1\"><c r=\"XFDZZZ1\"><v>1</v></c></row>");
    ASSERT_TRUE(column.ended) << column.what;
    EXPECT_TRUE(column.sheets[0].rows.empty());
}

TEST_F(Hostile, U5_TwoFormatsInOneFileOrTheWrongOne) {
    Zip both = good_xlsx();
    both.add("content.xml", "<a/>").add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    EXPECT_EQ(read(folder_.file("a.xlsx", both.finish())).error, "FormatUnknown");
    Zip shapes = good_xlsx();
    shapes.add("a.shp", "x");
    EXPECT_EQ(read(folder_.file("b.zip", shapes.finish())).error, "FormatUnknown");
    const std::string xlsx = good_xlsx().finish();
    const std::string zip = good_shapes().finish();
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {"a.zip", xlsx},
        {"a.xlsx", zip},
        {"a.ods", zip},
        {"a.csv", zip},
        {"a.gpkg", zip},
        {"a.geojson", xlsx},
        {"a.shp", xlsx},
        {"a.xls", xlsx},
        {"a.docx", xlsx},
        {"gif.xlsx", "GIF89a" + xlsx},
        {"mz.zip", "MZ" + zip},
        {"pdf.csv", "%PDF-1.4\n" + xlsx},
        {"a.kml", "<?xml version=\"1.0\"?><kml/>"},
        {"a.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"x\"/></OGRVRTDataSource>"},
        {"vrt.csv", "<?xml version=\"1.0\"?><OGRVRTDataSource/>"},
        {"vrt.gpkg",
         "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>"
         "</OGRVRTDataSource>"},
        {"vrt.geojson", "<OGRVRTDataSource/>"},
        {"vrt.shp", "<OGRVRTDataSource/>"},
        {"url.geojson", "http://127.0.0.1/x.geojson"},
        {"url.gpkg", "/vsicurl/http://127.0.0.1/x.gpkg"},
    };
    for (const auto& [name, bytes] : wrong) {
        const Said said = read(folder_.file(name, bytes));
        EXPECT_EQ(said.error, "FormatUnknown") << name << ": " << said.what;
        EXPECT_TRUE(said.sheets.empty()) << name;
    }
}

TEST_F(Hostile, U5_SideFilesAreNotFollowed) {
    // A .csvt would retype columns, a .vrt or .aux.xml redirect them, a .qix index the shapes wrongly.
    folder_.file("a.csvt", "\"Integer\",\"WKT\"\n");
    EXPECT_EQ(read(folder_.file("a.csv", "甲,乙\nx,y\n")).sheets[0].rows[1].cells,
              (std::vector<std::string>{"x", "y"}));
    ShapeFile file;
    file.field("DKBH", 'C', 9).polygon({testing::square(37500000, 4000000, 10)}, {"D1"});
    Zip zip = file.zip("a");
    zip.add("a.qix", std::string("SQT\x01\x01\0\0\0\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x7F", 16));
    zip.add("a.shp.aux.xml", "<PAMDataset/>").add("a.sbn", std::string(100, '\xFF')).add("a.idm", "x");
    zip.add("layer.cpg", "/vsicurl/http://127.0.0.1/x");
    const Said said = read(folder_.file("a.zip", zip.finish()));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets[0].rows[1].cells[0], "D1");
}

TEST_F(Hostile, U6_PicturesAreNeverDecoded) {
    // A PNG of 100,000 x 100,000 pixels: its header says so in a few bytes.
    const std::string png("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\x01\x86\xA0\0\x01\x86\xA0\x08\x02\0\0\0\0\0\0\0", 33);
    for (const Container& each : kContainers) {
        Zip zip = each.good();
        zip.add("xl/media/image1.png", png).add("Pictures/1.png", png);
        EXPECT_TRUE(read(folder_.file(each.name, zip.finish())).ended) << each.name;
    }
    for (const char* name : {"a.png", "a.csv", "a.tif", "a.geojson", "a.shp"}) {
        EXPECT_EQ(read(folder_.file(name, png)).error, "FormatUnknown") << name;
    }
    EXPECT_EQ(read(folder_.file("b.tif", std::string("II*\0\x08\0\0\0", 8))).error, "FormatUnknown");
}

}  // namespace
}  // namespace intake::worker
