// Units as headings and title lines name them: 面积（公顷）, 单位：亩, 成交价格(万元), Area (hectare).
#pragma once

#include "base/area.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace intake {

enum class Unit { None, SquareMetre, Hectare, Mu, TenThousandYuan, Yuan };

bool is_area_unit(Unit unit);
bool is_money_unit(Unit unit);
/// Precondition: is_area_unit.
base::AreaUnit area_unit(Unit unit);

/// The unit that the whole text is ("公顷", "m2", "万元"), after squeeze and to_halfwidth, lower case.
Unit unit_named(std::string_view text);

/// Units of a title line: 「单位：公顷、万元」 names two. None where it names none.
struct TitleUnits {
    Unit area = Unit::None;
    Unit money = Unit::None;
};
TitleUnits units_of_title(std::string_view line);

/// A heading in comparable form: half-width, without white space, lower case, without a trailing colon or asterisk.
std::string heading_key(std::string_view heading);

/// A heading key with its unit taken off: "面积(公顷)" -> {"面积", Hectare}; also 面积/亩, 面积_m2, 面积公顷.
struct HeadingParts {
    std::string bare;  ///< without unit; other brackets stay
    Unit unit = Unit::None;
};
HeadingParts split_unit(std::string_view key);

/// The key without any bracketed remark: "约定容积率(上限)" -> "约定容积率".
std::string without_brackets(std::string_view key);

}  // namespace intake
