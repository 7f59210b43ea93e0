// What a file is, by its content and its name. Both must agree where the content tells: a workbook called .csv or a
// program called .xlsx is refused, so that what a clerk sees in the folder is what is read.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace intake::worker {

enum class FileForm { Text, Container, Xls, GeoPackage, Shapefile, GeoJson };
enum class TextForm { Table, Boundary };

struct FileName {
    std::string base;       ///< without folder
    std::string extension;  ///< lower case, without dot, of the content: "csv" for a.csv.gz; empty = none
    bool gzip = false;      ///< ends in .gz
};
FileName file_name_of(const std::string& path);

/// The form by the first bytes, if the name agrees; a name without extension agrees with all. What a container holds
/// and what a text is are told later. Errors: FormatUnknown.
base::Result<FileForm> file_form(const FileName& name, std::string_view head);
/// What the first bytes are, if it is something that we do not read ("pdf", "xls" …); empty = may be text.
std::string foreign_format(std::string_view head);
/// Whether decoded text is a boundary-point file: [属性描述], [地块坐标], or plot lines ending in ",@".
bool is_boundary_text(std::string_view utf8);

/// The form of a text, or FormatUnknown when name and content contradict each other.
base::Result<TextForm> text_form(const FileName& name, std::string_view utf8_head);

}  // namespace intake::worker
