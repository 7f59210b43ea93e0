// Restore: a backup becomes a store again, or is refused with what is wrong with it. Never over anything that is there.
#pragma once

#include "service/backup_manifest.hpp"
#include "service/office.hpp"
#include "service/progress.hpp"

#include <optional>
#include <string>

namespace service {

struct RestoreOrder {
    std::string backup, store;
    std::optional<journal::Checkpoint> against;  ///< what is known of the book elsewhere: the backup must go on from it
    std::string against_name;
    bool despite = false;  ///< although it does not
};

/// Checks every file against the manifest while it is copied, opens the copy (one of an older format is brought up to
/// date), verifies its chains, kept files and database against the heads of the manifest, and gives it its name.
/// Errors: BackupRefused with file and reason (missing, cut, changed, of another backup, one too many), RestoreExists,
/// BackupPlace, BackupRoom, BackupBehind, FileNotFound, FileUnwritable.
base::Result<BackupManifest> restore(const RestoreOrder& order, const base::Clock& clock, base::Random& random,
                                     const TellProgress& progress = {});

}  // namespace service
