#include "land/money.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace land {
namespace {

TEST(Money, YuanAndTenThousandYuan) {
    struct Case {
        const char* cell;
        MoneyUnit unit;
        const char* yuan;
    };
    const Case cases[] = {
        {"3720.0000", MoneyUnit::TenThousandYuan, "37200000.00"},
        {"0.0000", MoneyUnit::TenThousandYuan, "0.00"},
        {"0.000001", MoneyUnit::TenThousandYuan, "0.01"},
        {"0.0000005", MoneyUnit::TenThousandYuan, "0.01"},
        {"-0.0000005", MoneyUnit::TenThousandYuan, "-0.01"},
        {"0.00000049", MoneyUnit::TenThousandYuan, "0.00"},
        {"1,518 万元", MoneyUnit::Yuan, "15180000.00"},
        {"1.5亿元", MoneyUnit::Yuan, "150000000.00"},
        {"４３１０００", MoneyUnit::Yuan, "431000.00"},
        {"￥12.345元", MoneyUnit::TenThousandYuan, "12.35"},
        {"-3", MoneyUnit::Yuan, "-3.00"},
    };
    for (const Case& one : cases) {
        const ReadMoney read = read_money(one.cell, one.unit);
        ASSERT_EQ(read.outcome, ReadMoney::Outcome::Money) << one.cell;
        EXPECT_EQ(yuan_text(read.money), one.yuan) << one.cell;
    }
    EXPECT_TRUE(read_money("12元", MoneyUnit::TenThousandYuan).unit_in_cell);
    EXPECT_FALSE(read_money("12", MoneyUnit::TenThousandYuan).unit_in_cell);
}

TEST(Money, EmptyAndUnreadable) {
    for (const char* const cell : {"", " ", "-", "—", "/", "无"}) {
        EXPECT_EQ(read_money(cell, MoneyUnit::Yuan).outcome, ReadMoney::Outcome::Empty) << cell;
    }
    for (const char* const cell : {"元", "面议", "12.3.4", "1e5", "约12"}) {
        EXPECT_EQ(read_money(cell, MoneyUnit::Yuan).outcome, ReadMoney::Outcome::Unreadable) << cell;
    }
}

RC_GTEST_PROP(Money, TextReadsBack, ()) {
    const Money money{*rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000)};
    RC_ASSERT(read_money(yuan_text(money), MoneyUnit::Yuan).money == money);
    RC_ASSERT(read_money(yuan_text(money) + "元", MoneyUnit::TenThousandYuan).money == money);
}

}  // namespace
}  // namespace land
