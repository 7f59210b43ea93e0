// Proposals: what was said and waits for a second person (四眼). A proposal is open until an entry of the same version
// approves or rejects it; only then does it count for anything.
#pragma once

#include "journal/entry.hpp"
#include "land/records.hpp"
#include "service/office.hpp"

#include <string>
#include <vector>

namespace service {

/// All that are open, oldest first. Looks at every version of the store, or of one kind.
base::Result<std::vector<journal::Entry>> open_proposals(store::Snapshot& snapshot);
base::Result<std::vector<journal::Entry>> open_proposals(store::Snapshot& snapshot, land::Kind kind);

/// The proposal of that entry id. Errors: ChangeNotPossible where the entry is no proposal or has been settled.
base::Result<journal::Entry> open_proposal(store::Snapshot& snapshot, const std::string& id);

}  // namespace service
