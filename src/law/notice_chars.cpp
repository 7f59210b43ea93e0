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
    if (out.text.empty() || (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == U'.'))) return std::nullopt;
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
    Number out{{at, at}, 0};
    while (out.end < text.size() && is_digit(text[out.end]) && out.end - at < 9)
        out.value = out.value * 10 + static_cast<std::int64_t>(text[out.end++] - U'0');
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

bool is_range_sign(char32_t c) {
    return c == U'至' || c == U'到' || c == U'一' || c == U'-' || c == U'—' || c == U'–' || c == U'－' || c == U'~' ||
           c == U'～' || c == U'―' || c == U'─';
}

std::optional<Years> years_at(View text, std::size_t at) {
    const auto year = [&](std::size_t from) -> std::optional<Number> {
        const auto number = number_at(text, from);
        const bool sound = number && number->end - from == 4 && number->value >= 1949 && number->value <= 2100;
        return sound && (from == 0 || !is_digit(text[from - 1])) ? number : std::nullopt;
    };
    const auto first = year(at);
    if (!first) return std::nullopt;
    Years out;
    out.begin = at;
    out.end = first->end;
    const auto skip = [&](View word) {
        const bool there = starts(text.substr(out.end), word);
        if (there) out.end += word.size();
        return there;
    };
    const bool named = skip(U"年");
    const auto skip_day = [&] {  // 2010年1月1日至2022年12月31日
        const auto month = number_at(text, out.end);
        if (!month || !starts(text.substr(month->end), U"月")) return;
        const auto day = number_at(text, month->end + 1);
        if (day && starts(text.substr(day->end), U"日")) out.end = day->end + 1;
    };
    const std::size_t after_year = out.end;
    const bool until = at >= 2 && (text.substr(at - 2, 2) == View(U"截至") || text.substr(at - 2, 2) == View(U"截止"));
    if (named && !starts(text.substr(out.end), U"12月31日")) skip_day();
    const std::size_t before = out.end;
    while (out.end < text.size() && is_range_sign(text[out.end])) ++out.end;
    if (out.end > before)
        if (const auto second = year(out.end)) {
            out.end = second->end;
            if (!skip(U"年")) return std::nullopt;
            skip_day();
            out.from = static_cast<int>(first->value);
            out.to = static_cast<int>(second->value);
            return out;
        }
    const int value = static_cast<int>(first->value);
    if (before > after_year) {  // 2012年7月1日以后, 2018年6月30日以前
        if (skip(U"以来") || skip(U"以后") || skip(U"之后") || skip(U"起")) {
            out.from = value;
            return out;
        }
        if (skip(U"以前") || skip(U"之前") || skip(U"前")) {
            out.to = value;
            return out;
        }
    }
    out.end = after_year;
    if (!named) return std::nullopt;
    if (until && (skip(U"底") || skip(U"末") || skip(U"12月31日"))) {  // 「截至2023年底已认定的」
        out.to = value;
        return out;
    }
    if (skip(U"以来") || skip(U"以后") || skip(U"之后") || skip(U"及以后") || skip(U"起")) {
        out.from = value;
    } else if (skip(U"及以前") || skip(U"底以前") || skip(U"底前") || skip(U"底之前") || skip(U"12月31日前") ||
               skip(U"12月31日以前") || skip(U"末前")) {
        out.to = value;
    } else if (skip(U"以前") || skip(U"之前") || skip(U"前")) {
        out.to = value - 1;  // 「2019年前」 leaves 2019 out; 「2019年及以前」 does not
    } else if (starts(text.substr(out.end), U"批准的") || starts(text.substr(out.end), U"获批的") ||
               starts(text.substr(out.end), U"度批准的")) {  // one year alone
        out.from = out.to = value;
    } else {
        return std::nullopt;
    }
    return out;
}

std::vector<Years> year_ranges(View text) { return all<Years>(text, years_at); }

}  // namespace law::notice
