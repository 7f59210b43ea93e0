// Backup: a folder of its own with everything a store holds at one moment, proved before it takes its name.
//
// What it holds: the database (journal, derived tables, the vault with the names of natural persons, password hashes)
// and every kept file under its hash. It is itself a store that every reading command opens, and that none writes.
#pragma once

#include "service/backup_manifest.hpp"
#include "service/office.hpp"
#include "service/progress.hpp"

#include <string>

namespace service {

/// Writes `target`, whole or not at all, while the store may be written or served; reads the store only. The copy is
/// verified as `verify` does, against the heads of the moment that was copied.
/// Errors: BackupExists, BackupPlace (inside the store), BackupRoom, BackupUnproved, FileNotFound (no such parent
/// folder: a disk that is not there must not become a folder on another one), FileUnwritable, StoreFailed.
base::Result<BackupManifest> make_backup(Office& office, const std::string& target, const TellProgress& progress = {});

/// BackupPlace where backups of a store cannot stand.
base::Status check_backup_place(const std::string& store_folder, const std::string& place);

/// Whether a folder is a backup: it is not written to.
bool is_backup(const std::string& folder);

}  // namespace service
