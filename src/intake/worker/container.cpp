#include "intake/worker/container.hpp"

#include "base/text.hpp"
#include "intake/worker/open_sheet.hpp"
#include "intake/worker/shapefile.hpp"
#include "intake/worker/workbook.hpp"
#include "intake/worker/zip_directory.hpp"

#include <algorithm>

namespace intake::worker {

namespace {

bool has(const std::vector<ZipMember>& members, std::string_view name) {
    return std::any_of(members.begin(), members.end(), [&](const ZipMember& member) { return member.name == name; });
}

bool agrees(const FileName& name, std::initializer_list<std::string_view> extensions) {
    return name.extension.empty() ||
           std::find(extensions.begin(), extensions.end(), name.extension) != extensions.end();
}

base::Error strange(const std::vector<ZipMember>& members) {
    std::string what = "zip, 里面没有 xlsx、ods 或 shp / without xlsx, ods or shp:";
    for (std::size_t i = 0; i < members.size() && i < 3; ++i) what += " " + members[i].name;
    return format_error(what);
}

}  // namespace

base::Status read_container(const std::string& path, const FileName& name, Output& out) {
    PANHUO_TRY(std::vector<ZipMember> members, read_zip_directory(path, out.limits()));
    const bool workbook = has(members, "xl/workbook.xml");
    const bool open_sheet = has(members, "content.xml");
    const bool shapes = holds_shapefile(members);
    const int forms = (workbook ? 1 : 0) + (open_sheet ? 1 : 0) + (shapes ? 1 : 0);
    if (forms == 0) return strange(members);
    if (forms > 1) return format_error("zip, 同时像几种格式 / is several formats at once");
    const bool named = workbook     ? agrees(name, {"xlsx", "xlsm"})
                       : open_sheet ? agrees(name, {"ods"})
                                    : agrees(name, {"zip"});
    const std::string form = workbook ? "xlsx" : open_sheet ? "ods" : "shp (zip)";
    if (!named) return format_error(form + ", ." + name.extension);
    if (workbook) return read_workbook(path, std::move(members), out);
    if (open_sheet) return read_open_sheet(path, std::move(members), out);
    return read_zipped_shapefile(path, std::move(members), out);
}

}  // namespace intake::worker
