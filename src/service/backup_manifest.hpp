// The manifest of a backup: what it is of, and every file in it with size and hash. BACKUP/backup.json, written once;
// whoever reads it takes only the very text that this program would write for what it says (docs/formats/backup.md).
//
// It shows damage, mixing and cutting; it is no seal. Who can write the folder can write another manifest that fits:
// against that stands a checkpoint kept elsewhere.
#pragma once

#include "base/date.hpp"
#include "base/json_fwd.hpp"
#include "journal/chain.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace service {

inline constexpr char kManifestName[] = "backup.json";

struct BackupFile {
    std::string name;  ///< panhuo.db, files/HASH, files/HASH.name: nothing else
    std::uint64_t bytes = 0;
    std::string sha256;  ///< hex
};

struct BackupManifest {
    std::string program;   ///< version of the program that made it
    std::string store;     ///< identity of the store: hash of its first entry, hex
    std::string division;  ///< whose book it is
    base::Instant taken_at, verified_at;
    std::vector<journal::Head> heads;
    std::vector<BackupFile> files;  ///< sorted by name

    std::uint64_t bytes() const;
    std::uint64_t entries() const;
    /// The heads as a checkpoint, for comparison with a store.
    journal::Checkpoint checkpoint() const { return {store, taken_at, heads}; }
};

/// Name of a file as the store keeps it under its hash, with or without ".name".
bool is_kept_name(std::string_view name);

std::string manifest_text(const BackupManifest& manifest);
/// BackupRefused with the reason for anything but a manifest that was written so.
base::Result<BackupManifest> read_manifest(const std::string& folder);
/// For people and programs: when, how much, which chains. Without the list of files.
base::Json manifest_json(const BackupManifest& manifest);

}  // namespace service
