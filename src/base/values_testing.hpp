// For tests only: days and areas as a person writes them.
#pragma once

#include "base/area.hpp"
#include "base/date.hpp"

#include <cstdint>
#include <string_view>

namespace base::testing {

/// "2024-06-30"; throws where it is no day.
inline Date day(std::string_view iso) { return parse_iso_date(iso).value(); }
inline Area m2(std::int64_t value) { return Area::from_m2(value); }

}  // namespace base::testing
