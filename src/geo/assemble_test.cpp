#include "geo/assemble.hpp"

#include "geo/testing.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace geo {
namespace {

using testing::square;

TEST(Assemble, SecondRingIsAHoleOrAPartAsItsPlaceSays) {
    EXPECT_EQ(assemble({square(0, 0, 100), square(25, 25, 50)}),
              (MultiPolygon{{square(0, 0, 100), {square(25, 25, 50)}}}));
    EXPECT_EQ(assemble({square(0, 0, 100), square(200, 0, 50)}),
              (MultiPolygon{{square(0, 0, 100), {}}, {square(200, 0, 50), {}}}));
    EXPECT_EQ(assemble({square(25, 25, 50), square(0, 0, 100)}), assemble({square(0, 0, 100), square(25, 25, 50)}))
        << "the hole may come first";
}

TEST(Assemble, AnIslandInALakeIsAPartOfItsOwn) {
    const MultiPolygon got = assemble({square(0, 0, 100), square(10, 10, 80), square(20, 20, 60), square(30, 30, 40)});
    EXPECT_EQ(got,
              (MultiPolygon{{square(0, 0, 100), {square(10, 10, 80)}}, {square(20, 20, 60), {square(30, 30, 40)}}}));
}

TEST(Assemble, ABoxInsideABoxIsNotEnough) {
    // The square lies in the notch of the L: inside its box, outside the ring.
    const Ring ell = {{0, 0}, {100, 0}, {100, 10}, {10, 10}, {10, 100}, {0, 100}};
    EXPECT_EQ(assemble({ell, square(50, 50, 20)}).size(), 2U);
}

TEST(Assemble, HolesThatTouchTheShell) {
    const Ring corner = {{0, 0}, {50, 20}, {20, 50}};
    EXPECT_EQ(assemble({square(0, 0, 100), corner}), (MultiPolygon{{square(0, 0, 100), {corner}}}));
    // All four corners on the shell: only the middles of the edges tell.
    const Ring diamond = {{50, 0}, {100, 50}, {50, 100}, {0, 50}};
    EXPECT_EQ(assemble({square(0, 0, 100), diamond}), (MultiPolygon{{square(0, 0, 100), {diamond}}}));
    const Ring outside = {{100, 0}, {150, 50}, {100, 100}};
    EXPECT_EQ(assemble({square(0, 0, 100), outside}).size(), 2U) << "a part that shares an edge";
}

TEST(Assemble, OddInputComesOutWithoutLoss) {
    EXPECT_TRUE(assemble({}).empty());
    const MultiPolygon twins = assemble({square(0, 0, 10), square(0, 0, 10)});
    EXPECT_EQ(twins.size(), 2U) << "two copies are two shells, which the validity check refuses";
    EXPECT_FALSE(check_validity(twins).valid());
    EXPECT_EQ(assemble({{}, {{1, 1}}, {{1, 1}, {2, 2}}}).size(), 3U);
}

TEST(SplitAtRepeats, CutsLoopsAndDropsSpikes) {
    EXPECT_EQ(split_at_repeats(square(0, 0, 9)), (std::vector<Ring>{square(0, 0, 9)}));
    // Two squares that meet in (4, 4), drawn in one go.
    const Ring pinch = {{0, 0}, {4, 0}, {4, 4}, {8, 4}, {8, 8}, {4, 8}, {4, 4}, {0, 4}};
    EXPECT_EQ(split_at_repeats(pinch),
              (std::vector<Ring>{{{4, 4}, {8, 4}, {8, 8}, {4, 8}}, {{0, 0}, {4, 0}, {4, 4}, {0, 4}}}));
    const Ring spike = {{0, 0}, {9, 0}, {9, 9}, {5, 9}, {5, 5}, {5, 9}, {0, 9}};
    EXPECT_EQ(split_at_repeats(spike), (std::vector<Ring>{{{0, 0}, {9, 0}, {9, 9}, {5, 9}, {0, 9}}}));
    EXPECT_TRUE(split_at_repeats({{0, 0}, {1, 1}, {0, 0}, {1, 1}}).empty());
    EXPECT_TRUE(split_at_repeats({}).empty());
}

RC_GTEST_PROP(SplitAtRepeatsProperty, LoopsAddUpToTheRingAndRepeatNothing, ()) {
    Ring ring;
    const auto count = *rc::gen::inRange<std::size_t>(0, 30);
    for (std::size_t i = 0; i < count; ++i)
        ring.push_back({*rc::gen::inRange<std::int64_t>(0, 5), *rc::gen::inRange<std::int64_t>(0, 5)});
    base::Int128 sum = 0;
    for (const Ring& loop : split_at_repeats(ring)) {
        RC_ASSERT(distinct_points(loop) == loop.size());
        sum += twice_signed_area(loop);
    }
    RC_ASSERT(sum == twice_signed_area(ring));
}

TEST(SideOf, EdgesVerticesAndRaysThroughVertices) {
    const Ring ring = {{0, 0}, {10, 0}, {10, 10}, {5, 5}, {0, 10}};
    EXPECT_EQ(side_of({5, 2}, ring), Side::Inside);
    EXPECT_EQ(side_of({2, 5}, ring), Side::Inside) << "the ray passes through the vertex (5, 5)";
    EXPECT_EQ(side_of({-2, 10}, ring), Side::Outside) << "the ray passes through two peaks";
    EXPECT_EQ(side_of({-1, 0}, ring), Side::Outside) << "the ray runs along an edge";
    EXPECT_EQ(side_of({5, 7}, ring), Side::Outside);
    EXPECT_EQ(side_of({5, 5}, ring), Side::Boundary);
    EXPECT_EQ(side_of({7, 7}, ring), Side::Boundary);
    EXPECT_EQ(side_of({4, 0}, ring), Side::Boundary);
    EXPECT_EQ(side_of({0, 0}, {}), Side::Outside);
}

/// Towers of concentric squares side by side, rings in any direction and any order.
RC_GTEST_PROP(AssembleProperty, NeitherOrderNorDirectionMatters, ()) {
    std::vector<Ring> rings;
    base::Int128 expected = 0;
    const auto towers = *rc::gen::inRange<std::int64_t>(1, 6);
    for (std::int64_t t = 0; t < towers; ++t) {
        const auto depth = *rc::gen::inRange<std::int64_t>(1, 7);
        for (std::int64_t d = 0; d < depth; ++d) {
            const std::int64_t side = 1'000 - 100 * d;
            rings.push_back(square(37'000'000'000 + 2'000 * t + 50 * d, 50 * d, side));
            expected += (d % 2 == 0 ? 2 : -2) * base::Int128{side} * side;
        }
    }
    const MultiPolygon first = assemble(rings);
    RC_ASSERT(twice_area(first) == expected);
    RC_ASSERT(check_validity(first).valid());
    const auto seed = *rc::gen::inRange<std::size_t>(1, 1'000);
    for (std::size_t i = rings.size(); i > 1; --i) std::swap(rings[i - 1], rings[(seed * 31 + i * 17) % i]);
    for (Ring& ring : rings) {
        if (*rc::gen::arbitrary<bool>()) std::reverse(ring.begin(), ring.end());
    }
    RC_ASSERT(canonical(assemble(rings)) == canonical(first));
    const testing::Judge judge;
    RC_ASSERT(std::abs(judge.area(write_wkt(first)) - area_of(first).m2()) < 1e-3);
}

}  // namespace
}  // namespace geo
