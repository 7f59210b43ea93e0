// Random supplies against an oracle that counts days one by one on a calendar of its own, without the code under test.
#include "law/law_testing.hpp"
#include "law/watch.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

namespace law {
namespace {

using testing::day;
using testing::xixian;

/// A day as three numbers, moved by single steps: neither base::Date's arithmetic nor law/clock is used.
struct Plain {
    int y = 0, m = 0, d = 0;
};

bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
int days_of(int year, int month) {
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}
Plain step(Plain on, int by) {
    for (; by > 0; --by)
        if (++on.d > days_of(on.y, on.m)) {
            on.d = 1;
            if (++on.m > 12) on.m = 1, ++on.y;
        }
    for (; by < 0; ++by)
        if (--on.d < 1) {
            if (--on.m < 1) on.m = 12, --on.y;
            on.d = days_of(on.y, on.m);
        }
    return on;
}
/// The same day years on, or the last of its month (民法典 202).
Plain years(Plain on, int by) {
    on.y += by;
    on.d = std::min(on.d, days_of(on.y, on.m));
    return on;
}
std::string iso(Plain on) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", on.y, on.m, on.d);
    return text;
}

Plain any_plain() { return step({2015, 1, 1}, *rc::gen::inRange(0, 3000)); }

struct Random {
    land::Supply supply;
    std::vector<land::Progress> progress;
    Plain start, finish, signing, delivery;

    Random() {
        start = any_plain(), finish = any_plain(), signing = any_plain(), delivery = any_plain();
        supply.mode = *rc::gen::element<std::string>("listing", "agreement", "allocated", "");
        supply.signed_on = day(iso(signing).c_str());
        supply.agreed_start = day(iso(start).c_str());
        supply.agreed_finish = day(iso(finish).c_str());
        supply.agreed_delivery = day(iso(delivery).c_str());
        const int events = *rc::gen::inRange(0, 5);
        for (int i = 0; i < events; ++i) {
            land::Progress seen;
            seen.event = *rc::gen::element<std::string>("visit", "permit", "no_start", "no_delivery", "payment",
                                                        "delivery", "start", "stop");
            seen.on = day(iso(any_plain()).c_str());
            progress.push_back(seen);
        }
    }
    std::vector<Watch> list(Date as_of) const {
        SupplyFacts facts;
        facts.subject = "supply:S";
        facts.supply = {&supply, "c/1"};
        for (const auto& one : progress) facts.progress.push_back({&one, "c/2"});
        return watch_supply(facts, xixian(), as_of);
    }
    /// What each rule says of its day.
    std::map<std::string, std::string> oracle() const {
        return {{"payment", iso(step(signing, 60))},
                {"delivery", iso(delivery)},
                {"extension_application", iso(step(start, -30))},
                {"start", iso(start)},
                {"idle_year", iso(step(years(start, 1), 1))},
                {"idle_two_years", iso(step(years(start, 2), 1))},
                {"finish", iso(finish)},
                {"finish_limit", iso(years(finish, 1))}};
    }
};

RC_GTEST_PROP(WatchProperty, EveryListedDayIsItsRulesDay, ()) {
    const Random random;
    const auto oracle = random.oracle();
    for (const Watch& one : random.list(day(iso(any_plain()).c_str()))) {
        const auto expected = oracle.find(one.what);
        if (expected == oracle.end()) continue;  // stops and investigations rest on observations
        RC_ASSERT(one.due.has_value());
        RC_ASSERT(one.due->iso() == expected->second);
    }
}

RC_GTEST_PROP(WatchProperty, NothingInThePastIsAheadAndNothingAheadIsOver, ()) {
    const Random random;
    const Date as_of = day(iso(any_plain()).c_str());
    for (const Watch& one : random.list(as_of)) {
        if (!one.due) continue;
        const bool over = one.state == WatchState::Passed || one.state == WatchState::Overdue;
        RC_ASSERT(over == (*one.due < as_of));
        if (one.state == WatchState::Soon) {
            RC_ASSERT(*one.first_warning <= as_of && as_of < *one.second_warning);
        }
        if (one.state == WatchState::Urgent) {
            RC_ASSERT(*one.second_warning <= as_of);
        }
        if (one.state == WatchState::Ahead) {
            RC_ASSERT(as_of < *one.first_warning);
        }
        RC_ASSERT(*one.first_warning <= *one.second_warning);
    }
}

RC_GTEST_PROP(WatchProperty, SilenceIsNeverOverdue, ()) {
    Random random;
    std::erase_if(random.progress, [](const land::Progress& seen) {
        return seen.event == "no_start" || seen.event == "no_delivery" || seen.event == "start" || seen.event == "stop";
    });
    for (const Watch& one : random.list(day(iso(any_plain()).c_str()))) {
        RC_ASSERT(one.state != WatchState::Overdue);
        if (one.state == WatchState::Passed) {
            RC_ASSERT(one.finding.certainty == Certainty::Unknown);
        }
        RC_ASSERT(!one.finding.reasons.empty());
        RC_ASSERT(!one.finding.text.zh.empty());
        RC_ASSERT(!one.finding.text.en.empty());
    }
}

RC_GTEST_PROP(WatchProperty, LaterThanTheDayNothingIsLookedAt, ()) {
    const Random random;
    const Date as_of = day(iso(any_plain()).c_str());
    Random less = random;
    std::erase_if(less.progress, [&](const land::Progress& seen) { return as_of < *seen.on; });
    const auto all = random.list(as_of), known = less.list(as_of);
    RC_ASSERT(all.size() == known.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        RC_ASSERT(all[i].what == known[i].what);
        RC_ASSERT(all[i].state == known[i].state);
        RC_ASSERT(all[i].due == known[i].due);
    }
}

}  // namespace
}  // namespace law
