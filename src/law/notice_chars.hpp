// Characters, numerals, shares and areas inside the running text of a notice.
//
// A notice is read as UTF-32, so that a position is a character. All readers work at a position and say where what they
// read ends; they never skip over text. Numerals are ASCII digits or Chinese (六, 十二, 二十五, 一百二, 二〇二四);
// full-width digits were made ASCII before (law/notice_text.hpp). Private to the room.
#pragma once

#include "law/rulebook.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law::notice {

using Chars = std::u32string;
using View = std::u32string_view;
inline constexpr std::size_t kNowhere = View::npos;

Chars decode(std::string_view utf8);
std::string encode(View text);

bool is_digit(char32_t c);
bool is_han(char32_t c);
inline bool has(View text, View part) { return text.find(part) != kNowhere; }
inline bool starts(View text, View part) { return text.substr(0, part.size()) == part; }
bool ends(View text, View part);
bool has_any(View text, std::initializer_list<View> parts);
View trim(View text, View drop = U" \t");
/// Pieces between any of the separators; empty pieces are left out.
std::vector<View> cut(View text, View separators);
/// cut(), but not inside brackets: 「各县（市、区）、市财政局」 are two.
std::vector<View> cut_outside(View text, View separators);

/// A word found: where it begins and ends.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};
/// The last of the words that ends at or before `until`; nothing if none is there.
std::optional<Span> last_of(View text, std::initializer_list<View> words, std::size_t until = kNowhere);

struct Number : Span {
    std::int64_t value = 0;
};
/// A whole number at `at`; at most nine digits.
std::optional<Number> number_at(View text, std::size_t at);

/// Figures that hold a letter a scan left (「9O%」, 「l20亩」): read by nobody, so that they are asked about.
std::vector<Span> broken_figures(View text);

struct Percent : Span {
    Share share;
};
/// 25%, 25.5%, 百分之二十五, 四分之一.
std::optional<Percent> percent_at(View text, std::size_t at);
std::vector<Percent> percents(View text);

struct Quantity : Span {
    Area area;
};
/// 1200亩, 1.2万亩, 35.5公顷, 3平方公里, 20000平方米: a decimal number with its unit.
std::optional<Quantity> area_at(View text, std::size_t at);
std::vector<Quantity> areas(View text);

/// The years a clause speaks of: 2009年至2018年, 2009—2018年, 2019年以来, 2018年以前, 2023年底前.
struct Years : Span {
    std::optional<int> from;
    std::optional<int> to;
};
std::optional<Years> years_at(View text, std::size_t at);
std::vector<Years> year_ranges(View text);

/// A sign that stands for "to" between two days, months or years. Scans write 一 for a dash.
bool is_range_sign(char32_t c);

}  // namespace law::notice
