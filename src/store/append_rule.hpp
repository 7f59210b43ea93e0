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

/// ChainBroken unless `encoded` is what `entry` encodes to, hashes to the hash given, and is the next of its chain:
/// following number, hash of the last entry, not recorded before it.
base::Status may_follow(const ChainEnd& end, const journal::Entry& entry, const journal::Encoded& encoded);

/// The end after that entry.
ChainEnd end_after(const journal::Entry& entry, const journal::Encoded& encoded);

}  // namespace store
