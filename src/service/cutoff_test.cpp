// Cut-offs and the grace of the year end, in the figures of a store.
#include "base/json.hpp"
#include "service/closing.hpp"
#include "service/counting_testing.hpp"
#include "service/reports.hpp"

#include <optional>
#include <tuple>

namespace service {
namespace {

using testing::campaign_with;
using testing::day;
using testing::m2;
using testing::supply;

class Cutoffs : public testing::CountedBook {};

/// An approval of 2015 and contracts that the system showed on these days, 1 ha each.
std::vector<land::Record> shown_on(const std::vector<std::pair<const char*, const char*>>& signed_and_shown) {
    land::Approval approval;
    approval.document_no = "晋政地字〔2015〕1号";
    approval.division = "141031";
    approval.authority = "山西省人民政府";
    approval.approved_on = day("2015-03-01");
    approval.total = m2(400'000);
    std::vector<land::Record> out{approval};
    for (std::size_t i = 0; i < signed_and_shown.size(); ++i) {
        const std::string number = "1410312024B000" + std::to_string(10 * (i + 1));
        out.push_back(supply(number.c_str(), signed_and_shown[i].first, signed_and_shown[i].second));
        land::Link link;
        link.supply = number;
        link.approval = approval.document_no;
        out.push_back(link);
    }
    return out;
}

base::Area done_in(const StockLine& stock, const char* iso) {
    for (const CurvePoint& point : stock.curve)
        if (point.date == day(iso)) return point.done;
    ADD_FAILURE() << iso << " is not on the curve";
    return {};
}

TEST_F(Cutoffs, ACutOffChangesMilestoneAndCurveByTheSystemAlone) {
    say(shown_on({{"2024-03-01", "2024-03-20"}, {"2024-03-02", "2024-03-27"}, {"2024-03-03", "2024-03-30"}}));
    const law::RulebookSet plain = campaign_with("");
    const StockLine by_day = county(book(plain, "2024-06-20")).unsupplied;
    EXPECT_EQ(by_day.milestones.at(0).done, m2(30'000));
    EXPECT_EQ(done_in(by_day, "2024-03-31"), m2(30'000));

    const law::RulebookSet worked = campaign_with("[cutoff]\nkind = \"last_working_day\"\ntag = \"M\"\n");
    const StockLine by_work = county(book(worked, "2024-06-20")).unsupplied;
    EXPECT_EQ(by_work.milestones.at(0).cutoff, day("2024-03-29"));
    EXPECT_EQ(by_work.milestones.at(0).done, m2(20'000));
    EXPECT_EQ(done_in(by_work, "2024-03-31"), m2(20'000));
    EXPECT_EQ(by_work.done, m2(30'000)) << "by the day asked for";

    const law::RulebookSet early = campaign_with("[cutoff]\nkind = \"month_day\"\nmonth_day = 25\ntag = \"M\"\n");
    EXPECT_EQ(county(book(early, "2024-06-20")).unsupplied.milestones.at(0).done, m2(10'000));
    EXPECT_EQ(county(book(early, "2024-06-20", ledger::Counting::Signed)).unsupplied.milestones.at(0).done, m2(30'000));

    const std::string march = "on = 2024-03-31\n";
    const law::RulebookSet stated =
        campaign_with(march, march + "cutoff = { kind = \"on\", on = 2024-03-28, tag = \"N\" }\n");
    const StockLine by_date = county(book(stated, "2024-06-20")).unsupplied;
    EXPECT_EQ(by_date.milestones.at(0).done, m2(20'000));
    EXPECT_EQ(done_in(by_date, "2024-03-31"), m2(30'000)) << "the milestone's alone";
    EXPECT_EQ(status_json(*status(book(plain, "2024-06-20"), "")).dump().find("cutoff"), std::string::npos);
    EXPECT_NE(status_json(*status(book(stated, "2024-06-20"), "")).dump().find("\"cutoff\":\"2024-03-28\""),
              std::string::npos);
}

TEST_F(Cutoffs, ThePeriodBeforeEndsAtItsCutOff) {
    say(shown_on({{"2024-05-01", "2024-05-20"}, {"2024-05-02", "2024-05-27"}, {"2024-06-03", "2024-06-10"}}));
    const auto before_and_new = [&](const law::RulebookSet& rules, std::optional<ledger::Counting> counting) {
        auto items = progress_items(book(rules, "2024-06-20", counting), base::Lang::En);
        EXPECT_TRUE(items.ok()) << items.error().text().en;
        const auto area = [&](const char* key) { return std::get<base::Area>(*items->items.at(0).cells.find(key)); };
        return std::tuple(area("u.before"), area("u.new_total"), items->notes.at(0).en);
    };
    const law::RulebookSet early = campaign_with("[cutoff]\nkind = \"month_day\"\nmonth_day = 25\ntag = \"M\"\n");
    EXPECT_EQ(before_and_new(campaign_with(""), {}),
              std::tuple(m2(20'000), m2(10'000), "The period before ends on 2024-05-31."));
    EXPECT_EQ(before_and_new(early, {}),
              std::tuple(m2(10'000), m2(20'000),
                         "The period before ends on 2024-05-31, as the system showed it on 2024-05-25."));
    EXPECT_EQ(before_and_new(early, ledger::Counting::Signed),
              std::tuple(m2(20'000), m2(10'000), "The period before ends on 2024-05-31."))
        << "a contract's date needs no extract";
}

TEST_F(Cutoffs, AMonthIsFrozenAtTheCutOffAndWhatComesLaterIsNotLate) {
    house_.clock.at = base::Instant::end_of_day(day("2024-06-24"));
    adopt(campaign_with("[cutoff]\nkind = \"month_day\"\nmonth_day = 25\ntag = \"M\"\n"));
    say(shown_on({{"2024-03-01", "2024-06-20"}, {"2024-03-02", "2024-06-27"}}));
    house_.clock.at = base::Instant::end_of_day(day("2024-06-25"));
    EXPECT_FALSE(close_period(house_.office, {"2024-06", ""}, testing::House::by("wang")).ok()) << "not over yet";
    house_.clock.at = base::Instant::end_of_day(day("2024-06-26"));
    const auto closed = close_period(house_.office, {"2024-06", ""}, testing::House::by("wang"));
    ASSERT_TRUE(closed.ok()) << closed.error().text().en;
    EXPECT_EQ(closed->cutoff, day("2024-06-25"));
    EXPECT_EQ(closed->unsupplied_done.at(closed_line("141031", "county", "隰县")), m2(10'000));
    Moment july;
    july.as_of = day("2024-07-20");
    const auto snapshot = *house_.store->read();
    const auto opened = Book::open(*snapshot, july);
    ASSERT_TRUE(opened.ok());
    const StockLine stock = county(**opened).unsupplied;
    EXPECT_EQ(stock.done, m2(20'000));
    EXPECT_EQ(stock.late, base::Area()) << "shown on the 27th, it belongs to the next period and was never late";
}

TEST_F(Cutoffs, TheGraceOfTheYearEndCountsOldPapersInTheOldYear) {
    say(shown_on({{"2024-12-20", "2025-01-06"}, {"2024-12-21", "2025-01-20"}, {"2025-01-02", "2025-01-05"}}));
    const law::RulebookSet plain = campaign_with("");
    EXPECT_EQ(county(book(plain, "2024-12-31")).unsupplied.done, base::Area());
    const law::RulebookSet grace = campaign_with("[year_end_grace]\ndays = 10\ntag = \"M\"\n");
    const DivisionLine line = county(book(grace, "2024-12-31"));
    EXPECT_EQ(line.unsupplied.done, m2(10'000));
    EXPECT_EQ(line.unsupplied.signed_not_recorded, m2(10'000)) << "the one shown on 20 January";
    const SupplyTraits traits = *SupplyTraits::load(*book_);
    const auto items = stock_items(*book_, traits, line, {"unsupplied", "done"});
    ASSERT_TRUE(items.ok());
    ASSERT_EQ(items->size(), 1U);
    EXPECT_EQ(items->at(0).share, m2(10'000));
    EXPECT_EQ(items->at(0).posting.counted_on, day("2025-01-06")) << "the posting keeps its own day";
}

}  // namespace
}  // namespace service
