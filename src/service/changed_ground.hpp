// Where on the ground the map may look otherwise than before some entries were written.
#pragma once

#include "service/ground_box.hpp"

#include <optional>
#include <vector>

namespace service {

/// The boxes, in all their versions, of the plots and supplies that fold together with what the entries speak of, where
/// it is now and where it was. Nothing where they are too many to look at: then the map may have changed anywhere.
base::Result<std::optional<std::vector<store::GroundBox>>> changed_ground(store::Snapshot& snapshot,
                                                                          const std::vector<journal::Entry>& entries,
                                                                          Projections& projections);

}  // namespace service
