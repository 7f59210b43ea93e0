// One code on one set of facts: what a store's supply is told is what `panhuo judge` says of the same case.
#include "law/judge_case.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace law {
namespace {

using testing::day;
using testing::get;
using testing::has;
using testing::SupplyCase;
using testing::xixian;

land::Idle letter(const char* recognised_on, const char* cause) {
    land::Idle out;
    out.recognised_on = day(recognised_on);
    out.letter_no = "认〔2021〕1号";
    out.cause = cause;
    return out;
}

land::Progress delay(const char* from, const char* until, const char* cause, const char* paper) {
    land::Progress out;
    out.event = "delay";
    out.on = day(from);
    if (*until != '\0') out.until = day(until);
    out.cause = cause;
    out.paper = paper;
    return out;
}

TEST(JudgeWay, WithoutACauseTheWayIsOpen) {
    SupplyCase of("2019-06-30");
    const auto judged = of.seen("no_start", "2020-08-30").judge("2020-09-10");
    ASSERT_TRUE(judged.way.has_value());
    EXPECT_EQ(judged.way->route, "needs_facts");
    EXPECT_TRUE(has(judged.findings, "IDLE_WAY_OPEN"));
    EXPECT_EQ(get(judged.findings, "IDLE_WAY_OPEN").certainty, Certainty::Unknown);
}

TEST(JudgeWay, GovernmentDaysAreDeductedFromTheRouteNotFromTheFinding) {
    SupplyCase of("2019-06-30");
    of.seen("no_start", "2020-08-30");
    of.progress.push_back(delay("2019-07-01", "2020-07-31", "government", "证明"));
    const auto judged = of.judge("2020-09-10");
    EXPECT_EQ(testing::code(judged), "idle_by_law");
    ASSERT_TRUE(judged.way.has_value());
    EXPECT_EQ(judged.way->route, "art12");
    EXPECT_EQ(judged.way->gross_days, 427);
    EXPECT_EQ(judged.way->net_days, 30);
    EXPECT_EQ(get(judged.findings, "IDLE_WAY").reasons.at(1).fact, "progress.delay");
}

TEST(JudgeWay, TheWayGoesNoFurtherThanWhatWasSeen) {
    SupplyCase of("2017-06-30");
    of.supply.price = land::Money{100'000'00};
    of.seen("no_start", "2018-08-30");
    of.progress.push_back(delay("2017-07-01", "", "enterprise", ""));
    // Six years on nobody has looked again: it is known to be unstarted up to August 2018 only.
    const auto judged = of.judge("2024-09-10");
    ASSERT_TRUE(judged.way.has_value());
    EXPECT_EQ(judged.way->judged_on.iso(), "2018-08-30");
    EXPECT_EQ(judged.way->route, "art14.1");
    EXPECT_EQ(judged.way->fee, land::Money{20'000'00});
}

TEST(JudgeWay, ALetterWithDaysIsDeductedToo) {
    SupplyCase of("2019-06-30");
    of.idle.push_back(letter("2021-07-15", "政府"));
    EXPECT_EQ(of.judge("2024-01-01").way->route, "art12");  // without days it is taken to have lasted
    of.idle[0].cause_from = day("2019-07-01");
    of.idle[0].cause_to = day("2019-12-31");
    EXPECT_EQ(of.judge("2024-01-01").way->route, "art14.2");   // half a year excused, four left
    EXPECT_EQ(of.judge("2020-12-31").way.has_value(), false);  // not yet recognised
}

TEST(JudgeWay, ObservedDelaysReplaceACauseWithoutDays) {
    SupplyCase of("2019-06-30");
    of.idle.push_back(letter("2021-07-15", "政府"));
    of.progress.push_back(delay("2019-07-01", "2019-12-31", "government", "证明"));
    EXPECT_EQ(of.judge("2024-01-01").way->route, "art14.2");
    of.progress.back().on = day("2024-02-01");  // later than the day: not looked at
    EXPECT_EQ(of.judge("2024-01-01").way->route, "art12");
}

TEST(JudgeWay, AnUnreadableCauseSettlesNothing) {
    SupplyCase of("2019-06-30");
    of.idle.push_back(letter("2021-07-15", "不知何故"));
    EXPECT_EQ(of.judge("2024-01-01").way->route, "needs_facts");
}

TEST(JudgeWay, AsCertainAsItsWeakestFact) {
    SupplyCase of("");
    of.seen("delivery", "2018-06-30", "", "交地确认书");
    of.idle.push_back(letter("2021-07-15", "企业"));
    const auto judged = of.judge("2024-01-01");
    EXPECT_EQ(judged.way->route, "art14.2");
    EXPECT_EQ(get(judged.findings, "IDLE_WAY").certainty, Certainty::Inferred);  // the start is by delivery
}

Date any_day() { return day("2015-01-01").plus_days(*rc::gen::inRange(0, 3000)); }

RC_GTEST_PROP(JudgeWayProperty, TheStoreSaysWhatTheCaseSays, ()) {
    const Date start = any_day(), as_of = any_day();
    SupplyCase of("");
    of.supply.agreed_start = start;
    of.supply.mode = "listing";
    of.supply.price = land::Money{*rc::gen::inRange<std::int64_t>(0, 1'000'000)};
    land::Progress seen;
    seen.event = "no_start";
    seen.on = as_of;
    of.progress.push_back(seen);
    CaseFacts facts;
    facts.mode = "granted";
    facts.price = of.supply.price;
    facts.agreed_start = start;
    facts.started = false;
    const int causes = *rc::gen::inRange(0, 4);
    for (int i = 0; i < causes; ++i) {
        const Date from = any_day();
        const auto kind = *rc::gen::element(CauseKind::Government, CauseKind::Enterprise, CauseKind::ForceMajeure);
        const bool proved = *rc::gen::arbitrary<bool>(), open = *rc::gen::arbitrary<bool>();
        land::Progress delayed;
        delayed.event = "delay";
        delayed.on = from;
        if (!open) delayed.until = from.plus_days(*rc::gen::inRange(0, 900));
        delayed.cause = cause_code(kind);
        if (proved) delayed.paper = "证明";
        of.progress.push_back(delayed);
        if (as_of < from) continue;  // not known on the day
        CaseCause cause;
        cause.kind = kind;
        cause.from = from;
        cause.to = delayed.until;
        if (proved) cause.proved = true;
        facts.causes.push_back(cause);
    }
    const SupplyJudgement judged = of.judge(as_of);
    const Verdict verdict = judge_case(facts, xixian(), as_of);
    RC_ASSERT((judged.judgement == Judgement::IdleByLaw) == (verdict.idle == IdleAnswer::Yes));
    RC_ASSERT(judged.way.has_value() == (verdict.idle == IdleAnswer::Yes));
    if (!judged.way) return;
    RC_ASSERT(judged.way->route == route_code(verdict.route));
    RC_ASSERT(judged.way->gross_days == verdict.gross_days);
    RC_ASSERT(judged.way->net_days == verdict.net_days);
    RC_ASSERT(judged.way->fee == verdict.fee);
    RC_ASSERT(judged.way->cause == verdict.cause);
    RC_ASSERT(judged.way->recovery_from == verdict.clocks.recovery_from);
    RC_ASSERT(judged.way->next_paper == verdict.next_paper);
}

}  // namespace
}  // namespace law
