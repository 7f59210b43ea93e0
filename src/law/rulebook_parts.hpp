// The two halves of parse_rulebook and its checks. Private to the room.
#pragma once

#include "law/table_reader.hpp"

namespace law {

/// The tables of a campaign, which stand at the root of its book.
Campaign read_campaign(TableReader& root);

/// One decision table. Names of rows in its cases are checked by the proof.
DecisionTable read_table(TableReader& from);

/// Names that nothing carries, ids given twice, intervals that end before they begin.
void check_rulebook(const Rulebook& book, TableReader& root);

}  // namespace law
