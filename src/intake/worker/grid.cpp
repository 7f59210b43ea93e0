#include "intake/worker/grid.hpp"

#include <ogrsf_frmts.h>

#include <memory>
#include <string>

namespace intake::worker {

namespace {

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

base::Status read_grids(GDALDataset& dataset, const std::vector<SheetInfo>& sheets, Output& out) {
    for (const SheetInfo& sheet : sheets) {
        if (sheet.hidden) {
            PANHUO_DO(out.sheet(sheet.name, true));
            continue;
        }
        OGRLayer* const layer = dataset.GetLayerByName(sheet.name.c_str());
        // The library leaves out empty sheets; another must not be missing without a word.
        if (layer == nullptr && sheet.empty) continue;
        if (layer == nullptr) return failed_error("sheet not found / 找不到工作表：" + sheet.name);
        PANHUO_DO(read_sheet(*layer, sheet, out));
    }
    return base::Done{};
}

}  // namespace intake::worker
