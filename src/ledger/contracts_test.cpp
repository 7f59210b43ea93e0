// What happens to land after supply (rules 11-22), to approvals (24-27), and to areas (29), one rule at a time.

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

const std::string kSupply = "supply supervision_no=S division=D signed_on=2018-01-01 area=1000\n";
std::string after(const std::string& events, std::string_view day = "2024-12-31") {
    return stocks(fold(kSupply + events), day);
}

TEST(Rule11, DeliveredOrKnownNotToBe) {
    EXPECT_EQ(after("progress supply=S event=delivery on=2018-06-01 area=400\n"
                    "progress supply=S event=no_delivery on=2018-07-01 area=600"),
              "unlinked:D S supplied.undelivered 600\nunlinked:D S supplied.delivered 400\n");
}

TEST(Rule11, DatesOnTheSupplyItselfAreObservations) {
    EXPECT_EQ(
        postings(fold("supply supervision_no=S division=D signed_on=2018-01-01 area=1000 actual_delivery=2018-02-01 "
                      "actual_start=2018-03-01 actual_finish=2018-04-01")),
        "2018-01-01 10 unlinked:D unlinked -> supplied.unreported(S) 1000\n"
        "2018-02-01 11 unlinked:D supplied.unreported(S) -> supplied.delivered(S) 1000\n"
        "2018-03-01 12 unlinked:D supplied.delivered(S) -> supplied.started(S) 1000\n"
        "2018-04-01 14 unlinked:D supplied.started(S) -> supplied.finished(S) 1000\n");
}

TEST(Rule12, StartedBeforeItsContractIsReadAsStarted) {
    const Fold early = fold(kSupply + "progress supply=S event=start on=2007-05-01");
    EXPECT_EQ(stocks(early, "2018-01-01"), "unlinked:D S supplied.started 1000\n");
    EXPECT_EQ(notes(early),
              "DATE_ORDER supply:S record=progress:S|start|2007-05-01 date=2007-05-01 not_before=2018-01-01\n");
}

TEST(Rule12, PartWithoutPlaceIsSpreadProRata) {
    // 1/3 and 2/3 of the contract: 100.0001 m² cannot be divided evenly, the largest remainder gets the odd unit
    const Fold part = fold(
        "approval document_no=A approved_on=2015-03-01 total=10000\n"
        "supply supervision_no=S division=D signed_on=2018-01-01 area=900\n"
        "link supply=S approval=A area=600\n"
        "progress supply=S event=start on=2018-05-01 area=100.0001");
    EXPECT_EQ(stocks(part, "2018-05-01"),
              "rest:A - unsupplied.stage_unknown 9400\nrest:A S supplied.unreported 533.3333\n"
              "rest:A S supplied.started 66.6667\nunlinked:D S supplied.unreported 266.6666\n"
              "unlinked:D S supplied.started 33.3334\n");
}

TEST(Rule12, MoreThanTheContractOrElsewhere) {
    EXPECT_EQ(notes(fold(kSupply + "progress supply=S event=start on=2018-05-01 area=1200")),
              "PROGRESS_EXCEEDS supply:S stated_m2=1200 posted_m2=1000\n");
    const Fold elsewhere = fold(kSupply + "progress supply=S event=start on=2018-05-01 plot=A#P");
    EXPECT_EQ(notes(elsewhere), "PLOT_NOT_DRAWN supply:S plot=A#P record=progress:S|start|2018-05-01\n");
    EXPECT_EQ(elsewhere.postings.size(), 1U);
}

TEST(Rule12, SupplyNobodyKnows) {
    const Fold lost = fold("progress supply=T event=start on=2018-05-01");
    EXPECT_TRUE(lost.postings.empty());
    EXPECT_EQ(notes(lost), "SUPPLY_UNKNOWN supply:T record=progress:T|start|2018-05-01\n");
}

TEST(Rule13, StoppedAndResumed) {
    EXPECT_EQ(after("progress supply=S event=start on=2019-01-01\nprogress supply=S event=stop on=2020-01-01\n"
                    "progress supply=S event=resume on=2021-01-01 area=300"),
              "unlinked:D S supplied.started 300\nunlinked:D S supplied.stalled 700\n");
    const Fold no_start = fold(kSupply + "progress supply=S event=stop on=2020-01-01");
    EXPECT_EQ(stocks(no_start, "2020-01-01"), "unlinked:D S supplied.stalled 1000\n");
    EXPECT_EQ(notes(no_start), "START_MISSING supply:S started_m2=0 stopped_m2=1000\n");
}

TEST(Rule14, FinishedBeforeItStarted) {
    const Fold order =
        fold(kSupply + "progress supply=S event=finish on=2019-01-01\nprogress supply=S event=start on=2020-01-01");
    EXPECT_EQ(stocks(order, "2020-01-01"), "unlinked:D S supplied.finished 1000\n");
    EXPECT_EQ(notes(order), "DATE_ORDER supply:S started_on=2020-01-01 finished_on=2019-01-01\n");
}

