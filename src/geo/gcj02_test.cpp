#include "geo/gcj02.hpp"

#include <gtest/gtest.h>

namespace geo {
namespace {

TEST(Gcj02, WordsThatNameWebMaps) {
    EXPECT_EQ(web_map_word("隰县地块_gcj02"), "GCJ");
    EXPECT_EQ(web_map_word("高德采集 地块.geojson"), "高德");
    EXPECT_EQ(web_map_word("火星坐标系"), "火星坐标");
    EXPECT_EQ(web_map_word("bd09ll"), "BD09");
    EXPECT_EQ(web_map_word("批准地块 2023.gpkg"), "");
}

TEST(Gcj02, TheShiftIsThatOfPublishedPairs) {
    // WGS 84 and GCJ-02 of places in Shanghai, Shenzhen and Beijing, as map libraries publish them for their own tests.
    const struct {
        Degrees place, shifted;
    } kPairs[] = {{{121.5272106, 31.1774276}, {121.531541859215, 31.17530398364597}},
                  {{113.912316, 22.543847}, {113.9171764808363, 22.540796131694766}},
                  {{116.377817, 39.911954}, {116.38404722455657, 39.91334545536069}}};
    for (const auto& pair : kPairs) {
        const Degrees shift = gcj02_shift(pair.place);
        EXPECT_NEAR(pair.place.longitude + shift.longitude, pair.shifted.longitude, 1e-6);
        EXPECT_NEAR(pair.place.latitude + shift.latitude, pair.shifted.latitude, 1e-6);
    }
}

TEST(Gcj02, AKnownParcelThatComesBackShifted) {
    const Degrees known{110.94, 36.69};
    const Degrees shift = gcj02_shift(known);
    const Degrees given{known.longitude + shift.longitude, known.latitude + shift.latitude};
    EXPECT_TRUE(shifted_as_gcj02(known, given));
    EXPECT_GT(metres_apart(known, given), 100);
    EXPECT_LT(metres_apart(known, given), 1000);
    EXPECT_FALSE(shifted_as_gcj02(known, known));
    EXPECT_FALSE(shifted_as_gcj02(known, {known.longitude - shift.longitude, known.latitude - shift.latitude}));
    EXPECT_FALSE(shifted_as_gcj02(known, {known.longitude + 0.0001, known.latitude})) << "a re-survey moves metres";
    EXPECT_FALSE(shifted_as_gcj02(known, {known.longitude + 1, known.latitude}));
}

TEST(Gcj02, DecimalsAsWritten) {
    EXPECT_EQ(most_decimals("POLYGON((110.94 36.69,110.941234 36.7,111 36.7))"), 6);
    EXPECT_EQ(most_decimals("POLYGON((1 2,3 4))"), 0);
    EXPECT_EQ(most_decimals("110.123456789 36.5"), 9);
}

}  // namespace
}  // namespace geo
