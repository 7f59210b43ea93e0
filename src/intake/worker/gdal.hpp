// GDAL as the worker uses it: one driver per format, registered only when a file of that format was identified; no
// plugins, no side files, no listing of folders, no network handlers used. The parsers of all other formats are never
// reachable, whatever a file says of itself.
#pragma once

#include "base/result.hpp"

#include <gdal_priv.h>

#include <memory>
#include <string>
#include <vector>

namespace intake::worker {

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// Quiet, without plugins and side files. Call before registering the one driver.
void set_up_gdal();

/// Opens `path` read-only with the driver of that name and no other. `what` names the format in the error.
/// Errors: ReaderFailed with GDAL's words.
base::Result<Dataset> open_with(const char* driver, const std::string& path, const std::string& what,
                                const std::vector<std::string>& open_options = {});

/// A number stored with 16 or more digits (2.0175000000000001) as it is shown (2.0175); other text unchanged.
std::string shown_number(std::string_view stored);

}  // namespace intake::worker
