// The figures of a campaign: ways, the two countings, milestones, and land that must not count twice.

#include "ledger/stock.hpp"

#include "base/values_testing.hpp"
#include "ledger/story_test.hpp"

#include <gtest/gtest.h>

namespace {

using namespace ledger;
using story::day;

const FoldOptions kBaseline{day("2023-12-31")};

std::vector<UnsuppliedFigures> stock(const std::string& lines, const std::vector<Date>& days,
                                     Counting counting = Counting::Official, const StockRules& rules = {}) {
    StockScope scope;
    scope.in_scope = [](std::string_view origin) { return origin != "rest:X"; };
    scope.way_of = [](std::string_view holder) { return holder.front() == 'A' ? Way::Allocated : Way::Granted; };
    scope.backfill = [](std::string_view holder) { return holder == "B1"; };
    const Fold fold = ledger::fold(story::read(lines), kBaseline);
    return unsupplied_stock(fold.postings, rules, scope, counting, *kBaseline.baseline_day, days);
}

using base::testing::m2;

const std::string kCounty = R"(
approval document_no=A approved_on=2015-03-01 total=100000
approval document_no=X approved_on=2016-03-01 total=50000
supply supervision_no=G0 division=D signed_on=2018-01-01 area=10000
link supply=G0 approval=A area=10000
supply supervision_no=A1 division=D signed_on=2023-12-27 recorded_on=2024-01-11 area=3000
link supply=A1 approval=A area=3000
supply supervision_no=B1 division=D signed_on=2019-06-18 recorded_on=2024-03-28 area=400
link supply=B1 approval=A area=400
supply supervision_no=G1 division=D signed_on=2024-05-20 recorded_on=2024-05-30 area=2000
link supply=G1 approval=A area=2000
decision number=R type=rescinded supply=G1 on=2024-08-14 counted_on=2024-08-14
supply supervision_no=A2 division=D signed_on=2024-06-28 recorded_on=2024-10-11 area=36000
link supply=A2 approval=A area=36000
withdrawal number=W approval=A area=11000 reply_on=2024-10-18 marked_on=2024-11-06
supply supervision_no=G2 division=D signed_on=2024-05-14 recorded_on=2024-05-21 area=700
link supply=G2 existing=true
supply supervision_no=G3 division=D signed_on=2024-05-14 recorded_on=2024-05-21 area=800
link supply=G3 approval=X area=800
)";

