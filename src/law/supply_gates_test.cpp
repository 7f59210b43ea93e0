#include "law/supply_gates.hpp"

#include "law/law_testing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace law {
namespace {

using ledger::Account;
using testing::day;
using testing::xixian;

struct GateCase : testing::PlotCase {
    GateCase() : PlotCase(Account::Expropriated) {
        plot.use = "城镇住宅";
        divide("1", "project_not_landed");
    }
    land::SiteReadiness& seen(const char* on) {
        readiness.emplace_back().on = day(on);
        return readiness.back();
    }
    std::vector<Gate> gates(const char* as_of = "2024-06-01") const {
        return supply_gates(known(), judge(as_of).portions.at(0), xixian(), day(as_of));
    }
};

std::string state(const std::vector<Gate>& gates, std::string_view id) {
    for (const Gate& gate : gates)
        if (gate.id == id) return !gate.met ? "unknown" : *gate.met ? "met" : "open";
    return "none";
}

TEST(SupplyGates, SilenceIsUnknown) {
    GateCase of;
    of.lies_in(Account::StageUnknown);
    const auto gates = of.gates();
    for (const char* id : {"compensation", "rights", "planning", "works", "soil", "archaeology"})
        EXPECT_EQ(state(gates, id), "unknown") << id;
    EXPECT_EQ(state(gates, "violation"), "none");  // nothing is built
    for (const Gate& gate : gates) {
        EXPECT_EQ(gate.finding.rule, "GATE_UNKNOWN");
        EXPECT_EQ(gate.finding.severity, Severity::Info);
        EXPECT_EQ(gate.finding.certainty, Certainty::Unknown);
        EXPECT_FALSE(gate.finding.reasons.empty());
        EXPECT_FALSE(gate.finding.article.empty());
    }
}

TEST(SupplyGates, MoneyVillageByVillage) {
    GateCase of;
    EXPECT_EQ(state(of.gates(), "compensation"), "met");
    land::Expropriation paid, unpaid;
    paid.on = unpaid.on = day("2020-01-01");
    paid.payable = paid.paid = land::Money{10'000'00};
    paid.paper = unpaid.paper = "转账";
    unpaid.payable = land::Money{10'000'00};
    unpaid.paid = land::Money{9'999'99};
    of.expropriations = {paid};
    EXPECT_EQ(of.gates().front().finding.certainty, Certainty::Proved);
    of.expropriations = {paid, unpaid};
    EXPECT_EQ(state(of.gates(), "compensation"), "open");
    of.expropriations.clear();
    of.lies_in(Account::Unexpropriated);
    EXPECT_EQ(state(of.gates(), "compensation"), "open");
}

TEST(SupplyGates, EachConditionAsLastSeen) {
    GateCase of;
    of.seen("2024-01-10").soil = "open";
    EXPECT_EQ(state(of.gates(), "soil"), "open");
    auto& later = of.seen("2024-03-10");
    later.soil = "met";
    later.archaeology = "exempt";
    later.planning = "met";
    later.paper = "评审意见";
    const auto gates = of.gates();
    EXPECT_EQ(state(gates, "soil"), "met");
    EXPECT_EQ(state(gates, "planning"), "met");
    EXPECT_EQ(state(gates, "archaeology"), "none");
    EXPECT_EQ(state(of.gates("2024-02-01"), "soil"), "open");  // the later one is not known yet
}

TEST(SupplyGates, ReadyLandMeetsAllUnlessARecordSaysOtherwise) {
    GateCase of;
    of.lies_in(Account::Ready);
    for (const Gate& gate : of.gates()) EXPECT_EQ(gate.met, std::optional<bool>(true)) << gate.id;
    of.seen("2024-05-01").archaeology = "open";
    EXPECT_EQ(state(of.gates(), "archaeology"), "open");
}

TEST(SupplyGates, WorksAreThoseTheBookAsks) {
    GateCase of;
    of.seen("2024-05-01").works = "road,water,power";
    EXPECT_EQ(state(of.gates(), "works"), "open");
    of.seen("2024-05-02").works = "road,water,power,levelling";
    EXPECT_EQ(state(of.gates(), "works"), "met");  // gas is not asked
}

TEST(SupplyGates, SoilIsAskedOfResidentialAndPublicUses) {
    GateCase of;
    of.plot.use = "工业";
    EXPECT_EQ(state(of.gates(), "soil"), "none");
    of.plot.use = "教育";
    EXPECT_EQ(state(of.gates(), "soil"), "unknown");
    of.plot.use.clear();
    EXPECT_EQ(state(of.gates(), "soil"), "unknown");
}

TEST(SupplyGates, RightsDisputeAndMortgage) {
    GateCase of;
    of.portions[0].cause = "dispute";
    EXPECT_EQ(state(of.gates(), "rights"), "open");
    of.seen("2024-05-01").rights = "met";
    EXPECT_EQ(state(of.gates(), "rights"), "met");
    land::Reserve reserve;
    reserve.mortgaged = "yes";
    reserve.mortgage_until = day("2024-12-31");
    of.reserves.push_back(reserve);
    EXPECT_EQ(state(of.gates(), "rights"), "open");
    EXPECT_EQ(state(of.gates("2025-01-01"), "rights"), "met");
}

TEST(SupplyGates, TheCauseInWordsOpensItsCondition) {
    GateCase of;
    of.portions[0].cause = "gate_open";
    of.portions[0].cause_text = "污染调查";
    const auto gates = of.gates();
    EXPECT_EQ(state(gates, "soil"), "open");
    EXPECT_EQ(state(gates, "planning"), "unknown");
}

TEST(SupplyGates, WhatIsBuiltMustBeSettledFirst) {
    GateCase of;
    of.portions[0].cause = "used_without_supply";
    EXPECT_EQ(state(of.gates(), "violation"), "unknown");
    of.seen("2024-05-01").violation = "met";
    EXPECT_EQ(state(of.gates(), "violation"), "met");
}

TEST(SupplyGates, ArchaeologyByTheNoticeThenByTheLaw) {
    GateCase of;
    const auto article = [&](const char* as_of) {
        for (const Gate& gate : of.gates(as_of))
            if (gate.id == "archaeology") return gate.finding.article;
        return std::string();
    };
    EXPECT_NE(article("2025-02-28").find("6.2.e"), std::string::npos);
    EXPECT_NE(article("2025-03-01").find("第四十三条"), std::string::npos);
}

TEST(SupplyGates, LandThatGoesBackNeedsNone) {
    GateCase of;
    of.portions[0].route = "withdraw";
    EXPECT_TRUE(of.gates().empty());
}

}  // namespace
}  // namespace law
