#include "law/campaign.hpp"

#include "law/law_testing.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using testing::day;
using testing::xixian;

Area ha(std::int64_t ten_thousandths) { return Area::from_m2(ten_thousandths); }  // 1 m² = 1/10,000 ha

// ---- tasks ----------------------------------------------------------------------------------------------------

std::vector<land::Target> handed_down() {
    land::Target july;
    july.stock = "unsupplied";
    july.basis = "area";
    july.area = ha(342'000);
    july.in_force_from = day("2024-07-26");
    july.document = "paper";
    land::Target zone = july;
    zone.zone = "demo";
    zone.area = ha(64'000);
    land::Target rate;
    rate.stock = "idle";
    rate.basis = "rate";
    rate.rate = "0.225";
    rate.in_force_from = day("2024-07-26");
    return {july, zone, rate};
}

TEST(Task, RateOfTheBaselineUntilAnAreaIsHandedDown) {
    const Campaign& campaign = xixian().campaign();
    const Area baseline = Area::from_units(11'696'175'000);  // 116.96175 ha
    const auto on = [&](const char* iso, const char* stock = "unsupplied", const char* zone = "") {
        return task_on(campaign, handed_down(), stock, {zone, ""}, baseline, day(iso));
    };
    EXPECT_FALSE(on("2024-03-18").has_value());
    ASSERT_TRUE(on("2024-03-19").has_value());
    EXPECT_TRUE(on("2024-07-25")->provisional);
    EXPECT_EQ(on("2024-07-25")->area, Area::from_units(2'924'043'750));  // 29.2404375 ha
    EXPECT_EQ(on("2024-07-26")->area, ha(342'000));
    EXPECT_FALSE(on("2024-07-26")->provisional);
    EXPECT_FALSE(on("2024-07-25", "unsupplied", "demo").has_value());
    EXPECT_EQ(on("2024-12-31", "unsupplied", "demo")->area, ha(64'000));
    EXPECT_EQ(on("2024-12-31", "idle")->area, (Share{225, 1000}).of(baseline));
}

TEST(Task, CeilingIsWhatMustGo) {
    land::Target ceiling;
    ceiling.stock = "unsupplied";
    ceiling.basis = "ceiling";
    ceiling.area = ha(900'000);
    ceiling.in_force_from = day("2024-08-01");
    const Campaign& campaign = xixian().campaign();
    EXPECT_EQ(task_on(campaign, {ceiling}, "unsupplied", {}, ha(1'000'000), day("2024-08-01"))->area, ha(100'000));
    EXPECT_EQ(task_on(campaign, {ceiling}, "unsupplied", {}, ha(800'000), day("2024-08-01"))->area, Area{});
}

TEST(Task, OfSomeYearsIsTheirOwnAlone) {
    land::Target band;
    band.stock = "unsupplied";
    band.vintage = "2009-2018";
    band.basis = "rate";
    band.rate = "0.3";
    band.in_force_from = day("2024-03-19");
    const Campaign& campaign = xixian().campaign();
    const auto of = [&](const TaskOwner& owner) {
        return task_on(campaign, {band}, "unsupplied", owner, ha(1'000'000), day("2024-06-30"));
    };
    EXPECT_EQ(of({"", "2009-2018"})->area, ha(300'000));
    EXPECT_FALSE(of({"", "2019-2022"}).has_value());
    EXPECT_EQ(of({})->area, ha(250'000)) << "the notice's own";
}

TEST(Task, ATownshipHasWhatIsRecordedForItAlone) {
    land::Target split;
    split.stock = "unsupplied";
    split.township = "demo";
    split.basis = "area";
    split.area = ha(13'249);
    split.in_force_from = day("2024-03-19");
    const auto of = [&](const TaskOwner& owner) {
        return task_on(xixian().campaign(), {split}, "unsupplied", owner, ha(1'000'000), day("2024-06-30"));
    };
    EXPECT_EQ(of({"", "", "demo"})->area, ha(13'249));
    EXPECT_FALSE(of({"", "", "other"}).has_value());
    EXPECT_EQ(of({})->area, ha(250'000)) << "the county's is not the township's";
}

// ---- milestones -----------------------------------------------------------------------------------------------

/// The sample county's expected figures: task and official digestion by day.
MilestoneQuestion sample(const char* as_of, std::vector<Decided> decisions = {}) {
    MilestoneQuestion question;
    question.as_of = day(as_of);
    question.decisions = std::move(decisions);
    question.task_on = [](Date on) {
        return task_on(xixian().campaign(), handed_down(), "unsupplied", {}, Area::from_units(11'696'175'000), on);
    };
    question.done_on = [](Date on) {
        const std::pair<const char*, std::int64_t> done[] = {{"2024-10-31", 543'113},
                                                             {"2024-09-30", 174'033},
                                                             {"2024-08-31", 145'463},
                                                             {"2024-06-30", 152'753},
                                                             {"2024-03-31", 70'190}};
        for (const auto& [from, area] : done)
            if (day(from) <= on) return ha(area);
        return Area{};
    };
    return question;
}

std::string shown(const std::vector<MilestoneRow>& rows) {
    std::string out;
    for (const MilestoneRow& row : rows)
        out += row.date.iso() + " " + row.share.percent() + " " + std::string(milestone_state_code(row.state)) +
               (row.conflict.empty() ? "" : " !") + "\n";
    return out;
}

TEST(Milestones, TheDoubledJuneIsUndecidedUntilDecided) {
    const Rulebook& book = xixian().main();
    const auto rows = milestones(book, sample("2024-08-31"));
    EXPECT_EQ(shown(rows),
              "2024-03-31 25 % missed\n"
              "2024-06-30 50 % undecided !\n"
              "2024-06-30 75 % undecided !\n"
              "2024-08-31 80 % missed\n"
              "2024-09-30 90 % not_due\n"
              "2024-10-31 95 % not_due\n"
              "2024-11-30 100 % not_due\n");
    ASSERT_EQ(rows.size(), 7U);
    EXPECT_EQ(rows[0].required, Area::from_units(731'010'938));  // 7.3101 ha
    EXPECT_EQ(rows[0].gap, rows[0].required - ha(70'190));       // 0.2911 ha short
    EXPECT_EQ(rows[1].gap.text(base::AreaUnit::Hectare, 4), "-0.6551");
    EXPECT_EQ(rows[2].gap.text(base::AreaUnit::Hectare, 4), "6.6550");
    EXPECT_EQ(rows[3].required, ha(273'600));  // the task of July, not that of March
    EXPECT_EQ(rows[1].conflict, "milestone-2024-06-30");
    EXPECT_EQ(rows[6].done, ha(145'463));  // a milestone to come shows what is done today
}

TEST(Milestones, EachReadingMendsTheCurve) {
    const Rulebook& book = xixian().main();
    const auto june_part = [&](const char* reading, const char* decided_on, const char* as_of) {
        auto rows = milestones(book, sample(as_of, {{"milestone-2024-06-30", reading, day(decided_on)}}));
        rows.erase(rows.begin());  // March
        while (!rows.empty() && day("2024-08-01") < rows.back().date) rows.pop_back();
        return shown(rows);
    };
    EXPECT_EQ(june_part("first", "2024-04-02", "2024-08-31"), "2024-06-30 50 % met !\n");
    EXPECT_EQ(june_part("second", "2024-04-02", "2024-08-31"), "2024-06-30 75 % missed !\n");
    EXPECT_EQ(june_part("july", "2024-04-02", "2024-08-31"), "2024-06-30 50 % met !\n2024-07-31 75 % missed !\n");
    EXPECT_EQ(june_part("may", "2024-04-02", "2024-08-31"), "2024-05-31 50 % missed !\n2024-06-30 75 % missed !\n");
    // A decision applies from its own date.
    EXPECT_EQ(june_part("first", "2024-07-05", "2024-07-04"),
              "2024-06-30 50 % undecided !\n2024-06-30 75 % undecided !\n");
    EXPECT_EQ(june_part("first", "2024-07-05", "2024-07-05"), "2024-06-30 50 % met !\n");
}

TEST(Milestones, TheLatestDecisionCounts) {
    const std::vector<Decided> twice{{"milestone-2024-06-30", "second", day("2024-05-01")},
                                     {"milestone-2024-06-30", "first", day("2024-04-01")}};
    EXPECT_EQ(decided_reading(twice, "milestone-2024-06-30", day("2024-04-30")), "first");
    EXPECT_EQ(decided_reading(twice, "milestone-2024-06-30", day("2024-05-01")), "second");
    EXPECT_EQ(decided_reading(twice, "milestone-2024-06-30", day("2024-03-31")), "");
}

TEST(Milestones, AtRiskOnlyByAForecastAndUndecidedWithoutTask) {
    const Rulebook& book = xixian().main();
    MilestoneQuestion question = sample("2024-09-15", {{"milestone-2024-06-30", "first", day("2024-04-02")}});
    EXPECT_EQ(milestones(book, question).back().state, MilestoneState::NotDue);
    question.forecast_on = [](Date on) {
        return on < day("2024-11-01") ? std::optional(ha(400'000)) : std::optional(ha(300'000));
    };
    const auto rows = milestones(book, question);
    EXPECT_EQ(rows.back().state, MilestoneState::AtRisk);            // 30 ha forecast, 34.2 required
    EXPECT_EQ(rows[rows.size() - 2].state, MilestoneState::NotDue);  // 40 ha forecast, 32.49 required
    question.task_on = [](Date) { return std::optional<Task>(); };
    for (const MilestoneRow& row : milestones(book, question)) EXPECT_EQ(row.state, MilestoneState::Undecided);
}

// ---- scope ----------------------------------------------------------------------------------------------------

land::Approval approval(const char* authority, const char* number, const char* on) {
    land::Approval out;
    out.authority = authority;
    out.document_no = number;
    if (*on != '\0') out.approved_on = day(on);
    return out;
}

TEST(Scope, TheDateOfApprovalAndTheAuthorityDecide) {
    const Rulebook& book = xixian().main();
    const auto ask = [&](const char* authority, const char* number, const char* on) {
        return scope_of(approval(authority, number, on), book);
    };
    struct Case {
        const char *authority, *number, *on;
        bool in, question, withdrawable;
    };
    const Case cases[] = {
        {"山西省人民政府", "晋政地字〔2012〕9009号", "2012-01-13", true, false, true},   // batch of 2011, year 2012
        {"山西省人民政府", "晋政地字〔2008〕9230号", "2008-12-26", false, false, true},  // before the scope
        {"山西省人民政府", "晋政地字〔2009〕1号", "2009-01-01", true, false, true},
        {"山西省人民政府", "晋政地字〔2023〕1号", "2023-12-31", true, false, true},
        {"山西省人民政府", "晋政地字〔2024〕1号", "2024-01-01", false, false, true},
        {"国务院", "国土资函〔2011〕9407号", "2011-09-30", true, false, true},
        {"临汾市人民政府", "", "2015-05-05", true, false, false},                            // in, but no withdrawal
        {"山西省国土资源厅", "晋国土资函〔2016〕9134号", "2016-08-22", false, true, false},  // the linkage project
        {"", "晋政地字〔2016〕1号", "2016-08-22", true, false, true},                        // by its number
        {"", "晋国土资函〔2016〕1号", "2016-08-22", true, true, false},  // not the State Council's number
        {"山西省人民政府", "晋政地字〔2016〕1号", "", false, true, true},
    };
    for (const Case& c : cases) {
        const ScopeAnswer answer = ask(c.authority, c.number, c.on);
        EXPECT_EQ(answer.in, c.in) << c.authority << c.number << c.on;
        EXPECT_EQ(answer.question, c.question) << c.authority << c.number << c.on;
        EXPECT_EQ(answer.withdrawable, c.withdrawable) << c.authority << c.number << c.on;
        EXPECT_EQ(in_scope(approval(c.authority, c.number, c.on), book), c.in);
    }
}

TEST(Scope, ConversionOnlyIsFlaggedNotDropped) {
    land::Approval conversion = approval("山西省人民政府", "晋政地字〔2016〕1号", "2016-08-22");
    conversion.expropriated = Area{};
    const ScopeAnswer answer = scope_of(conversion, xixian().main());
    EXPECT_TRUE(answer.in);
    EXPECT_TRUE(answer.question);
    conversion.expropriated.reset();  // silence is no statement that nothing was expropriated
    EXPECT_FALSE(scope_of(conversion, xixian().main()).question);
}

TEST(Scope, IdleGoesByTheDayIdlenessBegan) {
    land::Idle idle;
    EXPECT_TRUE(idle_scope_of(idle, xixian().main()).question);
    idle.idle_since = day("2008-12-31");
    idle.signed_on = day("2009-06-01");
    EXPECT_FALSE(idle_scope_of(idle, xixian().main()).in);
    idle.idle_since = day("2009-01-01");
    EXPECT_TRUE(idle_scope_of(idle, xixian().main()).in);
}

TEST(Stock, SettingsComeFromTheBook) {
    const ledger::StockRules rules = stock_rules(xixian().campaign());
    EXPECT_TRUE(rules.noise_in_stock);
    EXPECT_TRUE(rules.carried_in_stock);
    EXPECT_FALSE(rules.recovered_in_stock);
    EXPECT_FALSE(rules.adjusted_is_done);
    EXPECT_EQ(counting_of(xixian().campaign()), ledger::Counting::Official);
}

/// The campaign with the row of a way changed.
base::Result<Rulebook> counting_way(const std::string& way, const std::string& counts) {
    std::string text = xixian().main().text;
    const std::size_t at = text.find("counts = \"", text.find("way = \"" + way + "\""));
    const std::size_t begin = at + std::string("counts = \"").size();
    text.replace(begin, text.find('"', begin) - begin, counts);
    return parse_rulebook(text, "xixian-2024");
}

TEST(Stock, WaysCountAsTheBookSays) {
    EXPECT_TRUE(stock_rules(xixian().campaign()).withdrawn_is_done);
    EXPECT_FALSE(stock_rules(xixian().campaign()).carried_is_done);
    const auto no = counting_way("withdrawn", "no");
    ASSERT_TRUE(no.ok()) << no.error().text().en;
    EXPECT_FALSE(stock_rules(*no->campaign).withdrawn_is_done);
    EXPECT_TRUE(stock_rules(*no->campaign).lapsed_is_done);
    EXPECT_TRUE(counting_way("carried", "yes").ok());
    EXPECT_FALSE(counting_way("existing", "yes").ok()) << "moves no unsupplied area";
    EXPECT_FALSE(counting_way("granted", "minus").ok()) << "minus is for what is taken back";
    EXPECT_FALSE(counting_way("adjusted", "yes").ok()) << "the settings say otherwise";
}

}  // namespace
}  // namespace law
