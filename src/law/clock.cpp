#include "law/clock.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace law {
namespace {

using base::Code;
using base::Error;
using base::Result;

struct UnitName {
    std::string_view suffix;
    PeriodUnit unit;
    int most;
    const char* zh;
    const char* en;
};
// "wd" before "d": the longer ending is tried first.
constexpr UnitName kUnits[] = {
    {"wd", PeriodUnit::WorkingDays, 36'500, "个工作日", "working day(s)"},
    {"d", PeriodUnit::Days, 36'500, "日", "day(s)"},
    {"m", PeriodUnit::Months, 1'200, "个月", "month(s)"},
    {"y", PeriodUnit::Years, 100, "年", "year(s)"},
};

const UnitName& name_of(PeriodUnit unit) {
    return *std::find_if(std::begin(kUnits), std::end(kUnits), [&](const UnitName& one) { return one.unit == unit; });
}

/// Where the period ends if nothing suspends it.
Result<Date> plain_end(Date start, Period period, const base::WorkCalendar& calendar) {
    switch (period.unit) {  // GCOVR_EXCL_BR_LINE: cases are lines; a value of none is nobody's branch
        case PeriodUnit::Days:
            return start.plus_days(period.amount);
        case PeriodUnit::WorkingDays:
            return calendar.add_workdays(start, period.amount);
        case PeriodUnit::Months:
            return start.plus_months(period.amount);
        case PeriodUnit::Years:
            break;
    }
    return start.plus_years(period.amount);
}

Result<int> workdays_in(const Interval& span, const base::WorkCalendar& calendar) {
    int count = 0;
    for (Date day = span.from; day <= span.to; day = day.plus_days(1)) {
        PANHUO_TRY(const bool worked, calendar.is_workday(day));
        count += worked ? 1 : 0;
    }
    return count;
}

/// An article of the Civil Code, for periods that began under it.
base::Text article(Date start, const char* zh, const char* en) {
    if (start.year() < 2021) return {"", ""};  // in force since 2021-01-01
    return {std::string("（民法典") + zh + "）", std::string(" (Civil Code art ") + en + ")"};
}

base::Text count_text(Date start, Period period, Date due) {
    const UnitName& unit = name_of(period.unit);
    const std::string n = std::to_string(period.amount);
    std::string zh = "计 " + n + " " + unit.zh + "，至 " + due.iso();
    std::string en = n + " " + unit.en + " end on " + due.iso();
    const bool by_month = period.unit == PeriodUnit::Months || period.unit == PeriodUnit::Years;
    if (by_month && due.day() != start.day()) {
        zh += "，当月没有对应日，以月末日为最后一日";
        en += ", the last day of a month that has no corresponding day";
    } else if (by_month) {
        zh += "，即对应日";
        en += ", the corresponding day";
    }
    if (by_month) {
        const base::Text law = article(start, "第二百零二条", "202");
        zh += law.zh, en += law.en;
    }
    return {zh + "。", en + "."};
}

/// The causes of the suspensions of which a joined part consists: "（疫情停工、诉讼）".
base::Text causes_of(const ClockQuestion& question, const Interval& part) {
    std::string zh, en;
    for (std::size_t i = 0; i < question.causes.size(); ++i) {
        const Interval& one = question.suspensions[i];
        if (question.causes[i].empty() || one.to < part.from || part.to < one.from) continue;
        zh += (zh.empty() ? "" : "、") + question.causes[i];
        en += (en.empty() ? "" : ", ") + question.causes[i];
    }
    if (zh.empty()) return {};
    return {"（" + zh + "）", " (" + en + ")"};
}

ClockStep suspend_step(const ClockQuestion& question, const Interval& part, int pushed, Date due) {
    const base::Text why = causes_of(question, part);
    return {"suspend",
            due,
            {part.from.iso() + " 至 " + part.to.iso() + " 中止" + why.zh + "，顺延 " + std::to_string(pushed) +
                 " 日，至 " + due.iso() + "。",
             "Suspended from " + part.from.iso() + " to " + part.to.iso() + why.en + ": " + std::to_string(pushed) +
                 " day(s) do not count, now " + due.iso() + "."}};
}

/// Working days are looked up in the calendar, so this may fail where suspend_days cannot.
base::Status suspend_workdays(const ClockQuestion& question, const base::WorkCalendar& calendar, ClockAnswer& answer) {
    const Date first = question.start.plus_days(1);
    for (const Interval& one : joined(question.suspensions)) {
        if (answer.due < one.from) break;
        const Interval part{std::max(one.from, first), one.to};
        if (part.to < part.from) continue;
        PANHUO_TRY(const int pushed, workdays_in(part, calendar));
        PANHUO_TRY(answer.due, calendar.add_workdays(answer.due, pushed));
        answer.steps.push_back(suspend_step(question, part, pushed, answer.due));
    }
    return base::Done{};
}

base::Status suspend(const ClockQuestion& question, const base::WorkCalendar& calendar, ClockAnswer& answer) {
    if (question.period.unit == PeriodUnit::WorkingDays) return suspend_workdays(question, calendar, answer);
    for (const Suspended& one : suspend_days(question.start, answer.due, question.suspensions)) {
        answer.due = one.due;
        answer.steps.push_back(suspend_step(question, one.part, one.days, one.due));
    }
    return base::Done{};
}

Error bad_period(std::string_view text) {
    return {
        Code::Usage,
        {base::both("期间「" + std::string(text) +
                        "」读不懂；应为正整数加单位：10wd（工作日）、30d、2m、1y（至多 36500wd、36500d、1200m、100y）",
                    "the period \"" + std::string(text) +
                        "\" was not understood; expected a whole number above 0 and a unit: 10wd (working "
                        "days), 30d, 2m, 1y (at most 36500wd, 36500d, 1200m, 100y)")}};
}

}  // namespace

Result<Period> parse_period(std::string_view text) {
    for (const UnitName& unit : kUnits) {
        if (!base::ends_with(text, unit.suffix)) continue;
        const std::string_view digits = text.substr(0, text.size() - unit.suffix.size());
        int amount = 0;
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), amount);
        const bool whole = problem == std::errc{} && end == digits.data() + digits.size();
        if (!whole || amount < 1 || amount > unit.most) break;
        return Period{amount, unit.unit};
    }
    return bad_period(text);
}

Result<Interval> parse_interval(std::string_view text) {
    const auto parts = base::split(text, ':');
    if (parts.size() == 2) {
        const auto from = base::parse_iso_date(parts[0]);
        const auto to = base::parse_iso_date(parts[1]);
        if (from && to && *from <= *to) return Interval{*from, *to};
    }
    return Error{Code::Usage,
                 {base::both("中止期间「" + std::string(text) + "」读不懂；应为 2024-01-01:2024-01-31，起不晚于止",
                             "the interval \"" + std::string(text) +
                                 "\" was not understood; expected 2024-01-01:2024-01-31, the first day not after the "
                                 "last")}};
}

Result<Suspension> parse_suspension(std::string_view text) {
    const std::size_t first = text.find(':');
    const std::size_t second = first == std::string_view::npos ? first : text.find(':', first + 1);
    PANHUO_TRY(const Interval days, parse_interval(text.substr(0, second)));
    return Suspension{days, second == std::string_view::npos ? "" : std::string(text.substr(second + 1))};
}

std::vector<Interval> joined(std::vector<Interval> intervals) {
    std::sort(intervals.begin(), intervals.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
    std::vector<Interval> out;
    for (const Interval& one : intervals) {
        if (!out.empty() && one.from <= out.back().to.plus_days(1))
            out.back().to = std::max(out.back().to, one.to);
        else
            out.push_back(one);
    }
    return out;
}

std::vector<Suspended> suspend_days(Date start, Date due, std::vector<Interval> suspensions) {
    std::vector<Suspended> out;
    for (const Interval& one : joined(std::move(suspensions))) {
        if (due < one.from) break;
        const Interval part{std::max(one.from, start.plus_days(1)), one.to};
        if (part.to < part.from) continue;
        due = due.plus_days(part.days());
        out.push_back({part, part.days(), due});
    }
    return out;
}

Result<ClockAnswer> run_clock(const ClockQuestion& question, const base::WorkCalendar& calendar) {
    ClockAnswer answer;
    const base::Text not_counted = article(question.start, "第二百零一条", "201");
    answer.steps.push_back({"start",
                            question.start,
                            {question.start.iso() + " 为起算日，当日不计" + not_counted.zh + "。",
                             question.start.iso() + " is the start and is not counted" + not_counted.en + "."}});
    PANHUO_TRY(answer.due, plain_end(question.start, question.period, calendar));
    answer.steps.push_back({"count", answer.due, count_text(question.start, question.period, answer.due)});
    PANHUO_DO(suspend(question, calendar, answer));
    if (!question.shift_rest_day) return answer;
    PANHUO_TRY(const Date worked, calendar.next_workday(answer.due));
    if (worked == answer.due) return answer;
    const base::Text moved = article(question.start, "第二百零三条", "203");
    answer.steps.push_back(
        {"shift",
         worked,
         {answer.due.iso() + " 是休息日，顺延至 " + worked.iso() + moved.zh + "。",
          answer.due.iso() + " is a rest day, so the period ends on " + worked.iso() + moved.en + "."}});
    answer.due = worked;
    return answer;
}

}  // namespace law
