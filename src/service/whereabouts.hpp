// Where a division lies, in degrees: rulebooks/data/extents.csv.
#pragma once

#include "base/result.hpp"
#include "geo/place.hpp"

#include <optional>
#include <string_view>

namespace service {

/// Of the division, else of its prefecture, else of its province; nothing where none is listed. Errors: FileNotFound,
/// RulebookInvalid with file, line and what was found.
base::Result<std::optional<geo::Extent>> extent_of(std::string_view division);
/// The same from a text.
base::Result<std::optional<geo::Extent>> extent_in(std::string_view csv, const std::string& what,
                                                   std::string_view division);

}  // namespace service
