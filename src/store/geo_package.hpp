// A GeoPackage (OGC 12-128r18, version 1.3) of polygons, written row by row into a file.
//
// Every layer is a table with an R-tree (extension gpkg_rtree_index), titles of its fields (gpkg_schema) and, in
// layer_styles, how QGIS draws it. Memory does not grow with the rows, but for their boxes: 40 bytes each, kept until
// the layer ends, so that the tree is filled from west to east and stays small. The file stands under its name when
// finish() has returned, whole and synced, or not at all. The same calls give the same bytes, with the same SQLite.
//
// Errors: FileUnwritable, StoreFailed with SQLite's words (the disk is full, …).
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace store {

struct PackageField {
    enum class Kind { Text, Real, Date };
    std::string name;   ///< a-z, 0-9, _; not "fid", not "geom"
    std::string alias;  ///< as people call it
    Kind kind = Kind::Text;
};

struct PackageLayer {
    std::string table;  ///< a-z, _
    std::string title;  ///< as people call it
    int crs = 0;        ///< EPSG code, told before by reference(); 0: no place known
    std::string style;  ///< QML
    std::vector<PackageField> fields;
};

/// In the units of the layer's reference system.
struct PackageBox {
    double west = 0, east = 0, south = 0, north = 0;
};

class PackageWriter {
  public:
    /// `date`: yyyy-mm-dd, the format's last change.
    static base::Result<std::unique_ptr<PackageWriter>> create(const std::string& path, const std::string& date);
    ~PackageWriter();
    PackageWriter(const PackageWriter&) = delete;
    PackageWriter& operator=(const PackageWriter&) = delete;

    /// A reference system that layers stand in: its EPSG code, name and well-known text.
    base::Status reference(int crs, const std::string& name, const std::string& wkt);
    /// Ends the layer before.
    base::Status begin(PackageLayer layer);
    /// `cells` as the fields, empty = not stated; dates ISO, numbers decimal. `wkb`: a multipolygon as little-endian
    /// well-known binary, empty: none.
    base::Status row(const std::vector<std::string>& cells, std::string_view wkb, const PackageBox& box);
    base::Status finish();

  private:
    struct Boxed {
        std::int64_t id;
        PackageBox box;
    };

    PackageWriter(std::string path, std::string date);
    base::Status open();
    base::Status run(const std::string& sql);
    base::Status run(const std::string& sql, const std::vector<std::string>& texts);
    base::Status describe();
    base::Status end_layer();
    base::Status grow_tree();
    base::Status failed() const;

    std::string path_, half_, date_;
    sqlite3* base_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    PackageLayer layer_;  ///< the one that rows go to; without a table: none
    std::vector<Boxed> boxes_;
    std::string blob_;
    std::int64_t rows_ = 0;
    bool finished_ = false;
};

}  // namespace store
