// By when a target is to be reached: 「到2027年底…」, 「2026年：…」, a heading 「2026年」; and whether it is of a whole
// plan (「三年目标」). A day that says what the figure is of (「以2024年底存量为基数」, 「较2023年底」) is no such day.
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

constexpr View kBefore = U"以至止较比自从照按据对与";

bool begins_with_any(View text, std::initializer_list<View> words) {
    return std::any_of(words.begin(), words.end(), [&](View word) { return starts(text, word); });
}

bool is_base(View text, Span day) {
    if (day.begin > 0 && kBefore.find(text[day.begin - 1]) != kNowhere) return true;
    return begins_with_any(text.substr(day.end),
                           {U"存量", U"为基", U"的", U"批准", U"形成", U"获批", U"供应的", U"出让的", U"已", U"以前",
                            U"认定", U"数据", U"下降", U"压减", U"减少"});
}

/// 「2026年」, 「2026年度」 with no day behind it.
std::optional<Date> bare_year(View text, std::size_t at) {
    const auto year = number_at(text, at);
    if (!year || year->end - at != 4 || year->value < 1990 || year->value > 2100) return std::nullopt;
    if (!starts(text.substr(year->end), U"年") || (at > 0 && is_digit(text[at - 1]))) return std::nullopt;
    Span span{at, year->end + 1};
    if (starts(text.substr(span.end), U"度")) ++span.end;
    const View after = text.substr(span.end);
    const bool other =
        begins_with_any(after, {U"以来", U"以后", U"之后", U"及以", U"前", U"之前", U"起", U"底", U"末"}) ||
        (!after.empty() && (is_range_sign(after[0]) || number_at(after, 0)));
    if (other || is_base(text, span) || (at > 0 && is_range_sign(text[at - 1]))) return std::nullopt;
    return Date::from_ymd(static_cast<int>(year->value), 12, 31);
}

bool says_plan(View words) {
    for (const View span : {View(U"两年"), View(U"三年"), View(U"五年")})
        for (std::size_t at = words.find(span); at != kNowhere; at = words.find(span, at + 1))
            if (begins_with_any(words.substr(at + 2), {U"目标", U"任务", U"内", U"累计", U"共", U"总", U"合计"}))
                return true;
    return false;
}

}  // namespace

Due due_of(const Pages& pages, const Block& block, View sentence, std::size_t number) {
    Due out;
    std::size_t day_at = 0;
    for (const DateWords& day : pages.dates.all(sentence)) {
        if (day.end > number || !day.by || day.unclear || !day.last || is_base(sentence, day)) continue;
        out.day = day.last;
        day_at = day.begin;
    }
    bool year_alone = false;
    for (std::size_t at = 0; at + 5 < number; ++at)
        if (const auto year = at >= day_at ? bare_year(sentence, at) : std::nullopt) {
            out.day = year;
            year_alone = true;
        }
    for (auto title = block.titles.rbegin(); !out.day && title != block.titles.rend(); ++title) {
        out.day = bare_year(*title, 0);
        year_alone = out.day.has_value();
    }
    if (year_alone) return out;
    out.whole_plan = says_plan(sentence.substr(0, number)) ||
                     std::any_of(block.titles.begin(), block.titles.end(), [](const Chars& t) { return says_plan(t); });
    return out;
}

}  // namespace law::notice
