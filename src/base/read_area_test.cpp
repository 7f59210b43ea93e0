#include "base/text.hpp"

#include <gtest/gtest.h>

namespace base {
namespace {

using Outcome = ReadArea::Outcome;

TEST(ReadArea, UnitsInTheCellWin) {
    struct Case {
        const char* cell;
        const char* m2;
        bool unit;
    };
    const Case cases[] = {
        {"2.065800", "20658", false},   {"1.0000公顷", "10000", true},
        {"15亩", "10000", true},        {"15市亩", "10000", true},
        {"666.67㎡", "666.67", true},   {"666.67 m2", "666.67", true},
        {"666.67M²", "666.67", true},   {"1,234.5平方米", "1234.5", true},
        {"2 HA", "20000", true},        {"3hm²", "30000", true},
        {"1.5万平方米", "15000", true}, {"5e-05", "0.5", false},
        {"1.5E+1", "150000", false},    {" 0 ", "0", false},
        {"-0.5", "-5000", false},
    };
    for (const Case& one : cases) {
        const ReadArea read = read_area(one.cell, AreaUnit::Hectare);
        ASSERT_EQ(read.outcome, Outcome::Area) << one.cell;
        EXPECT_EQ(read.area.m2_text(), one.m2) << one.cell;
        EXPECT_EQ(read.unit_in_cell, one.unit) << one.cell;
        EXPECT_FALSE(read.was_fullwidth) << one.cell;
    }
}

TEST(ReadArea, FullWidthIsReadAndReported) {
    const ReadArea read = read_area("１．２５公顷", AreaUnit::Mu);
    ASSERT_EQ(read.outcome, Outcome::Area);
    EXPECT_EQ(read.area, Area::from_m2(12'500));
    EXPECT_TRUE(read.was_fullwidth);
    EXPECT_FALSE(read_area("　1.25", AreaUnit::Mu).was_fullwidth) << "white space is no digit";
}

TEST(ReadArea, TooManyPlacesAreRoundedAndReported) {
    const ReadArea read = read_area("8.19620990753", AreaUnit::Hectare);
    EXPECT_EQ(read.area.m2_text(), "81962.0991");
    EXPECT_TRUE(read.rounded);
    EXPECT_FALSE(read_area("2.0658", AreaUnit::Hectare).rounded);
}

TEST(ReadArea, EmptyAndUnreadable) {
    for (const char* const cell : {"", "  ", "-", "—", "/", "无"}) {
        EXPECT_EQ(read_area(cell, AreaUnit::Hectare).outcome, Outcome::Empty) << cell;
    }
    for (const char* const cell : {"约3亩", "3.5.1", "公顷", "3公里", "3km2", "1e99", "1e", "e5", "十亩", "3-5"}) {
        EXPECT_EQ(read_area(cell, AreaUnit::Hectare).outcome, Outcome::Unreadable) << cell;
    }
}

}  // namespace
}  // namespace base
