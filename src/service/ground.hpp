// The book on the ground: plots and supplies that were drawn, laid over one another. What it finds is shown and
// proposed, never booked: which supply lies on which plot, and where two plots claim the same land.
// Only shapes of one coordinate system are laid together; those without one are laid with their like.
#pragma once

#include "service/book.hpp"

#include <string>
#include <vector>

namespace service {

struct Overlay {
    std::string supply, plot;  ///< keys
    base::Area area;           ///< of the supply's shape on the plot's
    base::Area shape;          ///< of the supply's shape
};
/// Draws that the shapes of `supplies` suggest, by supply, the largest first. What is no more than noise (a thousandth
/// of the supply's shape and below one square metre) is left out.
base::Result<std::vector<Overlay>> supplies_on_plots(const Book& book,
                                                     const std::vector<const Held<land::Supply>*>& supplies);

/// Land that several plots claim: approved twice, or drawn wrongly.
struct Overlap {
    std::vector<std::string> plots;  ///< keys, sorted
    std::vector<std::string> approvals;
    base::Area area;
};
/// The largest first; slivers below a square metre are left out.
base::Result<std::vector<Overlap>> overlapping_plots(const Book& book);

}  // namespace service