TEST(Unsupplied, CountsByTheSystemsDay) {
    const auto figures = stock(kCounty, {day("2024-03-31"), day("2024-06-30"), day("2024-08-31"), day("2024-11-30")});
    EXPECT_EQ(figures[0].opening, m2(90'000));  // G0 stands in the frozen figure, A1 and B1 do not
    EXPECT_EQ(figures[0].done_by, (UnsuppliedFigures::DoneBy{.allocated = m2(3000), .backfill = m2(400)}));
    EXPECT_EQ(figures[1].done_by,
              (UnsuppliedFigures::DoneBy{.allocated = m2(3000), .granted = m2(2000), .backfill = m2(400)}));
    EXPECT_EQ(figures[1].done, m2(5400));
    EXPECT_EQ(figures[1].signed_not_recorded, m2(36'000));
    // A cancelled supply takes back from what was done: August is lower than June.
    EXPECT_EQ(figures[2].done, m2(3400));
    EXPECT_EQ(figures[2].done_by.cancelled, -m2(2000));
    EXPECT_EQ(figures[3].done, m2(50'400));
    EXPECT_EQ(figures[3].done_by.withdrawn, m2(11'000));
    EXPECT_EQ(figures[3].balance, m2(39'600));
    EXPECT_EQ(figures[3].signed_not_recorded, Area{});
}

TEST(Unsupplied, CountsByTheContractsDay) {
    const auto figures = stock(kCounty, {day("2024-06-30")}, Counting::Signed);
    EXPECT_EQ(figures[0].opening, m2(86'600));  // which is why the baseline is frozen
    EXPECT_EQ(figures[0].done, m2(38'000));
    EXPECT_EQ(figures[0].signed_not_recorded, m2(36'000));
}

TEST(Unsupplied, ADayBeforeTheBaselineHasNoPeriod) {
    const auto figures = stock(kCounty, {day("2017-01-01")});
    EXPECT_EQ(figures[0], (UnsuppliedFigures{.opening = m2(100'000), .balance = m2(100'000)}));
}

TEST(Unsupplied, SettingsMoveCarriedLandAndNoise) {
    const std::string lines =
        "approval document_no=A approved_on=2015-03-01 total=10000\n"
        "supply supervision_no=G1 division=D signed_on=2024-02-01 recorded_on=2024-02-02 area=1000\n"
        "link supply=G1 approval=A area=1000\nlink supply=G1 approval=A area=300 carried=true\n"
        "decision number=N type=noise approval=A on=2024-03-01 area=5\n"
        "decision number=C type=collective approval=A on=2024-03-01 counted_on=2024-03-05 area=200";
    const auto with = stock(lines, {day("2024-12-31")}).front();
    EXPECT_EQ(with.done, m2(1000));
    EXPECT_EQ(with.written_off, m2(200));
    EXPECT_EQ(with.balance, m2(8800));
    const auto without =
        stock(lines, {day("2024-12-31")}, Counting::Official, {.carried_in_stock = false, .noise_in_stock = false})
            .front();
    EXPECT_EQ(without.done, m2(1000));
    EXPECT_EQ(without.written_off, m2(505));
    EXPECT_EQ(without.balance, m2(8495));
}

TEST(Unsupplied, AWayThatDoesNotCountIsWrittenOff) {
    const std::string lines =
        "approval document_no=A approved_on=2015-03-01 total=10000\n"
        "supply supervision_no=G1 division=D signed_on=2024-02-01 recorded_on=2024-02-02 area=1000\n"
        "link supply=G1 approval=A area=1000\nlink supply=G1 approval=A area=300 carried=true";
    const auto with = [&](const StockRules& rules) {
        return stock(lines, {day("2024-12-31")}, Counting::Official, rules).front();
    };
    const auto none = with({.granted_is_done = false});
    EXPECT_EQ(none.done, m2(0));
    EXPECT_EQ(none.written_off, m2(1000));
    EXPECT_EQ(none.balance, m2(9000)) << "it has left the stock all the same";
    const auto along = with({.carried_in_stock = false, .carried_is_done = true});
    EXPECT_EQ(along.done, m2(1300));
    EXPECT_EQ(along.done_by.carried, m2(300));
    EXPECT_EQ(along.written_off, m2(0));
}

TEST(Unsupplied, RecoveredLandOfferedAndSuppliedAgainIsNotDigestedTwice) {
    const std::string lines =
        "approval document_no=A approved_on=2015-03-01 total=10000\n"
        "supply supervision_no=G1 division=D signed_on=2018-02-01 area=10000\n"
        "link supply=G1 approval=A\n"
        "decision number=R type=recovered supply=G1 on=2024-02-01 area=4000\n"
        "offer number=O approval=A from=2024-03-01 area=4000 supply=G2 failed_on=2024-09-01\n"
        "supply supervision_no=G2 division=D signed_on=2024-06-01 recorded_on=2024-06-01 area=3000\n"
        "link supply=G2 approval=A";
    const auto out = stock(lines, {day("2024-04-01"), day("2024-12-31")});
    EXPECT_EQ(out[0], (UnsuppliedFigures{}));
    EXPECT_EQ(out[1], (UnsuppliedFigures{}));
    const auto in =
        stock(lines, {day("2024-04-01"), day("2024-12-31")}, Counting::Official, {.recovered_in_stock = true});
    EXPECT_EQ(in[0].balance, m2(4000));
    EXPECT_EQ(in[1].done, m2(3000));
    EXPECT_EQ(in[1].balance, m2(1000));
}

TEST(Unsupplied, AdjustmentIsDoneOnlyIfTheBookSaysSo) {
    const std::string lines =
        "approval document_no=A approved_on=2015-03-01 total=10000\nplot approval=A number=N area=500\n"
        "withdrawal number=W kind=adjusted approval=A area=500 reply_on=2024-02-01 marked_on=2024-02-03 to_plot=A#N";
    const auto moved = stock(lines, {day("2024-12-31")}).front();
    EXPECT_EQ(moved.done, Area{});
    EXPECT_EQ(moved.written_off, m2(500));
    EXPECT_EQ(moved.added, m2(500));
    EXPECT_EQ(moved.balance, moved.opening);
    EXPECT_EQ(stock(lines, {day("2024-12-31")}, Counting::Official, {.adjusted_is_done = true}).front().done, m2(500));
}

TEST(Idle, LeavesByWaysAndWhenTheSystemShowsIt) {
    std::string lines;
    for (const char* s : {"1", "2", "3", "4", "5"})
        lines += "supply supervision_no=S" + std::string(s) + " division=D signed_on=2015-01-01 area=" + s + "000\n" +
                 "idle number=I" + s + " supply=S" + s + " recognised_on=2019-01-01\n";
    lines +=
        "decision number=E type=extended supply=S1 on=2024-04-18 counted_on=2024-05-30\n"
        "decision number=R type=recovered supply=S2 on=2024-09-20 counted_on=2024-10-28\n"
        "decision number=V type=revoked supply=S3 on=2024-03-01 counted_on=2024-03-02\n"
        "progress supply=S4 event=start on=2024-06-01\n"
        "idle number=I6 list_date=2024-02-01 area=600\n";
    const Fold fold = ledger::fold(story::read(lines), kBaseline);
    const std::vector<Date> days{day("2024-04-30"), day("2024-12-31")};
    const auto official = idle_stock(fold.postings, {}, Counting::Official, *kBaseline.baseline_day, days);
    EXPECT_EQ(official[0].opening, m2(15'000));
    EXPECT_EQ(official[0].signed_not_recorded, m2(1000));
    EXPECT_EQ(official[1].added, m2(600));
    EXPECT_EQ(official[1].done_by, (IdleFigures::DoneBy{.recovered = m2(2000), .other = m2(1000)}));
    EXPECT_EQ(official[1].written_off, m2(3000));
    EXPECT_EQ(official[1].balance, m2(9600));
    EXPECT_EQ(official[1].signed_not_recorded, m2(4000));  // the start nobody recorded yet
    const auto by_paper = idle_stock(fold.postings, {}, Counting::Signed, *kBaseline.baseline_day, days);
    EXPECT_EQ(by_paper[1].done_by.started, m2(4000));
    EXPECT_EQ(by_paper[1].balance, m2(5600));
}

}  // namespace
