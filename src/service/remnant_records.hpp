// Remnants as records: the portion that is proposed for a piece, and the decision that is proposed for noise. A portion
// carries its shape, measured area and clause among its extra columns, under the names of this file.
#pragma once

#include "service/remnants.hpp"

namespace service {

/// "R-1a2b3c4d": of the outline, so that the same piece has the same number whenever it is found.
std::string remnant_number(const land::Geometry& shape);
/// Number of the decision that accepts a piece of a plot as noise.
std::string noise_number(const std::string& plot, const std::string& number);

/// New portions for pieces that none is on record for; amendments, from `day`, of portions whose piece changed;
/// decisions on noise. The plot is Ready.
void add_wanted(const PlotPieces& plot, base::Date day, std::vector<Wanted>& portions, std::vector<Wanted>& noise);

}  // namespace service
