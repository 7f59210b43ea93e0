// Idle land that a fee disposed of, where a book counts it so.
//
// A fee moves no area (rule 17). For the stock of idle land alone, the postings are rewritten as if it did: the land
// goes from idle to delivered on the day of the fee, and what really leaves later is not counted a second time.
// Pure; every other account of these postings keeps its balance.
#pragma once

#include "ledger/posting.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ledger {

/// The decision that collected the fee.
struct Fee {
    std::string holder;        ///< supply key
    std::optional<Area> area;  ///< none: all that is idle then
    Date on;
    std::optional<Date> counted_on;
    std::string record, entry;
};

/// The postings with those of the fees, of rule 17, beside them. A fee comes after what else happened on its day.
std::vector<Posting> with_fees(std::vector<Posting> postings, std::vector<Fee> fees);

}  // namespace ledger
