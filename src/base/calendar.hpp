// The work calendar: which days are worked, with the holidays and make-up days (调休) of the State Council's notices.
//
// A day without a row of its own is worked Monday to Friday. A year is known if the table has a row in it (every year
// has New Year's Day at least); beyond the known years every answer is CalendarUnknown, because next year's holidays
// are published only in November and a deadline counted without them would be wrong by days.
// Source of the table and its form: rulebooks/data/workdays.csv.
#pragma once

#include "base/date.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace base {

class WorkCalendar {
  public:
    /// Rows `date,is_workday,label`; lines that begin with # and a heading line are passed over. `what` names the
    /// table in errors.
    static Result<WorkCalendar> parse(std::string_view csv, const std::string& what);
    static Result<WorkCalendar> load(const std::string& path);
    /// The product's own table, of data_folder(), with the operator's years behind it if PANHUO_WORKDAYS names a table.
    static Result<WorkCalendar> load_own();
    /// Later years from a table of the same form, for a notice that came out after this program. Years that are known
    /// stay as they are: a row of one is an error, and so is a year left out or one without 1 January.
    Status extend(std::string_view csv, const std::string& what);

    Result<bool> is_workday(Date day) const;
    /// The n-th working day after `from`, which itself is not counted (民法典 第二百零一条); n < 0 counts back;
    /// n = 0 is `from` itself, worked or not.
    Result<Date> add_workdays(Date from, int n) const;
    /// `day` itself if it is worked, else the next day that is (民法典 第二百零三条: a term that ends on a holiday
    /// ends on the day after the holiday).
    Result<Date> next_workday(Date day) const;
    /// "国庆节" on a day with a row, else empty.
    std::string_view label(Date day) const;

    int first_year() const { return first_year_; }
    int last_year() const { return last_year_; }

  private:
    struct Row {
        Date day;
        bool workday = false;
        std::string label;
    };
    const Row* find(Date day) const;

    std::vector<Row> rows_;  ///< by day
    int first_year_ = 0;
    int last_year_ = -1;
};

}  // namespace base
