#include "intake/worker/workbook.hpp"

#include "intake/worker/gdal.hpp"
#include "intake/worker/grid.hpp"
#include "intake/worker/workbook_parts.hpp"
#include "intake/worker/zip_check.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>

namespace intake::worker {

namespace {

/// The driver tells a workbook by its extension; a kept source file has none.
std::string driver_path(const std::string& path) {
    const auto ends = [&](std::string_view extension) {
        std::string tail =
            path.size() >= extension.size() ? path.substr(path.size() - extension.size()) : std::string();
        std::transform(tail.begin(), tail.end(), tail.begin(),
                       [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
        return tail == extension;
    };
    return ends(".xlsx") || ends(".xlsm") ? path : "XLSX:" + path;
}

}  // namespace

base::Status read_workbook(const std::string& path, std::vector<ZipMember> members, Output& out) {
    WorkbookParts parts;
    PANHUO_DO(check_zip(path, members, out.limits(), [&](const std::string& part, std::string_view piece) {
        parts.add(part, piece);
        return base::Status(base::Done{});
    }));
    set_up_gdal();
    RegisterOGRXLSX();
    PANHUO_TRY(const Dataset dataset, open_with("XLSX", driver_path(path), "xlsx"));
    return read_grids(*dataset, parts.sheets(), out);
}

}  // namespace intake::worker
