// The book on the ground: plots and supplies that were drawn, laid over one another. What it finds is shown and
// proposed, never booked: which supply lies on which plot, and where two plots claim the same land.
// Only shapes of one coordinate system are laid together; those without one are laid with their like. What is no land
// is left out: pieces below noise_area_m2 of rulebooks/data/remnants.tsv, and slivers: what is nowhere as wide as
// noise_width_m and no more than a fifth of the supply, as two surveys of one border leave it.
#pragma once

#include "geo/remnant.hpp"
#include "service/book.hpp"

#include <string>
#include <vector>

namespace service {

/// Plots by key, as Book holds them.
using Plots = std::map<std::string, Held<land::Plot>>;

struct Overlay {
    std::string supply, plot;   ///< keys
    base::Area area;            ///< of the supply's shape on the plot's
    base::Area shape;           ///< of the supply's shape
    bool all_on_plots = false;  ///< what these overlays leave of the supply's shape is slivers at most
};
/// Draws that the shapes of `supplies` suggest, by supply, the largest first. What is small is kept where it is more
/// than a thousandth of the supply's shape and no sliver. Errors: those of load_remnant_rules, GeometryTooLarge.
base::Result<std::vector<Overlay>> supplies_on_plots(const Plots& plots,
                                                     const std::vector<const Held<land::Supply>*>& supplies);

/// The ground that two shapes have in common, nowhere wider than noise: a border surveyed twice. Empty ground counts as
/// such. Shapes are valid, in mm.
base::Result<bool> is_sliver(const geo::MultiPolygon& a, const geo::MultiPolygon& b, const geo::RemnantRules& rules);

/// A record's shape, mended, in mm; empty where it has none or none that can be mended.
geo::MultiPolygon mended_shape(const land::Geometry& geometry);

/// Land that several plots claim: approved twice, or drawn wrongly.
struct Overlap {
    std::vector<std::string> plots;      ///< keys, sorted
    std::vector<std::string> approvals;  ///< keys, sorted; of those plots whose approval the book knows
    base::Area area;
};
/// The largest first. Errors as above.
base::Result<std::vector<Overlap>> overlapping_plots(const Book& book);
/// The same of plots alone, approvals left empty.
base::Result<std::vector<Overlap>> overlaps_among(const Plots& plots);

}  // namespace service
