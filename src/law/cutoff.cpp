#include "law/cutoff.hpp"

#include <algorithm>

namespace law {

namespace {

/// The last day worked from the first of the month to `day`; in a month of holidays alone, the day itself.
std::optional<Date> last_worked(Date day, const base::WorkCalendar* calendar) {
    if (calendar == nullptr) return std::nullopt;
    for (Date at = day; at.month() == day.month(); at = at.plus_days(-1)) {
        const base::Result<bool> worked = calendar->is_workday(at);
        if (!worked.ok()) return std::nullopt;
        if (*worked) return at;
    }
    return day;
}

std::optional<Date> day_of(const Cutoff* cutoff, Date day, const base::WorkCalendar* calendar) {
    if (cutoff == nullptr || cutoff->kind == "last_day") return day;
    if (cutoff->kind == "on") return cutoff->on;
    if (cutoff->kind == "last_working_day") return last_worked(day, calendar);
    return day.plus_days(std::min(0, cutoff->month_day - day.day()));
}

const Cutoff* of(const std::optional<Cutoff>& stated) { return stated ? &*stated : nullptr; }

}  // namespace

std::optional<Date> cutoff_day(const Campaign& campaign, const Milestone& milestone,
                               const base::WorkCalendar* calendar) {
    return day_of(milestone.cutoff ? of(milestone.cutoff) : of(campaign.cutoff), milestone.on, calendar);
}

std::optional<Date> cutoff_day(const Campaign& campaign, Date day, const base::WorkCalendar* calendar) {
    return day_of(of(campaign.cutoff), day, calendar);
}

bool needs_calendar(const Campaign& campaign) {
    const auto asks = [](const std::optional<Cutoff>& cutoff) { return cutoff && cutoff->kind == "last_working_day"; };
    return asks(campaign.cutoff) || std::any_of(campaign.milestones.begin(), campaign.milestones.end(),
                                                [&](const Milestone& each) { return asks(each.cutoff); });
}

std::optional<Date> counted_day(const Campaign& campaign, const ledger::Posting& posting) {
    if (campaign.year_end_grace == 0 || !posting.counted_on) return posting.counted_on;
    const Date year_end = *Date::from_ymd(posting.counted_on->year() - 1, 12, 31);
    const bool old_paper = posting.on <= year_end && campaign.baseline_day < year_end;
    const bool in_grace = posting.counted_on->days() - year_end.days() <= campaign.year_end_grace;
    return old_paper && in_grace ? year_end : posting.counted_on;
}

}  // namespace law
