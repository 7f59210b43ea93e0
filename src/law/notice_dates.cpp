#include "law/notice_dates.hpp"

#include <algorithm>

namespace law::notice {

namespace {

/// A place in the text with the small questions of the grammar.
class Scan {
  public:
    Scan(View text, std::size_t at) : text_(text), at_(at) {}
    bool skip(View word) {
        const bool there = starts(text_.substr(std::min(at_, text_.size())), word);
        if (there) at_ += word.size();
        return there;
    }
    std::optional<std::int64_t> number(std::int64_t most) {
        const auto found = number_at(text_, at_);
        if (!found || found->value > most || found->value < 1) return std::nullopt;
        at_ = found->end;
        return found->value;
    }
    std::size_t at() const { return at_; }
    void back_to(std::size_t at) { at_ = at; }

  private:
    View text_;
    std::size_t at_;
};

/// 2024年, 今年, 次年: the year said; 0 if none is.
int said_year(Scan& scan, int campaign) {
    if (scan.skip(U"今年") || scan.skip(U"本年") || scan.skip(U"当年")) return campaign;
    if (scan.skip(U"次年") || scan.skip(U"明年") || scan.skip(U"翌年")) return campaign == 0 ? 0 : campaign + 1;
    const std::size_t start = scan.at();
    const auto year = scan.number(2100);
    if (year && *year >= 1949 && scan.skip(U"年")) return static_cast<int>(*year);
    scan.back_to(start);
    return 0;
}

struct Days {
    std::optional<Date> first;
    std::optional<Date> last;
};
Days month_days(int year, int month, int months) {
    const auto first = Date::from_ymd(year, month, 1);
    if (!first) return {};
    return {first, first->plus_months(months - 1).end_of_month()};
}

/// 「一季度完成15%」, 「4月份累计完成」: by its end.
bool done_within(View text, std::size_t at) {
    constexpr View kDone[] = {U"完成",   U"累计",   U"达到",   U"达",       U"实现",
                              U"内完成", U"要完成", U"须完成", U"力争完成", U"确保完成"};
    return std::any_of(std::begin(kDone), std::end(kDone), [&](View word) { return starts(text.substr(at), word); });
}

bool skip_end(Scan& scan) { return scan.skip(U"底") || scan.skip(U"末"); }

bool skip_before(Scan& scan) { return scan.skip(U"之前") || scan.skip(U"以前") || scan.skip(U"前"); }

void set_days(DateWords& out, Days days, int year) {
    if (year != 0) {
        out.first = days.first;
        out.last = days.last;
    }
}

/// Behind 「M月」: a day, a third of the month, its end, or the whole month.
void read_in_month(View text, Scan& scan, int year, int month, DateWords& out) {
    const std::size_t start = scan.at();
    const auto day = scan.number(99);
    if (day && (scan.skip(U"日") || scan.skip(U"号"))) {
        const auto date = Date::from_ymd(year == 0 ? 2000 : year, month, static_cast<int>(*day));
        out.impossible = !date;
        set_days(out, {date, date}, year);
        return;
    }
    scan.back_to(start);
    Days days = month_days(year == 0 ? 2000 : year, month, 1);
    out.span = true;
    if (scan.skip(U"上旬")) {
        days.last = days.first ? std::optional(days.first->plus_days(9)) : std::nullopt;
    } else if (scan.skip(U"中旬")) {
        days.last = days.first ? std::optional(days.first->plus_days(19)) : std::nullopt;
        days.first = days.first ? std::optional(days.first->plus_days(10)) : std::nullopt;
    } else if (scan.skip(U"下旬")) {
        days.first = days.first ? std::optional(days.first->plus_days(20)) : std::nullopt;
    } else {
        scan.skip(U"份");
        out.to_the_end = skip_end(scan) || done_within(text, scan.at());
        out.unclear = !out.to_the_end;  // taken back below unless 「前」 follows
    }
    set_days(out, days, year);
}

bool read_quarter(View text, Scan& scan, int year, DateWords& out) {
    scan.skip(U"第");
    const auto quarter = scan.number(4);
    if (!quarter || !(scan.skip(U"季度") || scan.skip(U"季"))) return false;
    out.span = true;
    out.to_the_end = skip_end(scan) || done_within(text, scan.at());
    out.unclear = !out.to_the_end;
    set_days(out, month_days(year == 0 ? 2000 : year, static_cast<int>(3 * *quarter - 2), 3), year);
    return true;
}

bool read_part_of_year(Scan& scan, bool year_said, int year, DateWords& out) {
    const int known = year == 0 ? 2000 : year;
    out.span = true;
    const bool end_of_year = scan.skip(U"年底") || scan.skip(U"年末") || (year_said && skip_end(scan));
    if (end_of_year) {
        out.to_the_end = true;
        set_days(out, month_days(known, 1, 12), year);
        return true;
    }
    const bool first_half = scan.skip(U"上半年");
    if (!first_half && !scan.skip(U"下半年")) return false;
    skip_end(scan);
    out.to_the_end = true;  // 「上半年完成」 means by its end
    set_days(out, month_days(known, first_half ? 1 : 7, 6), year);
    return true;
}

bool of_quarters(View text, const DateWords& day) { return has(text.substr(day.begin, day.end - day.begin), U"季"); }

/// 「3、6、9、12月底前」: where the bare numbers in front of the first month begin and end, in order.
std::vector<Span> bare_numbers(View text, const DateWords& first) {
    std::vector<Span> out;
    std::size_t end = first.begin;
    while (end >= 2 && (text[end - 1] == U'、' || text[end - 1] == U'和')) {
        std::size_t begin = end - 1;
        while (begin > 0 && end - begin < 4 && number_at(text, begin - 1) && number_at(text, begin - 1)->end == end - 1)
            --begin;
        const auto number = begin < end - 1 ? number_at(text, begin) : std::nullopt;
        if (!number || number->value < 1 || number->value > 12) break;
        if (of_quarters(text, first) && number->value > 4) break;
        out.insert(out.begin(), Span{begin, end - 1});
        end = begin;
    }
    return out;
}

/// The bare numbers as months or quarters of a year.
std::vector<DateWords> bare_months(View text, const std::vector<Span>& numbers, bool quarters, int year) {
    std::vector<DateWords> out;
    for (const Span& number : numbers) {
        DateWords one;
        one.begin = number.begin;
        one.end = number.end;
        one.span = true;
        one.unclear = true;
        const int value = static_cast<int>(number_at(text, number.begin)->value);
        if (year != 0) set_days(one, month_days(year, quarters ? 3 * value - 2 : value, quarters ? 3 : 1), year);
        out.push_back(one);
    }
    return out;
}

/// 「2025年」 directly before a position; 0 if no year stands there.
int year_before(View text, std::size_t at) {
    if (at < 5 || text[at - 1] != U'年') return 0;
    const auto year = number_at(text, at - 5);
    return year && year->end == at - 1 && year->value >= 1949 && year->value <= 2100 ? static_cast<int>(year->value)
                                                                                     : 0;
}

bool is_range(View between) { return !between.empty() && std::all_of(between.begin(), between.end(), is_range_sign); }

bool is_joint(View between) { return between == U"、" || between == U"和" || between == U"及" || between == U"与"; }

}  // namespace

std::optional<DateWords> DateReader::at(View text, std::size_t at) const {
    Scan scan(text, at);
    DateWords out;
    out.begin = at;
    const int said = said_year(scan, year_);
    out.year_said = scan.at() > at;
    const int year = said != 0 ? said : out.year_said ? 0 : year_;
    const std::size_t start = scan.at();
    const auto month = scan.number(12);
    if (month && scan.skip(U"月")) {
        read_in_month(text, scan, year, static_cast<int>(*month), out);
    } else {
        scan.back_to(start);
        if (!read_quarter(text, scan, year, out)) {
            scan.back_to(start);
            if (!read_part_of_year(scan, out.year_said, year, out)) return std::nullopt;
        }
    }
    const bool before = skip_before(scan);
    out.by = before || out.to_the_end;
    if (!before) out.unclear = false;  // 「9月」 alone is that month; only 「9月前」 can be two days
    out.end = scan.at();
    return out;
}

/// `found` again, in the year of the day that it is joined to, where it says none itself.
DateWords DateReader::joined(View text, const DateWords& before, DateWords found) const {
    const View between = text.substr(before.end, found.begin - before.end);
    if (found.year_said || !before.last || !(is_joint(between) || is_range(between))) return found;
    return DateReader(before.last->year(), issued_).at(text, found.begin).value_or(found);
}

std::vector<DateWords> DateReader::all(View text) const {
    std::vector<DateWords> out;
    for (std::size_t at = 0; at < text.size();) {
        auto found = this->at(text, at);
        if (!found) {
            const auto number = number_at(text, at);  // a number is read from its first digit or not at all
            at = number ? number->end : at + 1;
            continue;
        }
        if (out.empty() || !is_joint(text.substr(out.back().end, found->begin - out.back().end))) {
            const std::vector<Span> numbers = bare_numbers(text, *found);
            const int said = numbers.empty() ? 0 : year_before(text, numbers.front().begin);
            for (const DateWords& one : bare_months(text, numbers, of_quarters(text, *found), said == 0 ? year_ : said))
                out.push_back(one);
        }
        if (!out.empty()) found = joined(text, out.back(), *found);
        out.push_back(*found);
        at = found->end;
    }
    for (std::size_t i = out.size(); i-- > 1;) {
        DateWords& one = out[i - 1];
        if (!is_joint(text.substr(one.end, out[i].begin - one.end))) continue;
        one.listed = true;
        if (one.by || !out[i].by) continue;
        one.by = true;
        one.to_the_end = out[i].to_the_end;
        one.unclear = one.span && !one.to_the_end;
    }
    return out;
}

std::optional<DateRange> DateReader::range(View text) const {
    const std::size_t now = text.find(U"即日起");
    const std::vector<DateWords> days = all(text);
    if (now != kNowhere) {
        DateRange out{{now, now + 3}, issued_, std::nullopt};
        if (!days.empty() && days.front().begin > now) {
            out.to = days.front().last;
            out.end = days.front().end;
        }
        return out;
    }
    if (days.empty()) return std::nullopt;
    DateRange out{{days[0].begin, days[0].end}, days[0].first, days[0].last};
    std::size_t sign = days[0].end;
    while (sign < text.size() && is_range_sign(text[sign])) ++sign;
    if (sign == days[0].end) {
        if (days[0].by) out.from.reset();  // 「4月底前」 says no beginning
        if (!days[0].by && !days[0].span) return std::nullopt;
        return out;
    }
    if (days.size() > 1 && days[1].begin == sign) {
        out.to = days[1].last;
        out.end = days[1].end;
        return out;
    }
    const auto day = number_at(text, sign);  // 3月10日至20日
    if (!day || day->end >= text.size() || text[day->end] != U'日' || !out.from) return std::nullopt;
    out.to =
        Date::from_ymd(out.from->year(), out.from->month(), static_cast<int>(std::min<std::int64_t>(day->value, 99)));
    out.end = day->end + 1;
    return out;
}

}  // namespace law::notice
