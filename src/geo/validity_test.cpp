#include "geo/validity.hpp"

#include "geo/testing.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace geo {
namespace {

using testing::square;

Validity verdict(std::string_view wkt) { return check_validity(*read_wkt(wkt)); }

TEST(Validity, ABowTieIsNamedWithItsPlace) {
    const Validity v =
        verdict("POLYGON((37500000 4063000,37500100 4063100,37500100 4063000,37500000 4063100,37500000 4063000))");
    EXPECT_EQ(v.flaw, Flaw::SelfIntersection);
    EXPECT_EQ(v.text(), "Self-intersection at 37500050 4063050");
}

TEST(Validity, EveryFlawHasItsName) {
    const struct {
        const char* wkt;
        Flaw flaw;
    } kCases[] = {
        {"POLYGON((0 0,9 0,9 9,0 9,0 0))", Flaw::None},
        {"POLYGON((0 0,9 0,9 9,0 9,0 0),(0 0,5 2,2 5,0 0))", Flaw::None},
        {"POLYGON EMPTY", Flaw::Empty},
        {"POLYGON((0 0,9 0,0 0,9 0,0 0))", Flaw::TooFewPoints},
        {"POLYGON((0 0,0.0001 0,0 0.0001,0 0))", Flaw::TooFewPoints},
        {"POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,1 1,1 1,1 1))", Flaw::TooFewPoints},
        {"POLYGON((0 0,9 0,9 9,4 0,0 0))", Flaw::SelfIntersection},
        {"POLYGON((0 0,9 0,20 0,9 0,9 9,0 9,0 0))", Flaw::SelfIntersection},
        {"POLYGON((0 0,9 0,9 9,5 9,5 5,5 9,0 9,0 0))", Flaw::RingTouchesItself},  // a spike inwards: no area lost
        {"POLYGON((0 0,4 4,8 8,8 0,4 4,0 8,0 0))",
         Flaw::RingTouchesItself},  // a bow tie through a vertex: GEOS 3.11 makes no difference
        {"POLYGON((0 0,4 0,4 4,8 4,8 8,4 8,4 4,0 4,0 0))", Flaw::RingTouchesItself},
        {"POLYGON((0 0,9 0,9 9,0 9,0 0),(20 20,21 20,21 21,20 20))", Flaw::HoleOutside},
        {"POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,8 1,8 8,1 8,1 1),(2 2,3 2,3 3,2 2))", Flaw::Nested},
        {"MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0)),((1 1,2 1,2 2,1 1)))", Flaw::Nested},
        {"MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0)),((5 5,15 5,15 15,5 15,5 5)))", Flaw::SelfIntersection},
        {"POLYGON((0 0,8 0,8 8,0 8,0 0),(4 0,8 4,4 8,0 4,4 0))", Flaw::Disconnected},
    };
    for (const auto& c : kCases) {
        const Validity v = verdict(c.wkt);
        EXPECT_EQ(v.flaw, c.flaw) << c.wkt << " -> " << v.text();
        EXPECT_EQ(v.valid(), v.reason.empty()) << c.wkt;
    }
}

TEST(Validity, TheVerdictIsAboutTheGridNotAboutRoundedDoubles) {
    // One millimetre decides, at the far end of the widest grid.
    const Point far{61'000'000 * kPerMetre - 1, 9'999'999'999};
    const auto at = [&](std::int64_t x, std::int64_t y) { return Point{far.x + x, far.y + y}; };
    const Ring notch = {at(0, 0), at(1000, 0), at(1000, 1000), at(500, 1), at(0, 1000)};
    Ring touching = notch;
    touching[3] = at(500, 0);
    Ring crossing = notch;
    crossing[3] = at(500, -1);
    EXPECT_TRUE(check_validity({{notch, {}}}).valid());
    EXPECT_FALSE(check_validity({{touching, {}}}).valid());
    EXPECT_FALSE(check_validity({{crossing, {}}}).valid());
}

// Rings from a handful of points: repeats, spikes, collinear points and crossings in every combination.
RC_GTEST_PROP(ValidityProperty, AgreesWithGeosOnAnyScribbleAndNeverCrashes, ()) {
    const auto any_ring = [] {
        Ring ring;
        const auto count = *rc::gen::inRange<std::size_t>(0, 9);
        for (std::size_t i = 0; i < count; ++i)
            ring.push_back({*rc::gen::inRange<std::int64_t>(0, 6), *rc::gen::inRange<std::int64_t>(0, 6)});
        return ring;
    };
    MultiPolygon plot(*rc::gen::inRange<std::size_t>(0, 3));
    bool whole = !plot.empty();
    for (Polygon& polygon : plot) {
        polygon.shell = any_ring();
        if (*rc::gen::arbitrary<bool>()) polygon.holes.push_back(any_ring());
        whole = whole && distinct_points(polygon.shell) >= 3;
        for (const Ring& hole : polygon.holes) whole = whole && distinct_points(hole) >= 3;
    }
    const Validity v = check_validity(plot);
    RC_ASSERT(v.valid() == v.text().empty());
    if (!whole) {
        RC_ASSERT(!v.valid());
        return;
    }
    // In whole millimetres GEOS's own reader sees the same numbers.
    MultiPolygon metres = plot;
    for (Polygon& polygon : metres) {
        for (Point& p : polygon.shell) p = {p.x * kPerMetre, p.y * kPerMetre};
        for (Ring& hole : polygon.holes) {
            for (Point& p : hole) p = {p.x * kPerMetre, p.y * kPerMetre};
        }
    }
    const testing::Judge judge;
    RC_ASSERT(v.valid() == judge.valid(write_wkt(metres)));
}

}  // namespace
}  // namespace geo
