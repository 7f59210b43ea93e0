// The core that a supply of the store and a case by hand share: start, governing day, shares, days that count.
#include "law/building_share.hpp"
#include "law/idle_route.hpp"
#include "law/law_testing.hpp"
#include "law/start_date.hpp"
#include "law/start_meaning.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using testing::day;
using testing::xixian;

const IdleLaw& law_of_2020() {
    static const IdleLaw law = *IdleLaw::on(xixian(), day("2020-01-01"));
    return law;
}

Interval span(const char* from, const char* to) { return {day(from), day(to)}; }

TEST(StartMeaning, WorksPermitAndWhatIsSaid) {
    const std::optional<bool> unknown;
    struct Row {
        std::optional<bool> started, permit;
        const char* work;
        StartMeaning meaning;
        bool weak, no_permit;
    };
    const Row rows[] = {
        {true, true, "foundation_third", StartMeaning::Started, false, false},
        {true, unknown, "all_piles", StartMeaning::Started, false, false},
        {true, unknown, "", StartMeaning::Started, false, false},
        {true, true, "support_piles", StartMeaning::NotStarted, true, false},
        {unknown, true, "clearing", StartMeaning::NotStarted, false, false},
        {false, true, "none", StartMeaning::NotStarted, false, false},
        {true, false, "pit_done", StartMeaning::NotStarted, false, true},
        {unknown, false, "pit_done", StartMeaning::NotStarted, false, true},
        {unknown, false, "", StartMeaning::NotStarted, false, false},
        {false, false, "pit_done", StartMeaning::NotStarted, false, true},
        {false, unknown, "pit_done", StartMeaning::Conflict, false, false},
        {false, unknown, "", StartMeaning::NotStarted, false, false},
        {unknown, true, "pit_done", StartMeaning::Started, false, false},
        {unknown, unknown, "pit_done", StartMeaning::Unknown, false, false},
        {unknown, true, "", StartMeaning::Unknown, false, false},
    };
    for (const Row& row : rows) {
        const StartAnswer out = meaning_of_start({row.started, row.permit, row.work}, law_of_2020());
        const std::string where = std::string(row.work) + " started " + (row.started ? *row.started ? "y" : "n" : "?");
        EXPECT_EQ(out.meaning, row.meaning) << where;
        EXPECT_EQ(out.weak_work, row.weak) << where;
        EXPECT_EQ(out.no_permit, row.no_permit) << where;
    }
    EXPECT_EQ(meaning_of_start({unknown, unknown, "pit_done"}, law_of_2020()).missing,
              std::vector<std::string>{"progress.permit"});
}

TEST(StartMeaning, EveryWorkIsAStartOrNone) {
    for (const char* work : {"foundation_third", "pit_done", "all_piles"}) {  // art 30
        EXPECT_TRUE(is_start_work(work)) << work;
        EXPECT_FALSE(is_weak_work(work)) << work;
    }
    for (const char* work : {"support_piles", "clearing", "none"}) {
        EXPECT_FALSE(is_start_work(work)) << work;
        EXPECT_TRUE(is_weak_work(work)) << work;
    }
    EXPECT_FALSE(is_start_work("") || is_weak_work(""));  // nobody said
}

TEST(StartDate, WhichDayGoverns) {
    const Date as_of = day("2020-01-01");
    const auto ask = [&](const char* agreed, std::vector<Supplement> supplements, const char* delivered) {
        StartQuestion question{{}, std::move(supplements), {}};
        if (*agreed != '\0') question.agreed = day(agreed);
        if (*delivered != '\0') question.delivered = day(delivered);
        return start_date(question, law_of_2020(), as_of);
    };
    EXPECT_EQ(ask("2015-01-01", {}, "2016-01-01").on, day("2015-01-01"));  // agreed prevails over delivery
    EXPECT_EQ(ask("", {}, "2016-02-29").on, day("2017-02-28"));
    EXPECT_FALSE(ask("", {}, "").on.has_value());

    const StartDate kept = ask("2015-01-01", {{day("2015-06-01"), day("2016-06-01")}}, "");
    EXPECT_EQ(kept.on, day("2016-06-01"));  // exactly one year
    EXPECT_EQ(kept.states[0], SupplementState::Valid);
    const StartDate far = ask("2015-01-01", {{day("2015-06-01"), day("2016-06-02")}}, "");
    EXPECT_EQ(far.on, day("2016-06-02"));  // the later day, until it is reviewed
    EXPECT_EQ(far.states[0], SupplementState::TooLong);
    const StartDate back = ask("2016-01-01", {{day("2016-07-19"), day("2015-09-30")}}, "");
    EXPECT_EQ(back.on, day("2016-01-01"));
    EXPECT_EQ(back.states[0], SupplementState::BackDated);
    EXPECT_EQ(back.by, StartDate::By::Agreed);
    EXPECT_EQ(ask("", {{day("2016-07-19"), day("2015-09-30")}}, "").on, day("2015-09-30"));

    const StartDate later = ask("2015-01-01", {{day("2020-01-02"), day("2020-06-01")}, {{}, {}}}, "");
    EXPECT_EQ(later.on, day("2015-01-01"));
    EXPECT_EQ(later.states[0], SupplementState::NotYet);
    EXPECT_EQ(later.states[1], SupplementState::NoDate);

    // In order of signing, wherever they stand; the last one signed governs.
    const StartDate two =
        ask("2015-01-01", {{day("2017-01-01"), day("2017-06-01")}, {day("2016-01-01"), day("2016-12-01")}}, "");
    EXPECT_EQ(two.on, day("2017-06-01"));
    EXPECT_EQ(two.supplement, 0U);
    EXPECT_EQ(two.order, (std::vector<std::size_t>{1, 0}));
}

