// Vault: natural persons' values stay out of the hashed bytes. An entry holds a salted commitment; the value lives
// in the vault, where it can be erased without touching the chain. The same value keeps the same commitment as long
// as it is there, so that re-importing a file changes nothing.
#pragma once

#include "base/hash.hpp"
#include "land/records.hpp"
#include "service/office.hpp"

#include <optional>
#include <string>
#include <unordered_map>

namespace service {

class Vault {
  public:
    Vault(store::Transaction& transaction, base::Random& random) : transaction_(transaction), random_(random) {}

    /// The commitment (hex) that stands for the value.
    base::Result<std::string> commit_to(const std::string& value);

  private:
    base::Status load_key();

    store::Transaction& transaction_;
    base::Random& random_;
    std::string key_;
    std::unordered_map<std::string, std::string> known_;
};

/// Replaces the person a record names by the commitment, in the record and in the source's cells.
base::Status seal_person(Vault& vault, land::Record& record,
                         std::vector<std::pair<std::string, std::string>>& original);

/// A person in charge is told by post: what looks like a name is refused, since the journal is never erased.
base::Status refuse_named_person(const land::Record& record);

/// The name behind a commitment for display; after erasure a text that says so.
base::Result<std::string> holder_name(store::Snapshot& snapshot, const land::Supply& supply, base::Lang lang);

}  // namespace service
