// How a store's database is opened for reading: with its log where we may write beside it, as it lies where we may not.
#pragma once

#include "store/sqlite_database.hpp"
#include "store/writer_lock.hpp"

#include <memory>
#include <string>

namespace store {

std::string database_path(const std::string& folder);

/// A connection for reading, and what keeps writers out while it must not see any.
struct Reading {
    WriterLock lock;
    std::unique_ptr<Connection> connection;
    Mode mode;
};

/// A database in a folder we may not write to cannot be read through its log; without one it can be read as it is,
/// as long as the shared lock keeps writers out. Errors: StoreNotFound, StoreLocked, FileUnwritable, those of
/// check_version().
base::Result<Reading> open_reading(const std::string& folder);

}  // namespace store
