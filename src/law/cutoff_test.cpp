// Cut-offs: each kind by the shipped calendar, what the reader refuses, and what they change of a milestone.
#include "law/cutoff.hpp"

#include "law/campaign.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using testing::day;
using testing::xixian;

const base::WorkCalendar& calendar() {
    static const base::WorkCalendar own =
        base::WorkCalendar::load(base::testing::source_tree() + "/rulebooks/data/workdays.csv").value();
    return own;
}

/// The shipped campaign with something in place of something else.
base::Result<Rulebook> campaign_with(const std::string& from, const std::string& to) {
    std::string text = testing::book_text("campaigns/xixian-2024");
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return parse_rulebook(text.replace(at, from.size(), to), "book");
}
const std::string kHead = "# ---- 清理范围";
const std::string kMarch = "on = 2024-03-31\n";

Campaign general(const std::string& tables) {
    const auto parsed = campaign_with(kHead, tables + "\n" + kHead);
    EXPECT_TRUE(parsed.ok()) << parsed.error().text().en;
    return *parsed->campaign;
}

Date of(const Campaign& campaign, const char* iso) {
    return cutoff_day(campaign, day(iso), &calendar()).value_or(Date());
}

TEST(Cutoff, IsTheDayItselfWhereNothingIsSaid) {
    const Campaign& shipped = xixian().campaign();
    for (const Milestone& milestone : shipped.milestones)
        EXPECT_EQ(cutoff_day(shipped, milestone, nullptr), milestone.on);
    EXPECT_FALSE(needs_calendar(shipped));
    EXPECT_EQ(of(general("[cutoff]\nkind = \"last_day\"\ntag = \"M\""), "2024-03-31"), day("2024-03-31"));
}

TEST(Cutoff, IsTheLastDayWorkedOfTheMonth) {
    const Campaign campaign = general("[cutoff]\nkind = \"last_working_day\"\ntag = \"M\"");
    EXPECT_TRUE(needs_calendar(campaign));
    EXPECT_EQ(of(campaign, "2024-03-31"), day("2024-03-29")) << "a Sunday";
    EXPECT_EQ(of(campaign, "2024-06-30"), day("2024-06-28"));
    EXPECT_EQ(of(campaign, "2024-04-30"), day("2024-04-30"));
    EXPECT_EQ(of(campaign, "2024-10-07"), day("2024-10-07")) << "no day worked before it in its month";
    EXPECT_EQ(cutoff_day(campaign, day("2024-03-31"), nullptr), std::nullopt);
    EXPECT_EQ(cutoff_day(campaign, day("2199-03-31"), &calendar()), std::nullopt) << "not published yet";
}

TEST(Cutoff, IsADayOfTheMonthButNeverBehindTheDayItself) {
    const Campaign campaign = general("[cutoff]\nkind = \"month_day\"\nmonth_day = 25\ntag = \"M\"");
    EXPECT_EQ(of(campaign, "2024-06-30"), day("2024-06-25"));
    EXPECT_EQ(of(campaign, "2024-06-20"), day("2024-06-20"));
}

TEST(Cutoff, OfAMilestoneStandsBeforeTheCampaigns) {
    std::string text = "cutoff = { kind = \"on\", on = 2024-04-03, tag = \"N\" }\n";
    const auto parsed = campaign_with(kMarch, kMarch + text);
    ASSERT_TRUE(parsed.ok()) << parsed.error().text().en;
    const Campaign& campaign = *parsed->campaign;
    EXPECT_EQ(campaign.milestones[0].cutoff->tag.code, "N");
    EXPECT_EQ(cutoff_day(campaign, campaign.milestones[0], nullptr), day("2024-04-03"));
    EXPECT_EQ(cutoff_day(campaign, campaign.milestones[1], nullptr), campaign.milestones[1].on);
}

/// What is planned between a milestone and its cut-off still counts for it.
TEST(Cutoff, AMilestoneIsForecastUpToItsCutoff) {
    const auto parsed = campaign_with(kMarch, kMarch + "cutoff = { kind = \"on\", on = 2024-04-03, tag = \"N\" }\n");
    ASSERT_TRUE(parsed.ok());
    MilestoneQuestion question;
    question.as_of = day("2024-04-01");
    question.task_on = [](Date) {
        return std::optional(Task{Area::from_measured_m2(1000), "area", {}, false, {}, {}});
    };
    question.done_on = [](Date) { return Area{}; };
    question.forecast_on = [](Date by) {
        return std::optional(Area::from_measured_m2(by < day("2024-04-02") ? 0 : 500));
    };
    const std::vector<MilestoneRow> rows = milestones(*parsed, question);
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows.front().cutoff, day("2024-04-03"));
    EXPECT_EQ(rows.front().state, MilestoneState::NotDue);
}

