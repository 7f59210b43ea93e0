// One parcel on the ground: its shape, what lies on it and on what it lies, what is left of it, and where map and book
// contradict each other, each with its cure. Looked up by place: a question costs the parcel's neighbourhood.
//
//   GROUND_AREA            declared and drawn area differ by more than the tolerance of remnants.tsv
//   GROUND_OUTSIDE         a supply reaches beyond approved land
//   GROUND_NEIGHBOUR       a supply lies on land of an approval that it does not draw on by the book
//   GROUND_DRAW            the book draws more, or less, of a plot than lies there
//   GROUND_APPROVED_TWICE  plots claim the same land
//   GROUND_SUPPLIED_TWICE  standing supplies claim the same land
// Slivers and noise (service/ground.hpp) raise nothing. Certainty `inferred`.
#pragma once

#include "base/json_fwd.hpp"
#include "law/finding.hpp"
#include "service/map_residual.hpp"
#include "service/near_ground.hpp"

#include <optional>
#include <string>
#include <vector>

namespace service {

struct GroundShape {
    std::string subject;  ///< "plot:KEY", "supply:KEY"
    std::string entry;    ///< that says it
    land::Geometry shape;
    std::optional<base::Area> declared;
    base::Area measured;
};

/// What a supply takes of a plot: by the book, and on the ground.
struct GroundDraw {
    std::string plot, supply;
    base::Area booked, covered;
};

struct Ground {
    std::vector<GroundShape> shapes;  ///< the subject's first, then those it lies on or under
    std::vector<GroundDraw> draws;
    std::vector<MapPiece> pieces;  ///< of a plot: what no standing supply covers
    std::vector<law::Finding> findings;
};

/// `subject`: "plot:KEY" or "supply:KEY"; empty for anything else and for what is not drawn.
base::Result<Ground> ground_of(store::Snapshot& snapshot, const std::string& subject, const Moment& moment);

/// The findings of every plot and supply that is drawn, plots first.
base::Result<std::vector<law::Finding>> ground_findings(store::Snapshot& snapshot, const Moment& moment);

base::Json ground_json(const Ground& ground);

}  // namespace service
