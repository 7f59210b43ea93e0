// A province's own test of idleness and its own way back: what 海南 adds to article 2, what 山西 adds to 5.3.
#include "law/judge_case.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace law {
namespace {

using testing::code;
using testing::day;
using testing::find_watch;
using testing::get;
using testing::has;
using testing::has_word;
using testing::local_books;
using testing::PlotCase;
using testing::SupplyCase;
using testing::without;
using testing::xixian;

using Words = std::vector<std::string>;

constexpr const char* kHainan = "海南省闲置土地认定和处置规定 第二条第二项";

const RulebookSet& hainan() {
    static const RulebookSet set = local_books("local/hainan");
    return set;
}

bool reasoned(const Verdict& verdict, const char* rule) {
    return std::any_of(verdict.reasons.begin(), verdict.reasons.end(),
                       [&](const CaseReason& one) { return one.rule == rule; });
}

/// Started in time and going on; two years past the start are full on 2018-03-02.
CaseFacts going_on(std::int64_t invested, std::int64_t total) {
    CaseFacts out;
    out.agreed_start = day("2016-03-01");
    out.started = out.permit = true;
    out.stopped = false;
    out.invested = land::Money{invested};
    out.total_investment = land::Money{total};
    return out;
}

Verdict judge(const CaseFacts& facts, const char* as_of, const RulebookSet& books = hainan()) {
    return judge_case(facts, books, day(as_of));
}

TEST(Hainan, TooLittleInvestedAfterTwoYearsIsIdleThoughNotStopped) {
    const Verdict out = judge(going_on(2'499'999, 10'000'000), "2018-03-02");
    EXPECT_EQ(out.idle, IdleAnswer::Yes);
    EXPECT_EQ(out.test, IdleTestName::T3);
    EXPECT_EQ(out.idle_since, day("2018-03-02"));
    EXPECT_EQ(out.route, IdleRoute::NeedsFacts);
    EXPECT_TRUE(has_word(out.warnings, "LOCAL_WAY_UNREAD"));
    EXPECT_EQ(out.reasons.back().article, kHainan);
    EXPECT_EQ(judge(going_on(2'499'999, 10'000'000), "2018-03-01").idle, IdleAnswer::No) << "not full";
    const Verdict quarter = judge(going_on(2'500'000, 10'000'000), "2018-03-02");
    EXPECT_EQ(quarter.idle, IdleAnswer::No) << "exactly the share is not below";
    EXPECT_TRUE(reasoned(quarter, "T3_NOT_BELOW"));
    EXPECT_EQ(judge(going_on(0, 10'000'000), "2018-03-02", xixian()).idle, IdleAnswer::No) << "elsewhere no test";
}

TEST(Hainan, AmountsThatAreNotTheParcelsOwnLeaveItOpen) {
    CaseFacts silent = going_on(0, 10'000'000);
    silent.invested.reset();
    CaseFacts without_total = going_on(0, 10'000'000);
    without_total.total_investment.reset();
    CaseFacts project = going_on(0, 10'000'000);
    project.measured_over = "project";
    for (const CaseFacts& facts : {silent, without_total, project}) {
        const Verdict out = judge(facts, "2019-01-01");
        EXPECT_EQ(out.idle, IdleAnswer::Unknown);
        EXPECT_EQ(out.route, IdleRoute::NeedsFacts);
        EXPECT_TRUE(has_word(out.missing, "progress.invested_yuan"));
        EXPECT_TRUE(reasoned(out, "T3_OPEN"));
        EXPECT_EQ(judge(facts, "2018-03-01").idle, IdleAnswer::No);
    }
}

TEST(Hainan, WhatTheNationalTestFoundStaysWhereTheAmountsAreUnknown) {
    CaseFacts stalled = going_on(0, 1);
    stalled.invested.reset();
    stalled.stopped = true;
    stalled.stopped_on = day("2017-01-01");
    stalled.built = land::Area{};
    stalled.should_build = land::Area::from_m2(100);
    const Verdict may = judge(stalled, "2019-01-01");
    EXPECT_EQ(may.idle, IdleAnswer::May);
    EXPECT_EQ(may.test, IdleTestName::T2);
    EXPECT_TRUE(reasoned(may, "T3_OPEN"));
    stalled.invested = land::Money{0};  // known: the province's "is" takes the place of "may"
    EXPECT_EQ(judge(stalled, "2019-01-01").idle, IdleAnswer::Yes);
    EXPECT_EQ(judge(stalled, "2019-01-01").idle_since, day("2018-03-02"));
}

TEST(Hainan, StartedOrNotTheInvestmentDecides) {
    CaseFacts unseen = going_on(0, 10'000'000);
    unseen.started.reset();
    unseen.permit.reset();
    unseen.stopped.reset();
    EXPECT_EQ(judge(unseen, "2019-01-01").test, IdleTestName::T3);
    unseen.invested = unseen.total_investment;
    EXPECT_EQ(judge(unseen, "2019-01-01").idle, IdleAnswer::Unknown) << "enough invested does not show a start";
}

TEST(Hainan, WithoutADayOfStartOrOneOfItsFiguresTheTestIsNotAsked) {
    CaseFacts undated = going_on(0, 10'000'000);
    undated.agreed_start.reset();
    EXPECT_EQ(judge(undated, "2019-01-01").idle, IdleAnswer::No);
    for (const char* gone : {"idle.invested_late.years", "idle.invested_late.share"}) {
        const RulebookSet half = without(gone, hainan());
        EXPECT_EQ(judge(going_on(0, 10'000'000), "2019-01-01", half).idle, IdleAnswer::No) << gone;
        SupplyCase of("2016-03-01");
        of.seen("start", "2016-02-20");
        EXPECT_FALSE(has(of.judge(day("2019-01-01"), half).findings, "INVESTMENT_UNKNOWN")) << gone;
    }
}

TEST(Hainan, TheDayItTurnsIsForetold) {
    const auto turns = [](const CaseFacts& facts) {
        Words out;
        for (const CaseChange& one : judge(facts, "2017-01-01").would_change)
            if (one.if_fact.rfind("as_of", 0) == 0) out.push_back(one.if_fact + ": " + one.then);
        return out;
    };
    EXPECT_EQ(turns(going_on(0, 10'000'000)), Words{"as_of = 2018-03-02: needs_facts"});
    CaseFacts undated = going_on(0, 10'000'000);
    undated.agreed_start.reset();
    EXPECT_EQ(turns(undated), Words{});
}

// ---- the same of a supply of a store ------------------------------------------------------------------------------

SupplyCase supplied() {
    SupplyCase of("2016-03-01");
    of.seen("start", "2016-02-20", "all_piles", "核查");
    return of;
}

SupplyJudgement judge(const SupplyCase& of, const char* as_of) { return of.judge(day(as_of), hainan()); }

TEST(HainanSupply, TooLittleInvestedIsIdleFromTheDayTheTwoYearsAreFull) {
    SupplyCase of = supplied();
    of.development = Development{{}, {}, land::Money{24'99}, land::Money{100'00}, "141031/9"};
    EXPECT_EQ(code(judge(of, "2018-03-01")), "not_due");
    const SupplyJudgement out = judge(of, "2018-03-02");
    EXPECT_EQ(code(out), "idle_by_law");
    EXPECT_EQ(out.certainty, Certainty::Stated);
    EXPECT_EQ(get(out.findings, "IDLE_INVESTMENT_SHORT").article, kHainan);
    of.development->invested = land::Money{25'00};
    EXPECT_EQ(code(judge(of, "2018-03-02")), "not_due");
    EXPECT_FALSE(has(judge(of, "2018-03-02").findings, "IDLE_INVESTMENT_SHORT"));
    SupplyCase undated = of;
    undated.supply.agreed_start.reset();
    EXPECT_EQ(code(judge(undated, "2018-03-02")), "not_due");
}

TEST(HainanSupply, UnknownAmountsAreAskedForAndHideNoGraverAnswer) {
    SupplyCase of = supplied();
    const std::optional<Development> answers[] = {std::nullopt, Development{{}, {}, {}, land::Money{100}, ""},
                                                  Development{{}, {}, land::Money{100}, {}, ""}};
    for (const auto& known : answers) {
        of.development = known;
        const SupplyJudgement out = judge(of, "2018-03-02");
        EXPECT_EQ(code(out), "facts_missing");
        EXPECT_EQ(out.missing, Words{"development.invested"});
        EXPECT_EQ(get(out.findings, "INVESTMENT_UNKNOWN").certainty, Certainty::Unknown);
    }
    of.supply.agreed_finish = day("2017-03-01");
    of.seen("resume", "2018-01-01");
    EXPECT_EQ(code(judge(of, "2018-03-02")), "finish_overdue");
    EXPECT_TRUE(has(judge(of, "2018-03-02").findings, "INVESTMENT_UNKNOWN"));
}

TEST(HainanSupply, ItsDayIsWatchedOnceItIsStarted) {
    const auto watched = [](const SupplyCase& of, const RulebookSet& books) {
        const auto list = watch_supply(of.known(), books, day("2017-01-01"));
        const Watch* one = find_watch(list, "investment");
        return one == nullptr ? std::string() : one->due->iso();
    };
    EXPECT_EQ(watched(supplied(), hainan()), "2018-03-02");
    EXPECT_EQ(watched(supplied(), xixian()), "");
    EXPECT_EQ(watched(SupplyCase("2016-03-01"), hainan()), "") << "unstarted land is watched by article 2";
    SupplyCase undated = supplied();
    undated.supply.agreed_start.reset();
    EXPECT_EQ(watched(undated, hainan()), "");
}

// ---- land supplied, unused and recovered may go back with the rest -------------------------------------------------

PlotCase recovered() {
    PlotCase of(ledger::Account::Expropriated);
    of.approval.approved_on = day("2022-05-01");
    of.cells.push_back({"plot:P", "", ledger::Account::Recovered, Area::from_m2(3'000)});
    return of;
}

bool may_return(const PlotCase& of, const char* as_of = "2024-05-02", const RulebookSet& books = xixian()) {
    return has(judge_plot(of.known(), books, day(as_of)).findings, "RECOVERED_MAY_RETURN");
}

TEST(Recovered, MayReturnWithTheApprovalAfterTwoFullYears) {
    EXPECT_FALSE(may_return(recovered(), "2024-05-01"));
    EXPECT_TRUE(may_return(recovered(), "2024-05-02"));
    const PlotJudgement out = recovered().judge("2024-05-02");
    const Finding& finding = get(out.findings, "RECOVERED_MAY_RETURN");
    EXPECT_EQ(finding.article, "关于批而未供土地撤回（调整）批文有关事项的通知 供而未用土地");
    EXPECT_EQ(finding.certainty, Certainty::Inferred);
    EXPECT_EQ(finding.reasons.at(0), (Reason{"recovered", "3000", "141031/2"}));
    const PlotCase of = recovered();
    PlotFacts nameless = of.known();
    nameless.plot = {};
    EXPECT_EQ(get(judge_plot(nameless, xixian(), day("2024-05-02")).findings, "RECOVERED_MAY_RETURN").reasons.at(0),
              (Reason{"recovered", "3000", "141031/1"}));
}

TEST(Recovered, OnlyFreeLandThatWasTakenBackCounts) {
    PlotCase held = recovered();
    held.cells.back().holder = "S";
    EXPECT_FALSE(may_return(held)) << "supplied again";
    PlotCase none = recovered();
    none.cells.pop_back();
    EXPECT_FALSE(may_return(none));
    PlotCase all = recovered();
    all.cells.erase(all.cells.begin());
    EXPECT_TRUE(may_return(all)) << "though nothing else is unsupplied";
}

TEST(Recovered, NothingIsSaidWhereTheApprovalOrTheBookDoesNotAllowIt) {
    PlotCase undated = recovered();
    undated.approval.approved_on.reset();
    EXPECT_FALSE(may_return(undated));
    PlotCase city = recovered();
    city.approval.authority = "临汾市人民政府";
    EXPECT_FALSE(may_return(city)) << "5.3 is for approvals of the State Council and the province";
    EXPECT_FALSE(may_return(recovered(), "2024-05-02", without("approval.withdraw.recovered")));
    EXPECT_FALSE(may_return(recovered(), "2024-05-02", without("approval.withdraw.years")));
    RulebookSet off = xixian();
    for (Rulebook& book : off.books)
        for (Parameter& one : book.parameters)
            if (one.id == "approval.withdraw.recovered") one.value.num = 0;
    EXPECT_FALSE(may_return(recovered(), "2024-05-02", off));
}

}  // namespace
}  // namespace law
