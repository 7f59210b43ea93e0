// Contradictions: what a notice gets wrong or leaves open, found in its rulebook by code, never repaired silently.
//
// An operator settles one by a recorded decision that picks a reading (`panhuo decide`); until then both statements
// stand. A contradiction without readings cannot be decided here: it is a question to send upward.
#pragma once

#include "law/rulebook.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace law {

struct Contradiction {
    std::string id;     ///< "milestone-2024-06-30": stable, what `decide` takes
    std::string code;   ///< DUPLICATE_MILESTONE_DATE, STAGE_BEFORE_ISSUE …
    std::string where;  ///< clause of the notice, "3.3"
    base::Text text;
    std::vector<Reading> readings;
};

/// All contradictions of a campaign book, in the order of its clauses; empty for other books.
std::vector<Contradiction> contradictions(const Rulebook& book);

/// A reading that an operator recorded.
struct Decided {
    std::string contradiction;
    std::string reading;
    Date on;  ///< it applies from this day
};

/// ContradictionUnknown or ReadingUnknown if the book has no such thing.
base::Status check_decision(const Rulebook& book, const std::string& contradiction, const std::string& reading);

/// The reading in force on a day (the latest decision on or before it); empty if undecided.
std::string decided_reading(const std::vector<Decided>& decisions, std::string_view contradiction, Date as_of);

}  // namespace law
