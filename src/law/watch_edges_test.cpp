// Days under supervision where a record is incomplete, later than the day, or speaks of a part.
#include "base/test_tree.hpp"
#include "law/law_testing.hpp"
#include "law/watch.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace law {
namespace {

using testing::day;
using testing::find_watch;
using testing::xixian;

struct Listed : testing::ListedCase {
    Listed() { supply.area = Area::from_m2(10'000); }
    land::Decision& decide(const char* type, const char* on) {
        land::Decision& out = decisions.emplace_back();
        out.type = type;
        if (*on != '\0') out.on = day(on);
        return out;
    }
};

TEST(WatchEdges, APartGivenBackLeavesTheRestToBeWatched) {
    Listed of;
    land::Decision& back = of.decide("recovered", "2022-05-01");
    back.area = Area::from_m2(4'000);
    EXPECT_FALSE(of.list("2022-06-01").empty());
    back.area = Area::from_m2(10'000);
    EXPECT_TRUE(of.list("2022-06-01").empty());
    of.supply.area.reset();  // whether that is all of it nobody can say
    EXPECT_FALSE(of.list("2022-06-01").empty());
    of.decisions[0].area.reset();
    of.decisions[0].on.reset();  // a decision without a day ends nothing
    EXPECT_FALSE(of.list("2022-06-01").empty());
    of.decisions[0].type = "rescinded";
    of.decisions[0].on = day("2022-05-01");
    EXPECT_TRUE(of.list("2022-06-01").empty());
}

TEST(WatchEdges, TheLatestWordOnDeliveryIsQuoted) {
    Listed of;
    of.seen("no_delivery", "2020-07-01").seen("no_delivery", "2020-09-01").seen("no_delivery", "2020-08-01");
    of.seen("no_delivery", "").seen("no_delivery", "2020-05-01").seen("no_delivery", "2021-01-01");
    const auto list = of.list("2020-10-01");
    const Watch* delivery = find_watch(list, "delivery");
    ASSERT_NE(delivery, nullptr);
    EXPECT_EQ(delivery->state, WatchState::Overdue);
    EXPECT_EQ(delivery->finding.reasons.back().value, "2020-09-01");
    of.seen("delivery", "2020-09-20");
    EXPECT_EQ(find_watch(of.list("2020-10-01"), "delivery"), nullptr);
}

TEST(WatchEdges, WithoutAPriceThereIsNoPayment) {
    Listed of;
    EXPECT_NE(find_watch(of.list("2020-03-10"), "payment"), nullptr);
    of.supply.price = land::Money{0};
    EXPECT_EQ(find_watch(of.list("2020-03-10"), "payment"), nullptr);
    of.supply.price = land::Money{100};
    of.supply.signed_on.reset();
    EXPECT_EQ(find_watch(of.list("2020-03-10"), "payment"), nullptr);
    of.supply.instalments = "2020-04-01 50万元；；2020-10-01 50万元；";
    of.seen("payment", "2020-12-01");  // later than the day: answers nothing yet
    EXPECT_EQ(find_watch(of.list("2020-03-10"), "payment")->due, day("2020-04-01"));
    of.progress.back().on.reset();  // paid, nobody said when
    EXPECT_EQ(find_watch(of.list("2020-03-10"), "payment")->due, day("2020-10-01"));
}

TEST(WatchEdges, OfTwoSupplementsTheLaterSetsTheLimit) {
    Listed of;
    of.decide("extended", "2021-05-01").agreed_start = day("2021-12-01");
    of.decide("extended", "2021-02-01").agreed_start = day("2021-09-01");
    of.decide("extended", "2023-01-01").agreed_start = day("2023-09-01");  // not yet signed
    of.decide("extended", "").agreed_start = day("2021-09-01");
    EXPECT_EQ(find_watch(of.list("2021-06-01"), "extension_limit")->due, day("2022-05-01"));
}

TEST(WatchEdges, ADecisionAnswersTheRecognitionItFollows) {
    Listed of;
    land::Idle& letter = of.idle.emplace_back();
    letter.recognised_on = day("2022-05-01");
    letter.cause = "企业";
    of.decide("extended", "2022-04-01");
    EXPECT_NE(find_watch(of.list("2022-06-01"), "decision"), nullptr);  // older than the recognition
    of.decide("fee", "2022-07-01");
    EXPECT_NE(find_watch(of.list("2022-06-01"), "decision"), nullptr);  // later than the day
    of.decide("fee", "2022-05-20");
    EXPECT_EQ(find_watch(of.list("2022-06-01"), "decision"), nullptr);
    letter.recognised_on.reset();
    letter.list_date = day("2022-05-01");  // a list without a letter waits for no decision
    EXPECT_EQ(find_watch(of.list("2022-06-01"), "decision"), nullptr);
}

TEST(WatchEdges, NothingIsWatchedWithoutALaw) {
    const Listed of;
    EXPECT_TRUE(watch_supply(of.known(), xixian(), nullptr, day("2020-03-10")).empty());
    Listed open_end;
    open_end.supply.agreed_finish.reset();
    EXPECT_EQ(find_watch(open_end.list("2020-03-10"), "finish"), nullptr);
}

TEST(WatchEdges, EveryStateHasItsCodeAndBothNames) {
    for (const WatchState state : {WatchState::Overdue, WatchState::Passed, WatchState::Urgent, WatchState::Soon,
                                   WatchState::Ahead, WatchState::Undated}) {
        EXPECT_FALSE(watch_state_code(state).empty());
        EXPECT_FALSE(watch_state_text(state).zh.empty());
        EXPECT_FALSE(watch_state_text(state).en.empty());
    }
}

TEST(WatchEdges, TheGraverStateAndThenTheSoonerDayComesFirst) {
    Watch late, dated, later, undated;
    late.state = WatchState::Overdue;
    dated.state = later.state = undated.state = WatchState::Ahead;
    dated.due = day("2024-01-01");
    later.due = day("2024-01-02");
    EXPECT_TRUE(sooner(late, dated));
    EXPECT_FALSE(sooner(dated, late));
    EXPECT_TRUE(sooner(dated, later));
    EXPECT_FALSE(sooner(later, dated));
    EXPECT_TRUE(sooner(dated, undated));
    EXPECT_FALSE(sooner(undated, dated));
    Watch other = dated;
    other.what = "z";
    EXPECT_TRUE(sooner(dated, other));
    EXPECT_FALSE(sooner(other, dated));
}

TEST(WatchEdges, InstalmentsMayStandOnLinesAndBeBlank) {
    EXPECT_EQ(instalment_days("2020-10-01 50万元\n2020-04-01 50万元").value(),
              (std::vector<Date>{day("2020-04-01"), day("2020-10-01")}));
    EXPECT_TRUE(instalment_days(" ； ").value().empty());
    EXPECT_FALSE(instalment_days("2020-04-01；签订后一年").has_value());
}

TEST(WatchEdges, AStartThatIsNotSeenAfterTheDayIsNotLate) {
    Listed of;
    of.seen("no_start", "2021-03-01");  // on the very day agreed
    EXPECT_EQ(find_watch(of.list("2021-03-02"), "start")->state, WatchState::Passed);
    of.seen("no_start", "2021-03-02");
    EXPECT_EQ(find_watch(of.list("2021-03-02"), "start")->state, WatchState::Overdue);
}

TEST(WatchEdges, AStopIsWatchedFromItsDayToTheLastSightOfIt) {
    Listed of;
    of.seen("stop", "");
    EXPECT_EQ(find_watch(of.list("2022-06-01"), "stalled_year"), nullptr);
    Listed seen;
    seen.seen("start", "2021-01-01").seen("stop", "2021-06-01");
    EXPECT_EQ(find_watch(seen.list("2022-06-02"), "stalled_year")->state, WatchState::Urgent);
    EXPECT_EQ(find_watch(seen.list("2022-06-03"), "stalled_year")->state, WatchState::Passed);
    seen.seen("stop", "2022-06-02");
    EXPECT_EQ(find_watch(seen.list("2022-06-03"), "stalled_year")->state, WatchState::Overdue);
    seen.seen("stop", "");  // seen again, but nobody said when
    EXPECT_EQ(find_watch(seen.list("2022-06-03"), "stalled_year")->state, WatchState::Passed);
}

TEST(WatchEdges, TheFinishIsLateByTheLastOfTwoSights) {
    Listed of;
    of.seen("no_start", "2023-05-01");
    EXPECT_EQ(find_watch(of.list("2023-06-01"), "finish")->finding.reasons.back().value, "2023-05-01");
    of.seen("start", "2023-05-10");
    EXPECT_EQ(find_watch(of.list("2023-06-01"), "finish")->finding.reasons.back().value, "2023-05-10");
    of.seen("no_start", "2023-05-20");  // both cannot be, but unfinished it was seen last on that day
    EXPECT_EQ(find_watch(of.list("2023-06-01"), "finish")->finding.reasons.back().value, "2023-05-20");
    Listed undated;
    undated.seen("start", "");
    EXPECT_EQ(find_watch(undated.list("2023-06-01"), "finish")->state, WatchState::Passed);
    Listed early;
    early.seen("start", "2021-01-01");
    EXPECT_EQ(find_watch(early.list("2023-06-01"), "finish")->state, WatchState::Passed);
}

TEST(WatchEdges, OfTwoSupplementsTheLastSignedSetsTheLimit) {
    const char* const signed_on[] = {"2020-09-01", "2021-02-01"};
    for (const std::size_t one : {0U, 1U}) {
        Listed of;
        of.extended(signed_on[one], "2021-06-01").extended(signed_on[1 - one], "2021-06-01");
        EXPECT_EQ(find_watch(of.list("2021-03-01"), "extension_limit")->due, day("2022-02-01"));
    }
}

TEST(WatchEdges, ASuspicionIsNoRecognition) {
    Listed of;
    land::Idle& row = of.idle.emplace_back();
    row.state = "suspected";
    row.recognised_on = day("2022-06-01");
    EXPECT_NE(find_watch(of.list("2022-07-01"), "idle_year"), nullptr);
    EXPECT_EQ(find_watch(of.list("2022-07-01"), "decision"), nullptr);
    row.state = "recognised";
    EXPECT_EQ(find_watch(of.list("2022-07-01"), "idle_year"), nullptr);
    EXPECT_EQ(find_watch(of.list("2022-07-01"), "decision")->due, day("2022-07-31"));
    of.decide("fee", "");  // decided, but nobody said when
    EXPECT_NE(find_watch(of.list("2022-07-01"), "decision"), nullptr);
}

TEST(WatchEdges, BooksWithoutASettingWatchLess) {
    RulebookSet bare = xixian();
    for (Rulebook& book : bare.books)
        std::erase_if(book.parameters, [](const Parameter& one) {
            return one.id == "idle.decision.warning_days" || one.id == "contract.extension_application.days";
        });
    Listed of;
    of.idle.emplace_back().recognised_on = day("2022-05-01");
    EXPECT_EQ(find_watch(watch_supply(of.known(), bare, day("2022-06-01")), "decision"), nullptr);
    EXPECT_EQ(find_watch(watch_supply(Listed().known(), bare, day("2020-06-01")), "extension_application"), nullptr);
    RulebookSet lawless = xixian();
    for (Rulebook& book : lawless.books)
        std::erase_if(book.parameters, [](const Parameter& one) { return one.id == "idle.unstarted.years"; });
    EXPECT_TRUE(watch_supply(of.known(), lawless, day("2022-06-01")).empty());
    EXPECT_TRUE(watch_supply(SupplyFacts{}, xixian(), day("2022-06-01")).empty());
}

TEST(WatchEdges, TwoYearsAreOverOnlyWhereTheSightWasLaterThanThem) {
    Listed of;
    of.seen("no_start", "2023-03-01");
    EXPECT_EQ(find_watch(of.list("2023-04-01"), "idle_two_years")->state, WatchState::Passed);
    of.seen("no_start", "2023-03-02");
    EXPECT_EQ(find_watch(of.list("2023-04-01"), "idle_two_years")->state, WatchState::Overdue);
    of.idle.emplace_back().recognised_on = day("2023-03-15");
    EXPECT_EQ(find_watch(of.list("2023-03-20"), "idle_two_years")->state, WatchState::Overdue);
    Listed recognised_early;
    recognised_early.idle.emplace_back().recognised_on = day("2022-03-15");
    EXPECT_NE(find_watch(recognised_early.list("2023-03-01"), "idle_two_years")->state, WatchState::Overdue);
}

TEST(WatchEdges, EveryKindHasBothNames) {
    EXPECT_GE(watch_kinds().size(), 10U);
    for (const auto& [what, name] : watch_kinds()) {
        EXPECT_FALSE(name.zh.empty()) << what;
        EXPECT_FALSE(name.en.empty()) << what;
    }
}

struct Unsupplied : testing::PlotCase {
    Unsupplied() : PlotCase(ledger::Account::Unexpropriated) {}
    std::vector<Watch> list(const char* as_of) const { return list(as_of, known()); }
    std::vector<Watch> list(const char* as_of, const PlotFacts& facts, const RulebookSet& books = xixian()) const {
        const auto calendar = base::WorkCalendar::parse(
            testing::file_text(base::testing::source_tree() + "/rulebooks/data/workdays.csv"), "workdays");
        return watch_plot(facts, judge_plot(facts, books, day(as_of)), books, *calendar, day(as_of));
    }
};

TEST(WatchEdges, OffersAndMortgagesWithoutTheirDays) {
    Unsupplied of;
    land::Offer& offer = of.offers.emplace_back();
    land::Reserve& reserve = of.reserves.emplace_back();
    reserve.mortgaged = "yes";
    EXPECT_EQ(find_watch(of.list("2024-05-10"), "offer_end"), nullptr);
    EXPECT_EQ(find_watch(of.list("2024-05-10"), "mortgage_end"), nullptr);
    offer.valid_until = day("2024-05-30");
    EXPECT_EQ(find_watch(of.list("2024-05-10"), "offer_end"), nullptr);
    offer.from = day("2024-05-11");
    EXPECT_EQ(find_watch(of.list("2024-05-10"), "offer_end"), nullptr);
    offer.from = day("2024-05-01");
    EXPECT_NE(find_watch(of.list("2024-05-10"), "offer_end"), nullptr);
    offer.failed_on = day("2024-05-11");
    EXPECT_NE(find_watch(of.list("2024-05-10"), "offer_end"), nullptr);
    EXPECT_EQ(find_watch(of.list("2024-05-11"), "offer_end"), nullptr);
    reserve.mortgage_until = day("2024-08-01");
    EXPECT_NE(find_watch(of.list("2024-05-10"), "mortgage_end"), nullptr);
    reserve.mortgaged = "no";
    EXPECT_EQ(find_watch(of.list("2024-05-10"), "mortgage_end"), nullptr);
}

TEST(WatchEdges, WhatIsSuppliedOrWithoutAnApprovalHasNoApprovalDays) {
    Unsupplied of;
    EXPECT_NE(find_watch(of.list("2019-05-10"), "approval_two_years"), nullptr);
    EXPECT_EQ(find_watch(of.list("2019-05-10"), "expropriation_notice"), nullptr);  // nobody said when it was received
    PlotFacts nameless = of.known();
    nameless.approval = {};
    EXPECT_EQ(find_watch(of.list("2019-05-10", nameless), "approval_two_years"), nullptr);
    of.approval.received_on = day("2023-03-10");
    EXPECT_NE(find_watch(of.list("2023-03-11"), "expropriation_notice"), nullptr);
    of.expropriations.emplace_back().village = "甲村";
    EXPECT_EQ(find_watch(of.list("2023-03-11"), "expropriation_notice"), nullptr);
    of.cells.clear();
    EXPECT_TRUE(of.list("2023-03-11").empty());
}

TEST(WatchEdges, TwoYearsArePassedButNotOverdueWhereAPartMayBeExpropriated) {
    Unsupplied of;  // approved on 2018-05-11
    const auto state = [&] { return find_watch(of.list("2020-05-12"), "approval_two_years")->state; };
    EXPECT_EQ(state(), WatchState::Overdue);
    of.cells.push_back({"plot:P", "", ledger::Account::StageUnknown, Area::from_m2(500)});
    EXPECT_EQ(state(), WatchState::Passed);
    of.lies_in(ledger::Account::StageUnknown);
    EXPECT_EQ(state(), WatchState::Passed);
    const RulebookSet bare = testing::without("approval.lapse.years");
    EXPECT_EQ(find_watch(of.list("2019-05-10", of.known(), bare), "approval_two_years"), nullptr);
}

TEST(WatchEdges, ExpropriatedLandWaitsForNoAnnouncement) {
    Unsupplied of;
    of.approval.received_on = day("2023-03-10");
    of.lies_in(ledger::Account::Expropriated);
    EXPECT_EQ(find_watch(of.list("2023-03-11"), "expropriation_notice"), nullptr);
}

TEST(WatchEdges, APortionNamesItsOwnRecordOrElseTheLands) {
    Unsupplied of;
    of.divide("a").planned = day("2024-06-01");
    of.divide("b").planned = day("2024-06-02");
    const auto list = of.list("2024-05-10");
    EXPECT_EQ(find_watch(list, "plan")->finding.reasons.at(0).entry, "141031/3");
    PlotFacts facts = of.known();
    facts.plot = {};
    facts.portions.clear();
    facts.approval.entry = "141031/1";
    EXPECT_NE(find_watch(of.list("2019-05-10", facts), "approval_two_years"), nullptr);
}

TEST(WatchEdges, AFilingWaitsForItsOwnDay) {
    Unsupplied of;
    of.divide("a", "plan_changed").route = "withdraw";
    of.withdrawals.emplace_back();
    EXPECT_NE(find_watch(of.list("2024-05-10"), "filing"), nullptr);  // a paper, but when was it filed?
    of.withdrawals[0].filed_on = day("2024-05-11");
    EXPECT_NE(find_watch(of.list("2024-05-10"), "filing"), nullptr);
    EXPECT_EQ(find_watch(of.list("2024-05-11"), "filing"), nullptr);
}

}  // namespace
}  // namespace law
