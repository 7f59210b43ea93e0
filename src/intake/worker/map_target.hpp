// What a layer to be written is, options as GDAL wants them, and GDAL's words when it refuses.
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
    std::string table, title, crs;
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

}  // namespace intake::worker
