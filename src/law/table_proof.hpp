// Proof of a decision table: every case answered, none twice, every row reachable, every row shown to fire.
//
// The space of cases is split along the rows' own bounds: what a row leaves of a box is a few smaller boxes, so that
// columns the rows do not speak of cost nothing and the product of all columns is never walked. The proof is exact:
// a fault comes with a case that shows it, of as few facts as show it; no fault means there is none.
#pragma once

#include "law/decision_table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace law {

/// What is wrong with a book, and the smallest example of it.
struct BookFault {
    std::string code;   ///< TABLE_GAP, TABLE_CONFLICT … (docs/rulebooks.md)
    std::string where;  ///< "idle.route", "idle.route/fee"
    base::Text text;
    base::Text example;  ///< may be empty
};

/// Gap, conflict (hit = unique), rows that no case reaches, cases that another row answers, rows without a case; in
/// this order.
std::vector<BookFault> prove_table(const CompiledTable& table);

/// The part of a box that a row leaves, as boxes that do not overlap.
std::vector<Box> minus(const Box& box, const Box& row);
bool empty(const Box& box);
Box intersection(const Box& a, const Box& b);

}  // namespace law
