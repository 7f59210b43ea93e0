// Draws that the ground suggests: which supply takes how much of which plot. Proposed, never decided: a draw is a
// record of kind link that waits for a person (service/program_proposals.hpp).
//
// How much: where the supply lies on plots altogether and its contract agrees with its shape (agree_area_m2,
// agree_share), the contract's area is shared out over the plots by what was measured, to the unit; otherwise each
// plot gives what was measured, up to what is left of the contract, and the rest stays unlinked. Certainty `inferred`.
#pragma once

#include "service/ground.hpp"
#include "service/near_ground.hpp"
#include "service/program_proposals.hpp"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace service {

struct SuggestedDraw {
    std::string supply, plot;  ///< keys
    base::Area area;           ///< to be drawn
    base::Area measured;       ///< of the supply's shape on the plot's
    base::Area shape;          ///< of the supply's shape
    base::Text why;
};

/// Of one supply, whose overlays are given, the largest first. `wanted`: what it holds of unstated origin.
std::vector<SuggestedDraw> draws_of(std::span<const Overlay> overlays, base::Area wanted,
                                    const geo::RemnantRules& rules);

/// What an import said about: keys of records that were entered or changed.
struct TouchedGround {
    std::set<std::string> plots, supplies;  ///< with a shape
    std::set<std::string> linked;           ///< supplies whose draws were stated
    bool empty() const { return plots.empty() && supplies.empty() && linked.empty(); }
};

struct ProposedDraws {
    ProposalCount count;
    std::size_t supplies_looked_at = 0;
};

/// Proposes the draws of the supplies touched, and of those whose boxes touch the plots; takes back proposals that no
/// longer hold. A supply with a stated draw, or without land of unstated origin, gets none. Only supplies and plots
/// with a place are found. Folds what the command said until now.
base::Result<ProposedDraws> propose_draws(Command& command, const TouchedGround& touched, base::Date day);

}  // namespace service
