// The container of an xlsx, judged before any library opens it.
//
// Reads the central directory itself and inflates every XML part once, counting: at most Limits::entries members,
// Limits::text_bytes in total, Limits::ratio:1 per member beyond Limits::free_bytes (what the headers say is not
// believed), no overlapping members, no encryption, no names that leave the container, no document type (and so no
// entities) in any XML part. What passes can be given to a library that trusts its input more.
#pragma once

#include "base/result.hpp"
#include "intake/worker/frames.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

struct ZipMember {
    std::string name;
    std::uint32_t method = 0;
    std::uint64_t packed = 0;
    std::uint64_t offset = 0;  ///< of the local header
    std::uint64_t data = 0;    ///< of the packed bytes
};

/// Gets the XML parts piece by piece, in the order of the directory. The last piece of each part is empty.
using OnXml = std::function<void(const std::string& part, std::string_view piece)>;

/// Errors: ReaderFailed (damaged, forbidden), ReaderLimit, FileUnreadable.
base::Result<std::vector<ZipMember>> check_zip(const std::string& path, const Limits& limits, const OnXml& on_xml);

}  // namespace intake::worker
