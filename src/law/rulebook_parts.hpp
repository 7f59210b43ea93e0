// The two halves of parse_rulebook and its checks. Private to the room.
#pragma once

#include "law/table_reader.hpp"

namespace law {

/// The tables of a campaign, which stand at the root of its book.
Campaign read_campaign(TableReader& root);

/// One decision table. Names of rows in its cases are checked by the proof.
DecisionTable read_table(TableReader& from);

/// The rows cause × facts -> route of a campaign as a decision table: a row whose condition rests on an unknown fact
/// stops the reading, which is a row of its own (implied) directly after it. The names are checked before.
CompiledTable table_of_routes(const Campaign& campaign);

/// Names that nothing carries, ids given twice, intervals that end before they begin.
void check_rulebook(const Rulebook& book, TableReader& root);

}  // namespace law
