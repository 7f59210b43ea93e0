#include "geo/live_account.hpp"

#include "geo/mend.hpp"
#include "geo/testing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace geo {
namespace {

constexpr Resolution kMetre{1, 0};

/// The oracle: the same parcels in a map, the account made from scratch.
struct Parcels {
    std::map<std::uint32_t, MultiPolygon> plots, supplies;
    std::set<std::uint32_t> roads;

    void change(const ParcelChange& each) {
        auto& layer = each.parcel.supply ? supplies : plots;
        layer.erase(each.parcel.number);
        if (!each.polygons.empty()) layer[each.parcel.number] = each.polygons;
        if (!each.parcel.supply) return;
        roads.erase(each.parcel.number);
        if (each.road && !each.polygons.empty()) roads.insert(each.parcel.number);
    }
    Account account() const {
        std::vector<MultiPolygon> a, s;
        AccountOptions options{kMetre, 1, {}};
        for (const auto& [number, polygons] : plots) a.push_back(polygons);
        for (const auto& [number, polygons] : supplies) {
            s.push_back(polygons);
            options.roads.push_back(roads.count(number) > 0);
        }
        return *make_account(a, s, options);
    }
};

template <class A, class B>
void same(const A& got, const B& expected, const char* what) {
    if (!(got == expected)) RC_FAIL(what);
}

void expect_same(const Account& got, const Account& expected) {
    const auto totals = [](const Totals& t) {
        return std::vector{t.approved, t.covered, t.residual,        t.approved_overlap,
                           t.supplied, t.outside, t.supplied_overlap};
    };
    same(totals(got.totals), totals(expected.totals), "totals");
    same(got.draws, expected.draws, "draws");
    same(got.plots.size(), expected.plots.size(), "count of plots");
    for (std::size_t i = 0; i < got.plots.size(); ++i) {
        same(got.plots[i].covered, expected.plots[i].covered, "covered of a plot");
        same(got.plots[i].residual, expected.plots[i].residual, "residual of a plot");
    }
    same(got.supplies.size(), expected.supplies.size(), "count of supplies");
    for (std::size_t i = 0; i < got.supplies.size(); ++i) {
        same(got.supplies[i].covered, expected.supplies[i].covered, "covered of a supply");
        same(got.supplies[i].outside, expected.supplies[i].outside, "outside of a supply");
    }
    same(got.pieces.size(), expected.pieces.size(), "count of pieces");
    for (std::size_t i = 0; i < got.pieces.size(); ++i) {
        const Piece &a = got.pieces[i], &b = expected.pieces[i];
        same(a.plots, b.plots, "plots of a piece");
        same(a.polygon, b.polygon, "outline of a piece");
        same(a.booked, b.booked, "booked area of a piece");
        same(a.measured, b.measured, "measured area of a piece");
        same(a.perimeter_m, b.perimeter_m, "outline's length");
        same(a.beside_supplied_m, b.beside_supplied_m, "outline along supplied land");
        same(a.beside_road_m, b.beside_road_m, "outline along roads");
        same(a.beside_approved_m, b.beside_approved_m, "outline along other plots");
    }
}

/// Anything, also self-crossing and nested, near enough to others to meet them; on a grid coarse enough that lines
/// bend.
MultiPolygon any_polygons() {
    const auto x = *rc::gen::inRange<std::int64_t>(0, 40), y = *rc::gen::inRange<std::int64_t>(0, 40);
    LooseWkt raw;
    const auto shells = *rc::gen::inRange(1, 3);
    for (int shell = 0; shell < shells; ++shell) {
        Ring ring;
        const auto corners = *rc::gen::inRange(3, 8);
        for (int i = 0; i < corners; ++i)
            ring.push_back({x + *rc::gen::inRange<std::int64_t>(0, 14), y + *rc::gen::inRange<std::int64_t>(0, 14)});
        raw.polygons.push_back({std::move(ring), {}});
    }
    return mend(raw, kMetre).polygons;
}

ParcelChange any_change() {
    ParcelChange out;
    out.parcel = {*rc::gen::arbitrary<bool>(), *rc::gen::inRange<std::uint32_t>(0, 12)};
    if (*rc::gen::inRange(0, 4) != 0) out.polygons = any_polygons();
    out.road = *rc::gen::inRange(0, 4) == 0;
    return out;
}

RC_GTEST_PROP(LiveAccountProperty, EqualsTheAccountFromScratchAfterEveryChange, ()) {
    Parcels oracle;
    LiveAccount live(kMetre);
    const auto steps = *rc::gen::inRange(1, 12);
    for (int step = 0; step < steps; ++step) {
        std::vector<ParcelChange> changes;
        const auto count = *rc::gen::inRange(1, step == 0 ? 20 : 4);
        for (int i = 0; i < count; ++i) changes.push_back(any_change());
        for (const ParcelChange& each : changes) oracle.change(each);
        const auto settled = live.change(changes);
        RC_ASSERT(settled.ok());
        const auto got = live.account();
        RC_ASSERT(got.ok());
        expect_same(*got, oracle.account());
    }
}

RC_GTEST_PROP(LiveAccountProperty, PiecesAreValidAndAgreeWithWhatWasBooked, ()) {
    LiveAccount live(kMetre);
    const testing::Judge judge;
    for (int step = 0; step < 6; ++step) RC_ASSERT(live.change({any_change(), any_change(), any_change()}).ok());
    const Account got = *live.account();
    std::vector<base::Area> measured(got.plots.size());
    base::Area booked;
    for (const Piece& piece : got.pieces) {
        RC_ASSERT(judge.valid(write_wkt({piece.polygon}, kMetre)));
        booked += piece.booked;
        for (const std::uint32_t plot : piece.plots) measured[plot] += piece.measured;
    }
    RC_ASSERT(booked == got.totals.residual);
    for (std::size_t i = 0; i < got.plots.size(); ++i) {
        RC_ASSERT(got.plots[i].approved == got.plots[i].covered + got.plots[i].residual);
        const base::Area off = got.plots[i].residual - measured[i];
        RC_ASSERT(std::abs(off.units()) <= base::Area::kPerSquareMetre / 100);
    }
}

ParcelChange square_of(bool supply, std::uint32_t number, std::int64_t x, std::int64_t side) {
    return {{supply, number}, {{testing::square(x, 0, side), {}}}, false};
}

TEST(LiveAccount, OnlyTheNeighboursOfAChangeAreSettledAgain) {
    // A row of 2,000 plots, each 100 m and touching the next, with a supply in every one: one neighbourhood from end
    // to end, of which a change concerns three.
    LiveAccount live(kMetre);
    std::vector<ParcelChange> all;
    for (std::uint32_t i = 0; i < 2'000; ++i) {
        all.push_back(square_of(false, i, std::int64_t{i} * 100, 100));
        all.push_back(square_of(true, i, std::int64_t{i} * 100 + 10, 50));
    }
    const auto whole = live.change(all);
    ASSERT_TRUE(whole.ok());
    EXPECT_EQ(whole->parcels.size(), 4'000U);
    const auto one = live.change({square_of(true, 1'000, 100'010, 80)});
    ASSERT_TRUE(one.ok());
    EXPECT_EQ(one->parcels, (std::vector<ParcelId>{{false, 1'000}, {true, 1'000}}));
    EXPECT_EQ(one->looked_at, 4U) << "the plot with the two beside it, and what stands on it";
    EXPECT_EQ(live.account()->totals.residual, base::Area::from_m2(1'999 * 7'500 + 3'600));
    const auto gone = live.change({{{false, 7}, {}, false}});
    ASSERT_TRUE(gone.ok());
    EXPECT_EQ(gone->parcels, (std::vector<ParcelId>{{false, 6}, {false, 8}, {true, 7}}));
    EXPECT_EQ(live.account()->totals.outside, base::Area::from_m2(2'500));
    EXPECT_EQ(live.plots().size(), 1'999U);
}

TEST(LiveAccount, AChangeThatFailsLeavesEverythingAsItWas) {
    LiveAccount live(kMetre);
    ASSERT_TRUE(live.change({square_of(false, 1, 0, 100), square_of(true, 1, 50, 100)}).ok());
    const auto refused = live.change({square_of(true, 1, 500, 10), square_of(false, 2, 0, std::int64_t{1} << 41)});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().name(), "GEOMETRY_TOO_LARGE");
    EXPECT_EQ(live.plots(), std::vector<std::uint32_t>{1});
    EXPECT_EQ(live.account()->totals.covered, base::Area::from_m2(5'000));
    ASSERT_TRUE(live.change({square_of(true, 1, 20, 100)}).ok());
    EXPECT_EQ(live.account()->totals.covered, base::Area::from_m2(8'000));
}

}  // namespace
}  // namespace geo
