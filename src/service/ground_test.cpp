// Shapes laid over one another: which meet, which never do, and what is too small to be said.
#include "service/ground.hpp"

#include <gtest/gtest.h>

namespace service {
namespace {

/// A rectangle from x to x + width, 100 m high.
std::string box(double x, double width) {
    const std::string left = std::to_string(x), right = std::to_string(x + width);
    return "POLYGON((" + left + " 0," + right + " 0," + right + " 100," + left + " 100," + left + " 0))";
}

template <class Record>
Held<Record> held(const std::string& key, const std::string& wkt, const std::string& crs = "EPSG:4525") {
    Held<Record> out;
    out.key = key;
    out.record.geometry = {crs, wkt};
    return out;
}

Plots plots(const std::vector<Held<land::Plot>>& all) {
    Plots out;
    for (const Held<land::Plot>& each : all) out[each.key] = each;
    return out;
}

/// "supply plot area of shape" a line.
std::string overlays(const Plots& plots, const std::vector<Held<land::Supply>>& supplies) {
    std::vector<const Held<land::Supply>*> pointers;
    for (const Held<land::Supply>& each : supplies) pointers.push_back(&each);
    const auto found = supplies_on_plots(plots, pointers);
    if (!found.ok()) return found.error().text().en;
    std::string out;
    for (const Overlay& each : *found)
        out += each.supply + " " + each.plot + " " + each.area.m2_text() + " of " + each.shape.m2_text() + "\n";
    return out;
}

/// "plot+plot area" a line.
std::string overlaps(const Plots& plots) {
    const auto found = overlaps_among(plots);
    if (!found.ok()) return found.error().text().en;
    std::string out;
    for (const Overlap& each : *found) {
        for (const std::string& plot : each.plots) out += (&plot == &each.plots.front() ? "" : "+") + plot;
        out += " " + each.area.m2_text() + "\n";
    }
    return out;
}

using Plot = land::Plot;
using Supply = land::Supply;

TEST(Ground, SupplyOverSeveralPlotsTheLargestFirst) {
    const Plots ground = plots({held<Plot>("A", box(0, 100)), held<Plot>("B", box(100, 100)),
                                held<Plot>("C", box(200, 100)), held<Plot>("D", box(900, 100))});
    EXPECT_EQ(overlays(ground, {held<Supply>("T", box(210, 10)), held<Supply>("S", box(70, 140))}),
              "S B 10000 of 14000\nS A 3000 of 14000\nS C 1000 of 14000\nT C 1000 of 1000\n");
}

TEST(Ground, OnlyShapesOfOneCoordinateSystemMeet) {
    const Plots ground = plots(
        {held<Plot>("A", box(0, 100)), held<Plot>("B", box(0, 100), "EPSG:4526"), held<Plot>("C", box(0, 100), "")});
    EXPECT_EQ(overlaps(ground), "");
    EXPECT_EQ(overlays(ground, {held<Supply>("R", box(0, 10)), held<Supply>("S", box(0, 20), ""),
                                held<Supply>("T", box(0, 30), "EPSG:4527")}),
              "R A 1000 of 1000\nS C 2000 of 2000\n");
}

/// Keys must stay with their shapes where some have none, or none that can be used.
TEST(Ground, WhatWasNotDrawnIsNotThere) {
    const Plots ground = plots({held<Plot>("A", ""), held<Plot>("B", "POLYGON((0 0,1 1"), held<Plot>("C", box(0, 100)),
                                held<Plot>("D", ""), held<Plot>("E", box(50, 100))});
    EXPECT_EQ(overlaps(ground), "C+E 5000\n");
    EXPECT_EQ(overlays(ground, {held<Supply>("R", ""), held<Supply>("S", box(120, 10))}), "S E 1000 of 1000\n");
    EXPECT_EQ(overlays({}, {held<Supply>("S", box(0, 10))}), "");
    EXPECT_EQ(overlays(ground, {held<Supply>("R", "")}), "");
    EXPECT_EQ(overlays(ground, {}), "");
    EXPECT_EQ(overlaps({}), "");
}

TEST(Ground, BoundaryThatCrossesItselfIsMended) {
    const Plots ground = plots({held<Plot>("A", "POLYGON((0 0,100 100,100 0,0 100,0 0))")});
    EXPECT_EQ(overlays(ground, {held<Supply>("S", box(0, 50))}), "S A 2500 of 5000\n");
}

TEST(Ground, SliversAreLeftOutHoweverSmallTheSupply) {
    const Plots ground = plots({held<Plot>("A", box(0, 100)), held<Plot>("B", box(99.991, 100))});
    EXPECT_EQ(overlaps(ground), "") << "0.9 m²";
    EXPECT_EQ(overlaps(plots({held<Plot>("A", box(0, 100)), held<Plot>("B", box(99.99, 100))})), "A+B 1\n");
    EXPECT_EQ(overlays(ground, {held<Supply>("S", box(-50, 50.009))}), "") << "0.9 m² of 5000.9";
    EXPECT_EQ(overlays(ground, {held<Supply>("S", box(-1, 1.009))}), "") << "9 mm of 1 m";
}

/// Every square metre under the plots that claim it, once.
TEST(Ground, LandOfThreeClaimantsIsTheirsTogether) {
    EXPECT_EQ(overlaps(plots({held<Plot>("A", box(0, 100)), held<Plot>("B", box(50, 100)), held<Plot>("C", box(80, 10)),
                              held<Plot>("D", box(140, 60))})),
              "A+B 4000\nA+B+C 1000\nB+D 1000\n");
}

}  // namespace
}  // namespace service
