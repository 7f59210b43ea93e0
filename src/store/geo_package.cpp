#include "store/geo_package.hpp"

#include "base/files.hpp"
#include "base/text.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace store {
namespace {

/// Clauses 1.1.1 to 2.1 of the standard and its extensions for schema and trees; layer_styles as QGIS makes it.
constexpr const char* kCore = R"(
PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
BEGIN;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
  description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
  min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
  f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT, ui TEXT, update_time DATETIME);
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
   || 'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]', NULL);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema',
   'read-write');
)";

/// What keeps the tree true when a map program edits the layer (gpkg_rtree_index, clause F.3); % is the table.
constexpr const char* kTriggers = R"(
CREATE TRIGGER rtree_%_geom_insert AFTER INSERT ON % WHEN (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
  BEGIN INSERT OR REPLACE INTO rtree_%_geom VALUES
    (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_%_geom_update1 AFTER UPDATE OF geom ON %
  WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
  BEGIN INSERT OR REPLACE INTO rtree_%_geom VALUES
    (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_%_geom_update2 AFTER UPDATE OF geom ON %
  WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM rtree_%_geom WHERE id = OLD.fid; END;
CREATE TRIGGER rtree_%_geom_update3 AFTER UPDATE ON %
  WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM rtree_%_geom WHERE id = OLD.fid; INSERT OR REPLACE INTO rtree_%_geom VALUES
    (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_%_geom_update4 AFTER UPDATE ON %
  WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM rtree_%_geom WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER rtree_%_geom_delete AFTER DELETE ON % WHEN OLD.geom NOTNULL
  BEGIN DELETE FROM rtree_%_geom WHERE id = OLD.fid; END;
)";

std::string with_table(std::string_view sql, const std::string& table) {
    std::string out;
    for (const char c : sql) out += c == '%' ? table : std::string(1, c);
    return out;
}

const char* type_of(PackageField::Kind kind) {
    switch (kind) {
        case PackageField::Kind::Text:
            return "TEXT";
        case PackageField::Kind::Real:
            return "REAL";
        case PackageField::Kind::Date:
            return "DATE";
    }
    return "TEXT";
}

template <class Unsigned>
void put(Unsigned value, std::string& out) {
    for (std::size_t i = 0; i < sizeof value; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}
std::string shortest(double value) {
    char buffer[40];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

void put(double value, std::string& out) { put(std::bit_cast<std::uint64_t>(value), out); }

/// Clause 2.1.3: head with an envelope, little-endian throughout.
void put_shape(int crs, const PackageBox& box, std::string_view wkb, std::string& out) {
    out.assign("GP");
    out += '\0';
    out += '\x03';
    put(static_cast<std::uint32_t>(crs), out);
    for (const double side : {box.west, box.east, box.south, box.north}) put(side, out);
    out += wkb;
}

}  // namespace

PackageWriter::PackageWriter(std::string path, std::string date)
    : path_(std::move(path)), half_(path_ + ".half"), date_(std::move(date)) {}

PackageWriter::~PackageWriter() {
    sqlite3_finalize(insert_);
    sqlite3_close(base_);
    if (!finished_) std::remove(half_.c_str());
}

base::Result<std::unique_ptr<PackageWriter>> PackageWriter::create(const std::string& path, const std::string& date) {
    std::unique_ptr<PackageWriter> out(new PackageWriter(path, date));
    PANHUO_DO(out->open());
    return out;
}

base::Status PackageWriter::open() {
    std::remove(half_.c_str());  // of a run that was killed
    const int rc = sqlite3_open_v2(half_.c_str(), &base_,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (rc != SQLITE_OK) return base::Error{base::Code::FileUnwritable, {path_, sqlite3_errmsg(base_)}};
    return run(kCore);
}

base::Status PackageWriter::failed() const {
    return base::Error{base::Code::StoreFailed, {path_ + ": " + sqlite3_errmsg(base_)}};
}

base::Status PackageWriter::run(const std::string& sql) {
    return sqlite3_exec(base_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK ? base::Status(base::Done{})
                                                                                    : failed();
}

base::Status PackageWriter::run(const std::string& sql, const std::vector<std::string>& texts) {
    sqlite3_stmt* statement = nullptr;
    bool good = sqlite3_prepare_v2(base_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK;
    for (std::size_t i = 0; good && i < texts.size(); ++i)
        good = sqlite3_bind_text(statement, static_cast<int>(i + 1), texts[i].data(), static_cast<int>(texts[i].size()),
                                 SQLITE_STATIC) == SQLITE_OK;
    good = good && sqlite3_step(statement) == SQLITE_DONE;
    const base::Status out = good ? base::Status(base::Done{}) : failed();
    sqlite3_finalize(statement);
    return out;
}

base::Status PackageWriter::reference(int crs, const std::string& name, const std::string& wkt) {
    const std::string code = std::to_string(crs);
    return run("INSERT OR REPLACE INTO gpkg_spatial_ref_sys VALUES (?1, " + code + ", 'EPSG', " + code + ", ?2, NULL)",
               {name, wkt});
}

base::Status PackageWriter::begin(PackageLayer layer) {
    PANHUO_DO(end_layer());
    layer_ = std::move(layer);
    rows_ = 0;
    boxes_.clear();
    PANHUO_DO(describe());
    std::string columns, places;
    for (const PackageField& field : layer_.fields) {
        columns += ", \"" + field.name + "\"";
        places += ", ?";
    }
    const std::string sql = "INSERT INTO \"" + layer_.table + "\" (geom" + columns + ") VALUES (?" + places + ")";
    return sqlite3_prepare_v2(base_, sql.c_str(), -1, &insert_, nullptr) == SQLITE_OK ? base::Status(base::Done{})
                                                                                      : failed();
}

/// The table and all that is said of it.
base::Status PackageWriter::describe() {
    const std::string& table = layer_.table;
    const std::string crs = std::to_string(layer_.crs == 0 ? -1 : layer_.crs);
    std::string columns;
    for (const PackageField& field : layer_.fields)
        columns += ", \"" + field.name + "\" " + std::string(type_of(field.kind));
    PANHUO_DO(run("CREATE TABLE \"" + table + "\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON" +
                  columns + ")"));
    PANHUO_DO(
        run("INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) VALUES "
            "(?1, 'features', ?2, ?3, " +
                crs + ")",
            {table, layer_.title, date_ + "T00:00:00.000Z"}));
    PANHUO_DO(run("INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', 'MULTIPOLYGON', " + crs + ", 0, 0)", {table}));
    PANHUO_DO(
        run("INSERT INTO gpkg_extensions VALUES (?1, 'geom', 'gpkg_rtree_index', "
            "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            {table}));
    for (const PackageField& field : layer_.fields)
        PANHUO_DO(run("INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (?1, ?2, ?3, ?3)",
                      {table, field.name, field.alias}));
    return run(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
        "styleQML, styleSLD, useAsDefault, description, owner, update_time) VALUES ('', '', ?1, 'geom', ?1, ?2, "
        "'', 1, ?3, '', ?4)",
        {table, layer_.style, layer_.title, date_ + "T00:00:00Z"});
}

base::Status PackageWriter::row(const std::vector<std::string>& cells, std::string_view wkb, const PackageBox& box) {
    ++rows_;
    bool good = true;
    if (!wkb.empty()) {
        put_shape(layer_.crs == 0 ? -1 : layer_.crs, box, wkb, blob_);
        good = sqlite3_bind_blob64(insert_, 1, blob_.data(), blob_.size(), SQLITE_STATIC) == SQLITE_OK;
        boxes_.push_back({rows_, box});
    }
    for (std::size_t i = 0; good && i < layer_.fields.size() && i < cells.size(); ++i) {
        const std::string& cell = cells[i];
        const int at = static_cast<int>(i) + 2;
        if (cell.empty()) continue;
        const int rc = layer_.fields[i].kind == PackageField::Kind::Real
                           ? sqlite3_bind_double(insert_, at, std::strtod(cell.c_str(), nullptr))
                           : sqlite3_bind_text64(insert_, at, cell.data(), cell.size(), SQLITE_STATIC, SQLITE_UTF8);
        good = rc == SQLITE_OK;
    }
    good = good && sqlite3_step(insert_) == SQLITE_DONE;
    const base::Status out = good ? base::Status(base::Done{}) : failed();
    sqlite3_reset(insert_);
    sqlite3_clear_bindings(insert_);
    return out;
}

/// From west to east, so that what is near in the tree is near in the file.
base::Status PackageWriter::grow_tree() {
    const std::string tree = "rtree_" + layer_.table + "_geom";
    PANHUO_DO(run("CREATE VIRTUAL TABLE " + tree + " USING rtree(id, minx, maxx, miny, maxy)"));
    std::stable_sort(boxes_.begin(), boxes_.end(),
                     [](const Boxed& a, const Boxed& b) { return a.box.west < b.box.west; });
    sqlite3_stmt* statement = nullptr;
    const std::string sql = "INSERT INTO " + tree + " VALUES (?, ?, ?, ?, ?)";
    if (sqlite3_prepare_v2(base_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) return failed();
    bool good = true;
    for (auto at = boxes_.begin(); good && at != boxes_.end(); ++at) {
        good = sqlite3_bind_int64(statement, 1, at->id) == SQLITE_OK;
        int column = 2;
        for (const double side : {at->box.west, at->box.east, at->box.south, at->box.north})
            good = good && sqlite3_bind_double(statement, column++, side) == SQLITE_OK;
        good = good && sqlite3_step(statement) == SQLITE_DONE;
        sqlite3_reset(statement);
    }
    const base::Status out = good ? base::Status(base::Done{}) : failed();
    sqlite3_finalize(statement);
    return out;
}

base::Status PackageWriter::end_layer() {
    if (layer_.table.empty()) return base::Done{};
    sqlite3_finalize(insert_);
    insert_ = nullptr;
    PANHUO_DO(grow_tree());
    PANHUO_DO(run(with_table(kTriggers, layer_.table)));
    if (!boxes_.empty()) {
        // Of the boxes as given: the tree keeps them in single precision.
        PackageBox all = boxes_.front().box;
        for (const Boxed& each : boxes_) {
            all = {std::min(all.west, each.box.west), std::max(all.east, each.box.east),
                   std::min(all.south, each.box.south), std::max(all.north, each.box.north)};
        }
        PANHUO_DO(
            run("UPDATE gpkg_contents SET min_x = ?1, max_x = ?2, min_y = ?3, max_y = ?4 WHERE table_name = ?5",
                {shortest(all.west), shortest(all.east), shortest(all.south), shortest(all.north), layer_.table}));
    }
    layer_ = {};
    return base::Done{};
}

base::Status PackageWriter::finish() {
    PANHUO_DO(end_layer());
    PANHUO_DO(run("COMMIT"));
    if (sqlite3_close(base_) != SQLITE_OK) return failed();
    base_ = nullptr;
    PANHUO_DO(base::settle_file(half_, path_));
    finished_ = true;
    return base::Done{};
}

}  // namespace store
