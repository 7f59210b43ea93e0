// Well-known binary against the same coordinates as text: one outcome, to the step.
#include "geo/wkb.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <random>
#include <string>

namespace geo {
namespace {

using Positions = std::vector<std::pair<double, double>>;

template <class Unsigned>
void put(Unsigned value, std::string& out) {
    for (std::size_t i = 0; i < sizeof value; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}
std::string wkb_of(const std::vector<Positions>& rings) {
    std::string out = "\x01";
    put(std::uint32_t{3}, out);
    put(static_cast<std::uint32_t>(rings.size()), out);
    for (const Positions& ring : rings) {
        put(static_cast<std::uint32_t>(ring.size()), out);
        for (const auto& [x, y] : ring) {
            put(std::bit_cast<std::uint64_t>(x), out);
            put(std::bit_cast<std::uint64_t>(y), out);
        }
    }
    return out;
}
std::string shortest(double value) {
    char buffer[64];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}
std::string wkt_of(const std::vector<Positions>& rings) {
    std::string out = "POLYGON(";
    for (const Positions& ring : rings) {
        out += out.back() == '(' ? "(" : ",(";
        for (const auto& [x, y] : ring) out += (out.back() == '(' ? "" : ",") + shortest(x) + " " + shortest(y);
        out += ')';
    }
    return out + ")";
}

TEST(Wkb, ReadsWhatItsTextWouldBe) {
    const std::vector<Positions> rings = {{{0, 0}, {10, 0}, {10, 10.000005}, {10, 10.000005}, {0, 10}, {0, 0}},
                                          {{1, 1}, {2, 1}, {2, 2}}};
    const auto read = read_wkb_loosely(wkb_of(rings), kHundredthMillimetre);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->rings_closed, 1U);
    EXPECT_EQ(read->points_repeated, 1U);
    EXPECT_DOUBLE_EQ(read->moved, 0.5);
    EXPECT_EQ(read->polygons[0].shell[2], (Point{1'000'000, 1'000'001})) << "half a step goes away from zero";
}

/// Coordinates on the grid, half way between its points, one double beside that, and anywhere.
TEST(Wkb, TheSameStepsAsTextForAnyNumber) {
    std::mt19937_64 random(20240319);
    const auto any = [&] {
        const double scale = std::pow(10.0, static_cast<double>(random() % 9) - 5);
        double value = static_cast<double>(static_cast<std::int64_t>(random() % 200'000'000) - 100'000'000) * scale;
        switch (random() % 4) {
            case 0:
                value += 0.5e-5;
                break;
            case 1:
                value = std::nextafter(value + 0.5e-5, random() % 2 == 0 ? 1e12 : -1e12);
                break;
            default:
                break;
        }
        return value;
    };
    for (int i = 0; i < 20'000; ++i) {
        const std::vector<Positions> rings = {{{any(), any()}, {any(), any()}, {any(), any()}}};
        for (const Resolution grid : {kHundredthMillimetre, kMillimetre, Resolution{3, -4}, Resolution{1, 0}}) {
            const auto binary = read_wkb_loosely(wkb_of(rings), grid);
            const auto text = read_wkt_loosely(wkt_of(rings), grid);
            ASSERT_EQ(binary.ok(), text.ok()) << wkt_of(rings);
            if (!text.ok()) continue;
            ASSERT_EQ(binary->polygons, text->polygons) << wkt_of(rings);
            ASSERT_NEAR(binary->moved, text->moved, 1e-2) << wkt_of(rings);
        }
    }
}

TEST(Wkb, ItsTextIsTheShape) {
    const std::vector<Positions> rings = {{{0, 0}, {10, 0}, {10, 1e-7}, {110.912345678, 36.7}},
                                          {{1, 1}, {2, 1}, {-2, 2.5}}};
    EXPECT_EQ(wkb_text(wkb_of(rings)), "POLYGON((0 0,10 0,10 0.0000001,110.912345678 36.7),(1 1,2 1,-2 2.5))");
    const std::string one = wkb_of(rings), two = wkb_of({{{5, 5}, {6, 5}, {6, 6}}});
    std::string many = "\x01";
    put(std::uint32_t{6}, many);
    put(std::uint32_t{2}, many);
    EXPECT_EQ(wkb_text(many + one + two),
              "MULTIPOLYGON(((0 0,10 0,10 0.0000001,110.912345678 36.7),(1 1,2 1,-2 2.5)),"
              "((5 5,6 5,6 6)))");
    for (std::size_t length = 0; length < one.size(); ++length)
        EXPECT_LT(wkb_text(one.substr(0, length)).size(), 1'000U) << "ends, cut off anywhere: " << length;
}

TEST(Wkb, WhatIsOnTheGridDoesNotMove) {
    const auto read = read_wkb_loosely(
        wkb_of({{{37'500'000.123, 4'062'000.456}, {37'500'100.789, 4'062'000.001}, {37'500'000.5, 4'062'100.333}}}),
        kHundredthMillimetre);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->moved, 0);
}

TEST(Wkb, BrokenBytesAreNamedAndNeverReadBeyond) {
    const std::string whole = wkb_of({{{0, 0}, {10, 0}, {10, 10}}, {{1, 1}, {2, 1}, {2, 2}}});
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_FALSE(read_wkb_loosely(std::string_view(whole).substr(0, length), kMillimetre).ok()) << length;
    EXPECT_FALSE(read_wkb_loosely(whole + "x", kMillimetre).ok());
    for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 2e8})
        EXPECT_EQ(read_wkb_loosely(wkb_of({{{0, 0}, {bad, 0}, {1, 1}}}), kMillimetre).error().name(), "WKT_NUMBER");
}

}  // namespace
}  // namespace geo
