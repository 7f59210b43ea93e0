// The fold: record versions in force -> postings and notes. Pure, and independent of the order of its input.
//
// Input is one component (records joined by shared nodes, land::nodes_of) or any union of components.
// Guarantees (design/ledger §1, tested as properties): every origin sums to zero; no account but a source is below
// zero at the end of any day; every contract is whole; silence moves nothing.
#pragma once

#include "land/records.hpp"
#include "ledger/posting.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ledger {

struct RecordVersion {
    land::Record record;
    std::optional<Date> effective;  ///< of an amendment; empty for the version that holds from the beginning
    Date recorded_on;               ///< Shanghai date of the entry: where a record states no date of its own
    std::string entry;
};

struct FoldOptions {
    std::optional<Date> baseline_day;  ///< counted_on of what is not stated but dated on or before it is `on`
};

struct Fold {
    std::vector<Posting> postings;  ///< sorted by (on, rule, record, origin, …)
    std::vector<Note> notes;        ///< sorted by (subject, code, …)
};

Fold fold(const std::vector<RecordVersion>& versions, const FoldOptions& options);

}  // namespace ledger
