// What is left of the plots as portions: proposed, accepted, kept in step; noise by an operator's acceptance alone.
#include "service/remnants.hpp"

#include "base/files.hpp"
#include "base/test_tree.hpp"
#include "base/text.hpp"
#include "service/ground_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace service {
namespace {

using Texts = std::vector<std::string>;
constexpr const char* kSupply = "1410312022B00011";

class RemnantPortions : public testing::DrawnBook {
  protected:
    ProposedRemnants proposed(const RemnantScope& scope = {}) {
        auto out = propose_remnants(office_, scope, act());
        EXPECT_TRUE(out.ok()) << out.error().text().en;
        return *out;
    }
    Texts open_texts() {
        Texts out;
        for (const journal::Entry& entry : open()) {
            const auto record = *land::record_from_payload(*land::kind_from_name(entry.kind), entry.payload);
            if (const auto* portion = std::get_if<land::Portion>(&record))
                out.push_back(portion->remnant + " " + portion->area->m2_text() + " " + portion->cause + " " +
                              portion->route);
            if (const auto* decision = std::get_if<land::Decision>(&record))
                out.push_back("decision " + decision->type + " " + decision->area->m2_text());
        }
        std::sort(out.begin(), out.end());
        return out;
    }
    std::string state_of(const char* plot) {
        const auto snapshot = *store_->read();
        Moment moment;
        moment.as_of = testing::day("2025-06-01");
        const auto found = find_remnants(*snapshot, {key_of_plot(plot), {}}, moment);
        return found.ok() ? std::string(plot_state_name(found->plots.at(0).state)) : found.error().text().en;
    }
};

TEST_F(RemnantPortions, AStripBesideASupplyGoesToTheManagingUnitAndTheRestIsSupplied) {
    approve();
    say({a_plot("a", 0, 0, 200, 100), a_supply(kSupply, 5, 0, 95, 100), a_link(kSupply, key_of_plot("a"))});
    EXPECT_EQ(proposed().portions.proposed, 2U);
    EXPECT_EQ(open_texts(), (Texts{"green 500 taken_along allocate_manager", "usable 10000  supply"}));
    for (const journal::Entry& entry : open()) {
        EXPECT_EQ(entry.actor.id, kProgram);
        EXPECT_NE(entry.payload.find("POLYGON"), std::string::npos);
        EXPECT_NE(entry.payload.find("measured_m2"), std::string::npos);
        EXPECT_NE(entry.reason.find(entry.payload.find("green") != std::string::npos ? "5.2.1" : "5.1.0"),
                  std::string::npos)
            << entry.reason;
    }
    EXPECT_EQ(notes("plot:" + key_of_plot("a")), Texts{}) << "nothing counts before it is accepted";
    accept_all();
    EXPECT_EQ(notes("plot:" + key_of_plot("a")), Texts{}) << "the portions balance to the unit";
    const ProposedRemnants again = proposed();
    EXPECT_EQ(again.portions.proposed + again.portions.taken_back + again.noise.proposed, 0U);
}

TEST_F(RemnantPortions, NoiseGoesToItsOwnAccountByAcceptanceAlone) {
    approve();
    land::Supply near = a_supply(kSupply, 0, 0, 100, 100);
    near.area = base::Area::from_m2(9'960);
    near.geometry.wkt =
        "POLYGON((37494000 4062000,37494099.6 4062000,37494099.6 4062100,37494000 4062100,37494000 4062000))";
    say({a_plot("a", 0, 0, 100, 100), near, a_link(kSupply, key_of_plot("a"))});
    const ProposedRemnants first = proposed();
    EXPECT_EQ(first.portions.proposed, 0U) << "noise gets no portion";
    EXPECT_EQ(open_texts(), Texts{"decision noise 40"});
    const journal::Entry entry = open().at(0);
    EXPECT_NE(entry.key.find("noise:" + key_of_plot("a") + "#R-"), std::string::npos) << "names the remnant";
    EXPECT_NE(entry.payload.find("规则 27"), std::string::npos) << "names the rule";
    EXPECT_NE(entry.reason.find("细缝"), std::string::npos) << "says why";
    EXPECT_EQ(cells("plot:" + key_of_plot("a")),
              (Texts{"- unsupplied.stage_unknown 40", std::string(kSupply) + " supplied.unreported 9960"}))
        << "never silently away";
    EXPECT_EQ(proposed().noise.standing, 1U) << "nor proposed twice";
    accept_all();
    EXPECT_EQ(cells("plot:" + key_of_plot("a")),
              (Texts{"- noise 40", std::string(kSupply) + " supplied.unreported 9960"}));
    EXPECT_EQ(proposed().noise.proposed, 0U);
}

TEST_F(RemnantPortions, StatedPortionsAreRespected) {
    approve();
    land::Portion stated;
    stated.plot = key_of_plot("a");
    stated.number = "1";
    stated.area = base::Area::from_m2(10'000);
    say({a_plot("a", 0, 0, 100, 100), stated});
    EXPECT_EQ(state_of("a"), "stated");
    EXPECT_EQ(proposed().portions.proposed, 0U);
}

TEST_F(RemnantPortions, WhereBookAndMapDifferNothingIsProposed) {
    approve();
    land::Supply undrawn = a_supply(kSupply, 0, 0, 60, 100);
    undrawn.geometry = {};
    say({a_plot("a", 0, 0, 100, 100), undrawn, a_link(kSupply, key_of_plot("a"))});
    EXPECT_EQ(state_of("a"), "differs");
    EXPECT_EQ(proposed().portions.proposed, 0U);
    EXPECT_NE(state_of("b").find("has no shape"), std::string::npos);
}

TEST_F(RemnantPortions, FollowTheGroundWhenASupplyComes) {
    approve();
    say({a_plot("a", 0, 0, 200, 100)});
    proposed();
    EXPECT_EQ(open_texts(), Texts{"usable 20000  supply"});
    accept_all();
    say({a_supply(kSupply, 0, 0, 100, 100), a_link(kSupply, key_of_plot("a"))});
    EXPECT_EQ(notes("plot:" + key_of_plot("a")), Texts{"PORTIONS_UNBALANCED"});
    proposed();
    EXPECT_EQ(open_texts(), Texts{"usable 10000  supply"});
    EXPECT_EQ(open().at(0).change, journal::Change::Amend) << "the same portion goes on, smaller";
    accept_all();
    EXPECT_EQ(notes("plot:" + key_of_plot("a")), Texts{});
    // before it is accepted, a proposal that no longer holds is taken back
    say({a_plot("b", 0, 500, 100, 100)});
    proposed();
    say({a_supply("1410312022B00022", 0, 500, 40, 100), a_link("1410312022B00022", key_of_plot("b"))});
    EXPECT_EQ(proposed().portions.taken_back, 1U);
    EXPECT_EQ(open_texts(), Texts{"usable 6000  supply"});
}

TEST_F(RemnantPortions, OneChangedRecordIsLookedAtWithItsNeighboursAlone) {
    // 60 plots of approvals of their own, 300 m apart, and one pair that touches.
    std::vector<land::Record> records;
    for (int i = 0; i < 60; ++i) {
        const std::string approval = "晋政地字〔2020〕" + std::to_string(100 + i) + "号";
        approve(approval.c_str(), 10'000);
        records.emplace_back(a_plot("1", i * 300, 0, 100, 100, approval.c_str()));
    }
    approve("晋政地字〔2020〕900号", 10'000);
    records.emplace_back(a_plot("1", 100, 0, 100, 100, "晋政地字〔2020〕900号"));
    say(records);
    EXPECT_EQ(proposed().found.looked_at, 61U);
    accept_all();
    const std::uint64_t before = head();
    say({a_supply(kSupply, 10, 10, 50, 50), a_link(kSupply, "晋政地字〔2020〕100号#1")});
    const ProposedRemnants changed = proposed({"", before});
    EXPECT_EQ(changed.found.looked_at, 2U) << "the plot under it and the one beside it, of 61";
    EXPECT_EQ(changed.portions.proposed, 1U);
    // what the neighbourhood says is what the whole says
    const ProposedRemnants whole = proposed();
    EXPECT_EQ(whole.found.looked_at, 61U);
    EXPECT_EQ(whole.portions.proposed + whole.portions.taken_back, 0U);
    EXPECT_EQ(whole.portions.standing, 1U);
}

TEST(RemnantWays, TheProductsOwnAreCompleteAndWrongOnesAreNamed) {
    const auto own = base::read_file(base::testing::source_tree() + "/rulebooks/data/remnant_ways.tsv");
    ASSERT_TRUE(own.ok());
    const auto error = [](const std::string& text) {
        const auto ways = parse_remnant_ways(text, "remnant_ways.tsv");
        return ways.ok() ? std::string("ok") : ways.error().text().en;
    };
    EXPECT_EQ(error(*own), "ok");
    EXPECT_NE(error(*own + "corner\tcorner\tallocate_manager\t5.2.1\t甲\ta\n"), "ok") << "twice";
    EXPECT_NE(error(*own + "road\tx,\n"), "ok");
    EXPECT_NE(error("corner\tcorners\tallocate_manager\t5.2.1\t甲\ta\n").find("corners"), std::string::npos);
    EXPECT_NE(error("").find("usable = ?"), std::string::npos);
    const auto ways = parse_remnant_ways(*own, "");
    EXPECT_TRUE(ways->is_road("公路用地"));
    EXPECT_FALSE(ways->is_road("工业"));
}

}  // namespace
}  // namespace service
