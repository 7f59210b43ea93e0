#include "intake/worker/workbook.hpp"

#include "base/text.hpp"
#include "intake/worker/workbook_parts.hpp"
#include "intake/worker/zip_check.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>

namespace intake::worker {

namespace {

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// One driver, no plugins, no network, no side files; the first row is data, and every cell is text.
void set_up_gdal() {
    CPLSetErrorHandler(CPLQuietErrorHandler);
    CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
    CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    RegisterOGRXLSX();
}

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

base::Result<Dataset> open_dataset(const std::string& path) {
    set_up_gdal();
    static const char* const kDrivers[] = {"XLSX", nullptr};
    Dataset dataset(GDALDataset::Open(driver_path(path).c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, kDrivers));
    if (!dataset) return failed_error(std::string("xlsx: ") + CPLGetLastErrorMsg());
    return dataset;
}

base::Status read_sheet(OGRLayer& layer, const SheetInfo& sheet, Output& out) {
    PANHUO_DO(out.sheet(sheet.name, sheet.hidden));
    for (const Region& region : sheet.merges) {
        PANHUO_DO(out.merge(region.first_row, region.first_column, region.last_row, region.last_column));
    }
    const int columns = layer.GetLayerDefn()->GetFieldCount();
    if (static_cast<std::uint64_t>(columns) > out.limits().columns) {
        return limit_error("> " + std::to_string(out.limits().columns) + " columns");
    }
    std::vector<std::string> cells;
    layer.ResetReading();
    while (true) {
        const std::unique_ptr<OGRFeature> row(layer.GetNextFeature());
        if (!row) break;
        cells.assign(static_cast<std::size_t>(columns), {});
        for (int i = 0; i < columns; ++i) {
            if (row->IsFieldSetAndNotNull(i))
                cells[static_cast<std::size_t>(i)] = shown_number(row->GetFieldAsString(i));
        }
        PANHUO_DO(out.row(static_cast<std::uint64_t>(row->GetFID()), cells));
    }
    return base::Done{};
}

}  // namespace

std::string shown_number(std::string_view stored) {
    std::size_t digits = 0;
    bool point = false;
    bool significant = false;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const char c = stored[i];
        if (c == '.' && !point) {
            point = true;
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            significant = significant || c != '0';
            digits += significant ? 1 : 0;
        } else if (!(c == '-' && i == 0)) {
            return std::string(stored);
        }
    }
    if (!point || digits < 16 || stored.size() > 40) return std::string(stored);
    const std::string text(stored);
    const double value = std::strtod(text.c_str(), nullptr);
    char shown[64];
    std::snprintf(shown, sizeof shown, "%.15g", value);
    return std::string_view(shown).find('e') == std::string_view::npos ? std::string(shown) : text;
}

base::Status read_workbook(const std::string& path, Output& out) {
    WorkbookParts parts;
    PANHUO_TRY(const std::vector<ZipMember> members,
               check_zip(path, out.limits(),
                         [&](const std::string& part, std::string_view piece) { parts.add(part, piece); }));
    if (!parts.has_workbook()) return format_error("zip, 但不是 xlsx / zip but not an xlsx workbook");
    PANHUO_TRY(const Dataset dataset, open_dataset(path));
    for (const SheetInfo& sheet : parts.sheets()) {
        if (sheet.hidden) {
            // Old figures hide in hidden sheets; a clerk who wants them read shows the sheet first.
            PANHUO_DO(out.sheet(sheet.name, true));
            continue;
        }
        OGRLayer* layer = dataset->GetLayerByName(sheet.name.c_str());
        if (layer == nullptr) continue;
        PANHUO_DO(read_sheet(*layer, sheet, out));
    }
    return base::Done{};
}

}  // namespace intake::worker
