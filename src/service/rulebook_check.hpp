// Proofs of rulebooks, and what a notice contradicts: one use case behind `panhuo rulebook check` and the page 法规.
//
// Proved anew whenever it is asked (all shipped books together take a few milliseconds), by law/prove_book.hpp: every
// case of a table has a row, no two rows of a table that allows one only fit one case, every row can be reached and has
// a case that shows it to fire. Nothing is written.
#pragma once

#include "base/json_fwd.hpp"
#include "law/contradiction.hpp"
#include "law/prove_book.hpp"

#include <set>
#include <string>
#include <vector>

namespace service {

/// One table of a book: what was proved, and on which days it was.
struct CheckedTable {
    std::string id;
    base::Text title;
    base::Date from;
    std::set<base::Date> days;  ///< those on which it may answer otherwise; each was proved
    std::size_t rows = 0, cases = 0;
    std::vector<law::BookFault> faults;
};

struct CheckedBook {
    std::string name;
    base::Text title;
    std::vector<CheckedTable> tables;    ///< also the causes and routes of a campaign
    std::vector<law::BookFault> faults;  ///< of the whole book; those of its tables among them
    std::vector<law::Contradiction> contradictions;

    std::size_t rows() const;
    std::size_t cases() const;
    bool proved() const { return faults.empty(); }
};

/// One book of a set, under the parameters that all books of the set give.
CheckedBook check_book(const law::Rulebook& book, const law::RulebookSet& set);
/// Each book of a set in turn: what a store has adopted.
std::vector<CheckedBook> check_books(const law::RulebookSet& set);
/// A shipped book by its name, or a file (its name ends in .toml) that may use shipped ones. Errors: those of loading,
/// but never a fault of a table, which is part of the answer.
base::Result<CheckedBook> check_named_book(const std::string& name);

/// The document of `panhuo rulebook check --json`.
base::Json checked_json(const CheckedBook& book);
/// Its tables one by one, for the page.
base::Json checked_tables_json(const CheckedBook& book);

}  // namespace service
