// The table of progress by way: what left before, what left in the period, and both together, movement by movement.
#include "service/progress_parts.hpp"

#include "base/values_testing.hpp"

#include <gtest/gtest.h>

namespace service {
namespace {

using base::testing::day;
using base::testing::m2;

Movement moved(const char* way, const char* id, const char* on, std::int64_t area) {
    return {way, id, std::string("plot:") + id, day(on), m2(area)};
}

base::Area area_of(const report::Item& item, const char* key) {
    const report::Cell* cell = item.cells.find(key);
    return cell == nullptr ? base::Area() : std::get<base::Area>(*cell);
}
std::int64_t count_of(const report::Item& item, const char* key) {
    const report::Cell* cell = item.cells.find(key);
    return cell == nullptr ? 0 : std::get<std::int64_t>(*cell);
}

TEST(ProgressByWay, BeforeAndThisPeriodMakeAll) {
    const Movement kept = moved("granted", "S1", "2024-04-01", 300);
    const Movement fresh = moved("granted", "S2", "2024-06-01", 200);
    const Movement second = moved("granted", "S2", "2024-06-02", 100);
    const ReportItems::Beside table = progress_by_way({{kept}, {kept, fresh, second}}, {}, base::Lang::En);
    ASSERT_EQ(table.items.size(), 2U) << "the sum, then its one way";
    for (const report::Item& line : table.items) {
        EXPECT_EQ(area_of(line, "before.area"), m2(300));
        EXPECT_EQ(area_of(line, "fresh.area"), m2(300));
        EXPECT_EQ(area_of(line, "done.area"), m2(600));
        EXPECT_EQ(count_of(line, "fresh.items"), 1) << "a supply counts once, however many plots it drew on";
        EXPECT_EQ(count_of(line, "done.items"), 2);
    }
}

TEST(ProgressByWay, WhatWasTakenBackLowersThePeriod) {
    const Movement gone = moved("allocated", "S1", "2024-04-01", 300);
    const ReportItems::Beside table = progress_by_way({{gone}, {}}, {}, base::Lang::En);
    ASSERT_EQ(table.items.size(), 2U);
    EXPECT_EQ(area_of(table.items[1], "before.area"), m2(300));
    EXPECT_EQ(area_of(table.items[1], "fresh.area"), -m2(300));
    EXPECT_EQ(area_of(table.items[1], "done.area"), base::Area());
}

TEST(ProgressByWay, TheTwoStocksStandApart) {
    const DoneTwice unsupplied{{}, {moved("granted", "S1", "2024-06-01", 300)}};
    const DoneTwice idle{{}, {moved("started", "S1", "2024-06-01", 300)}};
    const ReportItems::Beside table = progress_by_way(unsupplied, idle, base::Lang::En);
    ASSERT_EQ(table.items.size(), 4U) << "two sums, one way each; the stocks are not added up";
    const auto stock = [&](std::size_t line) { return std::get<std::string>(*table.items[line].cells.find("stock")); };
    EXPECT_EQ(stock(0), stock(1));
    EXPECT_EQ(stock(2), stock(3));
    EXPECT_NE(stock(0), stock(2));
    EXPECT_TRUE(progress_by_way({}, {}, base::Lang::En).items.empty());
}

}  // namespace
}  // namespace service
