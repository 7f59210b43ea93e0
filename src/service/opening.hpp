// 期初: what the official list shows as supplied on the baseline day, taken over as opening entries (design/ledger §5,
// rule 2d). The list itself stays the second book; this is the one place where a figure of it enters ours, as a record
// of its own that names the list, and detail found later replaces it.
#pragma once

#include "service/office.hpp"

#include <string>
#include <vector>

namespace service {

struct Opened {
    base::Date on;
    std::int64_t approvals = 0;               ///< rows of the list
    std::int64_t entered = 0, unchanged = 0;  ///< opening entries
    std::vector<std::string> unknown;         ///< approvals of the list that our book does not hold
    std::vector<std::string> silent;          ///< rows without a supplied area
    std::vector<std::string> second_papers;   ///< rows of land that counts under another approval
    base::Area supplied;                      ///< sum of the openings in force
};

/// Errors: BookMissing where no official list of that day is in the store.
base::Result<Opened> open_from_official(Office& office, base::Date on, const Act& act);

}  // namespace service
