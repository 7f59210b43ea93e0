// The tables of the SQLite store, and who may touch them.
//
// `entries` is the journal: rows are only ever added, each as the next of its chain. The database itself refuses
// anything else by triggers, which hold for every program; our own connections carry an authorizer as well.
// The other tables are derived from it (rebuild makes them again), but for `vault`, `settings` and `store`.
//
// Strings that repeat (records, nodes, origins, holders, subjects) stand once in `names`; all other tables hold
// their numbers. New numbers are larger than old ones, so that a bulk import appends to nearly every index instead
// of writing all over it: only the index of names is filled in random order.
#pragma once

#include "ledger/posting.hpp"
#include "store/sqlite_database.hpp"

namespace store {

/// Version of the tables below. A change of a table, or of the numbers of ledger::Account in `postings`, is a new one.
/// Version 1 had no boxes.
constexpr std::int64_t kStoreVersion = 2;
static_assert(static_cast<int>(ledger::Account::kCount) == 26 && static_cast<int>(ledger::Account::Unreported) == 13,
              "accounts are stored by number: a new store version, or a rebuild of the postings, is due");

/// Makes the tables in an empty file, in one transaction.
base::Status create_tables(Connection& connection);
/// StoreNotFound for a file that is none of ours, StoreVersion for another version, StoreFailed with what to do for one
/// that can be brought up to date; `folder` is for the message.
base::Status check_version(Connection& connection, const std::string& folder);
/// Whether add_boxes() would make this file a store of today.
base::Result<bool> lacks_boxes(Connection& connection, const std::string& folder);
/// Makes the empty table of boxes and sets the version, inside the caller's transaction.
base::Status add_boxes(Connection& connection);
/// From here on statements that would change or drop the journal cannot even be prepared.
void guard_journal(Connection& connection);

}  // namespace store