TEST(IdleTest, SharesAreStrictAndUnknownStaysUnknown) {
    IdleLaw both = law_of_2020();
    Parameter setting = *both.combination;
    setting.word = "both_below";
    both.combination = &setting;
    const auto ask = [](std::optional<bool> built, std::optional<bool> invested, const IdleLaw& law) {
        const auto share = [](std::optional<bool> below) {
            return below ? std::optional(*below ? Share{0, 1} : Share{1, 1}) : std::nullopt;
        };
        return BuildingShare{share(built), share(invested), built, invested}.short_of(law);
    };
    const std::optional<bool> unknown;
    const IdleLaw& any = law_of_2020();
    EXPECT_EQ(ask(true, false, any), true);
    EXPECT_EQ(ask(true, unknown, any), true);
    EXPECT_EQ(ask(unknown, true, any), true);
    EXPECT_EQ(ask(false, unknown, any), unknown);
    EXPECT_EQ(ask(unknown, false, any), unknown);
    EXPECT_EQ(ask(false, false, any), false);
    EXPECT_EQ(ask(unknown, unknown, any), unknown);
    EXPECT_EQ(ask(true, false, both), false);
    EXPECT_EQ(ask(false, unknown, both), false);
    EXPECT_EQ(ask(unknown, false, both), false);
    EXPECT_EQ(ask(true, unknown, both), unknown);
    EXPECT_EQ(ask(true, true, both), true);

    const auto share = [&](std::int64_t built, std::int64_t should, std::int64_t fen, std::int64_t total) {
        return building_share(
            {Area::from_units(built), Area::from_units(should), land::Money{fen}, land::Money{total}, ""}, any);
    };
    EXPECT_EQ(share(1, 3, 25, 100).built_below, false);
    EXPECT_EQ(share(1, 3, 25, 100).invested_below, false);
    EXPECT_EQ(share(33'333'333, 100'000'000, 2'499'999, 10'000'000).built_below, true);
    EXPECT_EQ(share(33'333'333, 100'000'000, 2'499'999, 10'000'000).invested_below, true);
    EXPECT_TRUE(share(1, 3, 24, 100).one_below());
    EXPECT_FALSE(share(0, 3, 24, 100).one_below());
    EXPECT_FALSE((BuildingShare{{}, {}, true, unknown}.one_below()));
}

TEST(NetClock, DaysAndPeriodsWithoutAndWithExcuses) {
    const Date start = day("2019-06-30");
    const NetClock plain = net_clock(start, {}, law_of_2020(), day("2020-08-30"));
    EXPECT_EQ(plain.gross_days, 427);
    EXPECT_EQ(plain.net_days, 427);
    EXPECT_EQ(plain.idle_from, day("2020-07-01"));
    EXPECT_EQ(plain.fee_from, day("2020-07-01"));
    EXPECT_EQ(plain.recovery_from, day("2021-07-01"));
    EXPECT_EQ(plain.route(law_of_2020(), day("2020-06-30")), IdleRoute::None);
    EXPECT_EQ(plain.route(law_of_2020(), day("2020-07-01")), IdleRoute::Art14Fee);
    EXPECT_EQ(plain.route(law_of_2020(), day("2021-06-30")), IdleRoute::Art14Fee);
    EXPECT_EQ(plain.route(law_of_2020(), day("2021-07-01")), IdleRoute::Art14Recovery);

    const NetClock excused = net_clock(start, {span("2019-07-01", "2020-07-31")}, law_of_2020(), day("2020-08-30"));
    EXPECT_EQ(excused.net_days, 30);
    EXPECT_EQ(excused.idle_from, day("2020-07-01"));  // recognition looks at the gross time
    EXPECT_EQ(excused.fee_from, day("2021-08-02"));   // 397 days on
    EXPECT_EQ(excused.route(law_of_2020(), day("2020-08-30")), IdleRoute::Art12);
}

