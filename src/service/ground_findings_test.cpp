// Where map and book contradict each other; and silence where they do not.
#include "service/ground_findings.hpp"

#include "base/json.hpp"
#include "service/explain.hpp"
#include "service/ground_testing.hpp"

#include <gtest/gtest.h>

namespace service {
namespace {

using Texts = std::vector<std::string>;
constexpr const char* kSupply = "1410312022B00011";
constexpr const char* kOther = "1410312022B00022";

class GroundFindings : public testing::DrawnBook {
  protected:
    Texts codes() {
        const auto snapshot = *store_->read();
        Moment moment;
        moment.as_of = testing::day("2025-06-01");
        const auto found = ground_findings(*snapshot, moment);
        EXPECT_TRUE(found.ok());
        Texts out;
        for (const law::Finding& each : *found) {
            EXPECT_EQ(each.text.zh.find('{'), std::string::npos) << each.text.zh;
            EXPECT_EQ(each.text.en.find('{'), std::string::npos) << each.text.en;
            EXPECT_FALSE(each.reasons.empty());
            out.push_back(each.rule + " " + each.subject.substr(0, each.subject.find(':')));
        }
        return out;
    }
};

TEST_F(GroundFindings, LandThatIsInOrderRaisesNothing) {
    approve();
    land::Supply shifted = a_supply(kSupply, 0, 0, 100, 100);
    shifted.geometry.wkt =
        "POLYGON((37494000.36 4062000,37494100.36 4062000,37494100.36 4062100,37494000.36 4062100,37494000.36 "
        "4062000))";
    say({a_plot("a", 0, 0, 100, 100), a_plot("b", 100, 0, 100, 100), shifted, a_link(kSupply, key_of_plot("a"))});
    EXPECT_EQ(codes(), Texts{}) << "slivers are no contradiction";
}

TEST_F(GroundFindings, DeclaredAndDrawnAreaDiffer) {
    approve();
    land::Plot plot = a_plot("a", 0, 0, 100, 100);
    plot.area = base::Area::from_m2(10'060);
    say({plot});
    EXPECT_EQ(codes(), Texts{"GROUND_AREA plot"});
}

TEST_F(GroundFindings, ASupplyReachesBeyondApprovedLand) {
    approve();
    say({a_plot("a", 0, 0, 100, 100), a_supply(kSupply, 50, 0, 100, 100)});
    EXPECT_EQ(codes(), Texts{"GROUND_OUTSIDE supply"});
}

TEST_F(GroundFindings, ASupplyLiesOnTheNeighboursApproval) {
    approve();
    approve("晋政地字〔2020〕2号");
    land::Link link = a_link(kSupply, key_of_plot("a"));
    say({a_plot("a", 0, 0, 100, 100), a_plot("1", 100, 0, 100, 100, "晋政地字〔2020〕2号"),
         a_supply(kSupply, 50, 0, 100, 100), link});
    const Texts found = codes();
    EXPECT_EQ(found, (Texts{"GROUND_NEIGHBOUR supply", "GROUND_DRAW supply"}));
}

TEST_F(GroundFindings, LandIsApprovedOrSuppliedTwice) {
    approve();
    say({a_plot("a", 0, 0, 100, 100), a_plot("b", 90, 0, 100, 100)});
    EXPECT_EQ(codes(), (Texts{"GROUND_APPROVED_TWICE plot", "GROUND_APPROVED_TWICE plot"}));
    say({a_supply(kSupply, 0, 0, 50, 50), a_supply(kOther, 40, 0, 50, 50)});
    EXPECT_EQ(codes(), (Texts{"GROUND_APPROVED_TWICE plot", "GROUND_APPROVED_TWICE plot",
                              "GROUND_SUPPLIED_TWICE supply", "GROUND_SUPPLIED_TWICE supply"}));
}

TEST_F(GroundFindings, TheGroundBehindAPostingShowsShapesDrawsAndWhatIsLeft) {
    approve();
    say({a_plot("a", 0, 0, 100, 100), a_supply(kSupply, 0, 0, 60, 100), a_link(kSupply, key_of_plot("a"))});
    const auto snapshot = *store_->read();
    Moment moment;
    moment.as_of = testing::day("2025-06-01");
    const auto plot = ground_of(*snapshot, "plot:" + key_of_plot("a"), moment);
    ASSERT_TRUE(plot.ok());
    ASSERT_EQ(plot->shapes.size(), 2U);
    EXPECT_EQ(plot->shapes[1].subject, "supply:" + std::string(kSupply));
    ASSERT_EQ(plot->draws.size(), 1U);
    EXPECT_EQ(plot->draws[0].booked.m2_text(), "6000");
    EXPECT_EQ(plot->draws[0].covered.m2_text(), "6000");
    ASSERT_EQ(plot->pieces.size(), 1U);
    EXPECT_EQ(plot->pieces[0].area.m2_text(), "4000");
    const base::Json json = ground_json(*plot);
    EXPECT_EQ(json["draws"][0]["certainty"], "inferred");
    EXPECT_NE(json["shapes"][0]["wkt"].get<std::string>().find("POLYGON"), std::string::npos);
    const auto supply = ground_of(*snapshot, "supply:" + std::string(kSupply), moment);
    ASSERT_EQ(supply->draws.size(), 1U);
    EXPECT_EQ(supply->draws[0].plot, key_of_plot("a"));
}

}  // namespace
}  // namespace service
