// A database file of its own with what a store held at one moment, made while the store is read, written or served.
//
// SQLite's online backup, page by page from a reading connection whose transaction stands still: every page is of the
// same moment, the writer never waits, and the copy need not begin again when he writes (the log cannot be emptied
// until the copy is there, that is all he notices). VACUUM INTO would be of one moment, too, but it needs ATTACH, which
// our connections refuse, and it writes every row anew: what is damaged would be smoothed over instead of found.
#pragma once

#include "journal/chain.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace store {

/// Pages done and pages in all.
using TellPages = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Writes `path`, which must not be there, and leaves it closed and synced. Gives the heads of the chains at the moment
/// that was copied. Errors: those of opening for reading, StoreFailed, FileUnwritable; half a copy may be left then.
base::Result<std::vector<journal::Head>> copy_database(const std::string& folder, const std::string& path,
                                                       const TellPages& told);
/// Bytes that the copy takes, about.
base::Result<std::uint64_t> database_bytes(const std::string& folder);
/// Takes away what reading a copy leaves beside it (an empty log and its index). Nobody may have it open.
void clear_reading_traces(const std::string& folder);

}  // namespace store
