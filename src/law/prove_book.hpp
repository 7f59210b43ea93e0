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

/// The faults of the tables of one book alone, on every day on which one of them may answer otherwise.
std::vector<BookFault> prove_tables(const Rulebook& book, const RulebookSet& set);
/// Those of the routes of a campaign; none where it has no rows.
std::vector<BookFault> prove_routes(const Rulebook& book);

}  // namespace law
