#include "ledger/posting.hpp"

#include "ledger/book.hpp"
#include "ledger/story_test.hpp"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace ledger;

TEST(Accounts, CodesAreUniqueAndReadBack) {
    std::set<std::string_view> codes;
    for (int i = 0; i < static_cast<int>(Account::kCount); ++i) {
        const auto account = static_cast<Account>(i);
        EXPECT_EQ(account_from_code(account_code(account)), account);
        EXPECT_TRUE(codes.insert(account_code(account)).second);
        EXPECT_FALSE(account_zh(account).empty() || account_en(account).empty());
        EXPECT_LE(int{is_source(account)} + int{is_unsupplied(account)} + int{is_supplied(account)}, 1);
    }
    EXPECT_EQ(account_code(Account::Collective), "collective");
    EXPECT_EQ(account_code(Account::Idle), "supplied.idle");
    EXPECT_TRUE(is_unsupplied(Account::InProcess));
    EXPECT_FALSE(is_unsupplied(Account::Recovered));
    EXPECT_FALSE(is_supplied(Account::Carried));
    EXPECT_EQ(account_from_code("supplied"), std::nullopt);
}

TEST(Balances, EndOfDaySortedWithoutEmptyCells) {
    const Fold fold = ledger::fold(story::read("approval document_no=A approved_on=2015-03-01 total=10\n"
                                               "withdrawal number=W approval=A reply_on=2016-01-01"),
                                   {});
    EXPECT_TRUE(balances(fold.postings, story::day("2015-02-28")).empty());
    EXPECT_EQ(balances(fold.postings, story::day("2016-01-01")),
              (std::vector<Cell>{{"rest:A", "", Account::Approved, Area::from_m2(-10)},
                                 {"rest:A", "", Account::Withdrawn, Area::from_m2(10)}}));
}

TEST(Spread, LargestRemainderTiesInOrder) {
    const auto units = [](std::initializer_list<std::int64_t> parts, std::int64_t want) {
        std::vector<Area> areas;
        for (const std::int64_t part : parts) areas.push_back(Area::from_units(part));
        std::vector<std::int64_t> shares;
        for (const Area share : spread(areas, Area::from_units(want))) shares.push_back(share.units());
        return shares;
    };
    EXPECT_EQ(units({1, 1, 1}, 2), (std::vector<std::int64_t>{1, 1, 0}));
    EXPECT_EQ(units({5, 3, 2}, 7), (std::vector<std::int64_t>{4, 2, 1}));
    EXPECT_EQ(units({600, 300}, 0), (std::vector<std::int64_t>{0, 0}));
    EXPECT_EQ(units({}, 5), (std::vector<std::int64_t>{}));
    // as large as a province, where a product of two areas no longer fits 64 bits
    EXPECT_EQ(units({1'500'000'000'000'000, 500'000'000'000'000}, 1'000'000'000'000'001),
              (std::vector<std::int64_t>{750'000'000'000'001, 250'000'000'000'000}));
}

}  // namespace
