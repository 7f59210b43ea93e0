// The shelf: a folder in which the backups of one store stand side by side, made by the server or by hand.
#pragma once

#include "service/backup_manifest.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace service {

struct Shelved {
    std::string name;  ///< of its folder on the shelf
    BackupManifest manifest;
};

/// What the server calls a backup: panhuo-141031-20241129-191712, the day and the time in Asia/Shanghai.
std::string backup_name(const std::string& division, base::Instant now);
/// Backups of this store on the shelf, newest first. Whatever else lies there, and what has no sound manifest, is not
/// among them; whether their files are sound only restoring tells. FileUnreadable.
base::Result<std::vector<Shelved>> backups_on(const std::string& shelf, const std::string& store_identity);
/// Takes away all but the `keep` newest of this store, at least one; never one whose name the server did not give.
/// Gives the names of those that are gone. FileUnwritable where one could not go.
base::Result<std::vector<std::string>> remove_old_backups(const std::string& shelf, const std::string& store_identity,
                                                          std::size_t keep);
/// What a server that was killed left half-way.
void clear_unfinished(const std::string& shelf);

base::Json shelved_json(const Shelved& shelved);

}  // namespace service
