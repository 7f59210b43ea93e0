// Draws that the ground suggests, proposed and accepted.
#include "service/draws.hpp"

#include "service/ground_testing.hpp"
#include "service/remnant_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace service {
namespace {

using Cells = std::vector<std::string>;
constexpr const char* kSupply = "1410312022B00011";

class Draws : public testing::DrawnBook {
  protected:
    ProposedDraws proposed(const TouchedGround& touched) {
        auto command = Command::begin(office_, "141031", act());
        EXPECT_TRUE(command.ok());
        auto draws = propose_draws(**command, touched, testing::day("2025-06-01"));
        EXPECT_TRUE(draws.ok()) << draws.error().text().en;
        EXPECT_TRUE((*command)->commit().ok());
        return *draws;
    }
    std::vector<std::string> open_links() {
        std::vector<std::string> out;
        for (const journal::Entry& entry : open()) {
            const auto record = land::record_from_payload(land::Kind::Link, entry.payload);
            const auto& link = std::get<land::Link>(*record);
            out.push_back(link.plot.substr(link.plot.find('#')) + " " + link.area->m2_text());
        }
        return out;
    }
};

TEST_F(Draws, AreProposedAndMoveNothingUntilAPersonAccepts) {
    approve();
    say({a_plot("a", 0, 0, 100, 100), a_plot("b", 100, 0, 100, 100), a_supply(kSupply, 60, 0, 100, 100)});
    const ProposedDraws draws = proposed({{}, {kSupply}, {}});
    EXPECT_EQ(draws.count.proposed, 2U);
    EXPECT_EQ(open_links(), (Cells{"#a 4000", "#b 6000"}));
    EXPECT_EQ(cells("plot:" + key_of_plot("a")), Cells{"- unsupplied.stage_unknown 10000"});
    for (const journal::Entry& entry : open()) {
        EXPECT_EQ(entry.actor.id, kProgram);
        EXPECT_NE(entry.payload.find("inferred"), std::string::npos) << entry.payload;
    }
    accept_all();
    EXPECT_EQ(cells("plot:" + key_of_plot("a")),
              (Cells{"- unsupplied.stage_unknown 6000", std::string(kSupply) + " supplied.unreported 4000"}));
    EXPECT_EQ(cells("plot:" + key_of_plot("b")),
              (Cells{"- unsupplied.stage_unknown 4000", std::string(kSupply) + " supplied.unreported 6000"}));
    EXPECT_TRUE(open().empty());
    EXPECT_EQ(proposed({{}, {kSupply}, {}}).count.proposed, 0U) << "it has its draws";
}

TEST_F(Draws, ASupplyDrawnAHandsbreadthOffDrawsOnItsPlotAlone) {
    approve();
    // 0.4 m over the border: by the planted shift of the sample county 0.36 m.
    land::Supply shifted = a_supply(kSupply, 0, 0, 100, 100);
    shifted.geometry.wkt =
        "POLYGON((37494000.4 4062000,37494100.4 4062000,37494100.4 4062100,37494000.4 4062100,37494000.4 4062000))";
    say({a_plot("a", 0, 0, 100, 100), a_plot("b", 100, 0, 100, 100), shifted});
    proposed({{}, {kSupply}, {}});
    EXPECT_EQ(open_links(), Cells{"#a 10000"}) << "the contract's area, to the unit; the sliver on b is none";
}

TEST_F(Draws, WhatLiesBeyondApprovedLandStaysUnlinked) {
    approve();
    say({a_plot("a", 0, 0, 100, 100), a_supply(kSupply, 50, 0, 100, 100)});
    proposed({{}, {kSupply}, {}});
    EXPECT_EQ(open_links(), Cells{"#a 5000"});
}

TEST_F(Draws, APlotThatComesLaterFindsTheSupplyThatStandsOnIt) {
    approve();
    say({a_supply(kSupply, 10, 10, 50, 50), a_supply("1410312022B00022", 500, 500, 50, 50)});
    EXPECT_EQ(proposed({{}, {kSupply}, {}}).count.proposed, 0U);
    say({a_plot("a", 0, 0, 100, 100)});
    const ProposedDraws draws = proposed({{key_of_plot("a")}, {}, {}});
    EXPECT_EQ(draws.supplies_looked_at, 1U) << "the other lies elsewhere";
    EXPECT_EQ(open_links(), Cells{"#a 2500"});
}

TEST_F(Draws, AreNotProposedTwiceAndTakenBackWhenSomebodyStatesThem) {
    approve();
    say({a_plot("a", 0, 0, 100, 100), a_plot("b", 100, 0, 100, 100), a_supply(kSupply, 60, 0, 100, 100)});
    proposed({{}, {kSupply}, {}});
    const ProposedDraws again = proposed({{key_of_plot("a")}, {kSupply}, {}});
    EXPECT_EQ(again.count.proposed, 0U);
    EXPECT_EQ(again.count.standing, 2U);
    say({a_link(kSupply, key_of_plot("a"))});
    EXPECT_EQ(open_links(), Cells{"#b 6000"}) << "what was stated waits for nobody";
    const ProposedDraws stated = proposed({{}, {}, {kSupply}});
    EXPECT_EQ(stated.count.taken_back, 1U);
    EXPECT_TRUE(open().empty());
}

TEST_F(Draws, FollowTheSupplyThatIsDrawnAnew) {
    approve();
    say({a_plot("a", 0, 0, 100, 100), a_plot("b", 100, 0, 100, 100), a_supply(kSupply, 0, 0, 100, 100)});
    proposed({{}, {kSupply}, {}});
    EXPECT_EQ(open_links(), Cells{"#a 10000"});
    say({a_supply(kSupply, 100, 0, 100, 100)}, journal::Change::Correct);
    const ProposedDraws moved = proposed({{}, {kSupply}, {}});
    EXPECT_EQ(moved.count.taken_back, 1U);
    EXPECT_EQ(open_links(), Cells{"#b 10000"});
}

RC_GTEST_PROP(DrawsProperty, NeverExceedTheContractAndMakeItWholeWhereItLiesOnPlots, ()) {
    const auto rules = load_remnant_rules();
    RC_ASSERT(rules.ok());
    std::vector<Overlay> overlays;
    base::Area covered;
    const auto count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) {
        const auto area = base::Area::from_units(*rc::gen::inRange<std::int64_t>(1, 200'000'000));
        overlays.push_back({"S", "p" + std::to_string(i), area, {}, false});
        covered += area;
    }
    const base::Area beyond = base::Area::from_units(*rc::gen::inRange<std::int64_t>(0, 50'000'000));
    for (Overlay& each : overlays) each.shape = covered + beyond;
    const base::Area wanted = covered + base::Area::from_units(*rc::gen::inRange<std::int64_t>(-60'000, 60'000));
    RC_PRE(wanted.is_positive());
    base::Area sum;
    for (const SuggestedDraw& draw : draws_of(overlays, wanted, *rules)) {
        RC_ASSERT(draw.area.is_positive());
        sum += draw.area;
    }
    RC_ASSERT(sum <= wanted);
    if (agree(covered + beyond, covered, *rules) && agree(wanted, covered + beyond, *rules)) RC_ASSERT(sum == wanted);
}

}  // namespace
}  // namespace service
