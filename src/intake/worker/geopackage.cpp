#include "intake/worker/geopackage.hpp"

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "intake/worker/byte_range.hpp"
#include "intake/worker/gdal.hpp"
#include "intake/worker/layer.hpp"
#include "intake/worker/package_shape.hpp"
#include "intake/worker/sqlite_file.hpp"

#include <map>

namespace intake::worker {

namespace {

struct Contents {
    std::string table, data_type, srs_id;
    std::string shape_column;  ///< empty for attributes
};

/// Clause 1.1.1.1.1: the file says of itself that it is a GeoPackage.
base::Status check_application(const std::string& path) {
    PANHUO_TRY(const ByteRange file, whole_file(path));
    PANHUO_TRY(const auto reader, RangeReader::open(file));
    std::string head(100, '\0');
    if (reader->read(head.data(), head.size()) != head.size()) return failed_error("gpkg: cut off / 文件不完整");
    const std::string id = head.substr(68, 4);
    if (id != "GPKG" && id != "GP10" && id != "GP11") return format_error("sqlite, 但不是 GeoPackage / no GeoPackage");
    return base::Done{};
}

base::Status need_tables(const SqliteFile& file, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        PANHUO_TRY(const TableKind kind, file.kind_of(name));
        if (kind != TableKind::Table) return failed_error(std::string("gpkg: ") + name + " 不是表 / is no table");
    }
    return base::Done{};
}

/// What holds data; layer_styles is how QGIS draws it.
base::Result<std::vector<Contents>> contents_of(const SqliteFile& file, const Limits& limits) {
    PANHUO_TRY(SqliteRows rows,
               file.select("SELECT table_name, data_type, srs_id FROM gpkg_contents WHERE data_type IN"
                           " ('features', 'attributes') AND table_name <> 'layer_styles' ORDER BY table_name"));
    std::vector<Contents> contents;
    while (true) {
        PANHUO_TRY(const bool more, rows.next());
        if (!more) break;
        contents.push_back({rows.text(0), rows.text(1), rows.text(2), {}});
        if (contents.size() > limits.entries) return limit_error("> " + std::to_string(limits.entries) + " layers");
    }
    for (Contents& each : contents) {
        if (each.data_type != "features") continue;
        PANHUO_DO(need_tables(file, {"gpkg_geometry_columns"}));
        PANHUO_TRY(SqliteRows shape,
                   file.select("SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name"
                               " = ?1 COLLATE NOCASE",
                               {each.table}));
        PANHUO_TRY(const bool found, shape.next());
        if (!found) return failed_error("gpkg: " + each.table + ": 没有图形列 / no geometry column");
        each.shape_column = shape.text(0);
        each.srs_id = shape.text(1);
    }
    return contents;
}

base::Result<Reference> reference_for(const SqliteFile& file, const std::string& srs_id) {
    PANHUO_TRY(SqliteRows rows, file.select("SELECT organization, organization_coordsys_id, definition, srs_name FROM"
                                            " gpkg_spatial_ref_sys WHERE srs_id = CAST(?1 AS INTEGER)",
                                            {srs_id}));
    PANHUO_TRY(const bool found, rows.next());
    if (!found || rows.number(1) <= 0) return Reference{};  // -1 and 0: undefined, clause 1.1.2.1.2
    Reference reference = reference_of_text(rows.text(2));
    if (base::upper_case(rows.text(0)) == "EPSG") reference.code = "EPSG:" + rows.text(1);
    if (reference.name.empty()) reference.name = rows.text(3);
    return reference;
}

/// Titles of gpkg_data_columns, one per field; nothing where there are none.
base::Result<std::vector<std::string>> aliases_of(const SqliteFile& file, const std::string& table,
                                                  const std::vector<std::string>& fields) {
    PANHUO_TRY(const TableKind kind, file.kind_of("gpkg_data_columns"));
    if (kind != TableKind::Table) return std::vector<std::string>();
    PANHUO_TRY(SqliteRows rows, file.select("SELECT column_name, title FROM gpkg_data_columns WHERE table_name = ?1"
                                            " COLLATE NOCASE",
                                            {table}));
    std::map<std::string, std::string> titles;
    while (true) {
        PANHUO_TRY(const bool more, rows.next());
        if (!more) break;
        if (!rows.text(1).empty()) titles[rows.text(0)] = rows.text(1);
    }
    std::vector<std::string> aliases;
    if (titles.empty()) return aliases;
    for (const std::string& field : fields) aliases.push_back(titles.count(field) > 0 ? titles[field] : field);
    return aliases;
}

base::Status read_table(const SqliteFile& file, const Contents& contents, Output& out) {
    PANHUO_TRY(const std::vector<SqliteFile::Column> columns, file.columns(contents.table));
    std::vector<std::string> fields;
    std::string names;
    bool has_shape = false;
    for (const SqliteFile::Column& column : columns) {
        const bool shape = column.name == contents.shape_column;
        has_shape = has_shape || shape;
        if (column.row_id || shape) continue;
        fields.push_back(column.name);
        names += quoted(column.name) + ", ";
    }
    const std::string shape_name = has_shape ? quoted(contents.shape_column) : "NULL";
    PANHUO_TRY(const Reference reference, reference_for(file, contents.srs_id));
    PANHUO_TRY(const std::vector<std::string> aliases, aliases_of(file, contents.table, fields));
    PANHUO_TRY(SqliteRows rows, file.select("SELECT " + names + shape_name + " FROM " + quoted(contents.table)));
    PANHUO_TRY(LayerWriter writer, LayerWriter::begin(contents.table, fields, aliases, reference, out));
    std::vector<std::string> cells;
    const int shape_at = static_cast<int>(fields.size());
    while (true) {
        PANHUO_TRY(const bool more, rows.next());
        if (!more) return writer.finish();
        cells.clear();
        for (int i = 0; i < shape_at; ++i) cells.push_back(rows.text(i));
        const std::string_view blob = rows.blob(shape_at);
        const Shape shape = shape_of(blob);
        if (!shape && !blob.empty()) writer.broken_shape();
        PANHUO_DO(writer.feature(cells, shape.get()));
    }
}

}  // namespace

base::Status read_geopackage(const std::string& path, Output& out) {
    PANHUO_DO(check_application(path));
    PANHUO_TRY(const SqliteFile file, SqliteFile::open(path));
    PANHUO_DO(need_tables(file, {"gpkg_contents", "gpkg_spatial_ref_sys"}));
    PANHUO_TRY(const std::vector<Contents> contents, contents_of(file, out.limits()));
    set_up_gdal();
    for (const Contents& each : contents) {
        PANHUO_TRY(const TableKind kind, file.kind_of(each.table));
        if (kind == TableKind::View) {
            PANHUO_DO(out.note("LAYER_IS_VIEW", 0, {each.table}));
            continue;
        }
        if (kind != TableKind::Table) return failed_error("gpkg: " + each.table + " 不是表 / is no table");
        PANHUO_DO(read_table(file, each, out));
    }
    return base::Done{};
}

}  // namespace intake::worker
