// Source files kept under their hash, so that every entry can be read against what it came from (verify checks them).
#pragma once

#include "base/hash.hpp"
#include "service/office.hpp"

#include <string>

namespace service {

/// Copies the file to STORE/files/SHA256, unless it is there already; a store without a folder keeps none.
/// Its name is noted beside it, in SHA256.name, for people: the journal knows the content alone, so the name proves
/// nothing, and of a content that came under two names the first is kept.
base::Status keep_file(Office& office, const std::string& path, const base::Hash& sha256);
/// The name a kept file came with; empty where none was noted.
std::string kept_name(const store::Store& store, const std::string& sha256_hex);

}  // namespace service
