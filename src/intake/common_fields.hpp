// What several kinds of rows have in common: where the land lies, which paper it belongs to, its shape.
#pragma once

#include "intake/row.hpp"

#include <string>
#include <string_view>

namespace intake {

/// Where a row says the land lies, as far as it says so.
struct Place {
    std::string code;  ///< six digits where a column gives a code (of six, nine or twelve)
    std::string name;  ///< as written
    std::string township;
};

/// A cell with a division code: "141031", "330783014" (a township's), "330783014000".
void read_division_code(Row& row, Place& place, std::string_view cell);

/// The six digits a row belongs to: its own code, else the code of its name, else the store's. Checks that the store
/// covers it; a row of another division is refused (OTHER_DIVISION).
std::string settle_division(Row& row, const Place& place);
/// Whether the store covers the code; if not, the row is refused.
bool check_covered(Row& row, std::string_view code, std::string_view name);

/// 批文号 normalised; an unusual form is kept and named.
std::string approval_number(Row& row, std::size_t column, std::string_view cell);
/// 电子监管号 normalised; a damaged one refuses the row.
std::string supervision_number(Row& row, std::size_t column, std::string_view cell);
/// approval#number, or the number alone where no approval is known: a plot's key in links and the like.
std::string plot_key(const std::string& approval, const std::string& number);

/// A development zone, when a unit's name is one (示范区, 经济开发区管委会).
bool is_zone_name(std::string_view name);
/// "unsupplied" or "idle", from a word for a stock; empty for any other.
std::string stock_of(std::string_view text);

/// The code of a band of years of approval (land/vintage.hpp); a cell that is none refuses the row.
std::string vintage_of(Row& row, std::size_t column, std::string_view cell);
/// A band of years is the county's: a row that names a zone or township beside it is refused.
void check_vintage_place(Row& row, const std::string& vintage, const std::string& zone, const std::string& township);

/// A township, when a division's name is one (横店镇, 白云街道).
bool is_township_name(std::string_view name);

/// The list's own number, told apart where it repeats: equal rows keep one number, others get "-2", "-3".
std::string distinct_number(Row& row, std::string_view field, const std::string& number);

/// The shape of a row; compares its area with the stated one.
struct Shape {
    land::Geometry geometry;
    std::optional<base::Area> measured;
};
Shape read_shape(Row& row, std::size_t column, std::string_view cell);
/// AREA_MISSING where there is no area or it is zero; an area that could not be read has its own problem already.
void note_missing_area(Row& row, std::string_view field, const std::optional<base::Area>& area);
void compare_areas(Row& row, const std::optional<base::Area>& stated, const std::optional<base::Area>& measured);

}  // namespace intake
