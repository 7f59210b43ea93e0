// Unsupplied land and the law beside the campaign: cultivated land unused for a year, offers too short for a notice.
#include "law/law_testing.hpp"

#include <gtest/gtest.h>

namespace law {
namespace {

using testing::day;
using testing::get;
using testing::has;
using testing::PlotCase;

PlotCase tilled() {
    PlotCase of(ledger::Account::Expropriated);
    of.approval.cultivated = Area::from_m2(6'000);
    return of;
}

TEST(Farmland, UnusedForAYearIsToBeTilledAgain) {
    PlotCase of = tilled();  // approved on 2018-05-11
    of.approval.approved_on = day("2021-05-11");
    EXPECT_FALSE(has(of.judge("2022-05-11").findings, "FARMLAND_UNUSED"));
    const auto judged = of.judge("2022-05-12");
    ASSERT_TRUE(has(judged.findings, "FARMLAND_UNUSED"));
    const Finding& finding = get(judged.findings, "FARMLAND_UNUSED");
    EXPECT_EQ(finding.article, "土地管理法 第三十八条");
    EXPECT_EQ(finding.certainty, Certainty::Inferred);
    EXPECT_EQ(finding.reasons.at(0).value, "6000");
}

TEST(Farmland, NothingIsSaidWithoutCultivatedLandOrOfLandInUse) {
    const auto said = [](const PlotCase& of) { return has(of.judge("2024-05-01").findings, "FARMLAND_UNUSED"); };
    EXPECT_TRUE(said(tilled()));
    PlotCase none = tilled();
    none.approval.cultivated = Area{};
    EXPECT_FALSE(said(none));
    none.approval.cultivated.reset();
    EXPECT_FALSE(said(none));
    PlotCase undated = tilled();
    undated.approval.approved_on.reset();
    EXPECT_FALSE(said(undated));
    PlotCase built = tilled();
    built.divide("1", "used_without_supply");
    EXPECT_FALSE(said(built));
    built.portions[0].cause = "corner";
    EXPECT_TRUE(said(built));
    built.portions[0].occupied = "yes";
    EXPECT_FALSE(said(built));
    // The text in force before 2020 had the rule, too, but the book does not hold it: nothing is said of those days.
    EXPECT_FALSE(has(tilled().judge("2019-12-31").findings, "FARMLAND_UNUSED"));
    const PlotFacts nameless = [&] {
        PlotFacts facts = built.known();
        facts.approval = {};
        return facts;
    }();
    EXPECT_FALSE(has(judge_plot(nameless, testing::xixian(), day("2024-05-01")).findings, "FARMLAND_UNUSED"));
}

PlotCase offered(const char* from, const char* until) {
    PlotCase of(ledger::Account::InProcess);
    land::Offer offer;
    offer.number = "2024-1";
    if (*from != '\0') offer.from = day(from);
    if (*until != '\0') offer.valid_until = day(until);
    of.offers.push_back(offer);
    return of;
}

TEST(Offers, AreNoShorterThanTheirNotice) {
    const auto said = [](const char* from, const char* until) {
        return has(offered(from, until).judge("2024-05-01").findings, "OFFER_TOO_SHORT");
    };
    EXPECT_TRUE(said("2024-04-01", "2024-04-20"));
    EXPECT_FALSE(said("2024-04-01", "2024-04-21"));  // exactly twenty days
    EXPECT_FALSE(said("2024-05-02", "2024-05-03"));  // not yet begun
    EXPECT_FALSE(said("2024-04-01", "2024-03-01"));  // out of order: another finding's matter
    EXPECT_FALSE(said("", "2024-04-20"));
    EXPECT_FALSE(said("2024-04-01", ""));
    EXPECT_FALSE(said("2007-10-01", "2007-10-05"));  // before the order was in force
    EXPECT_EQ(
        get(offered("2024-04-01", "2024-04-20").judge().findings, "OFFER_TOO_SHORT").text.en,
        "On offer from 2024-04-01 to 2024-04-20, 19 day(s): for tender, auction or listing the notice alone takes "
        "at least 20.");
}

}  // namespace
}  // namespace law
