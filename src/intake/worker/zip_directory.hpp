// The central directory of a zip container, read by ourselves and believed in nothing that can be checked.
//
// Refused: more members than Limits::entries, encryption, names that leave the container (absolute, "..", backslash,
// drive, NUL, too long, right-to-left override), names that are neither UTF-8 nor GBK, a name said twice (two readers
// would take two different members), links and devices, members that overlap or lie outside the file, local headers
// that name another member than the directory does, and a directory that another reader would look for elsewhere
// (bytes behind it, zip64). What members hold is judged by zip_check.hpp.
#pragma once

#include "base/result.hpp"
#include "intake/worker/frames.hpp"

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace intake::worker {

struct ZipMember {
    std::string name;  ///< UTF-8; archivers of Chinese Windows write GBK
    bool deflated = false;
    std::uint64_t packed = 0;
    std::uint64_t offset = 0;  ///< of the local header
    std::uint64_t data = 0;    ///< of the packed bytes
    std::uint64_t size = 0;    ///< unpacked, as counted by check_zip; 0 before
};

/// Errors: ReaderFailed (damaged, forbidden), ReaderLimit, FileNotFound.
base::Result<std::vector<ZipMember>> read_zip_directory(const std::string& path, const Limits& limits);

/// ReaderFailed, "zip: …".
base::Error zip_error(const std::string& what);

/// Exactly so many bytes of the container. Errors: ReaderFailed (cut off).
base::Result<std::string> bytes_at(std::FILE* file, std::uint64_t offset, std::size_t count);

}  // namespace intake::worker
