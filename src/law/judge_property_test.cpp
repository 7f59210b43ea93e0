// Properties of the judgement over random facts: silence never accuses, taking away evidence never accuses more,
// and the order in which facts are handed over does not matter.
#include "law/judgement.hpp"
#include "law/law_testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace law {
namespace {

using testing::day;
using testing::has;
using testing::xixian;

struct Facts {
    land::Supply supply;
    std::vector<land::Progress> progress;
    std::optional<Development> development;
};

SupplyJudgement judge(const Facts& facts, Date as_of) {
    SupplyFacts handed;
    handed.subject = "supply:S";
    handed.supply = {&facts.supply, "c/1"};
    for (const auto& one : facts.progress) handed.progress.push_back({&one, "c/2"});
    handed.development = facts.development;
    return judge_supply(handed, xixian(), as_of);
}

/// How grave the accusation is; 0 = none.
int gravity(const SupplyJudgement& judged) {
    switch (judged.judgement) {
        case Judgement::StartOverdue:
        case Judgement::FinishOverdue:
            return 1;
        case Judgement::IdleMay:
            return 2;
        case Judgement::IdleByLaw:
            return 3;
        case Judgement::IdleRecognised:
            return 4;
        default:
            return 0;
    }
}

rc::Gen<Date> any_day() {
    return rc::gen::map(rc::gen::inRange(0, 4000), [](int offset) { return day("2013-01-01").plus_days(offset); });
}

rc::Gen<land::Progress> observation(const std::vector<std::string>& events) {
    return rc::gen::exec([events] {
        land::Progress out;
        out.event = *rc::gen::elementOf(events);
        out.on = *any_day();
        if (out.event == "start") out.work = *rc::gen::element<std::string>("", "", "all_piles", "clearing");
        return out;
    });
}

Facts random_facts(const std::vector<std::string>& events) {
    Facts out;
    if (*rc::gen::arbitrary<bool>()) out.supply.agreed_start = *any_day();
    if (*rc::gen::arbitrary<bool>()) out.supply.agreed_finish = *any_day();
    out.progress =
        *rc::gen::container<std::vector<land::Progress>>(*rc::gen::inRange<std::size_t>(0, 7), observation(events));
    if (*rc::gen::arbitrary<bool>())
        out.development =
            Development{Area::from_units(*rc::gen::inRange(0, 10)), Area::from_units(*rc::gen::inRange(1, 10)),
                        land::Money{*rc::gen::inRange(0, 10)}, land::Money{*rc::gen::inRange(1, 10)}, "c/3"};
    return out;
}

RC_GTEST_PROP(JudgeSupplyProperty, SilenceNeverAccuses, ()) {
    const Facts facts = random_facts({"permit", "visit", "payment", "delivery", "no_delivery"});
    RC_ASSERT(gravity(judge(facts, *any_day())) == 0);
}

RC_GTEST_PROP(JudgeSupplyProperty, NoStartIsNeverIdleBeforeAFullYearWasSeen, ()) {
    const Facts facts = random_facts({"no_start", "visit"});
    const Date as_of = *any_day();
    const SupplyJudgement judged = judge(facts, as_of);
    if (judged.judgement != Judgement::IdleByLaw) return;
    RC_ASSERT(facts.supply.agreed_start.has_value());
    const Date full = facts.supply.agreed_start->plus_years(1).plus_days(1);
    RC_ASSERT(std::any_of(facts.progress.begin(), facts.progress.end(), [&](const land::Progress& seen) {
        return seen.event == "no_start" && full <= *seen.on && *seen.on <= as_of;
    }));
}

bool shows_a_start(const Facts& facts, Date as_of) {
    return std::any_of(facts.progress.begin(), facts.progress.end(), [&](const land::Progress& seen) {
        const bool start = seen.event == "start" && seen.work != "clearing";
        return (start || seen.event == "stop" || seen.event == "resume") && *seen.on <= as_of;
    });
}

RC_GTEST_PROP(JudgeSupplyProperty, TakingAwayEvidenceNeverAccusesMore, ()) {
    const Facts facts = random_facts({"no_start", "no_start", "start", "stop", "stop", "resume", "visit"});
    const Date as_of = *any_day();
    const SupplyJudgement judged = judge(facts, as_of);
    RC_PRE(!has(judged.findings, "FACTS_CONFLICT"));  // a contradiction hides what each half alone would say
    const int before = gravity(judged);
    for (std::size_t i = 0; i < facts.progress.size(); ++i) {
        const std::string& event = facts.progress[i].event;
        if (event != "no_start" && event != "stop") continue;  // the others speak for the owner
        Facts less = facts;
        less.progress.erase(less.progress.begin() + static_cast<std::ptrdiff_t>(i));
        // The only stop on record also says that it had been started: taking it away takes away the start.
        if (event == "stop" && !shows_a_start(less, as_of)) continue;
        RC_ASSERT(gravity(judge(less, as_of)) <= before);
    }
    Facts undated = facts;
    undated.supply.agreed_start.reset();
    RC_ASSERT(gravity(judge(undated, as_of)) <= before);
    Facts unmeasured = facts;
    unmeasured.development.reset();
    RC_ASSERT(gravity(judge(unmeasured, as_of)) <= before);
}

RC_GTEST_PROP(JudgeSupplyProperty, OrderOfFactsDoesNotMatter, ()) {
    const Facts facts = random_facts({"no_start", "start", "stop", "resume", "delivery", "finish"});
    const Date as_of = *any_day();
    Facts reversed = facts;
    std::reverse(reversed.progress.begin(), reversed.progress.end());
    const SupplyJudgement a = judge(facts, as_of);
    const SupplyJudgement b = judge(reversed, as_of);
    RC_ASSERT(a.judgement == b.judgement);
    RC_ASSERT(a.certainty == b.certainty);
    RC_ASSERT(a.idle_from == b.idle_from);
    RC_ASSERT(a.missing == b.missing);
}

RC_GTEST_PROP(JudgeSupplyProperty, EveryFindingHasReasonsAndTexts, ()) {
    const Facts facts = random_facts({"no_start", "start", "stop", "resume", "delivery", "finish", "visit"});
    for (const Finding& finding : judge(facts, *any_day()).findings) {
        RC_ASSERT(!finding.reasons.empty());
        RC_ASSERT(finding.text.zh.find('{') == std::string::npos);
        RC_ASSERT(finding.text.en.find('{') == std::string::npos);
    }
}

}  // namespace
}  // namespace law
