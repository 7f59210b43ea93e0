#include "law/notice_chars.hpp"

#include "base/numerals.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <numeric>

namespace law::notice {

namespace {

int digit_of(char32_t c) { return c == U'两' ? 2 : base::chinese_digit(c); }

std::int64_t weight_of(char32_t c) { return c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0; }

/// 二〇二四 digit by digit; 二十五, 一百二十 by weight. A lone 百 or 千 is no number (百分之, 千方百计).
std::optional<Number> chinese_number(View text, std::size_t at) {
    std::size_t end = at;
    std::int64_t total = 0;
    std::int64_t digits = 0;
    std::int64_t open = -1;  // a digit whose weight is not known yet
    bool weighed = false;
    for (; end < text.size() && end - at < 9; ++end) {
        const int digit = digit_of(text[end]);
        const std::int64_t weight = weight_of(text[end]);
        if (digit < 0 && weight == 0) break;
        if (weight > 10 && open < 0) break;
        if (weight > 0) {
            total += (open < 0 ? 1 : open) * weight;
            open = -1;
            weighed = true;
        } else {
            digits = digits * 10 + digit;
            open = digit;
        }
    }
    if (end == at) return std::nullopt;
    return Number{{at, end}, weighed ? total + std::max<std::int64_t>(open, 0) : digits};
}

/// A letter that a scan takes for 0 or 1: what follows it is part of a figure that nobody can read.
bool scanned_letter(View text, std::size_t at) { return at < text.size() && View(U"OoIl").find(text[at]) != kNowhere; }

/// ASCII digits with an optional fraction; `text` as base reads it.
struct Decimal : Span {
    std::string text;
};
std::optional<Decimal> decimal_at(View text, std::size_t at) {
    Decimal out;
    out.begin = out.end = at;
    bool point = false;
    for (; out.end < text.size() && out.text.size() < 15; ++out.end) {
        const char32_t c = text[out.end];
        const bool digit_next = out.end + 1 < text.size() && is_digit(text[out.end + 1]);
        if (c == U'.' && !point && digit_next && out.end > at) {
            point = true;
        } else if (!is_digit(c)) {
            break;
        }
        out.text += static_cast<char>(c);  // a digit or a point
    }
    const bool inside = at > 0 && (is_digit(text[at - 1]) || text[at - 1] == U'.' || scanned_letter(text, at - 1));
    if (out.text.empty() || inside || scanned_letter(text, out.end)) return std::nullopt;
    return out;
}

template <class T, class Read>
std::vector<T> all(View text, Read read) {
    std::vector<T> out;
    for (std::size_t at = 0; at < text.size();) {
        if (auto found = read(text, at)) {
            out.push_back(*found);
            at = found->end;
        } else {
            ++at;
        }
    }
    return out;
}

struct UnitWord {
    View word;
    base::AreaUnit unit;
    std::size_t zeros;  ///< of the factor: 4 for 万, 2 from 平方公里 to hectares
};
constexpr UnitWord kUnits[] = {
    {U"万亩", base::AreaUnit::Mu, 4},
    {U"亩", base::AreaUnit::Mu, 0},
    {U"万公顷", base::AreaUnit::Hectare, 4},
    {U"公顷", base::AreaUnit::Hectare, 0},
    {U"平方公里", base::AreaUnit::Hectare, 2},
    {U"万平方米", base::AreaUnit::SquareMetre, 4},
    {U"平方米", base::AreaUnit::SquareMetre, 0},
    {U"㎡", base::AreaUnit::SquareMetre, 0},
    {U"ha", base::AreaUnit::Hectare, 0},
};
const Area kLargest = Area::from_m2(2'000'000'000'000);  // 2 million km²: beyond any province

/// 0.7 with four zeros is 7000: the factor moves the point of the number, so that nothing is rounded.
std::string times_ten(std::string number, std::size_t zeros) {
    const std::size_t point = std::min(number.find('.'), number.size());
    if (point < number.size()) number.erase(point, 1);
    if (number.size() < point + zeros) number.append(point + zeros - number.size(), '0');
    if (point + zeros < number.size()) number.insert(point + zeros, ".");
    return number;
}

}  // namespace

Chars decode(std::string_view utf8) {
    Chars out;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = base::utf8::next(utf8, at);
        out += c == base::utf8::kInvalid ? U'�' : c;
    }
    return out;
}

std::string encode(View text) {
    std::string out;
    for (const char32_t c : text) base::utf8::append(out, c);
    return out;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_han(char32_t c) { return base::utf8::is_han(c); }
bool ends(View text, View part) { return text.size() >= part.size() && text.substr(text.size() - part.size()) == part; }
bool has_any(View text, std::initializer_list<View> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](View part) { return has(text, part); });
}

