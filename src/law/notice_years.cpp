// Years that a clause speaks of: 2009年至2018年, 2019年以来, 2018年以前, 2023年底前, 2009年1月1日至2022年12月31日.
#include "law/notice_chars.hpp"

#include <algorithm>

namespace law::notice {

bool is_range_sign(char32_t c) {
    return c == U'至' || c == U'到' || c == U'一' || c == U'-' || c == U'—' || c == U'–' || c == U'－' || c == U'~' ||
           c == U'～' || c == U'―' || c == U'─';
}

namespace {

std::optional<Number> year_at(View text, std::size_t at) {
    const auto number = number_at(text, at);
    const bool sound = number && number->end - at == 4 && number->value >= 1949 && number->value <= 2100;
    return sound && (at == 0 || !is_digit(text[at - 1])) ? number : std::nullopt;
}

/// 「2009年以来至2024年底」: behind the 以来 of a range; else `at`.
std::size_t behind_since(View text, std::size_t at) {
    for (const View since : {View(U"以来"), View(U"起")}) {
        const std::size_t sign = at + since.size();
        if (starts(text.substr(std::min(at, text.size())), since) && sign < text.size() && is_range_sign(text[sign]) &&
            year_at(text, sign + 1))
            return sign;
    }
    return at;
}

}  // namespace

std::optional<Years> years_at(View text, std::size_t at) {
    const auto first = year_at(text, at);
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
    if (named) out.end = behind_since(text, out.end);
    const std::size_t before = out.end;
    while (out.end < text.size() && is_range_sign(text[out.end])) ++out.end;
    if (out.end > before)
        if (const auto second = year_at(text, out.end)) {
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

std::vector<Years> year_ranges(View text) {
    std::vector<Years> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto found = years_at(text, at);
        if (found) out.push_back(*found);
        at = found ? found->end : at + 1;
    }
    return out;
}

}  // namespace law::notice
