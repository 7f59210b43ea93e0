// GeoPackages, and SQLite files that pretend to be one or want to run something.
#include "intake/worker/geopackage.hpp"

#include "base/files.hpp"
#include "intake/worker/shape_files.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

namespace intake::worker {
namespace {

using testing::read;
using testing::Said;
using testing::TemporaryFolder;
using Cells = std::vector<std::string>;

const std::string kCore = R"(
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('undefined', -1, 'NONE', -1, 'undefined', NULL),
  ('CGCS2000 / 3-degree zone 37', 4525, 'EPSG', 4525, 'undefined', NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT,
  srs_id INTEGER, z TINYINT, m TINYINT);
)";

/// "GP", little endian, no envelope, srs, a polygon of one ring.
std::string blob(const testing::Ring& ring) {
    std::string out("GP\0\x01", 4);
    testing::put_number(out, 4525, 4);
    out += '\x01';
    testing::put_number(out, 3, 4);
    testing::put_number(out, 1, 4);
    testing::put_number(out, ring.size(), 4);
    for (const auto& [x, y] : ring) {
        testing::put_real(out, x);
        testing::put_real(out, y);
    }
    return out;
}

std::string hex(const std::string& bytes) {
    std::string out = "x'";
    for (const char c : bytes) {
        char two[3];
        std::snprintf(two, sizeof two, "%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += two;
    }
    return out + "'";
}

const std::string kPlots =
    "CREATE TABLE \"地块 \"\"一\"\"\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom BLOB, DKBH TEXT, 面积 "
    "DOUBLE, 年 INTEGER);"
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('地块 \"一\"', 'features', 'a', "
    "4525);"
    "INSERT INTO gpkg_geometry_columns VALUES ('地块 \"一\"', 'geom', 'POLYGON', 4525, 0, 0);"
    "INSERT INTO \"地块 \"\"一\"\"\" (geom, DKBH, 面积, 年) VALUES (" +
    hex(blob(testing::square(37500000, 4000000, 100))) + ", 'D1', 2.0175, 2020), (NULL, 'D2', NULL, NULL), (x'4750', " +
    "'D3', 1e20, -5);";

class GeoPackage : public ::testing::Test {
  protected:
    /// A database made by these statements.
    std::string make(const std::string& sql, const std::string& name = "a.gpkg") {
        const std::string path = folder_.file(name);
        std::filesystem::remove(path);
        sqlite3* database = nullptr;
        sqlite3_open(path.c_str(), &database);
        char* why = nullptr;
        sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &why);
        EXPECT_EQ(why, nullptr) << why;
        sqlite3_free(why);
        sqlite3_close(database);
        return path;
    }
    TemporaryFolder folder_;
};

TEST_F(GeoPackage, FeaturesWithTheirTypesAndReferenceSystem) {
    const Said said = read(make(kCore + kPlots));
    ASSERT_TRUE(said.ended) << said.what;
    ASSERT_EQ(said.sheets.size(), 1U);
    EXPECT_EQ(said.sheets[0].name, "地块 \"一\"");
    EXPECT_EQ(said.sheets[0].crs, "EPSG:4525");
    ASSERT_EQ(said.sheets[0].rows.size(), 4U);
    EXPECT_EQ(said.sheets[0].rows[0].cells, (Cells{"DKBH", "面积", "年", "WKT"}));
    EXPECT_EQ(said.sheets[0].rows[1].cells,
              (Cells{"D1", "2.0175", "2020",
                     "POLYGON((37500000 4000000,37500000 4000100,37500100 4000100,37500100 4000000,37500000 "
                     "4000000))"}));
    EXPECT_EQ(said.sheets[0].rows[2].cells, (Cells{"D2"}));
    EXPECT_EQ(said.sheets[0].rows[3].cells, (Cells{"D3", "1e+20", "-5"}));
    ASSERT_EQ(said.notes.size(), 1U);
    EXPECT_EQ(said.notes[0].first, "LAYER_SHAPE_BROKEN");
}

TEST_F(GeoPackage, AliasesAreASecondHeadRow) {
    const Said said = read(make(kCore + kPlots +
                                "CREATE TABLE gpkg_data_columns (table_name TEXT, column_name TEXT, name TEXT, title "
                                "TEXT, description TEXT, mime_type TEXT, constraint_name TEXT);"
                                "INSERT INTO gpkg_data_columns VALUES ('地块 \"一\"', 'DKBH', NULL, '地块编号', NULL, "
                                "NULL, NULL);"));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets[0].head_rows, 2U);
    EXPECT_EQ(said.sheets[0].rows[1].cells, (Cells{"地块编号", "面积", "年", "WKT"}));
    EXPECT_EQ(said.sheets[0].rows[2].number, 3U);
}

TEST_F(GeoPackage, TablesWithoutShapesAreRead) {
    const Said said =
        read(make(kCore + "CREATE TABLE list (a TEXT, b TEXT); INSERT INTO list VALUES ('x', 'y');"
                          "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('list', 'attributes');"));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets[0].rows[1].cells, (Cells{"x", "y"}));
}

