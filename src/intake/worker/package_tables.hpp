// What a GeoPackage holds beside its layers, written into one that GDAL has open: how QGIS draws them, and what people
// call their fields. And what a layer to be written is, and GDAL's words when it refuses.
#pragma once

#include "base/result.hpp"
#include "intake/worker/gdal.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace intake::worker {

struct TargetField {
    enum class Kind : std::uint32_t { Text = 0, Real = 1, Date = 2 };
    std::string name, alias;
    Kind kind = Kind::Text;
};
struct Target {
    std::string table, title, crs, style;
    std::vector<TargetField> fields;
};

/// The options of GDAL as its own list.
class Options {
  public:
    explicit Options(std::vector<std::string> options);
    char** get() { return pointers_.data(); }

  private:
    std::vector<std::string> options_;
    std::vector<char*> pointers_;
};

/// ReaderFailed with GDAL's last words.
base::Error gdal_error(const std::string& what);

/// The table in which QGIS looks for styles, as it makes it itself. `date`: yyyy-mm-dd.
base::Status add_styles(GDALDataset& dataset, const std::vector<Target>& targets, const std::string& date);

/// The names of fields for people, by the extension of the format that holds them (GDAL 3.6 does not write it).
base::Status add_names(GDALDataset& dataset, const std::vector<Target>& targets);

}  // namespace intake::worker