TEST(Silence, VisitsPermitsAndTimeMoveNothing) {
    EXPECT_EQ(
        fold(kSupply + "progress supply=S event=visit on=2019-01-01\nprogress supply=S event=no_start on=2020-01-01\n"
                       "idle supply=S number=I state=suspected list_date=2020-01-01\n"
                       "decision number=F type=fee supply=S on=2020-02-01")
            .postings.size(),
        1U);
}

// --- idle ---------------------------------------------------------------------------------------------------------

TEST(Rule15, IdleIsTheContractLessWhatStarted) {
    const Fold part = fold(kSupply +
                           "progress supply=S event=start on=2019-01-01 area=300\n"
                           "idle supply=S number=I list_date=2021-01-01 area=1000");
    EXPECT_EQ(stocks(part, "2021-01-01"), "unlinked:D S supplied.started 300\nunlinked:D S supplied.idle 700\n");
    EXPECT_EQ(notes(part), "STATUS_CONFLICT supply:S idle_m2=1000 posted_m2=700 in_use_m2=300\n");
}

TEST(Rule15, StartedLandIsNotMadeIdleByAList) {
    const Fold all =
        fold(kSupply + "progress supply=S event=start on=2019-01-01\nidle supply=S number=I list_date=2021-01-01");
    EXPECT_EQ(stocks(all, "2021-01-01"), "unlinked:D S supplied.started 1000\n");
    EXPECT_EQ(notes(all), "STATUS_CONFLICT supply:S idle_m2=0 posted_m2=0 in_use_m2=1000\n");
}

TEST(Rule16, ListedIdleUntilItsSupplyIsKnown) {
    EXPECT_EQ(postings(fold("idle number=I7 list_date=2021-01-01 area=500")),
              "2021-01-01 16 listed:idle|I7 listed -> supplied.idle(idle|I7) 500\n");
    EXPECT_EQ(after("idle number=I7 list_date=2021-01-01 area=1000 supply=S"), "unlinked:D S supplied.idle 1000\n");
}

const std::string kIdle =
    "progress supply=S event=delivery on=2018-06-01 area=400\n"
    "idle supply=S number=I recognised_on=2021-01-01\n";

TEST(Rule18, ExtensionLeavesTheIdleStockWhenTheSystemShowsIt) {
    const Fold shown = fold(kSupply + kIdle +
                            "decision number=E type=extended supply=S on=2022-01-01 counted_on=2022-03-01 "
                            "agreed_start=2022-12-01");
    EXPECT_EQ(stocks(shown, "2022-01-01"), "unlinked:D S supplied.delivered 1000\n");
    EXPECT_EQ(shown.postings.back().counted_on, story::day("2022-03-01"));
    const Fold open = fold(kSupply + kIdle + "decision number=E type=extended supply=S on=2022-01-01");
    EXPECT_EQ(open.postings.back().counted_on, std::nullopt);
}

TEST(Rule18, BackdatedOrTooLongExtendsNothing) {
    for (const char* start : {"2021-12-01", "2023-01-02"}) {
        const Fold invalid =
            fold(kSupply + kIdle + "decision number=E type=extended supply=S on=2022-01-01 agreed_start=" + start);
        EXPECT_EQ(stocks(invalid, "2022-01-01"), "unlinked:D S supplied.idle 1000\n");
        EXPECT_EQ(notes(invalid),
                  std::string("EXTENSION_INVALID supply:S agreed_on=2022-01-01 agreed_start=") + start + "\n");
    }
}

TEST(Rule19, IdleLandStarts) {
    const Fold started = fold(kSupply + kIdle + "progress supply=S event=start on=2022-01-01");
    EXPECT_EQ(started.postings.back().rule, "19");
    EXPECT_EQ(started.postings.back().counted_on, std::nullopt);  // no observation says when the system shows it
    EXPECT_EQ(stocks(started, "2022-01-01"), "unlinked:D S supplied.started 1000\n");
}

TEST(Rule22, RevokedRecognitionGivesBackWhatWasBefore) {
    EXPECT_EQ(after(kIdle + "decision number=V type=revoked supply=S on=2022-01-01"),
              "unlinked:D S supplied.unreported 600\nunlinked:D S supplied.delivered 400\n");
}

// --- back from the holder -----------------------------------------------------------------------------------------

const std::string kLinked =
    "approval document_no=A approved_on=2015-03-01 total=5000\n"
    "supply supervision_no=S division=D signed_on=2018-01-01 recorded_on=2018-01-05 area=1000 existing_class=200\n"
    "link supply=S approval=A area=700\n";

