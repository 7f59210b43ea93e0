// Conditions before land may be supplied (供地前置条件): each is met, still open, or not on record.
//
// Which conditions are asked on a day, with article and certainty of the rule, is data: parameters gate.* of the
// books. Three-valued: silence is unknown, and what is unknown may not be supplied before it is found out, but nobody
// is said to have failed. A condition is met where a record says so, or where the land stands as ready (净地: all
// conditions of supply met); a later record of the condition itself wins over both.
// Sources: 闲置土地处置办法 21; 城乡规划法 38; 土壤污染防治法 59; 文物保护法 (2024) 43; the notice 5.2.3, 6.2.d, 6.2.e.
#pragma once

#include "law/judgement.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

struct Gate {
    std::string id;  ///< compensation | rights | planning | works | soil | archaeology | violation
    base::Text name;
    std::optional<bool> met;  ///< nothing = not on record
    Finding finding;          ///< GATE_MET, GATE_MISSING or GATE_UNKNOWN
};

/// Of one portion of unsupplied land; conditions that do not apply to it (soil of an industrial use, a violation where
/// nothing is built, one that a record calls not needed) are left out. Empty for land that is to be given back.
std::vector<Gate> supply_gates(const PlotFacts& facts, const PortionJudgement& portion, const RulebookSet& books,
                               Date as_of);

base::Text gate_text(std::string_view id);

}  // namespace law
