// The book on the ground: plots and supplies that were drawn, laid over one another. What it finds is shown and
// proposed, never booked: which supply lies on which plot, and where two plots claim the same land.
// Only shapes of one coordinate system are laid together; those without one are laid with their like. What is no land
// is left out: pieces below noise_area_m2 of rulebooks/data/remnants.tsv.
#pragma once

#include "service/book.hpp"

#include <string>
#include <vector>

namespace service {

/// Plots by key, as Book holds them.
using Plots = std::map<std::string, Held<land::Plot>>;

struct Overlay {
    std::string supply, plot;  ///< keys
    base::Area area;           ///< of the supply's shape on the plot's
    base::Area shape;          ///< of the supply's shape
};
/// Draws that the shapes of `supplies` suggest, by supply, the largest first. Noise is kept where it is more than a
/// thousandth of the supply's shape. Errors: those of load_remnant_rules, GeometryTooLarge.
base::Result<std::vector<Overlay>> supplies_on_plots(const Plots& plots,
                                                     const std::vector<const Held<land::Supply>*>& supplies);

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
