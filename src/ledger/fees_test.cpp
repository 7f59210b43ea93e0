// Idle land disposed of by its fee: counted once, on its day, and no other account touched.

#include "ledger/fees.hpp"

#include "base/values_testing.hpp"
#include "ledger/stock.hpp"
#include "ledger/story_test.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <tuple>

namespace {

using namespace ledger;
using story::day;

using base::testing::m2;

const std::string kContract = R"(
supply supervision_no=S division=D signed_on=2015-01-01 area=5000
idle number=I supply=S recognised_on=2019-01-01
)";

Fee fee(const char* on, const char* counted_on, std::optional<Area> area = std::nullopt) {
    Fee out{"S", area, day(on), std::nullopt, "decision:F", "t/9"};
    if (*counted_on != '\0') out.counted_on = day(counted_on);
    return out;
}

std::vector<IdleFigures> idle(const std::string& lines, const std::vector<Fee>& fees, const std::vector<Date>& days,
                              Counting counting = Counting::Official) {
    const Fold fold = ledger::fold(story::read(lines), {day("2023-12-31")});
    return idle_stock(with_fees(fold.postings, fees), {}, counting, day("2023-12-31"), days);
}

TEST(Fees, AreDoneOnTheDayTheSystemShowsThem) {
    const std::vector<Date> days{day("2024-05-31"), day("2024-06-30")};
    const std::vector<Fee> fees{fee("2024-04-02", "2024-06-03")};
    const auto official = idle(kContract, fees, days);
    EXPECT_EQ(official[0].done, Area());
    EXPECT_EQ(official[0].signed_not_recorded, m2(5000));
    EXPECT_EQ(official[1].done_by, (IdleFigures::DoneBy{.other = m2(5000)}));
    EXPECT_EQ(official[1].balance, Area());
    EXPECT_EQ(idle(kContract, fees, days, Counting::Signed)[0].done, m2(5000));
    EXPECT_EQ(idle(kContract, {fee("2024-04-02", "")}, days)[1].done, Area()) << "never shown, never counted";
}

TEST(Fees, WhatIsPaidForDoesNotCountAgainWhenItStarts) {
    const std::string started =
        kContract + "progress supply=S event=start on=2024-08-01 recorded_on=2024-08-02 area=3500\n";
    const auto figures =
        idle(started, {fee("2024-04-02", "2024-04-02", m2(2000))}, {day("2024-04-30"), day("2024-12-31")});
    EXPECT_EQ(figures[0].done, m2(2000));
    EXPECT_EQ(figures[1].done_by, (IdleFigures::DoneBy{.started = m2(1500), .other = m2(2000)}));
    EXPECT_EQ(figures[1].balance, m2(1500));
}

TEST(Fees, TakeNoMoreThanIsIdleAndComeLastOnTheirDay) {
    const std::string started =
        kContract + "progress supply=S event=start on=2024-04-02 recorded_on=2024-04-02 area=3500\n";
    const auto figures = idle(started, {fee("2024-04-02", "2024-04-02", m2(9000)), fee("2024-05-02", "2024-05-02")},
                              {day("2024-12-31")});
    EXPECT_EQ(figures[0].done_by, (IdleFigures::DoneBy{.started = m2(3500), .other = m2(1500)}));
    EXPECT_EQ(idle(kContract, {fee("2018-04-02", "2018-04-02")}, {day("2024-12-31")})[0].balance, m2(5000))
        << "not idle yet";
}

/// Balances on a day, idle and delivered land of one contract taken together.
std::map<std::tuple<std::string, std::string, Account>, Area> together(const std::vector<Posting>& postings, Date on) {
    std::map<std::tuple<std::string, std::string, Account>, Area> out;
    for (const Cell& cell : balances(postings, on)) {
        const Account account = cell.account == Account::Delivered ? Account::Idle : cell.account;
        out[{cell.origin, cell.holder, account}] += cell.area;
    }
    std::erase_if(out, [](const auto& each) { return each.second.is_zero(); });
    return out;
}

TEST(Fees, MoveNothingButIdleLandInRandomCounties) {
    int paid = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        story::Random random(seed);
        const std::vector<Posting> postings = ledger::fold(story::whole_county(random), {}).postings;
        std::set<std::string> holders;
        for (const Posting& p : postings)
            if (p.to == Account::Idle) holders.insert(p.holder_to);
        std::vector<Fee> fees;
        for (const std::string& holder : holders)
            for (int i = 0; i < 2; ++i)
                fees.push_back({holder, random.chance(50) ? std::optional(random.area()) : std::nullopt, random.date(),
                                std::nullopt, "decision:F", "t/0"});
        const std::vector<Posting> with = with_fees(postings, fees);
        for (int i = 0; i <= story::Random::kDays; ++i) {
            const Date on = story::Random::first_day().plus_days(i);
            ASSERT_EQ(together(with, on), together(postings, on)) << "seed " << seed << " " << on.iso();
            std::map<std::string, Area> before;
            for (const Cell& cell : balances(postings, on))
                if (cell.account == Account::Idle) before[cell.origin + " " + cell.holder] = cell.area;
            for (const Cell& cell : balances(with, on)) {
                if (cell.account != Account::Idle) continue;
                ASSERT_TRUE(cell.area.is_positive()) << "seed " << seed << " " << on.iso();
                ASSERT_LE(cell.area, before[cell.origin + " " + cell.holder]) << "seed " << seed << " " << on.iso();
            }
        }
        for (const Posting& p : with) paid += p.rule == "17" ? 1 : 0;
    }
    EXPECT_GT(paid, 100) << "the counties must have idle land to pay for";
}

}  // namespace
