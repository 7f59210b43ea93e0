// How far building has come, out of the observations of a supply: of each figure the latest word by the day.
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using testing::day;

land::Progress seen(const char* on, std::optional<std::int64_t> built_m2, std::optional<std::int64_t> invested) {
    land::Progress out;
    out.event = "visit";
    if (*on != '\0') out.on = day(on);
    if (built_m2) out.built = Area::from_m2(*built_m2);
    if (invested) out.invested = land::Money{*invested * 100};
    return out;
}

std::vector<Said<land::Progress>> said(const std::vector<land::Progress>& records) {
    std::vector<Said<land::Progress>> out;
    for (const land::Progress& each : records) out.push_back({&each, "141031/" + std::to_string(out.size() + 1)});
    return out;
}

TEST(Development, SilenceIsNothing) {
    EXPECT_FALSE(development_of({}, day("2024-06-30")).has_value());
    const std::vector<land::Progress> visits{seen("2024-01-01", std::nullopt, std::nullopt)};
    EXPECT_FALSE(development_of(said(visits), day("2024-06-30")).has_value());
}

TEST(Development, OfEachFigureTheLatestWordByTheDay) {
    std::vector<land::Progress> records{seen("2024-03-01", 300, std::nullopt), seen("2023-03-01", 100, 50),
                                        seen("2024-09-01", 900, 900)};
    records[1].should_build = Area::from_m2(1'000);
    const auto june = development_of(said(records), day("2024-06-30"));
    ASSERT_TRUE(june.has_value());
    EXPECT_EQ(*june->built, Area::from_m2(300));
    EXPECT_EQ(*june->should_build, Area::from_m2(1'000)) << "said once and not again";
    EXPECT_EQ(june->invested->fen, 5'000);
    EXPECT_FALSE(june->total_investment.has_value());
    EXPECT_EQ(june->entry, "141031/1") << "the entry of the latest";
    EXPECT_EQ(*development_of(said(records), day("2024-09-01"))->built, Area::from_m2(900));
    EXPECT_FALSE(development_of(said(records), day("2023-02-28")).has_value());
}

TEST(Development, WithoutADayItIsNotCounted) {
    const std::vector<land::Progress> records{seen("", 300, std::nullopt)};
    EXPECT_FALSE(development_of(said(records), day("2024-06-30")).has_value());
}

TEST(Development, OfOneDayTheOneSaidLast) {
    const std::vector<land::Progress> records{seen("2024-03-01", 300, std::nullopt),
                                              seen("2024-03-01", 200, std::nullopt)};
    EXPECT_EQ(*development_of(said(records), day("2024-03-01"))->built, Area::from_m2(200));
}

}  // namespace
}  // namespace law