TEST(Rule20, RecoveredStaysApartFromUnsupplied) {
    EXPECT_EQ(stocks(fold(kLinked + "decision number=R type=recovered supply=S on=2020-01-01"), "2020-01-01"),
              "existing:D - recovered 200\nrest:A - unsupplied.stage_unknown 4300\nrest:A - recovered 700\n"
              "unlinked:D - recovered 100\n");
}

TEST(Rule20b, RescindedGoesBackWhereItCameFrom) {
    EXPECT_EQ(postings(fold(kLinked + "decision number=X type=rescinded supply=S on=2020-01-01 counted_on=2020-02-01")),
              "2015-03-01 1 rest:A approved -> unsupplied.stage_unknown 5000\n"
              "2018-01-01 7 rest:A unsupplied.stage_unknown -> supplied.unreported(S) 700 counted 2018-01-05\n"
              "2018-01-01 8 existing:D existing -> supplied.unreported(S) 200\n"
              "2018-01-01 8 unlinked:D unlinked -> supplied.unreported(S) 100\n"
              "2020-01-01 20b existing:D supplied.unreported(S) -> existing 200\n"
              "2020-01-01 20b rest:A supplied.unreported(S) -> unsupplied.ready 700 counted 2020-02-01\n"
              "2020-01-01 20b unlinked:D supplied.unreported(S) -> unlinked 100\n");
}

TEST(Rule20, MoreThanIsLeft) {
    EXPECT_EQ(notes(fold(kSupply + "decision number=R type=recovered supply=S on=2020-01-01 area=1500\n"
                                   "decision number=X type=rescinded supply=S on=2021-01-01")),
              "DECISION_EXCEEDS supply:S stated_m2=1500 posted_m2=1000\n"
              "DECISION_EXCEEDS supply:S stated_m2=all posted_m2=0\n");
}

// --- approvals ----------------------------------------------------------------------------------------------------

const std::string kPlot =
    "approval document_no=A approved_on=2015-03-01 total=1500\n"
    "plot approval=A number=P area=1000\n"
    "expropriation plot=A#P on=2016-01-01 area=300\n";

TEST(Rule24, WithdrawnOnTheReplyCountedOnTheMark) {
    const Fold all = fold(kPlot + "withdrawal number=W approval=A reply_on=2024-10-18 marked_on=2024-11-06");
    EXPECT_EQ(stocks(all, "2024-10-18"), "plot:A#P - withdrawn 1000\nrest:A - withdrawn 500\n");
    EXPECT_EQ(all.postings.back().counted_on, story::day("2024-11-06"));
    EXPECT_EQ(fold(kPlot + "withdrawal number=W approval=A filed_on=2024-06-28").postings.size(), 3U);
    EXPECT_EQ(notes(fold(kPlot + "withdrawal number=W plot=A#P area=1200 reply_on=2024-10-18")),
              "WITHDRAWAL_EXCEEDS plot:A#P stated_m2=1200 posted_m2=1000\n");
}

TEST(Rule25, LapseDoesNotTouchWhatIsExpropriated) {
    const Fold lapsed = fold(kPlot + "withdrawal number=W kind=lapsed plot=A#P marked_on=2024-01-01");
    EXPECT_EQ(stocks(lapsed, "2024-01-01"),
              "plot:A#P - unsupplied.expropriated 300\nplot:A#P - lapsed 700\nrest:A - unsupplied.stage_unknown 500\n");
}

TEST(Rule26, AdjustedToAnotherPlace) {
    EXPECT_EQ(
        postings(fold(kPlot + "plot approval=A number=N area=420\n"
                              "withdrawal number=W kind=adjusted plot=A#P area=400 reply_on=2020-01-01 to_plot=A#N")),
        "2015-03-01 1 rest:A approved -> unsupplied.stage_unknown 500\n"
        "2015-03-01 2 plot:A#P approved -> unsupplied.stage_unknown 1000\n"
        "2016-01-01 3 plot:A#P unsupplied.stage_unknown -> unsupplied.expropriated 300\n"
        "2020-01-01 26 plot:A#N adjusted -> unsupplied.stage_unknown 400\n"
        "2020-01-01 26 plot:A#P unsupplied.stage_unknown -> adjusted 100 not counted\n"
        "2020-01-01 26 plot:A#P unsupplied.expropriated -> adjusted 300 not counted\n"
        "2020-01-01 29 plot:A#N remeasured -> unsupplied.stage_unknown 20\n");
}

TEST(Rule27, SliverAcceptedAsNoise) {
    EXPECT_EQ(stocks(fold(kPlot + "decision number=N type=noise plot=A#P on=2022-01-01 area=0.8"), "2022-01-01"),
              "plot:A#P - unsupplied.stage_unknown 700\nplot:A#P - unsupplied.expropriated 299.2\n"
              "plot:A#P - noise 0.8\nrest:A - unsupplied.stage_unknown 500\n");
}

