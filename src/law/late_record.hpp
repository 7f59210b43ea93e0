// Late records (迟录), told by the order of electronic numbers.
//
// An electronic number is RRRRRR YYYY L NNNN D: region, year, letter, a serial that runs through all letters of the
// region's year, and one digit more. The serials give the order in which the ministry's system took the contracts, so a
// contract dated long before that of a lower number was keyed late, or one of the two dates is wrong. That is an
// inference: it makes a finding and a day before which the record was not made, and is never used as a date.
// Source: measured on 11,083 published results of Shanxi, whose numbers give 11,080 different serials.
#pragma once

#include "law/finding.hpp"
#include "law/rulebook.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace law {

/// A contract by its electronic number.
struct Numbered {
    std::string number;
    Date signed_on;
    std::string entry;  ///< that says it
};

/// Region and year, the series that a number belongs to; empty for anything that is no such number.
std::string_view series_of(std::string_view number);
/// The contract is of a later year than its number: it was numbered before it was signed, or the date is mistyped.
/// Its date then says little about the order of recording.
bool signed_after_number(const Numbered& paper);

/// For each contract its witness, where it has one: the place in `papers` of a contract with a lower serial of the same
/// series that was signed more than `days` later; of several the one signed last. One whose own date is in doubt
/// (signed_after_number) is taken only where there is no other. Sorts: n log n.
std::vector<std::optional<std::size_t>> witnesses(std::span<const Numbered> papers, int days);

/// LATE_RECORD, certainty inferred. `days`: the parameter by which the witness was found.
Finding late_record(const std::string& subject, const Numbered& own, const Numbered& witness, const Parameter& days);
/// SIGNED_AFTER_NUMBER of a contract that is so, certainty inferred.
Finding late_signature(const std::string& subject, const Numbered& own);

}  // namespace law
