#include "geo/account.hpp"

#include "geo/mend.hpp"
#include "geo/testing.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <random>

namespace geo {
namespace {

using Layer = std::vector<MultiPolygon>;
constexpr Resolution kMetre{1, 0};

Layer layer(const std::vector<const char*>& wkts) {
    Layer out;
    for (const char* wkt : wkts) out.push_back(mend(*read_wkt_loosely(wkt, kMetre), kMetre).polygons);
    return out;
}

Account account(const Layer& approved, const Layer& supplied, unsigned threads = 1, Resolution grid = kMetre) {
    const auto made = make_account(approved, supplied, {grid, threads});
    EXPECT_TRUE(made.ok());
    return *made;
}

double m2(base::Area area) { return area.m2(); }

TEST(Account, OnePlotPartlySupplied) {
    const Account got = account(layer({"POLYGON((0 0,10 0,10 10,0 10))"}), layer({"POLYGON((6 0,12 0,12 10,6 10))"}));
    EXPECT_EQ(m2(got.totals.approved), 100);
    EXPECT_EQ(m2(got.totals.covered), 40);
    EXPECT_EQ(m2(got.totals.residual), 60);
    EXPECT_EQ(m2(got.totals.outside), 20);
    ASSERT_EQ(got.pieces.size(), 1U);
    EXPECT_EQ(write_wkt({got.pieces[0].polygon}, kMetre), "POLYGON((0 0,6 0,6 10,0 10,0 0))");
    EXPECT_EQ(got.pieces[0].perimeter_m, 32);
    EXPECT_EQ(got.pieces[0].beside_supplied_m, 10);
    EXPECT_EQ(got.draws, (std::vector<Draw>{{0, 0, base::Area::from_m2(40)}}));
}

TEST(Account, AreasThatAddUpBeyondAllMeasureAreRefused) {
    // 20,000 km square: one is 4e14 m² and fits, three do not.
    const char* const square = "POLYGON((0 0,2e7 0,2e7 2e7,0 2e7))";
    EXPECT_EQ(m2(account(layer({square}), layer({square})).totals.covered), 4e14);
    for (const auto& made : {make_account(layer({square, square, square}), {}, {kMetre, 1}),
                             make_account({}, layer({square, square, square}), {kMetre, 1})}) {
        ASSERT_FALSE(made.ok());
        EXPECT_EQ(made.error().name(), "GEOMETRY_TOO_LARGE");
    }
}

TEST(Account, OverlapsAreCountedOnceAndSaid) {
    const Account got = account(layer({"POLYGON((0 0,10 0,10 10,0 10))", "POLYGON((5 0,15 0,15 10,5 10))"}),
                                layer({"POLYGON((8 0,20 0,20 10,8 10))", "POLYGON((8 0,20 0,20 10,8 10))"}));
    EXPECT_EQ(m2(got.totals.approved), 200);
    EXPECT_EQ(m2(got.totals.approved_overlap), 50);
    EXPECT_EQ(m2(got.totals.covered), 70);
    EXPECT_EQ(m2(got.totals.residual), 80);
    EXPECT_EQ(m2(got.totals.supplied), 240);
    EXPECT_EQ(m2(got.totals.supplied_overlap), 120);
    EXPECT_EQ(m2(got.totals.outside), 50);
    EXPECT_EQ(m2(got.plots[0].residual), 80);
    EXPECT_EQ(m2(got.plots[1].residual), 30);
    ASSERT_EQ(got.pieces.size(), 2U) << "what two approvals claim is a piece of its own";
    EXPECT_EQ(got.pieces[0].plots, std::vector<std::uint32_t>{0});
    EXPECT_EQ(got.pieces[1].plots, (std::vector<std::uint32_t>{0, 1}));
    EXPECT_EQ(m2(got.pieces[1].measured), 30);
    EXPECT_EQ(got.pieces[1].beside_approved_m, 10);
    EXPECT_EQ(got.draws.size(), 4U);
}

TEST(Account, HolesIslandsAndSupplyInTheMiddle) {
    const Account got =
        account(layer({"POLYGON((0 0,20 0,20 20,0 20),(5 5,15 5,15 15,5 15))", "POLYGON((7 7,9 7,9 9,7 9))"}),
                layer({"MULTIPOLYGON(((1 1,3 1,3 3,1 3)),((5 5,15 5,15 15,5 15)))"}));
    EXPECT_EQ(m2(got.totals.residual), 296);
    EXPECT_EQ(m2(got.totals.covered), 8);
    EXPECT_EQ(m2(got.totals.outside), 96);
    ASSERT_EQ(got.pieces.size(), 1U);
    EXPECT_EQ(got.pieces[0].polygon.holes.size(), 2U);
    EXPECT_TRUE(check_validity({got.pieces[0].polygon}).valid());
}

/// A round lake with a million corners, symmetric in both axes, and land supplied up to its middle.
TEST(Account, APolygonOfAMillionCornersIsSettled) {
    constexpr int kQuarter = 250'000;
    constexpr double kSteps = 2e8, kPi = 3.14159265358979323846;  // 2 km in 1/100 mm
    std::vector<Point> quarter;
    for (int i = 0; i < kQuarter; ++i) {
        const double turn = kPi / 2 * i / kQuarter;
        quarter.push_back({std::llround(kSteps * std::cos(turn)), std::llround(kSteps * std::sin(turn))});
    }
    Ring ring;
    for (int side = 0; side < 4; ++side) {
        for (Point& p : quarter) {
            ring.push_back(p);
            p = {-p.y, p.x};
        }
    }
    const std::int64_t far = std::llround(2 * kSteps);
    const Layer lake{{{ring, {}}}}, east{{{{{0, -far}, {far, -far}, {far, far}, {0, far}}, {}}}};
    const Account got = account(lake, east, 1, kHundredthMillimetre);
    EXPECT_EQ(got.totals.covered + got.totals.residual, got.totals.approved);
    EXPECT_NEAR(m2(got.totals.covered), m2(got.totals.residual), 0.01);
    EXPECT_NEAR(m2(got.totals.approved), kPi * 2000 * 2000, 0.01);
    ASSERT_EQ(got.pieces.size(), 1U);
    EXPECT_TRUE(check_validity({got.pieces[0].polygon}).valid());
}

TEST(Account, NothingSuppliedNothingApproved) {
    const Layer plot = layer({"POLYGON((0 0,10 0,10 10,0 10))"});
    EXPECT_EQ(m2(account(plot, {}).totals.residual), 100);
    EXPECT_EQ(m2(account({}, plot).totals.outside), 100);
    EXPECT_EQ(m2(account({}, {}).totals.approved), 0);
    const Account full = account(plot, plot);
    EXPECT_EQ(m2(full.totals.residual), 0);
    EXPECT_EQ(m2(full.totals.covered), 100);
    EXPECT_TRUE(full.pieces.empty());
}

TEST(Account, APerfectCoverLeavesExactlyNothing) {
    // Thirds of a square that no decimal grid holds: shared boundaries are snapped together.
    const Layer plot = layer({"POLYGON((0 0,7 0,7 7,0 7))"});
    const Layer split = layer({"POLYGON((0 0,7 0,7 7))", "POLYGON((0 0,7 7,0 7))", "POLYGON((0 0,7 3,3 7))"});
    const Account got = account(plot, split);
    EXPECT_TRUE(got.totals.residual.is_zero());
    EXPECT_TRUE(got.totals.outside.is_zero());
    EXPECT_TRUE(got.plots[0].residual.is_zero());
}

TEST(Account, FarApartMeansNoWorkTogether) {
    Layer approved, supplied;
    for (std::int64_t i = 0; i < 2'000; ++i) {
        approved.push_back({{testing::square(i * 100, 0, 50), {}}});
        supplied.push_back({{testing::square(i * 100 + 25, 0, 50), {}}});
    }
    const Account one = account(approved, supplied);
    EXPECT_EQ(m2(one.totals.covered), 2'000 * 25 * 50);
    EXPECT_EQ(one.pieces.size(), 2'000U);
}

/// Random layers that share corners, edges and whole polygons more often than chance would have it.
class AnyLayers {
  public:
    explicit AnyLayers(std::uint64_t seed) : random_(seed) {
        scale_ = std::vector<std::int64_t>{1, 7, 1'000, 100'000, 100'003}[number(5)];
        range_ = std::vector<std::int64_t>{6, 12, 40}[number(3)];
    }
    std::int64_t number(std::int64_t below) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
    }
    Layer layer(const Layer& other) {
        Layer out;
        const std::int64_t count = 1 + number(4);
        while (static_cast<std::int64_t>(out.size()) < count) {
            if (!other.empty() && number(5) == 0) {
                out.push_back(other[static_cast<std::size_t>(number(static_cast<std::int64_t>(other.size())))]);
                continue;
            }
            LooseWkt raw;
            raw.polygons.push_back({ring(), {}});
            if (number(3) == 0) raw.polygons.back().holes.push_back(ring());
            if (number(4) == 0) raw.polygons.push_back({ring(), {}});
            MultiPolygon mended = mend(raw, kMetre).polygons;
            if (!mended.empty()) out.push_back(std::move(mended));
        }
        return out;
    }
    std::int64_t scale() const { return scale_; }

  private:
    Ring ring() {
        Ring out;
        const std::int64_t count = 3 + number(6);
        const std::int64_t x = number(range_), y = number(range_);
        for (std::int64_t i = 0; i < count; ++i)
            out.push_back({(x + number(range_)) * scale_, (y + number(range_)) * scale_});
        if (number(3) == 0) out = testing::square(x * scale_, y * scale_, (1 + number(range_)) * scale_);
        tidy(out);
        return out;
    }
    std::mt19937_64 random_;
    std::int64_t scale_ = 1, range_ = 12;
};

double boundary(const Layer& layer) {
    double sum = 0;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            sum += std::hypot(static_cast<double>(ring[i].x - ring[j].x), static_cast<double>(ring[i].y - ring[j].y));
    };
    for (const MultiPolygon& polygons : layer) {
        for (const Polygon& polygon : polygons) {
            add(polygon.shell);
            for (const Ring& hole : polygon.holes) add(hole);
        }
    }
    return sum;
}

base::Area sum(const auto& rows, auto column) {
    base::Area out;
    for (const auto& row : rows) out += row.*column;
    return out;
}

void expect_identities(const Account& got) {
    const Totals& t = got.totals;
    EXPECT_EQ(t.approved, t.covered + t.residual + t.approved_overlap);
    EXPECT_EQ(t.supplied, t.covered + t.outside + t.supplied_overlap);
    EXPECT_EQ(sum(got.plots, &PlotAccount::approved), t.approved);
    EXPECT_EQ(sum(got.supplies, &SupplyAccount::supplied), t.supplied);
    for (const base::Area area : {t.covered, t.residual, t.approved_overlap, t.outside, t.supplied_overlap})
        EXPECT_GE(area.units(), 0);
    EXPECT_EQ(sum(got.pieces, &Piece::booked), t.residual);
    std::vector<double> measured(got.plots.size());
    for (const Piece& piece : got.pieces) {
        EXPECT_GE(piece.measured.units(), 0);
        EXPECT_LE(std::abs((piece.measured - piece.booked).units()), 1);
        for (const std::uint32_t plot : piece.plots) measured[plot] += m2(piece.measured);
    }
    for (std::size_t i = 0; i < got.plots.size(); ++i) {
        EXPECT_EQ(got.plots[i].approved, got.plots[i].covered + got.plots[i].residual);
        EXPECT_GE(got.plots[i].residual.units(), 0);
        EXPECT_NEAR(measured[i], m2(got.plots[i].residual), 0.01);
    }
    for (const SupplyAccount& supply : got.supplies) {
        EXPECT_EQ(supply.supplied, supply.covered + supply.outside);
        EXPECT_GE(supply.outside.units(), 0);
    }
}

void expect_same_as_geos(const Layer& approved, const Layer& supplied, const Account& got,
                         const testing::Judge& judge) {
    // Snapping moves a boundary by 0.71 steps at most; GEOS's own rounding is far below.
    const double tolerance = 0.71 * (boundary(approved) + boundary(supplied)) + 1e-3;
    const auto expected = judge.overlay(approved, supplied);
    EXPECT_NEAR(m2(got.totals.covered), expected.both, tolerance);
    EXPECT_NEAR(m2(got.totals.residual), expected.a_only, tolerance);
    EXPECT_NEAR(m2(got.totals.outside), expected.b_only, tolerance);
    for (std::size_t i = 0; i < approved.size(); ++i)
        EXPECT_NEAR(m2(got.plots[i].residual), judge.overlay({approved[i]}, supplied).a_only, tolerance)
            << "plot " << i;
    for (const Piece& piece : got.pieces)
        EXPECT_TRUE(judge.valid(write_wkt({piece.polygon}, kMetre))) << write_wkt({piece.polygon}, kMetre);
}

/// The same figures for another order of polygons, and for another place.
void expect_order_and_place_do_not_matter(const Layer& approved, const Layer& supplied, const Account& got) {
    const Layer turned_a(approved.rbegin(), approved.rend()), turned_s(supplied.rbegin(), supplied.rend());
    Account turned = account(turned_a, turned_s, 2);
    EXPECT_EQ(turned.totals.approved, got.totals.approved);
    EXPECT_EQ(turned.totals.covered, got.totals.covered);
    EXPECT_EQ(turned.totals.residual, got.totals.residual);
    EXPECT_EQ(turned.totals.outside, got.totals.outside);
    ASSERT_EQ(turned.pieces.size(), got.pieces.size());
    const auto last = static_cast<std::uint32_t>(approved.size() - 1);
    for (Piece& piece : turned.pieces) {
        for (std::uint32_t& plot : piece.plots) plot = last - plot;
        std::sort(piece.plots.begin(), piece.plots.end());
    }
    std::sort(turned.pieces.begin(), turned.pieces.end(), [](const Piece& a, const Piece& b) {
        return std::tie(a.plots, a.polygon) < std::tie(b.plots, b.polygon);
    });
    for (std::size_t i = 0; i < got.pieces.size(); ++i) {
        EXPECT_EQ(turned.pieces[i].plots, got.pieces[i].plots);
        EXPECT_EQ(turned.pieces[i].polygon, got.pieces[i].polygon);
    }
    const auto moved = [](Layer layer) {
        for (MultiPolygon& polygons : layer) {
            for (Polygon& polygon : polygons) {
                polygon.shell = testing::moved(polygon.shell, 37'500'000'001, -4'063'000'003);
                for (Ring& hole : polygon.holes) hole = testing::moved(hole, 37'500'000'001, -4'063'000'003);
            }
        }
        return layer;
    };
    const Account away = account(moved(approved), moved(supplied));
    EXPECT_EQ(away.totals.covered, got.totals.covered);
    EXPECT_EQ(away.totals.residual, got.totals.residual);
    EXPECT_EQ(away.pieces.size(), got.pieces.size());
}

/// $PANHUO_OVERLAY_CASES configurations (2,000 by default); each is made from its number alone.
TEST(AccountProperty, RandomConfigurationsAgainstGeos) {
    const char* const told = std::getenv("PANHUO_OVERLAY_CASES");
    const std::uint64_t cases = told != nullptr ? std::strtoull(told, nullptr, 10) : 2'000;
    const testing::Judge judge;
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        AnyLayers any(seed);
        const Layer approved = any.layer({});
        const Layer supplied = any.layer(approved);
        const Account got = account(approved, supplied);
        expect_identities(got);
        expect_same_as_geos(approved, supplied, got, judge);
        if (seed % 8 == 0) expect_order_and_place_do_not_matter(approved, supplied, got);
        ASSERT_FALSE(::testing::Test::HasFailure()) << "configuration " << seed << ", scale " << any.scale();
    }
}

TEST(AccountProperty, IdentitiesHoldOnAGridFinerThanTheUnitOfArea) {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        AnyLayers any(seed * 7'919);
        const Layer approved = any.layer({});
        const Layer supplied = any.layer(approved);
        for (const Resolution grid : {Resolution{1, -5}, Resolution{3, -3}, Resolution{1, -7}})
            expect_identities(account(approved, supplied, 1, grid));
        ASSERT_FALSE(::testing::Test::HasFailure()) << "configuration " << seed;
    }
}

}  // namespace
}  // namespace geo
