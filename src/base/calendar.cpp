#include "base/calendar.hpp"

#include "base/files.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cstdlib>

namespace base {

Result<WorkCalendar> WorkCalendar::parse(std::string_view csv, const std::string& what) {
    WorkCalendar calendar;
    for (std::string_view line : split(csv, '\n')) {
        line = trim(line);
        if (line.empty() || line[0] == '#' || starts_with(line, "date,")) continue;
        const auto cells = split(line, ',');
        const auto day = parse_iso_date(cells[0]);
        if (!day || cells.size() != 3 || (cells[1] != "0" && cells[1] != "1")) {
            return Error{Code::FileUnreadable,
                         {what, both("「" + std::string(line) + "」不是 日期,0或1,名称",
                                     "\"" + std::string(line) + "\" is not date,0|1,label")}};
        }
        calendar.rows_.push_back({*day, cells[1] == "1", std::string(cells[2])});
    }
    if (calendar.rows_.empty()) return Error{Code::FileUnreadable, {what, both("没有一行日历", "it holds no days")}};
    const auto by_day = [](const Row& a, const Row& b) { return a.day < b.day; };
    std::stable_sort(calendar.rows_.begin(), calendar.rows_.end(), by_day);
    calendar.first_year_ = calendar.rows_.front().day.year();
    calendar.last_year_ = calendar.rows_.back().day.year();
    return calendar;
}

Result<WorkCalendar> WorkCalendar::load(const std::string& path) {
    PANHUO_TRY(const std::string csv, read_file(path));
    return parse(csv, path);
}

Result<WorkCalendar> WorkCalendar::load_own() {
    PANHUO_TRY(const std::string folder, data_folder());
    PANHUO_TRY(WorkCalendar calendar, load(folder + "/rulebooks/data/workdays.csv"));
    if (const char* const more = std::getenv("PANHUO_WORKDAYS"); more != nullptr && *more != '\0') {
        PANHUO_TRY(const std::string csv, read_file(more));
        PANHUO_DO(calendar.extend(csv, more));
    }
    return calendar;
}

Status WorkCalendar::extend(std::string_view csv, const std::string& what) {
    PANHUO_TRY(const WorkCalendar later, parse(csv, what));
    const auto refuse = [&](int year, const char* zh, const char* en) -> Status {
        return Error{Code::FileUnreadable, {what, both(std::to_string(year) + zh, std::to_string(year) + en)}};
    };
    if (later.first_year_ <= last_year_)
        return refuse(later.first_year_, " 年已有日历，不能改", " is known already and cannot be changed");
    for (int year = last_year_ + 1; year <= later.last_year_; ++year) {
        const Row* const first = later.find(*Date::from_ymd(year, 1, 1));
        if (first == nullptr || first->workday)
            return refuse(year, " 年没有元旦放假一行，不是一整年的安排",
                          " lacks its New Year's Day: it is no whole year");
    }
    rows_.insert(rows_.end(), later.rows_.begin(), later.rows_.end());
    last_year_ = later.last_year_;
    return Done{};
}

const WorkCalendar::Row* WorkCalendar::find(Date day) const {
    const auto at =
        std::lower_bound(rows_.begin(), rows_.end(), day, [](const Row& row, Date wanted) { return row.day < wanted; });
    return at != rows_.end() && at->day == day ? &*at : nullptr;
}

Result<bool> WorkCalendar::is_workday(Date day) const {
    const int year = day.year();
    if (year < first_year_ || year > last_year_) return Error{Code::CalendarUnknown, {std::to_string(year)}};
    const Row* const row = find(day);
    return row != nullptr ? row->workday : day.iso_weekday() <= 5;
}

Result<Date> WorkCalendar::add_workdays(Date from, int n) const {
    const int step = n < 0 ? -1 : 1;
    Date day = from;
    for (int left = n < 0 ? -n : n; left > 0;) {
        day = day.plus_days(step);
        PANHUO_TRY(const bool worked, is_workday(day));
        if (worked) --left;
    }
    return day;
}

Result<Date> WorkCalendar::next_workday(Date day) const {
    for (;; day = day.plus_days(1)) {
        PANHUO_TRY(const bool worked, is_workday(day));
        if (worked) return day;
    }
}

std::string_view WorkCalendar::label(Date day) const {
    const Row* const row = find(day);
    return row != nullptr ? std::string_view(row->label) : std::string_view();
}

}  // namespace base
