// The few files that GDAL may see of a shapefile or a workbook, under names of our own: /vsipanhuo/layer.shp and its
// like, /vsipanhuo/content.xml.
//
// A driver looks for companions beside the file it opens (.qix, .cpg, .aux.xml, .sbn …) and opens what it finds. Here
// it finds the members that were checked and nothing else: no name from the archive, no other file of the machine.
// Names in GBK or capitals never reach GDAL.
#pragma once

#include "intake/worker/byte_range.hpp"

#include <map>
#include <string>

namespace intake::worker {

/// Extension, or a whole name with a dot → bytes: a stretch of a file, or bytes made by us.
struct VirtualFile {
    ByteRange range;
    std::string made;  ///< used where the range has no path
};
using VirtualFiles = std::map<std::string, VirtualFile>;

/// From now on GDAL finds /vsipanhuo/layer.EXTENSION or /vsipanhuo/NAME for each of them, and no others. Replaces those
/// of before.
void show_to_gdal(VirtualFiles files);
/// "/vsipanhuo/layer.shp"
std::string virtual_path(const std::string& extension);
/// "/vsipanhuo/content.xml"
std::string virtual_name(const std::string& name);

}  // namespace intake::worker