View trim(View text, View drop) {
    while (!text.empty() && drop.find(text.front()) != kNowhere) text.remove_prefix(1);
    while (!text.empty() && drop.find(text.back()) != kNowhere) text.remove_suffix(1);
    return text;
}

std::vector<View> cut(View text, View separators) {
    std::vector<View> out;
    while (!text.empty()) {
        const std::size_t at = text.find_first_of(separators);
        if (at != 0) out.push_back(text.substr(0, at));
        if (at == kNowhere) break;
        text.remove_prefix(at + 1);
    }
    return out;
}

std::vector<View> cut_outside(View text, View separators) {
    std::vector<View> out;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const bool end = at == text.size();
        if (!end && text[at] == U'（') ++depth;
        if (!end && text[at] == U'）' && depth > 0) --depth;
        if (!end && (depth > 0 || separators.find(text[at]) == kNowhere)) continue;
        if (at > begin) out.push_back(text.substr(begin, at - begin));
        begin = at + 1;
    }
    return out;
}

std::optional<Span> last_of(View text, std::initializer_list<View> words, std::size_t until) {
    std::optional<Span> best;
    const View part = text.substr(0, std::min(until, text.size()));
    for (const View word : words) {
        const std::size_t at = part.rfind(word);
        if (at != kNowhere && (!best || at + word.size() > best->end)) best = Span{at, at + word.size()};
    }
    return best;
}

std::optional<Number> number_at(View text, std::size_t at) {
    if (at >= text.size()) return std::nullopt;
    if (!is_digit(text[at])) return chinese_number(text, at);
    if (at > 0 && scanned_letter(text, at - 1)) return std::nullopt;
    Number out{{at, at}, 0};
    while (out.end < text.size() && is_digit(text[out.end]) && out.end - at < 9)
        out.value = out.value * 10 + static_cast<std::int64_t>(text[out.end++] - U'0');
    if (scanned_letter(text, out.end)) return std::nullopt;
    return out;
}

std::vector<Span> broken_figures(View text) {
    std::vector<Span> out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        bool digit = false;
        bool letter = false;
        for (; end < text.size(); ++end) {
            const bool one = is_digit(text[end]);
            const bool other = scanned_letter(text, end);
            if (!one && !other && text[end] != U'.') break;
            digit = digit || one;
            letter = letter || other;
        }
        constexpr View kBehind = U"%亩公万平年月日宗";
        const bool figure = end < text.size() && kBehind.find(text[end]) != kNowhere;
        if (digit && letter && figure) out.push_back({at, end + 1});
        at = std::max(end, at + 1);
    }
    return out;
}

std::optional<Percent> percent_at(View text, std::size_t at) {
    if (const auto number = decimal_at(text, at); number && number->end < text.size() && text[number->end] == U'%') {
        const auto value = base::parse_decimal(number->text, 4);
        if (!value) return std::nullopt;
        const std::int64_t common = std::gcd(*value, std::int64_t{10'000});  // whole percents keep /100: "25/100"
        return Percent{{at, number->end + 1}, {*value / common, 1'000'000 / common}};
    }
    std::optional<Number> whole;
    if (starts(text.substr(at), U"百分之")) {
        whole = Number{{at, at + 1}, 100};
    } else if (at == 0 || digit_of(text[at - 1]) < 0) {
        whole = number_at(text, at);
    }
    if (!whole || !starts(text.substr(whole->end), U"分之")) return std::nullopt;
    if (whole->value == 100 && starts(text.substr(whole->end + 2), U"百"))
        return Percent{{at, whole->end + 3}, {100, 100}};
    const auto part = number_at(text, whole->end + 2);
    if (!part || whole->value <= 0) return std::nullopt;
    return Percent{{at, part->end}, {part->value, whole->value}};
}

std::vector<Percent> percents(View text) { return all<Percent>(text, percent_at); }

std::optional<Quantity> area_at(View text, std::size_t at) {
    const auto number = decimal_at(text, at);
    if (!number) return std::nullopt;
    for (const UnitWord& unit : kUnits) {
        if (!starts(text.substr(number->end), unit.word)) continue;
        const auto read = base::parse_area(times_ten(number->text, unit.zeros), unit.unit);
        if (!read || kLargest < read->area) return std::nullopt;
        return Quantity{{at, number->end + unit.word.size()}, read->area};
    }
    return std::nullopt;
}

std::vector<Quantity> areas(View text) { return all<Quantity>(text, area_at); }

}  // namespace law::notice
