// An exact share: what a rulebook writes as "25/100" or "1/3". Never a floating number inside the law.
#pragma once

#include "base/area.hpp"

#include <cstdint>
#include <string>

namespace law {

using base::Area;

/// An exact share: "25/100" in the file. den > 0.
struct Share {
    std::int64_t num = 0;
    std::int64_t den = 1;
    double value() const { return static_cast<double>(num) / static_cast<double>(den); }
    std::string percent() const;  ///< "25 %", at most 2 decimals
    std::string text() const;     ///< as a book writes it: "1/3", "30"
    /// share × area, rounded half away from zero to 1/10,000 m².
    Area of(Area area) const;
    bool operator==(const Share&) const = default;
};

/// -1, 0 or 1 as a lies below, at or above b; exact.
int compare(const Share& a, const Share& b);

}  // namespace law
