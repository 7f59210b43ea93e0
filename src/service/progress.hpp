// Progress: how far long work is, told by whoever does it as it goes on. Told often and from any thread; whoever
// listens must be quick.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace service {

/// The steps are words of the interface (api/openapi.yaml, Work.step): reading, folding, copying, copying_files,
/// checking_entries, checking_database, writing. `total` 0: not known.
using TellProgress = std::function<void(std::string_view step, std::uint64_t done, std::uint64_t total)>;

inline void tell(const TellProgress& to, std::string_view step, std::uint64_t done, std::uint64_t total = 0) {
    if (to) to(step, done, total);
}

}  // namespace service
