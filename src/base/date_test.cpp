#include "base/date.hpp"

#include "base/values_testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

using testing::day;

TEST(Date, KnowsItsCalendar) {
    EXPECT_FALSE(Date::from_ymd(2023, 2, 29));
    EXPECT_TRUE(Date::from_ymd(2024, 2, 29));
    EXPECT_EQ(day("2024-06-30").iso_weekday(), 7);
    EXPECT_EQ(Date::from_days(0).iso(), "1970-01-01");
    EXPECT_FALSE(parse_iso_date("2024-6-30"));
    EXPECT_FALSE(parse_iso_date("2024-06-30 "));
    EXPECT_FALSE(parse_iso_date("２０２４-06-30"));
}

TEST(Date, MonthsEndOnTheCorrespondingOrLastDay) {
    EXPECT_EQ(day("2024-01-31").plus_months(1), day("2024-02-29"));
    EXPECT_EQ(day("2023-01-31").plus_months(1), day("2023-02-28"));
    EXPECT_EQ(day("2024-02-29").plus_years(1), day("2025-02-28"));
    EXPECT_EQ(day("2024-03-31").plus_months(-1), day("2024-02-29"));
    EXPECT_EQ(day("2024-02-10").end_of_month(), day("2024-02-29"));
}

TEST(Instant, ADateMeansItsEndInShanghai) {
    EXPECT_EQ(parse_instant("2024-06-30")->iso(), "2024-06-30T15:59:59.999999Z");
    EXPECT_EQ(parse_instant("2024-06-30T15:59:59.999999Z")->shanghai_date(), day("2024-06-30"));
    EXPECT_EQ(parse_instant("2024-06-30T16:00:00Z")->shanghai_date(), day("2024-07-01"));
    EXPECT_EQ(parse_instant("2024-06-30T12:00:00.5Z")->iso(), "2024-06-30T12:00:00.500000Z");
}

TEST(Instant, RefusesEverythingElse) {
    for (const char* const text : {"", "2024", "2024-06-30T", "2024-06-30T12:00Z", "2024-06-30T24:00:00Z",
                                   "2024-06-30T12:00:00", "2024-06-30T12:00:00.1234567Z", "2024-02-30"}) {
        const auto read = parse_instant(text);
        ASSERT_FALSE(read.ok()) << text;
        EXPECT_EQ(read.error().code, Code::InstantInvalid);
    }
}

TEST(Instant, TheEndOfTimeIsShown) { EXPECT_EQ(Instant::end_of_time().iso(), "9999-12-31T23:59:59.999999Z"); }

RC_GTEST_PROP(Date, IsoReadsBack, ()) {
    const Date date = Date::from_days(*rc::gen::inRange(-400'000, 400'000));
    RC_ASSERT(parse_iso_date(date.iso()) == date);
    RC_ASSERT(Date::from_ymd(date.year(), date.month(), date.day()) == date);
}

RC_GTEST_PROP(Instant, IsoReadsBack, ()) {
    const Instant instant = Instant::from_micros(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000'000));
    RC_ASSERT(parse_instant(instant.iso()).value() == instant);
}

RC_GTEST_PROP(Date, FullMonthsAreTheMostThatFit, ()) {
    const Date from = Date::from_days(*rc::gen::inRange(0, 30'000));
    const Date to = from.plus_days(*rc::gen::inRange(0, 3'000));
    const int months = from.full_months_until(to);
    RC_ASSERT(from.plus_months(months) <= to);
    RC_ASSERT(from.plus_months(months + 1) > to);
    RC_ASSERT(to == from || to.full_months_until(from) == 0);
}

}  // namespace
}  // namespace base