TEST(Cutoff, FaultsNameTheirPlace) {
    struct Fault {
        std::string from, to;
        const char *where, *what;
    };
    const auto milestone = [](const char* said) { return kMarch + "cutoff = " + said + "\n"; };
    const auto head = [](const char* said) { return std::string(said) + "\n" + kHead; };
    const Fault faults[] = {
        {kMarch, milestone("{ kind = \"noon\", tag = \"M\" }"), "milestone[1].cutoff.kind", "last_working_day"},
        {kMarch, milestone("{ kind = \"on\", tag = \"M\" }"), "milestone[1].cutoff.on", "missing"},
        {kMarch, milestone("{ kind = \"on\", on = 2025-03-31, tag = \"M\" }"), "milestone[1].cutoff.on", "month"},
        {kMarch, milestone("{ kind = \"month_day\", month_day = 32, tag = \"M\" }"), "milestone[1].cutoff.month_day",
         "1 … 31"},
        {kMarch, milestone("{ kind = \"last_day\" }"), "milestone[1].cutoff.tag", "missing"},
        {kMarch, milestone("{ kind = \"last_day\", month_day = 3, tag = \"M\" }"), "milestone[1].cutoff.month_day",
         "unknown key"},
        {kMarch, milestone("\"last_day\""), "milestone[1].cutoff", "wrong type"},
        {kHead, head("[cutoff]\nkind = \"on\"\non = 2024-03-25\ntag = \"M\""), "cutoff.kind", "last_day"},
        {kHead, head("[year_end_grace]\ndays = 90\ntag = \"M\""), "year_end_grace.days", "0 … 60"},
        {kHead, head("[year_end_grace]\ndays = 9"), "year_end_grace.tag", "missing"},
    };
    for (const Fault& fault : faults) {
        const auto parsed = campaign_with(fault.from, fault.to);
        ASSERT_FALSE(parsed.ok()) << fault.to;
        EXPECT_NE(parsed.error().args[1].find(fault.where), std::string::npos) << parsed.error().args[1];
        EXPECT_NE(parsed.error().args[2].find(fault.what), std::string::npos) << parsed.error().args[2];
    }
}

/// Digested by the system: 1 ha by 27 March, 2 by the 30th, 3 by 2 April, of a task of 4 ha from the first day on.
MilestoneQuestion question(const char* as_of) {
    MilestoneQuestion out;
    out.as_of = day(as_of);
    out.calendar = &calendar();
    out.task_on = [](Date) {
        Task task;
        task.area = Area::from_m2(40'000);
        return std::optional(task);
    };
    out.done_on = [](Date on) {
        std::int64_t hectares = 0;
        for (const char* one : {"2024-03-27", "2024-03-30", "2024-04-02"}) hectares += day(one) <= on ? 1 : 0;
        return Area::from_m2(hectares * 10'000);
    };
    return out;
}

MilestoneRow march(const std::string& cutoff, const MilestoneQuestion& asked) {
    const auto parsed = campaign_with(kMarch, kMarch + (cutoff.empty() ? "" : "cutoff = " + cutoff + "\n"));
    EXPECT_TRUE(parsed.ok()) << parsed.error().text().en;
    return milestones(*parsed, asked).front();
}

TEST(Cutoff, DecidesWhatCountsForAMilestone) {
    const char* const kWorked = "{ kind = \"last_working_day\", tag = \"M\" }";
    const char* const kLater = "{ kind = \"on\", on = 2024-04-03, tag = \"M\" }";
    EXPECT_EQ(march("", question("2024-06-20")).done, Area::from_m2(20'000));
    EXPECT_EQ(march(kWorked, question("2024-06-20")).done, Area::from_m2(10'000)) << "the 29th, a Friday";
    EXPECT_EQ(march(kLater, question("2024-06-20")).done, Area::from_m2(30'000));
    EXPECT_EQ(march(kLater, question("2024-04-01")).state, MilestoneState::NotDue) << "its extract is still to come";
    EXPECT_EQ(march(kWorked, question("2024-03-29")).state, MilestoneState::Met) << "25 % of 4 ha, and settled";
    MilestoneQuestion signed_basis = question("2024-06-20");
    signed_basis.counting = ledger::Counting::Signed;
    EXPECT_EQ(march(kWorked, signed_basis).done, Area::from_m2(20'000)) << "no extract shows contracts";
    MilestoneQuestion no_calendar = question("2024-06-20");
    no_calendar.calendar = nullptr;
    EXPECT_EQ(march(kWorked, no_calendar).state, MilestoneState::Undecided);
}

TEST(Cutoff, GraceLetsPapersOfTheOldYearCountInIt) {
    const Campaign campaign = general("[year_end_grace]\ndays = 10\ntag = \"M\"");
    EXPECT_EQ(campaign.year_end_grace_tag.code, "M");
    const auto counted = [&](const char* on, const char* shown) {
        ledger::Posting posting;
        posting.on = day(on);
        if (*shown != '\0') posting.counted_on = day(shown);
        return counted_day(campaign, posting);
    };
    EXPECT_EQ(counted("2024-12-31", "2025-01-10"), day("2024-12-31"));
    EXPECT_EQ(counted("2024-12-31", "2025-01-11"), day("2025-01-11"));
    EXPECT_EQ(counted("2025-01-02", "2025-01-05"), day("2025-01-05")) << "a paper of the new year";
    EXPECT_EQ(counted("2023-12-28", "2024-01-05"), day("2024-01-05")) << "the baseline was counted without it";
    EXPECT_EQ(counted("2024-12-28", ""), std::nullopt);
    ledger::Posting late;
    late.on = day("2024-12-31");
    late.counted_on = day("2025-01-05");
    EXPECT_EQ(counted_day(xixian().campaign(), late), late.counted_on) << "no grace where none is said";
}

}  // namespace
}  // namespace law
