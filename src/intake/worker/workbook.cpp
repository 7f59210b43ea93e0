#include "intake/worker/workbook.hpp"

#include "intake/worker/gdal.hpp"
#include "intake/worker/grid.hpp"
#include "intake/worker/workbook_parts.hpp"
#include "intake/worker/zip_check.hpp"

#include <ogrsf_frmts.h>

namespace intake::worker {

base::Status read_workbook(const std::string& path, std::vector<ZipMember> members, Output& out) {
    WorkbookParts parts;
    PANHUO_DO(check_zip(path, members, out.limits(), [&](const std::string& part, std::string_view piece) {
        parts.add(part, piece);
        return base::Status(base::Done{});
    }));
    set_up_gdal();
    RegisterOGRXLSX();
    // The driver tells a workbook by its extension; a kept source file has none.
    PANHUO_TRY(const Dataset dataset, open_with("XLSX", "XLSX:" + path, "xlsx"));
    return read_grids(*dataset, parts.sheets(), out);
}

}  // namespace intake::worker
