// Records joined by shared nodes (ADR 0003): what folds together, and so what one change can change.
#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace service {

struct Joined {
    std::set<store::RecordId> records;
    std::set<std::string> nodes;
};

/// Everything that can be reached from some nodes. Stops once there are more than `most` records.
base::Result<Joined> joined_records(store::Snapshot& snapshot, const std::set<std::string>& from,
                                    std::size_t most = SIZE_MAX);

}  // namespace service
