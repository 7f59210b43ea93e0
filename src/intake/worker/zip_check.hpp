// What the members of a zip container hold, judged before any library opens it.
//
// Every member is inflated once and counted: Limits::text_bytes in total, Limits::ratio:1 per member beyond
// Limits::free_bytes (a dbf as much as deflate can do). What the headers say is not believed. No XML part may have a
// document type, and so no entities. What passes can be given to a library that trusts its input more. Archives in the
// archive are counted as bytes and never opened.
#pragma once

#include "base/result.hpp"
#include "intake/worker/zip_directory.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

/// Gets the XML parts piece by piece, META-INF/manifest.xml first, then in the order of the directory. The last piece
/// of each part is empty. An error ends the check and is returned.
using OnXml = std::function<base::Status(const std::string& part, std::string_view piece)>;

/// Fills in the sizes of the members. Errors: ReaderFailed (damaged, forbidden), ReaderLimit, FileNotFound.
base::Status check_zip(const std::string& path, std::vector<ZipMember>& members, const Limits& limits,
                       const OnXml& on_xml);

}  // namespace intake::worker
