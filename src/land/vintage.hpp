// Vintage: a band of years of approval (批准年份段), where an order sets a task for each band of the stock.
#pragma once

#include "base/date.hpp"
#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace land {

/// Years of the date of approval, both included; one that is empty is open.
struct Vintage {
    std::optional<int> from, to;

    bool covers(base::Date approved_on) const;
    /// The form of payloads and keys: "2009-2018", "-2018", "2019-".
    std::string code() const;
    /// 「2009—2018年批准」.
    base::Text text() const;
    bool operator==(const Vintage&) const = default;
};

/// Reads the code and the ways people write it: 「2009—2018年」, 「2009年至2018年」, 「2018年以前」, 「2019年以来」,
/// 「2015年」. Nothing for any other text, or where the years run backwards.
std::optional<Vintage> read_vintage(std::string_view text);

}  // namespace land
