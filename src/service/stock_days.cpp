#include "service/stock_days.hpp"

#include "law/cutoff.hpp"

#include <algorithm>

namespace service {

namespace {

base::Result<std::optional<base::WorkCalendar>> calendar_of(const Book& book) {
    if (!law::needs_calendar(book.rules.campaign())) return std::optional<base::WorkCalendar>();
    PANHUO_TRY(base::WorkCalendar calendar, base::WorkCalendar::load_own());
    return std::optional(std::move(calendar));
}

/// A contract's date needs no extract: by it every day counts for itself.
CurveDay month_end(const Book& book, base::Date day, const base::WorkCalendar* calendar) {
    if (book.moment.counting != ledger::Counting::Official) return {day, day};
    return {day, law::cutoff_day(book.rules.campaign(), day, calendar).value_or(day)};
}

std::vector<CurveDay> days_of_curve(const Book& book, const base::WorkCalendar* calendar) {
    std::vector<CurveDay> days;
    const base::Date baseline = book.rules.campaign().baseline_day;
    for (int months = 1;; ++months) {
        const base::Date day = baseline.plus_months(months).end_of_month();
        if (day >= book.moment.as_of) break;
        days.push_back(month_end(book, day, calendar));
    }
    if (book.moment.as_of > baseline) days.push_back({book.moment.as_of, book.moment.as_of});
    return days;
}

}  // namespace

law::MilestoneQuestion StockDays::question(const Book& book) const {
    law::MilestoneQuestion out;
    out.as_of = book.moment.as_of;
    out.counting = book.moment.counting;
    out.calendar = worked();
    out.decisions = book.readings;
    return out;
}

base::Result<StockDays> stock_days(const Book& book) {
    StockDays days;
    PANHUO_TRY(days.calendar, calendar_of(book));
    days.curve = days_of_curve(book, days.worked());
    days.all = {book.moment.as_of};
    const auto add = [&](base::Date day) {
        if (day < book.moment.as_of) days.all.push_back(day);
    };
    for (const CurveDay& each : days.curve) add(each.counted);
    law::MilestoneQuestion when = days.question(book);
    when.task_on = [](base::Date) { return std::optional<law::Task>(); };
    when.done_on = [](base::Date) { return base::Area(); };
    for (const law::MilestoneRow& each : law::milestones(book.rules.main(), when)) add(each.cutoff);
    for (const Closed& each : book.closed) add(each.cutoff);
    std::sort(days.all.begin(), days.all.end());
    days.all.erase(std::unique(days.all.begin(), days.all.end()), days.all.end());
    return days;
}

base::Result<CurveDay> period_before(const Book& book) {
    PANHUO_TRY(const std::optional<base::WorkCalendar> calendar, calendar_of(book));
    const base::Date day = book.moment.as_of;
    return month_end(book, day.plus_days(-day.day()), calendar ? &*calendar : nullptr);
}

}  // namespace service
