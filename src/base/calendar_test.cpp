#include "base/calendar.hpp"

#include "base/files.hpp"
#include "base/shared_data.hpp"
#include "base/text.hpp"
#include "base/values_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace base {
namespace {

using testing::day;

const WorkCalendar& calendar() {
    static const WorkCalendar once = WorkCalendar::load_own().value();
    return once;
}

TEST(WorkCalendar, HolidaysAndMakeUpDays) {
    EXPECT_FALSE(calendar().is_workday(day("2024-10-01")).value());
    EXPECT_EQ(calendar().label(day("2024-10-01")), "国庆节");
    EXPECT_TRUE(calendar().is_workday(day("2024-02-04")).value()) << "a Sunday worked for the Spring Festival";
    EXPECT_FALSE(calendar().is_workday(day("2020-01-31")).value()) << "the holiday that was lengthened";
    EXPECT_TRUE(calendar().is_workday(day("2024-06-28")).value());
    EXPECT_FALSE(calendar().is_workday(day("2024-06-30")).value());
}

TEST(WorkCalendar, CountsWorkingDays) {
    EXPECT_EQ(calendar().add_workdays(day("2024-09-27"), 2).value(), day("2024-09-30")) << "Saturday 28 off, 29 worked";
    EXPECT_EQ(calendar().add_workdays(day("2024-09-30"), 1).value(), day("2024-10-08"));
    EXPECT_EQ(calendar().add_workdays(day("2024-10-08"), -1).value(), day("2024-09-30"));
    EXPECT_EQ(calendar().add_workdays(day("2024-10-01"), 0).value(), day("2024-10-01"));
    EXPECT_EQ(calendar().next_workday(day("2024-10-01")).value(), day("2024-10-08"));
    EXPECT_EQ(calendar().next_workday(day("2024-10-08")).value(), day("2024-10-08"));
}

TEST(WorkCalendar, SaysWhenAYearIsNotKnown) {
    EXPECT_EQ(calendar().first_year(), 2007);
    EXPECT_GE(calendar().last_year(), 2026);
    const Date after = *Date::from_ymd(calendar().last_year() + 1, 1, 4);
    EXPECT_EQ(calendar().is_workday(after).error().code, Code::CalendarUnknown);
    EXPECT_EQ(calendar().add_workdays(after.plus_days(-10), 30).error().code, Code::CalendarUnknown);
    EXPECT_EQ(calendar().next_workday(after).error().code, Code::CalendarUnknown);
    EXPECT_EQ(calendar().is_workday(day("2006-12-29")).error().code, Code::CalendarUnknown);
}

TEST(WorkCalendar, AgreesWithTheFullListDayByDay) {
    const std::string path = testing::shared_file("holidays_cn/workdays_2007_2026.csv");
    PANHUO_NEED_SHARED(path);
    std::map<Date, bool> all;
    const std::string csv = read_file(path).value();
    for (const std::string_view line : split(csv, '\n')) {
        const auto cells = split(line, ',');
        if (const auto date = parse_iso_date(cells[0])) all[*date] = cells[2] == "1";
    }
    ASSERT_EQ(all.size(), 7305U);
    std::vector<Date> worked;
    for (const auto& [date, is_worked] : all) {
        ASSERT_EQ(calendar().is_workday(date).value(), is_worked) << date.iso();
        if (is_worked) worked.push_back(date);
    }
    const auto brute = [&worked](Date from, std::size_t n) {
        return *(std::upper_bound(worked.begin(), worked.end(), from) + static_cast<std::ptrdiff_t>(n) - 1);
    };
    for (const auto& [date, is_worked] : all) {
        if (date.year() == 2026) break;
        for (const std::size_t n : {1U, 3U, 15U, 30U}) {
            ASSERT_EQ(calendar().add_workdays(date, static_cast<int>(n)).value(), brute(date, n))
                << date.iso() << " " << n;
        }
        ASSERT_EQ(calendar().next_workday(date).value(), is_worked ? date : brute(date, 1)) << date.iso();
    }
}

TEST(WorkCalendar, TheTableHoldsOnlyDaysOffTheRule) {
    const std::string csv = read_file(data_folder().value() + "/rulebooks/data/workdays.csv").value();
    Date last = day("2000-01-01");
    for (const std::string_view line : split(csv, '\n')) {
        const auto date = parse_iso_date(line.substr(0, 10));
        if (!date) continue;
        EXPECT_LT(last, *date) << line;
        last = *date;
        EXPECT_NE(calendar().is_workday(*date).value(), date->iso_weekday() <= 5) << line;
    }
}

TEST(WorkCalendar, TheOperatorAddsLaterYears) {
    WorkCalendar more = WorkCalendar::load_own().value();
    const std::string next = std::to_string(more.last_year() + 1);
    const std::string after = std::to_string(more.last_year() + 2);
    const std::string known = std::to_string(more.last_year());
    EXPECT_FALSE(more.extend(known + "-12-31,0,x\n" + next + "-01-01,0,x\n", "t").ok()) << "a known year stays";
    EXPECT_FALSE(more.extend(after + "-01-01,0,x\n", "t").ok()) << "a year is left out";
    EXPECT_FALSE(more.extend(next + "-02-01,0,x\n", "t").ok()) << "no whole year";
    EXPECT_FALSE(more.extend(next + "-01-01,1,x\n", "t").ok()) << "New Year's Day is off";
    EXPECT_EQ(more.is_workday(*Date::from_ymd(more.last_year() + 1, 6, 1)).error().code, Code::CalendarUnknown);
    ASSERT_TRUE(more.extend("date,is_workday,label\n" + next + "-01-01,0,x\n" + next + "-03-07,0,y\n", "t").ok());
    EXPECT_EQ(std::to_string(more.last_year()), next);
    EXPECT_FALSE(more.is_workday(*parse_iso_date(next + "-03-07")).value());
    EXPECT_EQ(more.label(*parse_iso_date(next + "-03-07")), "y");
    EXPECT_EQ(more.is_workday(day("2024-10-01")).value(), false) << "what was known stays";
}

TEST(WorkCalendar, RefusesABrokenTable) {
    EXPECT_FALSE(WorkCalendar::parse("", "t").ok());
    EXPECT_FALSE(WorkCalendar::parse("2024-10-01,2,国庆节\n", "t").ok());
    EXPECT_FALSE(WorkCalendar::parse("2024-13-01,1,x\n", "t").ok());
    EXPECT_FALSE(WorkCalendar::parse("2024-10-01,1\n", "t").ok());
    EXPECT_TRUE(WorkCalendar::parse("# x\ndate,is_workday,label\r\n2024-10-01,0,国庆节\r\n", "t").ok());
}

}  // namespace
}  // namespace base
