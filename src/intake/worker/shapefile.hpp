// Shapefiles (ESRI Shapefile Technical Description, 1998), in a zip container at any depth, or as a .shp with its
// companions beside it; one sheet per layer.
//
// A .shp without .dbf has no attributes and is refused. A missing .shx is rebuilt from the .shp. Texts are decoded as
// the .cpg says, unless the bytes say otherwise; without .cpg by the bytes alone (GBK or UTF-8), since the language
// byte of a dbf is set by whatever program wrote it last. A .prj names the coordinate system. Files that are shorter
// than their headers say are refused. GDAL's driver for shapefiles, and no other, sees the members of one layer at a
// time (virtual_files.hpp).
#pragma once

#include "intake/worker/output.hpp"
#include "intake/worker/zip_directory.hpp"

#include <string>
#include <vector>

namespace intake::worker {

/// Whether there is a .shp among the members (those that macOS adds do not count).
bool holds_shapefile(const std::vector<ZipMember>& members);

/// `members` as read_zip_directory gives them. Errors: ReaderFailed, ReaderLimit.
base::Status read_zipped_shapefile(const std::string& path, std::vector<ZipMember> members, Output& out);
/// Errors: the same.
base::Status read_bare_shapefile(const std::string& path, Output& out);

}  // namespace intake::worker
