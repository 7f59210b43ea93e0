#include "land/vintage.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace land {
namespace {

std::string code_of(std::string_view text) {
    const auto read = read_vintage(text);
    return read ? read->code() : "none";
}

TEST(Vintage, IsReadAsPeopleWriteIt) {
    for (const char* text :
         {"2009-2018", "2009—2018年", "2009年至2018年", "2009～2018年", "2009 年 — 2018 年批准", "２００９－２０１８"})
        EXPECT_EQ(code_of(text), "2009-2018") << text;
    for (const char* text : {"-2018", "2018年以前", "2018年底以前", "2018年及以前"})
        EXPECT_EQ(code_of(text), "-2018") << text;
    for (const char* text : {"2019-", "2019年以来", "2019年起", "2019年及以后批准"})
        EXPECT_EQ(code_of(text), "2019-") << text;
    EXPECT_EQ(code_of("2015年"), "2015-2015");
    for (const char* text : {"", "-", "年", "2018-2009", "18年以前", "2009、2018", "2009-2018-2020", "前几年", "20091"})
        EXPECT_EQ(code_of(text), "none") << text;
}

TEST(Vintage, CoversItsYearsToTheirLastDay) {
    const Vintage band{2009, 2018};
    EXPECT_FALSE(band.covers(*base::Date::from_ymd(2008, 12, 31)));
    EXPECT_TRUE(band.covers(*base::Date::from_ymd(2009, 1, 1)));
    EXPECT_TRUE(band.covers(*base::Date::from_ymd(2018, 12, 31)));
    EXPECT_FALSE(band.covers(*base::Date::from_ymd(2019, 1, 1)));
}

RC_GTEST_PROP(Vintage, ItsCodeIsReadBack, ()) {
    const auto year = rc::gen::inRange(1949, 2100);
    Vintage band{*year, *year};
    if (*band.to < *band.from) std::swap(band.from, band.to);
    const int open = *rc::gen::inRange(0, 3);
    if (open == 1) band.from.reset();
    if (open == 2) band.to.reset();
    RC_ASSERT(read_vintage(band.code()) == band);
    RC_ASSERT(read_vintage(band.text().zh) == band);
}

}  // namespace
}  // namespace land
