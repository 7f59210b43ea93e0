// Which versions of a record are in force, as known at an instant. Pure over entries of one (kind, key).
//
// `new` opens; `correct` replaces the version it corrects for all dates; `amend` adds a version from its effective
// date; `retract` removes all. Only approved entries take part; proposals and rejections are seen by the desk only.
#pragma once

#include "journal/entry.hpp"

#include <optional>
#include <vector>

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

/// A version in force and the day from which it holds (none: from the beginning).
struct Held {
    std::size_t index = 0;
    std::optional<base::Date> from;
    bool operator==(const Held&) const = default;
};

/// Versions in force at `known_at`, by their day; `entries` are given in chain order. The first holds from the
/// beginning, each later one from its own effective date.
/// - `correct` replaces the version with the same effective date, else the one that held on that date; without a
///   date, the last one. It takes over the day from which the replaced version held, also if it states none.
/// - `amend` of a day on which an earlier amendment began replaces that amendment; without a date it holds from the
///   Shanghai date on which it was recorded.
/// - `new` opens afresh; a correction or amendment of what is not in force opens as well, since an approved
///   statement is never silently dropped.
std::vector<Held> held(const std::vector<VersionHead>& entries, base::Instant known_at);

/// The indices of held().
std::vector<std::size_t> in_force(const std::vector<VersionHead>& entries, base::Instant known_at);

}  // namespace journal
