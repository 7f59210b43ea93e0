#include "geo/share_out.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace geo {
namespace {

TEST(ShareOut, TheLargestRemaindersGetTheUnitsThatAreLeft) {
    EXPECT_EQ(share_out({25, 25, 50}, 10, 10), (std::vector<std::int64_t>{3, 2, 5}));
    EXPECT_EQ(share_out({0, 19, 1}, 10, 2), (std::vector<std::int64_t>{0, 2, 0}));
    EXPECT_EQ(share_out({}, 10, 0), std::vector<std::int64_t>{});
}

RC_GTEST_PROP(ShareOutProperty, SumsHoldAndNoShareIsAUnitOff, ()) {
    const auto small = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 100'000));
    const std::vector<base::Int128> parts(small.begin(), small.end());
    const base::Int128 sum = std::accumulate(parts.begin(), parts.end(), base::Int128{0});
    constexpr std::int64_t kDenominator = 1'000;
    const std::int64_t total = base::round_half_away(sum, kDenominator);
    const auto shares = share_out(parts, kDenominator, total);
    RC_ASSERT(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) == total);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const base::Int128 off = base::Int128{shares[i]} * kDenominator - parts[i];
        RC_ASSERT(off > -kDenominator);
        RC_ASSERT(off < kDenominator);
        if (parts[i] == 0) RC_ASSERT(shares[i] == 0);
    }
}

}  // namespace
}  // namespace geo
