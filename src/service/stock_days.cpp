#include "service/stock_days.hpp"

#include "law/cutoff.hpp"

#include <algorithm>

namespace service {

namespace {

std::vector<CurveDay> days_of_curve(const Book& book, const base::WorkCalendar* calendar) {
    std::vector<CurveDay> days;
    const law::Campaign& campaign = book.rules.campaign();
    const bool by_extract = book.moment.counting == ledger::Counting::Official;
    for (int months = 1;; ++months) {
        const base::Date day = campaign.baseline_day.plus_months(months).end_of_month();
        if (day >= book.moment.as_of) break;
        days.push_back({day, by_extract ? law::cutoff_day(campaign, day, calendar).value_or(day) : day});
    }
    if (book.moment.as_of > campaign.baseline_day) days.push_back({book.moment.as_of, book.moment.as_of});
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
    if (law::needs_calendar(book.rules.campaign())) {
        PANHUO_TRY(days.calendar, base::WorkCalendar::load_own());
    }
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

}  // namespace service
