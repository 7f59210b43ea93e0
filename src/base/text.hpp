// Text as clerks and systems write it: encodings, full-width forms, dates, numbers with units.
//
// Everything inside the program is UTF-8. Reading never guesses silently: each reader says what it took the text
// for, or why not, so that the caller can raise a problem with the cell it came from.
#pragma once

#include "base/area.hpp"
#include "base/date.hpp"
#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

bool is_utf8(std::string_view bytes);
/// Invalid sequences become U+FFFD.
std::string replace_invalid_utf8(std::string_view bytes);

enum class Encoding { Utf8, Utf8Bom, Gb18030, Utf16Le, Utf16Be };
std::string_view encoding_name(Encoding encoding);
struct Decoded {
    std::string text;  ///< UTF-8 without byte-order mark
    Encoding encoding;
};
/// BOM decides; else strict UTF-8; else UTF-16 without BOM if its zero bytes give it away; else GB18030
/// (of which GBK and GB2312 are parts). Nothing if no encoding fits.
std::optional<Decoded> decode_text(std::string_view bytes);

/// Full-width digits, letters and punctuation (U+FF01…FF5E, U+3000) to ASCII; everything else unchanged.
std::string to_halfwidth(std::string_view utf8);
/// Without leading and trailing white space (ASCII, U+00A0, U+3000, U+FEFF).
std::string_view trim(std::string_view utf8);
/// Without any white space at all; for comparing headings and names.
std::string squeeze(std::string_view utf8);
std::vector<std::string_view> split(std::string_view text, char separator);
bool starts_with(std::string_view text, std::string_view prefix);
bool ends_with(std::string_view text, std::string_view suffix);
bool contains(std::string_view text, std::string_view part);
/// Columns on a terminal: CJK and full-width characters take two.
int display_width(std::string_view utf8);
/// Number of Unicode characters.
std::size_t char_count(std::string_view utf8);

/// What a cell that should hold a date was found to be.
struct ReadDate {
    enum class Outcome {
        Date,       ///< `date` is set
        Empty,      ///< nothing, or a sentinel that means "none" (1900-01-01, 1901-01-02, 1899-12-29, 1899-12-30)
        Unreadable  ///< `suggestion` may say what was probably meant (「三月底」 -> 2024-03-31 if the year is known)
    };
    Outcome outcome = Outcome::Empty;
    Date date;
    bool sentinel = false;   ///< Empty because of a sentinel date
    std::string suggestion;  ///< ISO date or empty
};
/// Accepts 2024-3-25, 2024.3.25, 2024/3/25, 20240325, 2024年3月25日, with or without a time of day; Excel day
/// numbers (45376 = 2024-03-25; 1900 date system, 20000…80000 only); ISO stamps in UTC that are local midnight
/// (2019-12-18T16:00:00Z is 2019-12-19). `year_hint` (0 = none) serves suggestions only, never a date.
ReadDate read_date(std::string_view cell, int year_hint = 0);

/// What a cell that should hold a number with an optional unit was found to be.
struct ReadArea {
    enum class Outcome { Area, Empty, Unreadable };
    Outcome outcome = Outcome::Empty;
    Area area;
    bool rounded = false;       ///< more places than 1/10,000 m²
    bool unit_in_cell = false;  ///< the cell itself named a unit (1.0000公顷), which wins over the column's
    bool was_fullwidth = false;
};
/// A number, with or without 公顷, 亩, 平方米, ㎡, m2, ha; full-width digits are read and reported.
ReadArea read_area(std::string_view cell, AreaUnit column_unit);

/// Plain decimal number to integer units of 10^-decimals, rounded half away from zero; nothing if it is none.
std::optional<std::int64_t> parse_decimal(std::string_view number, int decimals);

}  // namespace base
