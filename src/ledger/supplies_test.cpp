// Where the area of a contract comes from (rules 7-10, 23, re-issues), one rule at a time.

#include "ledger/story_test.hpp"

#include <gtest/gtest.h>

namespace {

using ledger::Fold;
using story::notes;
using story::postings;
using story::stocks;

Fold fold(const std::string& lines, ledger::FoldOptions options = {}) {
    return ledger::fold(story::read(lines), options);
}

const std::string kPlot =
    "approval document_no=A approved_on=2015-03-01 total=10000\n"
    "plot approval=A number=P area=10000\n";
const std::string kSupply = "supply supervision_no=S division=D signed_on=2018-01-01 area=4000 ";

TEST(Rule7, OfferToNobodyIsTakenLast) {
    const Fold taken = fold(kPlot + "offer number=O plot=A#P area=7000 from=2017-01-01\n" + kSupply +
                            "\nlink supply=S plot=A#P area=4000");
    EXPECT_EQ(stocks(taken, "2018-01-01"),
              "plot:A#P - unsupplied.in_process 6000\nplot:A#P S supplied.unreported 4000\n");
    EXPECT_EQ(notes(taken),
              "GATE_OPEN plot:A#P record=offer:O offered_m2=7000 ready_m2=0\n"
              "OFFER_UNNAMED supply:S origin=plot:A#P taken_m2=1000\n");
}

TEST(Rule7b, SignedBeforeApprovedTellsSinceWhenItWouldFit) {
    const Fold early = fold(kPlot +
                            "supply supervision_no=S division=D signed_on=2014-01-01 area=4000\n"
                            "link supply=S plot=A#P");
    EXPECT_EQ(stocks(early, "2015-03-01"),
              "plot:A#P - unsupplied.stage_unknown 10000\nunlinked:D S supplied.unreported 4000\n");
    EXPECT_EQ(notes(early),
              "OVERDRAWN supply:S origin=A#P have_m2=0 drawn_m2=4000 short_m2=4000 fits_since=2015-03-01\n"
              "SIGNED_BEFORE_APPROVAL supply:S origin=A#P signed_on=2014-01-01 approved_on=2015-03-01\n");
}

TEST(Rule7b, DrawOnTheRestOfAnApprovalThatHasPlots) {
    EXPECT_EQ(notes(fold(kPlot + kSupply + "\nlink supply=S approval=A area=4000")),
              "LINK_TO_PLOT supply:S approval=A\n"
              "OVERDRAWN supply:S origin=A have_m2=0 drawn_m2=4000 short_m2=4000\n");
}

TEST(Rule7c, CarriedAlongOutsideTheContract) {
    EXPECT_EQ(stocks(fold(kPlot + kSupply +
                          "\nlink supply=S plot=A#P area=4000\nlink supply=S plot=A#P area=500 carried=true"),
                     "2018-01-01"),
              "plot:A#P - unsupplied.stage_unknown 5500\nplot:A#P - supplied.carried 500\n"
              "plot:A#P S supplied.unreported 4000\n");
}

TEST(Rule7d, LeftToCollectiveUse) {
    const Fold left = fold(kPlot + "decision number=C type=collective plot=A#P on=2019-01-01 area=2500");
    EXPECT_EQ(stocks(left, "2019-01-01"), "plot:A#P - unsupplied.stage_unknown 7500\nplot:A#P - collective 2500\n");
}

TEST(Rule8, GapGoesToBuiltLandThenToUnlinked) {
    const Fold gap = fold(kPlot + kSupply + "existing_class=600\nlink supply=S plot=A#P area=3000");
    EXPECT_EQ(stocks(gap, "2018-01-01"),
              "existing:D S supplied.unreported 600\nplot:A#P - unsupplied.stage_unknown 7000\n"
              "plot:A#P S supplied.unreported 3000\nunlinked:D S supplied.unreported 400\n");
    EXPECT_EQ(notes(gap), "DRAWS_SHORT supply:S area_m2=4000 drawn_m2=3000 existing_m2=600 unlinked_m2=400\n");
}

TEST(Rule8, MoreDrawnThanTheContractHolds) {
    const Fold more = fold(kPlot + "plot approval=A number=Q area=0.5\n" + kSupply +
                           "\nlink supply=S plot=A#P area=3500\nlink supply=S plot=A#Q area=900");
    EXPECT_NE(notes(more).find("DRAWS_EXCEED supply:S area_m2=4000 drawn_m2=4400 left_m2=400\n"), std::string::npos);
    EXPECT_EQ(stocks(more, "2018-01-01"),
              "plot:A#P - unsupplied.stage_unknown 6500\nplot:A#P S supplied.unreported 3500\n"
              "plot:A#Q S supplied.unreported 0.5\nunlinked:D S supplied.unreported 499.5\n");
}

TEST(Rule8, DrawWithoutAreaTakesWhatNoOtherAssigns) {
    EXPECT_EQ(stocks(fold(kPlot + "approval document_no=B approved_on=2016-01-01 total=5000\n" + kSupply +
                          "\nlink supply=S plot=A#P\nlink supply=S approval=B area=1500"),
                     "2018-01-01"),
              "plot:A#P - unsupplied.stage_unknown 7500\nplot:A#P S supplied.unreported 2500\n"
              "rest:B - unsupplied.stage_unknown 3500\nrest:B S supplied.unreported 1500\n");
}

TEST(Rule9, WhollyBuiltLandOrADrawOnExisting) {
    EXPECT_EQ(postings(fold(kSupply + "existing_class=4000")),
              "2018-01-01 9 existing:D existing -> supplied.unreported(S) 4000\n");
    EXPECT_EQ(postings(fold(kSupply + "\nlink supply=S existing=true")),
              "2018-01-01 9 existing:D existing -> supplied.unreported(S) 4000\n");
}

TEST(Rule10, MixedOrNotStated) {
    EXPECT_EQ(postings(fold(kSupply + "existing_class=600")),
              "2018-01-01 10 unlinked:D unlinked -> supplied.unreported(S) 4000\n");
    EXPECT_EQ(notes(fold(kSupply)), "");
}

TEST(Supply, WhatCannotBeDatedOrMeasuredMovesNothing) {
    const Fold none =
        fold("supply supervision_no=S division=D area=4000\nsupply supervision_no=T signed_on=2018-01-01");
    EXPECT_EQ(postings(none), "");
    EXPECT_EQ(notes(none), "SIGNED_MISSING supply:S\nAREA_MISSING supply:T\n");
    EXPECT_EQ(postings(fold("supply supervision_no=S division=D area=4000 recorded_on=2019-01-01")),
              "2019-01-01 10 unlinked:D unlinked -> supplied.unreported(S) 4000\n");
}

TEST(Supply, LinkToAPlotNobodyKnows) {
    const Fold lost = fold(kSupply + "\nlink supply=S plot=A#9 area=4000");
    EXPECT_EQ(postings(lost), "2018-01-01 7b unlinked:D unlinked -> supplied.unreported(S) 4000\n");
    EXPECT_EQ(notes(lost), "PLOT_UNKNOWN supply:S origin=A#9 drawn_m2=4000\n");
}

// --- the day the system shows it ----------------------------------------------------------------------------------

TEST(Counted, InferredUpToTheBaselineOnlyWithANumber) {
    const ledger::FoldOptions baseline{story::day("2018-12-31")};
    const std::string link = "\nlink supply=S plot=A#P area=4000";
    const auto last = [](const Fold& f) { return f.postings.back().counted_on; };
    EXPECT_EQ(last(fold(kPlot + kSupply + link, baseline)), story::day("2018-01-01"));
    EXPECT_EQ(last(fold(kPlot + kSupply + link, {story::day("2017-12-31")})), std::nullopt);
    EXPECT_EQ(last(fold(kPlot + "supply division=D project=X signed_on=2018-01-01 area=4000\n"
                                "link supply=D|X|2018-01-01|4000|0 plot=A#P area=4000",
                        baseline)),
              std::nullopt);
}

TEST(Counted, NotBeforeThePlotIsPartOfAnApproval) {
    const Fold loose = fold("plot file_key=f#1 area=5000 drawn_on=2014-07-01\n" + kSupply +
                            "recorded_on=2018-02-01\nlink supply=S plot=f#1");
    EXPECT_EQ(loose.postings.back().counted_on, std::nullopt);
    EXPECT_EQ(loose.postings.back().from, ledger::Account::StageUnknown);
}

// --- re-issued numbers --------------------------------------------------------------------------------------------

TEST(Reissue, SupersedesWhereProjectAndPlaceAgree) {
    const Fold one = fold(
        "supply supervision_no=1404272013B00193 division=D project=X place=Y signed_on=2013-01-01 area=1000\n"
        "supply supervision_no=1404272013B00193-1 division=D project=X place=Y signed_on=2013-02-01 area=1100\n"
        "progress supply=1404272013B00193 event=delivery on=2014-01-01");
    EXPECT_EQ(postings(one),
              "2013-02-01 10 unlinked:D unlinked -> supplied.unreported(1404272013B00193-1) 1100\n"
              "2014-01-01 11 unlinked:D supplied.unreported(1404272013B00193-1) -> "
              "supplied.delivered(1404272013B00193-1) 1100\n");
    EXPECT_EQ(notes(one),
              "NUMBER_SUPERSEDED supply:1404272013B00193 number=1404272013B00193-1 stated_m2=1000 posted_m2=1100\n");
}

TEST(Reissue, KeepsTheLinksOfItsElderUntilItHasItsOwn) {
    const std::string both = kPlot +
                             "supply supervision_no=1404272013B00193 holder=H signed_on=2016-01-01 area=1000\n"
                             "supply supervision_no=1404272013B00193-2 holder=H signed_on=2016-02-01 area=1100\n"
                             "link supply=1404272013B00193 plot=A#P\n";
    EXPECT_EQ(stocks(fold(both), "2016-02-01"),
              "plot:A#P - unsupplied.stage_unknown 8900\n"
              "plot:A#P 1404272013B00193-2 supplied.unreported 1100\n");
    EXPECT_EQ(stocks(fold(both + "link supply=1404272013B00193-2 existing=true"), "2016-02-01"),
              "existing: 1404272013B00193-2 supplied.unreported 1100\nplot:A#P - unsupplied.stage_unknown 10000\n");
}

TEST(Reissue, OtherwiseBothStand) {
    const Fold two = fold(
        "supply supervision_no=1404272013B00193 division=D project=X place=Y signed_on=2013-01-01 area=1000\n"
        "supply supervision_no=1404272013B00193-1 division=D project=Z place=Y signed_on=2013-02-01 area=1100");
    EXPECT_EQ(two.postings.size(), 2U);
    EXPECT_EQ(notes(two),
              "NUMBER_REUSED supply:1404272013B00193 number=1404272013B00193\n"
              "NUMBER_REUSED supply:1404272013B00193-1 number=1404272013B00193\n");
}

// --- recovered land supplied again --------------------------------------------------------------------------------

TEST(Rule23, RecoveredLandSuppliedAgainAndRescinded) {
    const std::string again =
        kPlot +
        "supply supervision_no=S division=D signed_on=2016-01-01 recorded_on=2016-01-01 area=10000\n"
        "link supply=S plot=A#P\n"
        "decision number=R type=recovered supply=S on=2018-01-01 area=3000\n"
        "supply supervision_no=T division=D signed_on=2019-01-01 recorded_on=2019-01-01 area=2000\n"
        "link supply=T plot=A#P\n";
    EXPECT_EQ(fold(again).postings.back().rule, "23");
    EXPECT_EQ(stocks(fold(again), "2019-01-01"),
              "plot:A#P - recovered 1000\nplot:A#P S supplied.unreported 7000\n"
              "plot:A#P T supplied.unreported 2000\n");
    // What had been recovered before goes back there, never into the stock of land not yet supplied.
    EXPECT_EQ(stocks(fold(again + "decision number=X type=rescinded supply=T on=2020-01-01"), "2020-01-01"),
              "plot:A#P - recovered 3000\nplot:A#P S supplied.unreported 7000\n");
}

}  // namespace
