#include "intake/worker/map_target.hpp"

#include "intake/worker/output.hpp"

#include <cpl_error.h>

namespace intake::worker {

Options::Options(std::vector<std::string> options) : options_(std::move(options)) {
    for (std::string& option : options_) pointers_.push_back(option.data());
    pointers_.push_back(nullptr);
}

base::Error gdal_error(const std::string& what) {
    const std::string why = CPLGetLastErrorMsg();
    return failed_error(what + (why.empty() ? "" : ": " + why));
}

}  // namespace intake::worker
