// GeoPackage (OGC 12-128r18): the tables that gpkg_contents lists as features or attributes, one sheet each.
//
// A GeoPackage is an SQLite file from a stranger: its schema is code. It is opened read-only and immutable, so that no
// journal is replayed and nothing is written beside it; the schema is not trusted, views and triggers are off, only
// SELECT on named columns is let through, and every table that is read must be an ordinary table (no view, no virtual
// table). A layer that is a view is named (LAYER_IS_VIEW) and left out. The integer primary key is no field. Aliases
// come from gpkg_data_columns. Changes that still wait in a -wal or -journal beside the file are refused rather than
// missed.
#pragma once

#include "intake/worker/output.hpp"

#include <string>

namespace intake::worker {

/// Errors: FormatUnknown (SQLite, but no GeoPackage), ReaderFailed (damaged, open elsewhere), ReaderLimit.
base::Status read_geopackage(const std::string& path, Output& out);

}  // namespace intake::worker
