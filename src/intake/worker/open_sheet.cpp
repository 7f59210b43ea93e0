#include "intake/worker/open_sheet.hpp"

#include "intake/worker/gdal.hpp"
#include "intake/worker/grid.hpp"
#include "intake/worker/open_sheet_parts.hpp"
#include "intake/worker/zip_check.hpp"

#include <ogrsf_frmts.h>

namespace intake::worker {

base::Status read_open_sheet(const std::string& path, std::vector<ZipMember> members, Output& out) {
    OpenSheetParts parts(out.limits());
    PANHUO_DO(check_zip(path, members, out.limits(),
                        [&](const std::string& part, std::string_view piece) { return parts.add(part, piece); }));
    if (!parts.is_spreadsheet()) return format_error("OpenDocument, 但不是表格 / not a spreadsheet");
    set_up_gdal();
    RegisterOGRODS();
    // The driver tells an ods by its extension; a kept source file has none.
    PANHUO_TRY(const Dataset dataset, open_with("ODS", "ODS:" + path, "ods"));
    return read_grids(*dataset, parts.sheets(), out);
}

}  // namespace intake::worker