// --- areas fixed by a paper ---------------------------------------------------------------------------------------

TEST(Rule29, AmendedPlotAndContract) {
    EXPECT_EQ(stocks(fold(kPlot + "amend 2020-01-01 plot approval=A number=P area=900"), "2020-01-01"),
              "plot:A#P - unsupplied.stage_unknown 700\nplot:A#P - unsupplied.expropriated 200\n"
              "rest:A - unsupplied.stage_unknown 500\n");
    const Fold grown =
        fold(kLinked +
             "amend 2019-01-01 supply supervision_no=S division=D signed_on=2018-01-01 area=1100 existing_class=200");
    EXPECT_EQ(stocks(grown, "2019-01-01"),
              "existing:D S supplied.unreported 220\nrest:A - unsupplied.stage_unknown 4300\n"
              "rest:A S supplied.unreported 770\nunlinked:D S supplied.unreported 110\n");
}

TEST(Rule29, LessThanIsStillThere) {
    const Fold less = fold(kPlot +
                           "withdrawal number=W plot=A#P reply_on=2019-01-01\n"
                           "amend 2020-01-01 plot approval=A number=P area=900");
    EXPECT_EQ(notes(less), "REMEASURE_EXCEEDS plot:A#P stated_m2=100 posted_m2=0\n");
}

// --- portions -----------------------------------------------------------------------------------------------------

TEST(Portions, AreTheUnsuppliedAreaOfTheirPlot) {
    EXPECT_EQ(notes(fold(kPlot + "portion plot=A#P number=a area=400\nportion plot=A#P number=b area=600")), "");
    EXPECT_EQ(notes(fold(kPlot + "portion plot=A#P number=a area=400\nportion plot=A#P number=b")), "");
    EXPECT_EQ(notes(fold(kPlot + "portion plot=A#P number=a area=400")),
              "PORTIONS_UNBALANCED plot:A#P portions_m2=400 unsupplied_m2=1000 without_area=0\n");
}

const std::string kLand =
    "approval document_no=A approved_on=2015-03-01 total=1000\nplot approval=A number=P area=1000\n";

TEST(Rule3, SeenNotExpropriatedIsNewsOfLandWhoseStageNobodySaid) {
    const Fold seen = fold(kLand + "expropriation plot=A#P on=2016-01-01 area=400 undone=true");
    EXPECT_EQ(stocks(seen, "2016-01-01"),
              "plot:A#P - unsupplied.stage_unknown 600\nplot:A#P - unsupplied.unexpropriated 400\n");
    EXPECT_EQ(notes(seen), "") << "nothing went back, so no reason is asked for";
}

TEST(Rule3, GoingBackAsksForItsReason) {
    const Fold back = fold(kLand +
                           "expropriation plot=A#P on=2016-01-01\n"
                           "expropriation plot=A#P on=2017-01-01 area=400 undone=true");
    EXPECT_EQ(stocks(back, "2017-01-01"),
              "plot:A#P - unsupplied.unexpropriated 400\nplot:A#P - unsupplied.expropriated 600\n");
    EXPECT_NE(notes(back).find("REASON_MISSING"), std::string::npos);
}

TEST(Rule3, UnpaidAndUndatedIsNotCarriedOut) {
    const Fold open = fold(kLand + "expropriation plot=A#P village=V payable_yuan=100 paid_yuan=40");
    EXPECT_EQ(stocks(open, "2024-12-31"), "plot:A#P - unsupplied.stage_unknown 1000\n");
    EXPECT_NE(notes(open).find("EXPROPRIATION_OPEN plot:A#P"), std::string::npos);
    EXPECT_EQ(stocks(fold(kLand + "expropriation plot=A#P on=2016-01-01 payable_yuan=100 paid_yuan=40"), "2016-01-01"),
              "plot:A#P - unsupplied.expropriated 1000\n")
        << "a stated day of completion is believed; the import asks about the money";
}

TEST(Rule19, CountsOnTheDayTheSystemShowsIt) {
    const std::string idle = kSupply + "idle number=I supply=S recognised_on=2021-01-01 area=1000\n";
    ledger::FoldOptions options;
    options.baseline_day = story::day("2023-12-31");
    EXPECT_NE(postings(fold(idle + "progress supply=S event=start on=2024-05-22 recorded_on=2024-05-30", options))
                  .find("supplied.started(S) 1000 counted 2024-05-30"),
              std::string::npos);
    EXPECT_NE(postings(fold(idle + "progress supply=S event=start on=2024-05-22", options))
                  .find("supplied.started(S) 1000 not counted"),
              std::string::npos);
}

}  // namespace
