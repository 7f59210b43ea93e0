#include "base/area.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

TEST(Area, ReadsHectaresToTheLastDigit) {
    const auto read = parse_area("0.202020", AreaUnit::Hectare);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->area, Area::from_units(20'202'000));
    EXPECT_FALSE(read->rounded);
    EXPECT_EQ(read->area.m2_text(), "2020.2");
}

TEST(Area, AMuIsTenThousandFifteenths) {
    EXPECT_EQ(parse_area("15", AreaUnit::Mu)->area, Area::from_m2(10'000));
    const auto one = parse_area("1", AreaUnit::Mu);
    EXPECT_EQ(one->area.units(), 6'666'667);  // 666.66666… m², away from zero
    EXPECT_TRUE(one->rounded);
    EXPECT_EQ(one->area.text(AreaUnit::Mu, 4), "1.0000");
}

TEST(Area, RoundsHalfAwayFromZero) {
    EXPECT_EQ(parse_area("0.00005", AreaUnit::SquareMetre)->area.units(), 1);
    EXPECT_EQ(parse_area("-0.00005", AreaUnit::SquareMetre)->area.units(), -1);
    EXPECT_EQ(parse_area("0.00004999", AreaUnit::SquareMetre)->area.units(), 0);
    EXPECT_EQ(Area::from_m2(15).text(AreaUnit::Hectare, 2), "0.00");
    EXPECT_EQ(Area::from_m2(50).text(AreaUnit::Hectare, 2), "0.01");
    EXPECT_EQ(Area::from_m2(-50).text(AreaUnit::Hectare, 2), "-0.01");
}

TEST(Area, RefusesWhatIsNoNumber) {
    for (const char* const text : {"", "-", ".", "1.2.3", "1e3", "abc", "1 2", ",5", "99999999999999999999999999"}) {
        EXPECT_FALSE(parse_area(text, AreaUnit::SquareMetre)) << text;
    }
}

TEST(Area, WritesExactSquareMetres) {
    EXPECT_EQ(Area().m2_text(), "0");
    EXPECT_EQ(Area::from_units(1).m2_text(), "0.0001");
    EXPECT_EQ(Area::from_units(-10'500).m2_text(), "-1.05");
    EXPECT_EQ(Area::from_units(INT64_MAX).m2_text(), "922337203685477.5807");
    EXPECT_EQ(Area::from_units(INT64_MIN).m2_text(), "-922337203685477.5808");
}

RC_GTEST_PROP(Area, TextOfSquareMetresReadsBack, (std::int32_t high, std::int32_t low)) {
    const Area area = Area::from_units(std::int64_t{high} * 1'000'000 + low);
    const auto read = parse_area(area.m2_text(), AreaUnit::SquareMetre);
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->area == area);
    RC_ASSERT(!read->rounded);
}

RC_GTEST_PROP(Area, RoundingIsTheNearestAndSymmetric, (std::int32_t num)) {
    const int den = *rc::gen::inRange(1, 1000);
    const std::int64_t rounded = round_half_away(num, den);
    RC_ASSERT(2 * std::abs(rounded * den - num) <= den);
    RC_ASSERT(round_half_away(-std::int64_t{num}, den) == -rounded);
}

}  // namespace
}  // namespace base
