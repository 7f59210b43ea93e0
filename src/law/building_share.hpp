// The second test of idleness (art 2(2)): how far building has come. Private to the room.
//
// Both shares are compared strictly ("不足") and by cross-multiplication of integers, so that exactly one third and
// exactly 25 % are not below. What is not known stays unknown.
#pragma once

#include "law/idle_law.hpp"
#include "law/judgement.hpp"

#include <optional>
#include <string>
#include <vector>

namespace law {

struct BuildingShare {
    std::optional<Share> built, invested;
    std::optional<bool> built_below;
    std::optional<bool> invested_below;

    /// Exactly one of the two is below: the text ("或者") and a quoted reply of the ministry part ways here.
    bool one_below() const { return built_below && invested_below && *built_below != *invested_below; }
    /// Whether the test is met under the setting any_below | both_below (table idle.stalled); nothing = it turns on
    /// what is unknown.
    std::optional<bool> short_of(const IdleLaw& law) const;
    /// The names given, for those of the two that are unknown.
    std::vector<std::string> missing(const std::string& area, const std::string& money) const;
};

BuildingShare building_share(const Development& development, const IdleLaw& law);

}  // namespace law
