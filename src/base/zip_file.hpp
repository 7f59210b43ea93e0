// A zip container of a few files, the same bytes for the same files: deflated, dated 1980-01-01, in the order given.
#pragma once

#include <string>
#include <vector>

namespace base {

struct NamedBytes {
    std::string name;  ///< UTF-8, without folders
    std::string bytes;
};

/// At most 65,535 files and 4 GB in all (asserts).
std::string zip_of(const std::vector<NamedBytes>& files);

}  // namespace base
