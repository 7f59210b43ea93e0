// Copies of files that are to be relied on: written through to the disk, read back and hashed; and folders that are
// made whole under another name and then take their own.
#pragma once

#include "base/hash.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>

namespace base {

struct FileFacts {
    std::uint64_t bytes = 0;
    Hash sha256{};
};

/// What the disk holds under this name: of a file just written, what was cached of it is given up first, so that what
/// is read is what was stored as far as the disk says so.
Result<FileFacts> file_facts(const std::string& path);
/// A copy of its own (no shared blocks, no link), synced. FileUnwritable where `to` is there already.
Status copy_file(const std::string& from, const std::string& to);

/// A new folder for its owner alone; FileUnwritable where the name is in use.
Status make_private_folder(const std::string& path);
/// What was written to a file, or to the list of names in a folder, is on the disk.
Status sync_path(const std::string& path);
/// Takes the name only where nothing has it, even an empty folder, and syncs it.
Status take_name(const std::string& from, const std::string& to);
/// Whether anything has this name, be it a link that leads nowhere.
bool name_in_use(const std::string& path);

/// Room that the file system of a folder has for us.
Result<std::uint64_t> free_bytes(const std::string& folder);
/// Absolute, without links and dots, as far as it exists.
std::string real_path(const std::string& path);
/// Whether a path lies in a folder or is it; both real.
bool lies_in(const std::string& path, const std::string& folder);

}  // namespace base