TEST_F(GeoPackage, NothingIsWrittenBesideIt) {
    const std::string path = make("PRAGMA journal_mode = WAL;" + kCore + kPlots);
    std::error_code ignored;
    std::filesystem::remove(path + "-wal", ignored);
    std::filesystem::remove(path + "-shm", ignored);
    const auto before = base::read_file(path);
    EXPECT_TRUE(read(path).ended);
    EXPECT_EQ(*base::read_file(path), *before);
    EXPECT_FALSE(base::file_exists(path + "-wal"));
    EXPECT_FALSE(base::file_exists(path + "-shm"));
    folder_.file("a.gpkg-wal", "changes that nobody has read");
    EXPECT_EQ(read(path).error, "ReaderFailed");
}

TEST_F(GeoPackage, SqliteThatIsNoGeoPackage) {
    EXPECT_EQ(read(make("CREATE TABLE t (a)")).error, "FormatUnknown");
    EXPECT_EQ(read(make(kCore + kPlots, "a.sqlite")).error, "FormatUnknown");
    EXPECT_EQ(read(make(kCore + kPlots, "a.xlsx")).error, "FormatUnknown");
    EXPECT_EQ(read(make("PRAGMA application_id = 1196444487; CREATE TABLE t (a)")).error, "ReaderFailed");
    EXPECT_EQ(read(folder_.file("t.gpkg", "a,b\n1,2\n")).error, "FormatUnknown");
}

TEST_F(GeoPackage, ViewsAreNamedAndNotFollowed) {
    const Said said = read(make(kCore + kPlots +
                                "CREATE VIEW v AS SELECT * FROM \"地块 \"\"一\"\"\";"
                                "INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('v', 'features', "
                                "4525); INSERT INTO gpkg_geometry_columns VALUES ('v', 'geom', 'POLYGON', 4525, 0, "
                                "0);"));
    ASSERT_TRUE(said.ended) << said.what;
    EXPECT_EQ(said.sheets.size(), 1U);
    EXPECT_EQ(said.notes[0].first, "LAYER_IS_VIEW");
}

TEST_F(GeoPackage, SchemasThatWantToRunSomethingAreRefused) {
    const std::vector<std::string> attacks = {
        // the list of tables is a view, or computed
        "ALTER TABLE gpkg_contents RENAME TO kept; CREATE VIEW gpkg_contents AS SELECT * FROM kept;",
        "DROP TABLE gpkg_spatial_ref_sys; CREATE VIEW gpkg_spatial_ref_sys AS SELECT 1 AS srs_id;",
        "DROP TABLE gpkg_geometry_columns; CREATE VIEW gpkg_geometry_columns AS SELECT 1 AS table_name;",
        // a layer is a virtual table
        "CREATE VIRTUAL TABLE box USING rtree(id, a, b, c, d); INSERT INTO gpkg_contents (table_name, data_type) "
        "VALUES ('box', 'attributes');",
        // a layer is the schema itself, or not there
        "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('sqlite_master', 'attributes');",
        "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('x\"; DROP TABLE gpkg_contents; --', "
        "'attributes');",
    };
    for (const std::string& attack : attacks) {
        const Said said = read(make(kCore + kPlots + attack));
        EXPECT_EQ(said.error, "ReaderFailed") << attack << said.what;
        EXPECT_FALSE(said.ended);
    }
    // Triggers do not fire on reading, and generated columns are not asked for.
    const Said harmless = read(make(kCore + kPlots +
                                    "CREATE TABLE g (a TEXT, b TEXT AS (hex(a)) STORED, c TEXT AS (a || "
                                    "a)); INSERT INTO g (a) VALUES ('x'); INSERT INTO gpkg_contents (table_name, "
                                    "data_type) VALUES ('g', 'attributes');"
                                    "CREATE TRIGGER t AFTER INSERT ON g BEGIN SELECT load_extension('x'); END;"));
    ASSERT_TRUE(harmless.ended) << harmless.what;
    EXPECT_EQ(harmless.sheets[0].rows[0].cells, (Cells{"a", "WKT"}));
}

TEST_F(GeoPackage, CutAndDamagedFilesNeverCrash) {
    const auto good = base::read_file(make(kCore + kPlots));
    ASSERT_TRUE(good.ok());
    for (std::size_t size = 0; size < good->size(); size += 997) {
        const Said said = read(folder_.file("cut.gpkg", std::string_view(*good).substr(0, size)));
        EXPECT_FALSE(said.error.empty()) << size;
    }
    for (std::size_t at = 0; at < good->size(); at += 61) {
        std::string damaged = *good;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x5A);
        const Said said = read(folder_.file("damaged.gpkg", damaged));
        EXPECT_TRUE(said.ended || !said.error.empty()) << at;
    }
}

}  // namespace
}  // namespace intake::worker
