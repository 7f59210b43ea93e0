#include "intake/worker/package_tables.hpp"

#include "intake/worker/output.hpp"

#include <cpl_error.h>
#include <ogrsf_frmts.h>

namespace intake::worker {
namespace {

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

base::Status sql(GDALDataset& dataset, const std::string& statement) {
    CPLErrorReset();
    dataset.ReleaseResultSet(dataset.ExecuteSQL(statement.c_str(), nullptr, nullptr));
    return CPLGetLastErrorType() == CE_None ? base::Status(base::Done{}) : gdal_error("sql");
}

}  // namespace

Options::Options(std::vector<std::string> options) : options_(std::move(options)) {
    for (std::string& option : options_) pointers_.push_back(option.data());
    pointers_.push_back(nullptr);
}

base::Error gdal_error(const std::string& what) {
    const std::string why = CPLGetLastErrorMsg();
    return failed_error(what + (why.empty() ? "" : ": " + why));
}

base::Status add_styles(GDALDataset& dataset, const std::vector<Target>& targets, const std::string& date) {
    Options options({"FID=id"});
    OGRLayer* const styles = dataset.CreateLayer("layer_styles", nullptr, wkbNone, options.get());
    if (styles == nullptr) return gdal_error("layer_styles");
    for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                             "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"}) {
        const std::string column = name;
        OGRFieldDefn definition(name, column == "useAsDefault"  ? OFTInteger
                                      : column == "update_time" ? OFTDateTime
                                                                : OFTString);
        if (column == "useAsDefault") definition.SetSubType(OFSTBoolean);
        if (styles->CreateField(&definition) != OGRERR_NONE) return gdal_error("layer_styles");
    }
    for (const Target& target : targets) {
        const std::unique_ptr<OGRFeature> feature(OGRFeature::CreateFeature(styles->GetLayerDefn()));
        feature->SetField("f_table_catalog", "");
        feature->SetField("f_table_schema", "");
        feature->SetField("f_table_name", target.table.c_str());
        feature->SetField("f_geometry_column", "geom");
        feature->SetField("styleName", target.table.c_str());
        feature->SetField("styleQML", target.style.c_str());
        feature->SetField("styleSLD", "");
        feature->SetField("useAsDefault", 1);
        feature->SetField("description", target.title.c_str());
        feature->SetField("owner", "");
        feature->SetField("update_time", (date + "T00:00:00Z").c_str());
        if (styles->CreateFeature(feature.get()) != OGRERR_NONE) return gdal_error("layer_styles");
    }
    return base::Done{};
}

base::Status add_names(GDALDataset& dataset, const std::vector<Target>& targets) {
    std::string rows;
    for (const Target& target : targets) {
        for (const TargetField& field : target.fields)
            rows += (rows.empty() ? "" : ", ") + ("(" + quoted(target.table) + ", " + quoted(field.name) + ", " +
                                                  quoted(field.alias) + ", " + quoted(field.alias) + ")");
    }
    if (rows.empty()) return base::Done{};
    PANHUO_DO(
        sql(dataset,
            "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title "
            "TEXT,"
            " description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name,"
            " column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))"));
    PANHUO_DO(
        sql(dataset,
            "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL,"
            " value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description "
            "TEXT,"
            " CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))"));
    PANHUO_DO(sql(dataset,
                  "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT "
                  "NOT NULL,"
                  " definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name,"
                  " extension_name))"));
    for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"})
        PANHUO_DO(sql(dataset, std::string("INSERT INTO gpkg_extensions VALUES ('") + table +
                                   "', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema',"
                                   " 'read-write')"));
    return sql(dataset, "INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES " + rows);
}

}  // namespace intake::worker
