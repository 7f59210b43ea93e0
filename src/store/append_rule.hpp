// What may follow what in a chain: one rule for every implementation of the contract.
#pragma once

#include "base/result.hpp"
#include "journal/chain.hpp"
#include "journal/entry.hpp"

namespace store {

/// End of a chain as a transaction sees it; entries = 0 for a chain not begun.
struct ChainEnd {
    journal::Head head;
    base::Instant recorded_at = base::Instant::from_micros(INT64_MIN);
};

/// ChainBroken unless `entry` is the next of its chain: following number, hash of the last entry, not recorded before
/// it.
base::Status may_follow(const ChainEnd& end, const journal::Entry& entry);

/// The end after that entry, whose hash is given.
ChainEnd end_after(const journal::Entry& entry, const base::Hash& hash);

}  // namespace store
