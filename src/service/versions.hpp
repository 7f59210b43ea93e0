// Records as the journal holds them: which versions of a record are in force, parsed and with their entry.
#pragma once

#include "journal/entry.hpp"
#include "land/records.hpp"
#include "ledger/fold.hpp"
#include "store/store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace service {

/// The entry at (chain, sequence), decoded; EntryMalformed if it is not there or broken.
base::Result<journal::Entry> read_entry(store::Snapshot& snapshot, std::string_view chain, std::uint64_t sequence);

/// Every entry of a chain, oldest first. The visitor may write.
base::Status each_entry(store::Snapshot& snapshot, const std::string& chain,
                        const std::function<base::Status(const journal::Entry&)>& visit);

/// Of the entries that are no records of the trade (Command::say_plain), known at the instant: the last word on each
/// key that begins with `prefix`, in key order, without those taken back.
base::Result<std::vector<store::VersionRow>> last_words(store::Snapshot& snapshot, std::string_view kind,
                                                        std::string_view prefix, base::Instant known_at);

/// Versions in force at `known_at`, oldest first; empty if the record is not known or was retracted.
base::Result<std::vector<ledger::RecordVersion>> versions_in_force(store::Snapshot& snapshot, land::Kind kind,
                                                                   std::string_view key, base::Instant known_at);

/// The versions of every record of a kind whose key begins with `prefix`, one record at a time, in key order.
base::Status each_record_of(
    store::Snapshot& snapshot, land::Kind kind, std::string_view prefix, base::Instant known_at,
    const std::function<base::Status(const std::string& key, std::vector<ledger::RecordVersion>&&)>& visit);
/// Those of every record.
base::Status each_record(
    store::Snapshot& snapshot, land::Kind kind, base::Instant known_at,
    const std::function<base::Status(const std::string& key, std::vector<ledger::RecordVersion>&&)>& visit);

/// Of the versions in force, the one that holds on the day: the last whose effective date is not after it.
const ledger::RecordVersion* holding_on(const std::vector<ledger::RecordVersion>& versions, base::Date day);

}  // namespace service
