// Random cases: days and route against a brute-force oracle that counts one day after the other with a calendar of its
// own; the same answer as judge_supply for the same facts; and no answer that an unknown fact could overturn.
#include "law/judge_case.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>

namespace law {
namespace {

using testing::code;
using testing::day;
using testing::xixian;

// ---- the oracle -----------------------------------------------------------------------------------------------

/// Days from a day to its n-th anniversary, or to 28 February where there is no 29th.
int days_of_years(Date start, int n) {
    using namespace std::chrono;
    const year_month_day from{sys_days{days{start.days()}}};
    year_month_day to{from.year() + years{n}, from.month(), from.day()};
    if (!to.ok()) to = year_month_day{to.year(), February, std::chrono::day{28}};
    return static_cast<int>((sys_days{to} - sys_days{from}).count());
}

bool excused(const std::vector<CaseCause>& causes, Date on) {
    return std::any_of(causes.begin(), causes.end(), [&](const CaseCause& one) {
        return one.kind != CauseKind::Enterprise && one.proved.value_or(false) && *one.from <= on && on <= *one.to;
    });
}

/// Whether `needed` days that count lie between the start and the day before as_of.
bool period_full(const std::vector<CaseCause>& causes, Date start, Date as_of, int needed) {
    int counted = 0;
    for (Date on = start.plus_days(1); on < as_of; on = on.plus_days(1)) {
        if (!excused(causes, on)) ++counted;
        if (counted == needed) return true;
    }
    return false;
}

int days_that_count(const std::vector<CaseCause>& causes, Date start, Date as_of) {
    int counted = 0;
    for (Date on = start.plus_days(1); on <= as_of; on = on.plus_days(1)) counted += excused(causes, on) ? 0 : 1;
    return counted;
}

std::string oracle_route(const std::vector<CaseCause>& causes, Date start, Date as_of) {
    if (!period_full({}, start, as_of, days_of_years(start, 1))) return "none";
    if (period_full(causes, start, as_of, days_of_years(start, 2))) return "art14.2";
    return period_full(causes, start, as_of, days_of_years(start, 1)) ? "art14.1" : "art12";
}

// ---- random facts ---------------------------------------------------------------------------------------------

Date any_day(int from, int to) { return day("2015-01-01").plus_days(*rc::gen::inRange(from, to)); }

std::optional<bool> any_truth() { return *rc::gen::element<std::optional<bool>>(std::nullopt, true, false); }

CaseCause any_cause() {
    CaseCause out;
    out.kind = *rc::gen::element(CauseKind::Government, CauseKind::ForceMajeure, CauseKind::Enterprise);
    out.from = any_day(-200, 1500);
    out.to = out.from->plus_days(*rc::gen::inRange(0, 500));
    out.proved = *rc::gen::arbitrary<bool>();
    return out;
}

std::vector<CaseCause> any_causes() {
    std::vector<CaseCause> out(*rc::gen::inRange<std::size_t>(1, 5));
    for (CaseCause& one : out) one = any_cause();
    return out;
}

CaseFacts any_facts() {
    CaseFacts out;
    if (*rc::gen::inRange(0, 4) != 0) out.agreed_start = any_day(0, 1200);
    if (*rc::gen::arbitrary<bool>()) out.delivered = any_day(0, 1200);
    out.started = any_truth();
    out.permit = any_truth();
    out.work = *rc::gen::element<std::string>("", "", "all_piles", "support_piles", "none");
    if (out.started.value_or(false)) {
        if (*rc::gen::arbitrary<bool>()) out.stopped_on = any_day(0, 1500);
        out.stopped = out.stopped_on ? std::nullopt : any_truth();
    }
    if (*rc::gen::arbitrary<bool>()) {
        out.built = Area::from_units(*rc::gen::inRange(0, 10));
        out.should_build = Area::from_units(*rc::gen::inRange(1, 10));
    }
    if (*rc::gen::arbitrary<bool>()) {
        out.invested = land::Money{*rc::gen::inRange(0, 10)};
        out.total_investment = land::Money{*rc::gen::inRange(1, 10)};
    }
    if (*rc::gen::arbitrary<bool>()) out.causes = any_causes();
    for (CaseCause& one : out.causes)
        if (*rc::gen::inRange(0, 4) == 0) one.proved.reset();
    return out;
}

// ---- properties -----------------------------------------------------------------------------------------------

RC_GTEST_PROP(JudgeCaseProperty, DaysAndRouteAreThoseOfTheOracle, ()) {
    CaseFacts facts;
    facts.agreed_start = any_day(0, 1500);
    facts.started = false;
    facts.causes = any_causes();
    const Date as_of = facts.agreed_start->plus_days(*rc::gen::inRange(-10, 1600));
    const Verdict verdict = judge_case(facts, xixian(), as_of);
    const std::string route = oracle_route(facts.causes, *facts.agreed_start, as_of);
    RC_ASSERT(route_code(verdict.route) == route);
    RC_ASSERT((verdict.idle == IdleAnswer::Yes) == (route != "none"));
    if (*facts.agreed_start < as_of) RC_ASSERT(verdict.gross_days == as_of.days() - facts.agreed_start->days());
    if (route == "none") return;
    RC_ASSERT(verdict.net_days == days_that_count(facts.causes, *facts.agreed_start, as_of));
    RC_ASSERT(verdict.idle_since == facts.agreed_start->plus_days(days_of_years(*facts.agreed_start, 1) + 1));
}

/// The same facts as records of a store: what is stated of the day of judgement was seen on it.
SupplyJudgement as_supply(const CaseFacts& facts, Date as_of) {
    testing::SupplyCase out("");
    out.supply.agreed_start = facts.agreed_start;
    if (facts.delivered) out.seen("delivery", facts.delivered->iso().c_str());
    if (!facts.started.value_or(true)) out.seen("no_start", as_of.iso().c_str());
    if (facts.started.value_or(false)) out.seen("start", "2014-01-01", facts.work.c_str());
    if (facts.stopped_on) {
        out.seen("stop", facts.stopped_on->iso().c_str());
        if (*facts.stopped_on <= as_of) out.seen("stop", as_of.iso().c_str());
    }
    out.development = Development{facts.built, facts.should_build, facts.invested, facts.total_investment, ""};
    return out.judge(as_of);
}

RC_GTEST_PROP(JudgeCaseProperty, OneFactGivesOneAnswerInBothPlaces, ()) {
    CaseFacts facts = any_facts();
    facts.permit.reset();  // a store holds no "no permit"
    const Date as_of = any_day(0, 3000);
    // A case says how things stand on the day, a record how they stood when somebody looked: works that are no start
    // answer the case, and leave the store with a question.
    facts.work = *rc::gen::element<std::string>("", facts.started.value_or(false) ? "all_piles" : "");
    const Verdict verdict = judge_case(facts, xixian(), as_of);
    const SupplyJudgement supply = as_supply(facts, as_of);
    RC_ASSERT((verdict.idle == IdleAnswer::Yes) == (code(supply) == "idle_by_law"));
    RC_ASSERT((verdict.idle == IdleAnswer::May) == (code(supply) == "idle_may"));
    RC_ASSERT(verdict.clocks.idle_from == supply.idle_from);
    if (verdict.idle == IdleAnswer::Unknown && !facts.started) RC_ASSERT(code(supply) == "start_unknown");
}

/// An answer that was given although a fact is unknown is not overturned by that fact.
RC_GTEST_PROP(JudgeCaseProperty, WhatIsUnknownDoesNotOverturnAnAnswer, ()) {
    const CaseFacts facts = any_facts();
    const Date as_of = any_day(0, 3000);
    const Verdict verdict = judge_case(facts, xixian(), as_of);
    const auto holds = [&](const CaseFacts& known) {
        const Verdict other = judge_case(known, xixian(), as_of);
        const bool same_idle =
            verdict.idle == IdleAnswer::Unknown || other.idle == IdleAnswer::Unknown || other.idle == verdict.idle;
        const bool same_route = verdict.route == IdleRoute::NeedsFacts || other.route == IdleRoute::NeedsFacts ||
                                other.route == verdict.route;
        return same_idle && same_route;
    };
    for (const bool value : {true, false}) {
        CaseFacts known = facts;
        if (!facts.permit && facts.started && !facts.work.empty()) known.permit = value;
        // A stated start stands until somebody finds that there was no permit: only "yes" confirms it.
        if (value || !facts.started.value_or(false)) RC_ASSERT(holds(known));
        for (std::size_t i = 0; i < facts.causes.size(); ++i) {
            known = facts;
            if (!known.causes[i].proved) known.causes[i].proved = value;
            RC_ASSERT(holds(known));
        }
        known = facts;
        if (!known.built) known.built = Area::from_m2(value ? 0 : 9), known.should_build = Area::from_m2(9);
        RC_ASSERT(holds(known));
        known = facts;
        if (!known.started && known.permit.value_or(true)) known.started = value;
        RC_ASSERT(holds(known));
    }
}

/// A cause without days leads to one route, whether it is described in a case or named by a letter of recognition.
RC_GTEST_PROP(JudgeCaseProperty, ARecognisedCauseLeadsWhereTheCaseDoes, ()) {
    CaseFacts facts;
    facts.agreed_start = any_day(0, 1500);
    facts.started = false;
    const Date as_of = facts.agreed_start->plus_days(*rc::gen::inRange(300, 1200));
    testing::SupplyCase recognised(facts.agreed_start->iso().c_str());
    const int letters = *rc::gen::inRange(1, 4);
    for (int i = 0; i < letters; ++i) {
        const auto kind = *rc::gen::element(CauseKind::Government, CauseKind::ForceMajeure, CauseKind::Enterprise);
        facts.causes.push_back({kind, "", std::nullopt, std::nullopt, true});
        land::Idle& letter = recognised.idle.emplace_back();
        letter.recognised_on = as_of;
        letter.cause = cause_code(kind);
    }
    const Verdict verdict = judge_case(facts, xixian(), as_of);
    RC_PRE(verdict.idle == IdleAnswer::Yes);
    RC_ASSERT(recognised.judge(as_of).way->route == route_code(verdict.route));
}

/// Every change that is listed changes something, and none is listed twice.
RC_GTEST_PROP(JudgeCaseProperty, WouldChangeListsDifferencesOnly, ()) {
    const CaseFacts facts = any_facts();
    const Verdict verdict = judge_case(facts, xixian(), any_day(0, 3000));
    std::vector<std::string> listed;
    for (const CaseChange& one : verdict.would_change) {
        RC_ASSERT(one.idle != verdict.idle || one.route != verdict.route || one.fee != verdict.fee);
        RC_ASSERT(!one.then.empty());
        RC_ASSERT(std::find(listed.begin(), listed.end(), one.if_fact) == listed.end());
        listed.push_back(one.if_fact);
    }
}

}  // namespace
}  // namespace law
