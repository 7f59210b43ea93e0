// Which versions of a record are in force, as known at an instant. Pure over entries of one (kind, key).
//
// `new` opens; `correct` replaces the version it corrects for all dates; `amend` adds a version from its effective
// date; `retract` removes all. Only approved entries take part; proposals and rejections are seen by the desk only.
#pragma once

#include <optional>
#include <vector>

#include "journal/entry.hpp"

namespace journal {

/// What is needed of an entry to tell whether it is in force; `index` is the caller's.
struct VersionHead {
    std::uint32_t version = 1;
    Change change = Change::New;
    State state = State::Approved;
    std::optional<base::Date> effective;
    base::Instant recorded_at;
    std::uint64_t sequence = 0;
};

/// Indices into `entries` (given in chain order) of the versions in force at `known_at`: the first holds from the
/// beginning, each later one from its own effective date. A correction replaces the version with the same effective
/// date, or the last one if it states none.
std::vector<std::size_t> in_force(const std::vector<VersionHead>& entries, base::Instant known_at);

}  // namespace journal
