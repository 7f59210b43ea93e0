// The sheets of a workbook of any format, as GDAL reads them, to frames: cells as text, true row numbers, merged
// regions. Hidden sheets are named and not read: old figures hide in them; a clerk who wants them read shows the sheet
// first.
#pragma once

#include "intake/worker/gdal.hpp"
#include "intake/worker/output.hpp"
#include "intake/worker/workbook_parts.hpp"

#include <vector>

namespace intake::worker {

/// The sheets in the order given; a layer is found by the sheet's name. The layers' feature ids are row numbers from 1.
base::Status read_grids(GDALDataset& dataset, const std::vector<SheetInfo>& sheets, Output& out);

}  // namespace intake::worker
