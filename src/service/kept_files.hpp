// Source files kept under their hash, so that every entry can be read against what it came from (verify checks them).
#pragma once

#include "base/hash.hpp"
#include "service/office.hpp"

#include <string>

namespace service {

/// Copies the file to STORE/files/SHA256, unless it is there already; a store without a folder keeps none.
base::Status keep_file(Office& office, const std::string& path, const base::Hash& sha256);

}  // namespace service
