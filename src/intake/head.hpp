// The head of a table: where it is, which kind of record its columns describe, which column holds which field.
//
// Forms of the trade put a merged title, the reporting office and the unit above the head, use one to three rows of
// headings (批准面积 over 合计 and 耕地), number the columns below it, and repeat names. The head is the place among
// the first rows where the most headings are known; the kind is the one whose headings they are. A tie between kinds
// is no detection: a wrong guess would enter wrong records.
#pragma once

#include "base/date.hpp"
#include "intake/heading_table.hpp"
#include "intake/mapping.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace intake {

/// A row of a sheet, owned.
struct SheetRow {
    std::int64_t number = 0;  ///< 1-based
    std::vector<std::string> cells;
};

struct Column {
    std::string heading;  ///< as written, levels joined by " > "; "列 C" where there is none
    std::string field;    ///< empty: no field takes it; "-": dropped
    Unit unit = Unit::None;
    bool unit_assumed = false;  ///< an area without a unit anywhere: hectares
    int rank = 0;
};

struct Head {
    land::Kind kind = land::Kind::Supply;
    std::size_t first = 0;  ///< index among the rows given
    std::size_t depth = 1;
    std::vector<Column> columns;
    std::optional<base::Date> as_of;  ///< 「截至2023年12月31日」 in a line above
    std::string form;                 ///< form_of() its headings
};

/// Rows that are looked at. A head further down is not found.
inline constexpr std::size_t kHeadRows = 40;

/// `kind` restricts the search (--as). Nothing where no kind is told apart.
std::optional<Head> find_head(const std::vector<SheetRow>& rows, const HeadingTable& table,
                              std::optional<land::Kind> kind);

/// The head at a place that somebody names. `kind` nothing: headings without fields. Precondition: the rows are there.
/// `said` (may be null): what its columns hold; where it says nothing of columns, the headings do.
Head head_at(const std::vector<SheetRow>& rows, const HeadingTable& table, std::size_t first, std::size_t depth,
             std::optional<land::Kind> kind, const Mapping* said);

/// Where the head of a remembered form stands, and which of them it is: the first place, the deepest there.
struct FormPlace {
    std::size_t first = 0, depth = 1;
    const Mapping* mapping = nullptr;
};
std::optional<FormPlace> find_form(const std::vector<SheetRow>& rows, const std::vector<Mapping>& remembered);

/// The row that looks most like a head where none is known: what is shown to somebody who can tell. 0 at worst.
std::size_t likely_head(const std::vector<SheetRow>& rows);

/// Whether cells of a field are areas, or sums of money, and so have a unit.
bool is_area_field(std::string_view field);
bool is_money_field(std::string_view field);

/// Fields that a sheet must have to be of this kind; one of each group.
std::vector<std::vector<std::string>> needed_fields(land::Kind kind);

/// Kinds that can be read from tables.
bool is_table_kind(land::Kind kind);

/// "A", "AB"; column counted from 0.
std::string column_letters(std::size_t column);

}  // namespace intake
