// Mapping: what somebody says about a sheet of a file: which kind its rows are, which column holds which field and in
// which unit, or that the sheet is left out. It stands before what the headings are known to mean.
//
// A mapping speaks of a place of one file (sheet and row of the head), or of a form: every sheet whose head has these
// very headings in this order, whatever file it comes in and wherever the head stands. A mapping with columns says all:
// a column that it does not name is kept beside the record and read by nobody, so that the same mapping reads the same
// file alike after the table of headings has grown.
#pragma once

#include "base/result.hpp"
#include "intake/heading_table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

struct MappedColumn {
    std::size_t column = 0;  ///< counted from 0
    std::string heading;     ///< as it stands in the sheet; for people, not compared
    std::string field;       ///< empty: kept beside; "-": dropped
    Unit unit = Unit::None;  ///< None: as the heading or the title line says
    auto operator<=>(const MappedColumn&) const = default;
};

struct Mapping {
    std::string form;                   ///< form_of() the head it speaks of; empty: of the place below
    std::string sheet;                  ///< its name; of a form: as the sheet was called when it was said
    std::int64_t head_row = 0;          ///< first row of the head, from 1; 0: where it is found
    std::int64_t head_rows = 1;         ///< 1 to kDeepestHead
    bool leave = false;                 ///< the sheet is not read
    std::optional<land::Kind> kind;     ///< nothing (only without columns): the place is shown, no row is read
    std::vector<MappedColumn> columns;  ///< empty: as the headings say
    std::string entry;                  ///< of the journal that remembers it; empty: not remembered

    const MappedColumn* column(std::size_t at) const;
};

inline constexpr std::int64_t kDeepestHead = 3;

/// What identifies a head: 32 hex digits of the SHA-256 of its heading keys, a unit separator between them, without
/// blank columns at the end. Empty for a head in which nothing stands.
std::string form_of(const std::vector<std::string>& heading_keys);

/// A field that columns of a kind can be mapped to.
struct FieldInfo {
    std::string field;
    base::Text label;    ///< the headings that stand first in the table
    bool many = false;   ///< several columns may hold it
    bool area = false;   ///< its column has a unit
    bool money = false;  ///< the same, of money
};
/// In the order in which rows are read. Empty for a kind that no table has.
std::vector<FieldInfo> fields_of_kind(land::Kind kind, const HeadingTable& table);

/// A mapping that is not as it should be (RecordInvalid), in both languages.
base::Error mapping_error(const std::string& zh, const std::string& en);

/// Whether columns can be read so. RecordInvalid, saying which column: a field that the kind has not, columns without a
/// kind, two columns for a field that has one, a column named twice, a unit of what has none, no such column or row.
base::Status check_mapping(const Mapping& mapping, const HeadingTable& table);

/// "A" → 0, "AB" → 27; nothing for anything else.
std::optional<std::size_t> column_from_letters(std::string_view letters);

}  // namespace intake
