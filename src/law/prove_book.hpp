// Proofs of a whole book: its tables, the periods of its parameters, dates against documents, articles it cites.
//
// What a notice itself gets wrong (two shares for one date, a duty without member, a member without duty) is no fault
// of the book that writes it down: law/contradiction.hpp finds it.
#pragma once

#include "law/rulebook.hpp"
#include "law/table_proof.hpp"

#include <vector>

namespace law {

/// Everything that is wrong with the main book of the set, tables first. Codes: docs/rulebooks.md.
std::vector<BookFault> prove_book(const RulebookSet& set);

/// The faults of the tables of one book alone. Without `shown`, a row that no case shows to fire passes: that is what a
/// book must hold to be loaded at all.
std::vector<BookFault> prove_tables(const Rulebook& book, const RulebookSet& set, bool shown);

/// The rows cause × facts -> route of a campaign as a decision table: a row whose condition rests on an unknown fact
/// stops the reading, which is a row of its own (implied) after it.
DecisionTable table_of_routes(const Campaign& campaign);

}  // namespace law