TEST(NetClock, ACauseBeforeAcrossAndAfterTheTwoYears) {
    const Date start = day("2015-01-01");
    const auto recovery = [&](Interval one) {
        return net_clock(start, {one}, law_of_2020(), day("2019-01-01")).recovery_from;
    };
    const Date plain = day("2017-01-02");
    EXPECT_EQ(recovery(span("2014-01-01", "2014-12-31")), plain);               // before the start
    EXPECT_EQ(recovery(span("2014-12-01", "2015-01-10")), plain.plus_days(9));  // only the days after it
    EXPECT_EQ(recovery(span("2016-06-01", "2016-06-30")), plain.plus_days(30));
    EXPECT_EQ(recovery(span("2016-12-01", "2017-03-31")), plain.plus_days(121));  // across: all of it
    EXPECT_EQ(recovery(span("2017-01-01", "2017-01-31")), plain.plus_days(31));   // on the last day of the period
    EXPECT_EQ(recovery(span("2017-01-02", "2018-12-31")), plain);                 // the two years were full
}

TEST(Excuses, WhatIsSureAndWhatIsPossible) {
    const Date start = day("2015-01-01");
    const Date as_of = day("2016-12-31");
    const Interval all{day("2015-01-02"), as_of};
    const auto ask = [&](std::vector<CaseCause> causes) { return excuses_of(causes, start, as_of); };
    const CaseCause enterprise{CauseKind::Enterprise, "", {}, {}, {}};
    CaseCause open{CauseKind::Government, "", {}, {}, true};

    EXPECT_EQ(ask({}).possible, std::vector<Interval>{all});  // nobody said: everything may be, nothing is sure
    EXPECT_TRUE(ask({}).sure.empty());
    EXPECT_TRUE(ask({enterprise}).possible.empty());
    EXPECT_EQ(ask({open}).sure, std::vector<Interval>{all});  // taken to have lasted
    EXPECT_TRUE(ask({open, enterprise}).sure.empty());        // how to divide the time is not known
    EXPECT_EQ(ask({open, enterprise}).possible, std::vector<Interval>{all});
    open.proved.reset();
    EXPECT_TRUE(ask({open}).sure.empty());
    EXPECT_EQ(ask({open}).possible, std::vector<Interval>{all});
    open.proved = false;
    EXPECT_TRUE(ask({open}).possible.empty());
    const CaseCause after{CauseKind::ForceMajeure, "", day("2017-01-01"), day("2017-02-01"), true};
    EXPECT_TRUE(ask({after}).possible.empty());
    EXPECT_TRUE(excuses_of({}, start, start).possible.empty());
}

TEST(SuspendDays, OneAfterTheOther) {
    const Date start = day("2015-01-01");
    const Date due = day("2016-01-01");
    EXPECT_TRUE(suspend_days(start, due, {}).empty());
    EXPECT_TRUE(suspend_days(start, due, {span("2014-01-01", "2015-01-01")}).empty());
    const auto two = suspend_days(start, due, {span("2016-01-05", "2016-01-06"), span("2015-05-01", "2015-05-10")});
    ASSERT_EQ(two.size(), 2U);  // the second begins inside the period only because of the first
    EXPECT_EQ(two[0].due, day("2016-01-11"));
    EXPECT_EQ(two[1].due, day("2016-01-13"));
}

TEST(RecognisedRoute, OnlyCausesOfTheAuthorityAloneLeadToArticleTwelve) {
    using enum CauseKind;
    const std::pair<std::vector<CauseKind>, IdleRoute> rows[] = {
        {{}, IdleRoute::NeedsFacts},
        {{Government}, IdleRoute::Art12},
        {{Government, ForceMajeure}, IdleRoute::Art12},
        {{Enterprise}, IdleRoute::NeedsFacts},
        {{Enterprise, Government}, IdleRoute::NeedsFacts},
        {{Government, Government, Enterprise}, IdleRoute::NeedsFacts},
    };
    for (const auto& [causes, route] : rows) EXPECT_EQ(recognised_route(causes, law_of_2020()), route) << causes.size();
}

}  // namespace
}  // namespace law
