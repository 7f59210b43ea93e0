// Setup: a new store for one book-keeping office, with the rulebooks it adopts; and the sample county.
#pragma once

#include "service/import.hpp"
#include "service/office.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace service {

inline constexpr char kSampleDivision[] = "141031";
inline constexpr char kSampleRulebook[] = "xixian-2024";

struct Founded {
    std::string division;  ///< six digits: 141031, 140000
    std::string rulebook;
};

/// Whether a store could be founded so: before anything is made on disk.
base::Status check_founding(const std::string& division, const std::string& rulebook);

/// Writes the first entries of the system chain: the store itself, and every adopted rulebook with its full text.
base::Result<Founded> found_store(Office& office, const std::string& division, const std::string& rulebook,
                                  const Act& act);

/// Imports the sample county's files from the data folder, in their order; returns what each brought.
base::Result<std::vector<ImportedFile>> import_sample(Office& office, const Act& act);

}  // namespace service
