// Days as notices write them: 3月底前, 11月30日前, 一季度末, 年底前, 4月上旬, 3月、6月、9月底前, 3月10日至20日.
//
// A day without year belongs to the campaign's year; without such a year it stays open. What cannot be a day (6月31日)
// and what can be two days (「9月前」: its end or its beginning) is marked, never settled here. Private to the room.
#pragma once

#include "law/notice_chars.hpp"

#include <optional>
#include <vector>

namespace law::notice {

struct DateWords : Span {
    std::optional<Date> first;  ///< first day meant: of a month, a quarter; else the day itself
    std::optional<Date> last;   ///< last day meant
    bool by = false;            ///< 前, 底, 末: a day by which something is done
    bool to_the_end = false;    ///< 底 or 末 was said
    bool span = false;          ///< a month, quarter or year: more than one day
    bool impossible = false;    ///< no such day in the calendar
    bool unclear = false;       ///< 「9月前」
    bool listed = false;        ///< joined to the next one by 、 or 和
    bool year_said = false;     ///< else the year is the campaign's, or that of the day it is joined to
};

struct DateRange : Span {
    std::optional<Date> from;
    std::optional<Date> to;
};

class DateReader {
  public:
    /// `year` 0 = not known; `issued` serves 「即日起」.
    DateReader(int year, std::optional<Date> issued) : year_(year), issued_(issued) {}
    std::optional<DateWords> at(View text, std::size_t at) const;
    /// All days of a sentence in order. In a list (3月、6月、9月底前) each gets the ending of the last. In a list or a
    /// range (2025年4月—6月) a day without year gets that of the day before it.
    std::vector<DateWords> all(View text) const;
    /// A range of days: 3月10日—3月20日, 3月10日至20日, 4月—6月, 即日起至4月底, 4月上旬.
    std::optional<DateRange> range(View text) const;

  private:
    DateWords joined(View text, const DateWords& before, DateWords found) const;

    int year_;
    std::optional<Date> issued_;
};

}  // namespace law::notice
