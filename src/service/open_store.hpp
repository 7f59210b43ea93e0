// Opening a store as the programs do: one of an older format is brought up to date by the first that writes.
#pragma once

#include "store/store.hpp"

#include <memory>
#include <string>

namespace service {

/// BackupReadOnly for a backup that is to be written; else the errors of store::open_sqlite().
base::Result<std::unique_ptr<store::Store>> open_store(const std::string& folder, store::Access access);

/// The boxes of all shapes ever approved, from the journal alone.
base::Status put_all_boxes(store::Transaction& transaction);

}  // namespace service
