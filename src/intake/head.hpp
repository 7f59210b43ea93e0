// The head of a table: where it is, which kind of record its columns describe, which column holds which field.
//
// Forms of the trade put a merged title, the reporting office and the unit above the head, use one to three rows of
// headings (批准面积 over 合计 and 耕地), number the columns below it, and repeat names. The head is the place among
// the first rows where the most headings are known; the kind is the one whose headings they are. A tie between kinds
// is no detection: a wrong guess would enter wrong records.
#pragma once

#include "base/date.hpp"
#include "intake/heading_table.hpp"

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
};

/// Rows that are looked at. A head further down is not found.
inline constexpr std::size_t kHeadRows = 40;

/// `kind` restricts the search (--as). Nothing where no kind is told apart.
std::optional<Head> find_head(const std::vector<SheetRow>& rows, const HeadingTable& table,
                              std::optional<land::Kind> kind);

/// Fields that a sheet must have to be of this kind; one of each group.
std::vector<std::vector<std::string>> needed_fields(land::Kind kind);

/// Kinds that can be read from tables.
bool is_table_kind(land::Kind kind);

/// "A", "AB"; column counted from 0.
std::string column_letters(std::size_t column);

}  // namespace intake
