// 界址点坐标 TXT, written: plots in the form that docs/formats/boundary-text.md describes and boundary_text reads.
//
// Reading back what was written gives the same plots in all that the format holds (number, name, use, area, survey
// date, text of the approval, map sheet, surveying office, division, coordinate system and every point in its order),
// up to the normalisation that the page lists; writing what was read back gives the same bytes. Plots of one
// description (coordinate system, date, office, approval) that follow one another stand under it; another begins a new
// one, as in files that were joined. UTF-8 without mark, lines end in CR LF, as the tools of the trade write them.
// Pure; no errors: a plot without a shape is left out and counted.
#pragma once

#include "land/records.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace intake {

struct BoundaryText {
    std::string text;
    std::size_t written = 0;
    std::size_t without_shape = 0;  ///< no geometry, or a text that is none
};

/// `division`: of the store. Plots of another get a heading with their region code.
BoundaryText write_boundary_text(const std::vector<land::Plot>& plots, const std::string& division);

}  // namespace intake
