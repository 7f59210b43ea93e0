// How figures stand on a terminal, the same in every command.
#pragma once

#include "base/area.hpp"

#include <cstdio>
#include <optional>
#include <string>

namespace cli {

/// Four places, as the trade has it.
inline std::string hectares(base::Area area) { return area.text(base::AreaUnit::Hectare, 4); }

/// "52.24 %"; a dash where it is not known.
inline std::string percent(const std::optional<double>& share) {
    if (!share) return "–";
    char text[32];
    std::snprintf(text, sizeof text, "%.2f %%", *share * 100);
    return text;
}

}  // namespace cli
