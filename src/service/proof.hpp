// Proof: verification of chains, kept files and the database; checkpoints; rebuilding of what is derived.
#pragma once

#include "base/json_fwd.hpp"
#include "journal/chain.hpp"
#include "service/office.hpp"
#include "service/progress.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace service {

struct Verification {
    std::vector<journal::Head> chains;
    std::vector<journal::Fault> faults;  ///< also FILE_MISSING, FILE_CHANGED (entry that names it), DATABASE (text)
    bool ok() const { return faults.empty(); }
};

/// Reads every entry of every chain and every kept file an entry names. `against` is an older checkpoint.
base::Result<Verification> verify(Office& office, const journal::Checkpoint* against,
                                  const TellProgress& progress = {});

base::Json heads_json(const std::vector<journal::Head>& heads);
base::Json verification_json(const Verification& verification);

base::Result<journal::Checkpoint> take_checkpoint(Office& office);

struct Rebuilt {
    bool identical = false;
    std::uint64_t entries = 0, postings = 0, notes = 0;
    std::string before, after;  ///< digests of the derived tables, hex
};
/// Makes the derived tables again from the journal alone and compares. The rebuilt tables stay.
base::Result<Rebuilt> rebuild(Office& office);

}  // namespace service
