// Proofs of a whole book: its tables, the periods of its parameters, dates against documents, articles it cites.
//
// What a notice itself gets wrong (two shares for one date, a duty without member, a member without duty) is no fault
// of the book that writes it down: law/contradiction.hpp finds it.
#pragma once

#include "law/rulebook.hpp"
#include "law/table_proof.hpp"

#include <set>
#include <vector>

namespace law {

/// Everything that is wrong with the main book of the set, tables first. Codes: docs/rulebooks.md.
std::vector<BookFault> prove_book(const RulebookSet& set);
/// The same of any book of the set, under the parameters that all of its books give.
std::vector<BookFault> prove_book(const Rulebook& book, const RulebookSet& set);

/// Days on which a table may answer otherwise: its first, and the first of each parameter that it names.
std::set<Date> proof_days(const DecisionTable& table, const RulebookSet& set);
/// The faults of one table on all of those days.
std::vector<BookFault> prove_table(const DecisionTable& table, const RulebookSet& set);

/// The faults of the tables of one book alone, on every day on which one of them may answer otherwise.
std::vector<BookFault> prove_tables(const Rulebook& book, const RulebookSet& set);
/// Those of the routes of a campaign; none where it has no rows.
std::vector<BookFault> prove_routes(const Rulebook& book);

}  // namespace law
