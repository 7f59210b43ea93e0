#include "law/watch.hpp"

#include "base/test_tree.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace law {
namespace {

using testing::day;
using testing::file_text;
using testing::find_watch;
using testing::xixian;

std::string state(const std::vector<Watch>& list, std::string_view what) {
    const Watch* found = find_watch(list, what);
    return found == nullptr ? "none" : std::string(watch_state_code(found->state));
}

std::string due(const std::vector<Watch>& list, std::string_view what) {
    const Watch* found = find_watch(list, what);
    return found == nullptr || !found->due ? "none" : found->due->iso();
}

TEST(Watch, EveryDayOfASupplyBeforeItsStart) {
    const auto list = testing::ListedCase().list("2020-03-10");
    EXPECT_EQ(due(list, "payment"), "2020-04-30");  // 60 days after signing
    EXPECT_EQ(due(list, "delivery"), "2020-06-01");
    EXPECT_EQ(due(list, "extension_application"), "2021-01-30");  // 30 days before the start
    EXPECT_EQ(due(list, "start"), "2021-03-01");
    EXPECT_EQ(due(list, "idle_year"), "2022-03-02");
    EXPECT_EQ(due(list, "idle_two_years"), "2023-03-02");
    EXPECT_EQ(due(list, "finish"), "2023-03-01");
    EXPECT_EQ(due(list, "finish_limit"), "2024-03-01");
    for (const Watch& one : list) EXPECT_EQ(one.state, WatchState::Ahead) << one.what;
}

TEST(Watch, TwoWarningsBeforeTheDay) {
    const testing::ListedCase of;
    EXPECT_EQ(state(of.list("2020-12-30"), "start"), "ahead");
    EXPECT_EQ(state(of.list("2020-12-31"), "start"), "soon");    // 60 days
    EXPECT_EQ(state(of.list("2021-01-30"), "start"), "urgent");  // 30 days
    EXPECT_EQ(state(of.list("2021-03-01"), "start"), "urgent");  // the day itself is in time
    const auto list = of.list("2021-01-30");
    EXPECT_EQ(find_watch(list, "start")->first_warning->iso(), "2020-12-31");
    EXPECT_EQ(find_watch(list, "start")->second_warning->iso(), "2021-01-30");
    EXPECT_EQ(find_watch(list, "start")->finding.severity, Severity::Warning);
}

TEST(Watch, SilenceAfterTheDayIsUnknownAndNoFault) {
    const auto list = testing::ListedCase().list("2022-06-01");
    for (const char* what : {"delivery", "start", "idle_year"}) {
        ASSERT_NE(find_watch(list, what), nullptr) << what;
        EXPECT_EQ(state(list, what), "passed") << what;
        EXPECT_EQ(find_watch(list, what)->finding.certainty, Certainty::Unknown) << what;
        EXPECT_EQ(find_watch(list, what)->finding.severity, Severity::Info) << what;
    }
    EXPECT_EQ(find_watch(list, "extension_application"), nullptr);  // an occasion that is over asks nothing
    EXPECT_EQ(find_watch(list, "investigation"), nullptr);
}

TEST(Watch, OverdueOnlyWhereItWasSeen) {
    testing::ListedCase of;
    of.seen("no_delivery", "2020-07-01").seen("no_start", "2022-04-01");
    const auto list = of.list("2022-04-10");
    EXPECT_EQ(state(list, "delivery"), "overdue");
    EXPECT_EQ(state(list, "start"), "overdue");
    EXPECT_EQ(state(list, "idle_year"), "overdue");
    EXPECT_EQ(due(list, "investigation"), "2022-05-01");
    EXPECT_EQ(find_watch(list, "start")->finding.certainty, Certainty::Stated);
    EXPECT_EQ(find_watch(list, "start")->finding.reasons.back().fact, "progress.no_start");
    // seen before the day: that says nothing about the day
    testing::ListedCase early;
    early.seen("no_start", "2021-02-01");
    EXPECT_EQ(state(early.list("2021-04-01"), "start"), "passed");
}

TEST(Watch, WhatIsDoneIsNotListed) {
    testing::ListedCase of;
    of.seen("payment", "2020-03-20").seen("delivery", "2020-05-30").seen("start", "2021-02-01");
    auto list = of.list("2021-06-01");
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(state(list, "finish"), "ahead");
    EXPECT_EQ(state(list, "finish_limit"), "ahead");
    of.seen("stop", "2021-09-01");
    EXPECT_EQ(due(of.list("2021-10-01"), "stalled_year"), "2022-09-02");
    of.seen("finish", "2023-02-01");
    EXPECT_TRUE(of.list("2023-03-01").empty());
}

TEST(Watch, ASupplementMovesTheStartAndHasALimit) {
    testing::ListedCase of;
    of.extended("2021-02-01", "2021-12-01");
    const auto list = of.list("2021-03-01");
    EXPECT_EQ(due(list, "start"), "2021-12-01");
    EXPECT_EQ(due(list, "idle_year"), "2022-12-02");
    EXPECT_EQ(due(list, "extension_limit"), "2022-02-01");
}

TEST(Watch, ExcusedDaysMoveFreeRecoveryAndNotRecognition) {
    testing::ListedCase of;
    land::Progress delay;
    delay.event = "delay";
    delay.on = day("2021-04-01");
    delay.until = day("2021-04-30");
    delay.cause = "government";
    delay.paper = "证明";
    of.progress.push_back(delay);
    const auto list = of.list("2021-06-01");
    EXPECT_EQ(due(list, "idle_year"), "2022-03-02");
    EXPECT_EQ(due(list, "idle_two_years"), "2023-04-01");
    of.progress.back().paper.clear();  // not proved: nothing is surely excused
    EXPECT_EQ(due(of.list("2021-06-01"), "idle_two_years"), "2023-03-02");
}

TEST(Watch, WithoutADayTheFactIsNamed) {
    testing::ListedCase of;
    of.supply.agreed_start.reset();
    const auto list = of.list("2021-06-01");
    EXPECT_EQ(state(list, "start"), "undated");
    EXPECT_EQ(find_watch(list, "start")->missing, "supply.agreed_start");
    EXPECT_EQ(find_watch(list, "idle_year"), nullptr);
}

TEST(Watch, InstalmentsAreAnsweredOneByOne) {
    testing::ListedCase of;
    of.supply.instalments = "2020-04-01 156万元；2020-10-01 156万元";
    EXPECT_EQ(due(of.list("2020-03-10"), "payment"), "2020-04-01");
    of.seen("payment", "2020-03-30");
    EXPECT_EQ(due(of.list("2020-04-10"), "payment"), "2020-10-01");
    of.supply.instalments = "分两期";
    EXPECT_EQ(state(of.list("2020-04-10"), "payment"), "undated");
    of.supply.instalments.clear();
    of.supply.mode = "allocated";
    EXPECT_EQ(find_watch(of.list("2020-04-10"), "payment"), nullptr);
}

TEST(Watch, RecognisedLandWaitsForItsDecision) {
    testing::ListedCase of;
    land::Idle letter;
    letter.recognised_on = day("2022-05-01");
    letter.letter_no = "认〔2022〕1号";
    letter.cause = "企业";
    of.idle.push_back(letter);
    const auto list = of.list("2022-06-01");
    EXPECT_EQ(due(list, "decision"), "2022-06-30");
    EXPECT_EQ(find_watch(list, "decision")->finding.certainty, Certainty::Inferred);
    EXPECT_EQ(find_watch(list, "idle_year"), nullptr);
    EXPECT_EQ(state(of.list("2023-04-01"), "idle_two_years"), "overdue");
}

TEST(Watch, RecoveredLandIsWatchedNoMore) {
    testing::ListedCase of;
    land::Decision back;
    back.type = "recovered";
    back.on = day("2022-05-01");
    of.decisions.push_back(back);
    EXPECT_FALSE(of.list("2022-04-30").empty());
    EXPECT_TRUE(of.list("2022-05-01").empty());
}

struct PlotWatchCase : testing::PlotCase {
    PlotWatchCase() : PlotCase(ledger::Account::StageUnknown) {
        approval.approved_on = day("2023-02-28");
        approval.received_on = day("2023-03-10");
    }
    std::vector<Watch> list(const char* as_of) const {
        const auto calendar = base::WorkCalendar::parse(
            file_text(base::testing::source_tree() + "/rulebooks/data/workdays.csv"), "workdays");
        return watch_plot(known(), judge(as_of), xixian(), *calendar, day(as_of));
    }
};

TEST(Watch, AnApprovalAfterTwoYears) {
    PlotWatchCase of;
    auto list = of.list("2024-12-31");
    EXPECT_EQ(due(list, "approval_two_years"), "2025-02-28");
    EXPECT_EQ(state(list, "approval_two_years"), "urgent");
    EXPECT_EQ(state(of.list("2025-03-01"), "approval_two_years"), "passed");  // nobody said whether it was carried out
    of.lies_in(ledger::Account::Unexpropriated);
    EXPECT_EQ(state(of.list("2025-03-01"), "approval_two_years"), "overdue");
    of.lies_in(ledger::Account::Expropriated);
    EXPECT_EQ(find_watch(of.list("2025-03-01"), "approval_two_years"), nullptr);
    of.lies_in(ledger::Account::StageUnknown);
    of.approval.approved_on.reset();
    EXPECT_EQ(state(of.list("2025-03-01"), "approval_two_years"), "undated");
}

TEST(Watch, TheAnnouncementIsCountedInWorkingDays) {
    const PlotWatchCase of;
    EXPECT_EQ(due(of.list("2023-03-11"), "expropriation_notice"), "2023-03-31");  // 15 working days of March
    PlotWatchCase before_the_rule;
    before_the_rule.approval.received_on = day("2021-08-31");
    EXPECT_EQ(find_watch(before_the_rule.list("2023-03-11"), "expropriation_notice"), nullptr);
    PlotWatchCase beyond;
    beyond.approval.received_on = day("2026-12-31");  // holidays of 2027 are not published
    EXPECT_EQ(state(beyond.list("2027-01-05"), "expropriation_notice"), "undated");
}

TEST(Watch, PlanFilingOfferAndMortgage) {
    PlotWatchCase of;
    land::Portion& portion = of.divide("1");
    portion.route = "withdraw";
    portion.planned = day("2024-05-20");
    land::Offer offer;
    offer.from = day("2024-05-01");
    offer.valid_until = day("2024-05-30");
    of.offers.push_back(offer);
    land::Reserve reserve;
    reserve.mortgaged = "yes";
    reserve.mortgage_until = day("2024-08-01");
    of.reserves.push_back(reserve);
    auto list = of.list("2024-05-10");
    EXPECT_EQ(due(list, "plan"), "2024-05-20");
    EXPECT_EQ(due(list, "filing"), "2024-06-30");
    EXPECT_EQ(due(list, "offer_end"), "2024-05-30");
    EXPECT_EQ(due(list, "mortgage_end"), "2024-08-01");
    list = of.list("2024-07-01");
    EXPECT_EQ(state(list, "plan"), "overdue");  // the area is still unsupplied
    EXPECT_EQ(state(list, "filing"), "passed");
    EXPECT_EQ(find_watch(list, "offer_end"), nullptr);
    land::Withdrawal filed;
    filed.filed_on = day("2024-06-28");
    of.withdrawals.push_back(filed);
    EXPECT_EQ(find_watch(of.list("2024-07-01"), "filing"), nullptr);
}

TEST(Watch, ABookWithoutTheRulesWatchesLess) {
    RulebookSet bare = xixian();
    std::erase_if(bare.books, [](const Rulebook& book) { return book.name == "national/supervision"; });
    const testing::ListedCase of;
    const auto list = watch_supply(of.known(), bare, day("2020-03-10"));
    EXPECT_EQ(find_watch(list, "payment"), nullptr);
    EXPECT_EQ(find_watch(list, "finish_limit"), nullptr);
    ASSERT_NE(find_watch(list, "start"), nullptr);
    EXPECT_FALSE(find_watch(list, "start")->first_warning.has_value());
}

}  // namespace
}  // namespace law
