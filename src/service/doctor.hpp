// Doctor: whether this machine and this store are fit for work.
#pragma once

#include "base/error.hpp"

#include <string>
#include <vector>

namespace service {

struct Check {
    std::string name;  ///< stable: worker, rulebooks, data_folder, store, sqlite, memory, clock …
    bool ok = false;
    std::string found;
    base::Text advice;  ///< what to do where it is not ok
};

/// `store` may be empty: then only the machine is looked at.
std::vector<Check> examine(const std::string& store);

}  // namespace service
