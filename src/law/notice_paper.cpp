#include "law/notice_paper.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace law::notice {

namespace {

/// A scan sets a blank between all letters of a line, 「批 而 未 供」: such blanks are of the paper. Two or more
/// together part columns and stay.
bool is_spread(View line) {
    std::size_t tokens = 0;
    std::size_t single = 0;
    for (std::size_t at = 0; at < line.size();) {
        if (base::utf8::is_space(line[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < line.size() && !base::utf8::is_space(line[at])) ++at;
        ++tokens;
        single += at - begin == 1 ? 1U : 0U;
    }
    return tokens >= 6 && single * 5 >= tokens * 4;
}

Chars unspread(View line) {
    if (!is_spread(line)) return Chars(line);
    Chars out;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool blank = base::utf8::is_space(line[at]) && line[at] != U'\t';
        const bool next = at + 1 < line.size() && base::utf8::is_space(line[at + 1]);
        const bool last = at > 0 && base::utf8::is_space(line[at - 1]);
        if (!blank || next || last) out += line[at];
    }
    return out;
}

char32_t full_punctuation(char32_t c) {
    constexpr View kHalf = U",;:()!?", kFull = U"，；：（）！？";
    const std::size_t at = kHalf.find(c);
    return at == kNowhere ? c : kFull[at];
}

/// Digits and letters half-width, punctuation full-width. A comma between digits groups them and is left out.
Chars one_spelling(View line) {
    Chars out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char32_t c = line[i];
        if (base::utf8::is_space(c) || c == U'|' || c == U'｜' || c == U'│') {
            if (!out.empty() && out.back() != U' ') out += U' ';
            continue;
        }
        if (c < 0x20 || c == 0x7F) continue;  // no text, and no book may hold one
        const char32_t half = base::utf8::halfwidth(c);
        const bool letter = (half >= U'a' && half <= U'z') || (half >= U'A' && half <= U'Z');
        const bool between =
            !out.empty() && is_digit(out.back()) && i + 1 < line.size() && is_digit(base::utf8::halfwidth(line[i + 1]));
        if (half == U',' && between && i + 3 < line.size() && is_digit(base::utf8::halfwidth(line[i + 3]))) continue;
        if (is_digit(half) || letter || half == U'%' || half == U'-' || half == U'~' || half == U'.') {
            out += half;
        } else {
            out += full_punctuation(c);
        }
    }
    return Chars(trim(out));
}

bool is_page_number(View line) {
    View inner = trim(line, U" -—–－·.第页共/");
    if (inner.size() == line.size() && inner.size() > 3) return false;
    for (const View part : cut(inner, U" /页第共"))
        if (!std::all_of(part.begin(), part.end(), is_digit)) return false;
    return inner.size() <= 9;
}

/// What the printing office adds; also the only lines that name persons who are not of the group.
bool is_colophon(View squeezed) {
    return starts(squeezed, U"校对人") || starts(squeezed, U"联系人") || starts(squeezed, U"联系电话") ||
           starts(squeezed, U"抄送") || starts(squeezed, U"（此件") || starts(squeezed, U"（联系人") ||
           starts(squeezed, U"签发人") || starts(squeezed, U"（公开");
}

/// A line of the text or one that ends a page.
struct Found {
    Line line;
    Chars bare;
    bool page = false;
    bool bare_number = false;  ///< of a page or of a table whose cells became lines
};

bool all_digits(View text) { return std::all_of(text.begin(), text.end(), is_digit); }

/// Numbers alone on their lines are pages if they count on; the cells of a table do not.
void settle_numbers(std::vector<Found>& all) {
    std::optional<std::int64_t> before;
    bool pages = true;
    for (const Found& one : all) {
        if (!one.bare_number) continue;
        const auto number = number_at(one.bare, 0);
        if (!number) continue;
        pages = pages && (!before || (*before < number->value && number->value <= *before + 3));
        before = number->value;
    }
    for (Found& one : all) one.page = one.page || (one.bare_number && pages);
}

/// Heads of pages: the same short line without a sentence, at least twice, and each time but the first beside a page's
/// end. The first may be the head of the notice itself and stays.
void drop_heads(std::vector<Found>& all) {
    std::map<Chars, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!all[i].page && !all[i].bare_number && all[i].bare.size() >= 4 && all[i].bare.size() <= 40 &&
            !has_any(all[i].bare, {U"。", U"；", U"，"}))
            places[all[i].bare].push_back(i);
    std::vector<bool> drop(all.size(), false);
    for (const auto& [bare, where] : places) {
        const auto beside = [&](std::size_t i) {
            return (i > 0 && all[i - 1].page) || (i + 1 < all.size() && all[i + 1].page);
        };
        if (where.size() < 2 || !std::all_of(where.begin() + 1, where.end(), beside)) continue;
        const bool first_too = beside(where.front());
        for (std::size_t i = first_too ? 0 : 1; i < where.size(); ++i) drop[where[i]] = true;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!drop[i] && !all[i].page) {
            if (kept != i) all[kept] = std::move(all[i]);
            ++kept;
        }
    all.resize(kept);
}

}  // namespace

Chars squeeze(View spaced) {
    Chars out;
    std::copy_if(spaced.begin(), spaced.end(), std::back_inserter(out), [](char32_t c) { return c != U' '; });
    return out;
}

std::vector<Line> lines_of(View text) {
    std::vector<Found> all;
    int number = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(U"\n\f\v\u2028", begin), text.size());
        ++number;
        Chars line = one_spelling(unspread(text.substr(begin, end - begin)));
        const bool fed = end < text.size() && text[end] == U'\f';
        begin = end + 1;
        Chars bare = squeeze(line);
        if (!bare.empty() && !is_colophon(bare)) {
            const bool page = is_page_number(line);
            const bool plain = page && all_digits(bare);
            const std::size_t width = bare.size();
            all.push_back({{number, std::move(line), width}, std::move(bare), page && !plain, plain});
        }
        if (fed) all.push_back({{}, {}, true, false});
    }
    settle_numbers(all);
    drop_heads(all);
    std::vector<Line> out;
    for (Found& one : all) out.push_back(std::move(one.line));
    return out;
}

}  // namespace law::notice
