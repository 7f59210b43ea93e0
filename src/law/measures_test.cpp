// Measures and kinds of target as a book has them, and the trade's own where it has none.
#include "law/measures.hpp"

#include "law/campaign.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

Area ha(int hectares) { return Area::from_measured_m2(hectares * 10'000.0); }

const MeasureFigures kFigures{ha(100), ha(90), ha(10), ha(20), ha(5), ha(75), ha(25)};

TEST(Measures, TheTradesOwnWhereABookListsNone) {
    const Campaign none;
    ASSERT_EQ(measures_of(none).size(), 2U);
    EXPECT_DOUBLE_EQ(*value_of(measures_of(none)[0], kFigures), 0.2);
    EXPECT_DOUBLE_EQ(*value_of(measures_of(none)[1], kFigures), 0.8);
}

TEST(Measures, ABookMayReadItsStockByOtherRates) {
    Campaign book;
    book.measures = {{"left", {"剩余率", "left"}, "balance", "opening", {}, {}},
                     {"of_all", {"占全部", "of all"}, "done", "added", {}, {}}};
    ASSERT_EQ(measures_of(book).size(), 2U);
    EXPECT_DOUBLE_EQ(*value_of(measures_of(book)[0], kFigures), 75.0 / 90);
    EXPECT_DOUBLE_EQ(*value_of(measures_of(book)[1], kFigures), 2);
}

TEST(Measures, WithoutATaskOrABaseNothingIsSaid) {
    MeasureFigures bare = kFigures;
    bare.task.reset();
    bare.baseline = {};
    for (const Measure& measure : measures_of(Campaign{})) EXPECT_FALSE(value_of(measure, bare)) << measure.id;
    bare.task = Area{};
    EXPECT_FALSE(value_of(measures_of(Campaign{})[1], bare)) << "of a task of nothing no share is taken";
}

TEST(Measures, AKindSaysWhatItsTargetAsksFor) {
    const Campaign none;
    const auto task = [&](const Campaign& book, const char* basis) {
        return task_area(*target_kind(book, basis), Share{1, 4}, ha(30), ha(100));
    };
    EXPECT_EQ(task(none, "rate"), ha(25));
    EXPECT_EQ(task(none, "area"), ha(30));
    EXPECT_EQ(task(none, "ceiling"), ha(70));
    EXPECT_EQ(task_area(*target_kind(none, "ceiling"), {}, ha(130), ha(100)), Area{});
    EXPECT_EQ(target_kind(none, "score"), nullptr);
    Campaign other;
    other.target_kinds = {{"ceiling", {"上限", "ceiling"}, "area", {}}};
    EXPECT_EQ(task(other, "ceiling"), ha(30)) << "the book's row counts";
    EXPECT_EQ(task(other, "rate"), ha(25)) << "and what it leaves out is as in the trade";
}

TEST(Measures, TheShippedCampaignHasItsOwnRows) {
    const Campaign& campaign = testing::xixian().campaign();
    ASSERT_EQ(campaign.measures.size(), 2U);
    EXPECT_EQ(campaign.measures[0].id, "digestion_rate");
    EXPECT_EQ(campaign.measures[1].over, "task");
    EXPECT_EQ(campaign.target_kinds.size(), 3U);
}

}  // namespace
}  // namespace law
