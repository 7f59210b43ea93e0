// What is left of the plots, as proposed portions (处置单元): every piece of approved land that no standing supply
// covers, with its class, cause, route and the clause that names the route (rulebooks/data/remnants.tsv,
// remnant_ways.tsv).
//
// Proposed, never decided. Nothing is proposed for a plot
//   stated    whose portions people stated without shapes: which piece is theirs, the shapes cannot say
//   differs   whose book and map do not agree (a supply is not drawn, a draw is missing or wrong)
//   settled   of which nothing is unsupplied
// Otherwise the plot's unsupplied area is shared out over its pieces by what was measured, to the unit, so that the
// portions balance; each keeps its own measured area. A portion that has the shape of a piece already stays; one whose
// piece changed is proposed to be amended. Noise gets no portion: a decision (rule 27) is proposed that names the
// remnant and the rule, and an operator's approval of it moves the area to the account `noise`.
#pragma once

#include "service/map_residual.hpp"
#include "service/program_proposals.hpp"
#include "service/remnant_ways.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace service {

struct PlotPiece {
    std::string number;  ///< of the portion, or of the decision on noise: made from the outline, so it stays
    land::Geometry shape;
    base::Area area;      ///< share of the plot's unsupplied area
    base::Area measured;  ///< its own
    geo::Remnant remnant;
    RemnantWay way;
    std::string said_by;  ///< key of the portion or decision on record that is this piece; empty: none
};

enum class PlotState { Ready, Stated, Differs, Settled };
std::string_view plot_state_name(PlotState state);  ///< ready stated differs settled
base::Text plot_state_text(PlotState state);

struct PlotPieces {
    std::string plot;
    PlotState state = PlotState::Ready;
    base::Area unsupplied;  ///< by the ledger
    base::Area measured;    ///< of the pieces; noise that was accepted left out
    base::Area stated;      ///< of portions without shape
    std::vector<PlotPiece> pieces;
    std::vector<Held<land::Portion>> outdated;  ///< with a shape, or an area, that no piece has any more
};

struct Remnants {
    std::vector<PlotPieces> plots;  ///< by key
    std::size_t looked_at = 0;      ///< plots that were laid over their neighbours
};

/// Of which plots: all that are drawn; one; or those that the entries of a chain after a number can have changed.
struct RemnantScope {
    std::string plot;
    std::optional<std::uint64_t> since;
};

/// Errors: those of the store, of the two rule files, Usage for a plot that is not drawn.
base::Result<Remnants> find_remnants(store::Snapshot& snapshot, const RemnantScope& scope, const Moment& moment);

struct ProposedRemnants {
    Remnants found;
    ProposalCount portions, noise;
};

base::Result<ProposedRemnants> propose_remnants(Office& office, const RemnantScope& scope, const Act& act);

/// The shape a proposed portion carries beside its fields; empty where it has none.
land::Geometry shape_of_portion(const land::Portion& portion);

}  // namespace service
