#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

using Outcome = ReadDate::Outcome;

struct Case {
    const char* cell;
    const char* iso;
};

TEST(ReadDate, EverySpellingOfADay) {
    const Case cases[] = {
        {"2024-3-25", "2024-03-25"},
        {"2024.3.25", "2024-03-25"},
        {"2024/3/25", "2024-03-25"},
        {"20240325", "2024-03-25"},
        {"2024年3月25日", "2024-03-25"},
        {"2024年03月25日", "2024-03-25"},
        {"2024年3月25", "2024-03-25"},
        {"2024年3月25号", "2024-03-25"},
        {" 2024 年 3 月 25 日 ", "2024-03-25"},
        {"２０２４．３．２５", "2024-03-25"},
        {"2024。3。25", "2024-03-25"},
        {"2024-3-25 00:00:00", "2024-03-25"},
        {"2008/7/1 15:06:33", "2008-07-01"},
        {"2008/7/1 3:06 PM", "2008-07-01"},
        {"2024年3月25日 下午3时06分", "2024-03-25"},
        {"2024年3月25日星期一", "2024-03-25"},
        {"2024-03-25T08:30:00.123", "2024-03-25"},
        {"20240325153000", "2024-03-25"},
        {"二〇二四年三月二十五日", "2024-03-25"},
        {"二○一九年十二月三十一日", "2019-12-31"},
        {"2024年十月十日", "2024-10-10"},
        {"45376", "2024-03-25"},
        {"45376.6293", "2024-03-25"},
        {"45376.0", "2024-03-25"},
        {"2019-12-18T16:00:00Z", "2019-12-19"},
        {"2019-12-18T16:00:00.000Z", "2019-12-19"},
        {"2019-12-18T15:59:59Z", "2019-12-18"},
        {"2019-12-19T00:00:00+08:00", "2019-12-19"},
        {"2019-12-18T16:00:00+0000", "2019-12-19"},
        {"2019-12-31T20:00:00-05:00", "2020-01-01"},
        {"1949-10-01", "1949-10-01"},
        {"2100-12-31", "2100-12-31"},
    };
    for (const Case& one : cases) {
        const ReadDate read = read_date(one.cell);
        ASSERT_EQ(read.outcome, Outcome::Date) << one.cell;
        EXPECT_EQ(read.date.iso(), one.iso) << one.cell;
    }
}

TEST(ReadDate, SentinelsAreNone) {
    for (const char* const cell :
         {"1900-01-01", "1900年01月01日", "1901/1/2 0:00:00", "1901年01月02日", "1899-12-29", "1899-12-30",
          "1899-12-29T16:00:00Z", "1899-12-31T16:00:00Z", "1900-01-00", "0", "0000-00-00", "0000-00-00 00:00:00"}) {
        const ReadDate read = read_date(cell);
        EXPECT_EQ(read.outcome, Outcome::Empty) << cell;
        EXPECT_TRUE(read.sentinel) << cell;
    }
    for (const char* const cell : {"", " ", "　", "-", "—", "/", "无"}) {
        const ReadDate read = read_date(cell);
        EXPECT_EQ(read.outcome, Outcome::Empty) << cell;
        EXPECT_FALSE(read.sentinel) << cell;
    }
}

TEST(ReadDate, WhatIsNoDayIsAProblemWithASuggestion) {
    const Case cases[] = {
        {"2024年3月", "2024-03-31"},
        {"2024.3", "2024-03-31"},
        {"2024-02", "2024-02-29"},
        {"202403", "2024-03-31"},
        {"三月底", "2024-03-31"},
        {"3月底", "2024-03-31"},
        {"6月末", "2024-06-30"},
        {"十二月底", "2024-12-31"},
        {"2023年6月底", "2023-06-30"},
        {"3月上旬", "2024-03-10"},
        {"3月中旬", "2024-03-20"},
        {"2024年2月下旬", "2024-02-29"},
        {"3月25日", "2024-03-25"},
        {"年底", "2024-12-31"},
        {"2023年底", "2023-12-31"},
        {"月底", ""},
        {"2024年3月25日前", "2024-03-25"},
        {"约2024.3.25", "2024-03-25"},
        {"2024-3-25至2024-4-1", "2024-03-25"},
        {"24.3.25", "2024-03-25"},
        {"3/25/2024", "2024-03-25"},
        {"25/3/2024", "2024-03-25"},
        {"3/4/2024", ""},
        {"2023-02-29", "2023-02-28"},
        {"2023-02-99", ""},
        {"2023年13月1日", ""},
        {"2024-3-25 25:00", "2024-03-25"},
        {"1948-12-31", ""},
        {"2101-01-01", ""},
        {"19000", ""},
        {"80001", ""},
        {"2024", ""},
        {"待定", ""},
        {"99999999999999999999999999", ""},
        {"十十月", ""},
    };
    for (const Case& one : cases) {
        const ReadDate read = read_date(one.cell, 2024);
        EXPECT_EQ(read.outcome, Outcome::Unreadable) << one.cell;
        EXPECT_EQ(read.suggestion, one.iso) << one.cell;
    }
}

TEST(ReadDate, TheYearHintNeverMakesADate) {
    EXPECT_EQ(read_date("三月底", 0).suggestion, "");
    EXPECT_EQ(read_date("3月25日", 0).suggestion, "");
    EXPECT_EQ(read_date("3月25日", 2024).outcome, Outcome::Unreadable);
}

RC_GTEST_PROP(ReadDate, AnyDayInAnySpellingReadsBack, ()) {
    const Date date = Date::from_days(*rc::gen::inRange(-7'000, 47'000));
    const std::string y = std::to_string(date.year());
    const std::string m = std::to_string(date.month());
    const std::string d = std::to_string(date.day());
    std::string compact = date.iso();
    compact.erase(7, 1).erase(4, 1);
    for (const std::string& cell : {y + "-" + m + "-" + d, y + "." + m + "." + d, y + "/" + m + "/" + d,
                                    y + "年" + m + "月" + d + "日", compact, date.iso() + " 12:30:00"}) {
        const ReadDate read = read_date(cell);
        RC_ASSERT(read.outcome == Outcome::Date);
        RC_ASSERT(read.date == date);
    }
}

RC_GTEST_PROP(ReadDate, AnyBytesAreReadSafely, (const std::string& bytes)) {
    const ReadDate read = read_date(bytes, 2024);
    RC_ASSERT(read.suggestion.empty() || parse_iso_date(read.suggestion));
    RC_ASSERT(read.suggestion.empty() || read.outcome == Outcome::Unreadable);
}

}  // namespace
}  // namespace base
