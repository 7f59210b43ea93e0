// A TOML text as a small tree of our own, so that only one source file pays for the TOML library's header.
// Private to the room.
#pragma once

#include "base/date.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace law {

struct TomlNode {
    enum class Kind : std::uint8_t { Table, Array, String, Integer, Boolean, Date, Other };
    Kind kind = Kind::Table;
    int line = 0;
    std::string text;
    std::int64_t integer = 0;
    bool flag = false;
    base::Date date;
    std::vector<std::pair<std::string, TomlNode>> members;  ///< of a table, sorted by key
    std::vector<TomlNode> items;                            ///< of an array, in order

    const TomlNode* find(std::string_view key) const;
};

/// RulebookInvalid with line and column if the text is no TOML.
base::Result<TomlNode> parse_toml(std::string_view text, const std::string& name);

}  // namespace law
