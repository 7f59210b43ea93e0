// Sources: from the entry a reason names to the file, sheet and cells the statement came from.
#pragma once

#include "base/json_fwd.hpp"
#include "journal/entry.hpp"
#include "law/finding.hpp"
#include "store/store.hpp"

#include <map>
#include <string>
#include <vector>

namespace service {

/// Where a statement stands: the entry, and the file, sheet and cells it came from.
struct SourceCell {
    std::string entry;
    std::string file;  ///< hash of the kept file, hex; empty for hand entries
    std::string sheet;
    std::string cells;
};
using Sources = std::map<std::string, SourceCell>;  ///< by entry

SourceCell source_of(const journal::Entry& entry);
base::Json source_json(const SourceCell& source);

/// Looks up every entry that a reason of the findings names and that is not there yet.
base::Status add_sources(store::Snapshot& snapshot, const std::vector<law::Finding>& findings, Sources& sources);

/// A finding with the source of each reason (the contract's F).
base::Json sourced_json(const law::Finding& finding, const Sources& sources);

}  // namespace service
