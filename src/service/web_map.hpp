// A shape that comes back moved as web maps move places (geo/gcj02.hpp): the one sign of GCJ-02 that numbers give.
#pragma once

#include "land/records.hpp"
#include "service/ground_box.hpp"

#include <cstdint>
#include <optional>

namespace service {

/// By how many metres, rounded, the shape of `given` lies off that of `known` in the direction and size of GCJ-02's
/// shift. Nothing where one has no shape or no place, or where it lies elsewhere or near by.
std::optional<std::int64_t> moved_as_web_map(const land::Record& known, const land::Record& given,
                                             Projections& projections);

}  // namespace service
