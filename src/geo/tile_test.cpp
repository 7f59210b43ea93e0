// Vector tiles: what is written is read back, stays valid, keeps shared borders shared and covers what it should.
#include "geo/testing.hpp"
#include "geo/tile_reading_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

namespace geo {
namespace {

using testing::moved;
using testing::read_tile;
using testing::square;

constexpr TileForm kForm;
// A corner of 隰县 on the 3-degree zone 37, in mm; one kilometre is a third of a tile at zoom 15.
constexpr Point kPlace{37'494'000'000, 4'062'000'000};
constexpr std::int64_t kMetre = kPerMetre;

const Projection& zone() {
    static const Projection projection = [] {
        auto made = Projection::of("EPSG:4525");
        return std::move(made).value();
    }();
    return projection;
}

TileId tile_of(Point point, TileScheme scheme, int zoom) { return tile_at(*zone().degrees(point), scheme, zoom); }
Ring here(Ring ring) { return moved(std::move(ring), kPlace.x, kPlace.y); }

std::string tile_with(const std::vector<MultiPolygon>& shapes, const TileId& tile, const TileForm& form = kForm) {
    TileLayer layer{"plots", {}};
    for (const MultiPolygon& shape : shapes)
        layer.features.push_back({place_on_tile(shape, zone(), tile, form), 0, {}});
    return write_tile({layer}, form);
}

std::vector<MultiPolygon> shapes_of(const std::string& bytes) {
    std::vector<MultiPolygon> out;
    for (const auto& [name, layer] : read_tile(bytes)) {
        for (const auto& feature : layer.features) out.push_back(feature.shape);
    }
    return out;
}

base::Int128 doubled(const std::vector<MultiPolygon>& shapes) {
    base::Int128 sum = 0;
    for (const MultiPolygon& shape : shapes) sum += twice_area(shape);
    return sum;
}

TEST(TileGrid, TilesAreWhereTheServicesHaveThem) {
    EXPECT_EQ(tile_at({110.94, 36.69}, TileScheme::Mercator, 12), (TileId{TileScheme::Mercator, 12, 3310, 1598}));
    EXPECT_EQ(tile_at({110.94, 36.69}, TileScheme::Degrees, 1), (TileId{TileScheme::Degrees, 1, 1, 0}));
    EXPECT_EQ(tile_at({-179.9, -89.9}, TileScheme::Degrees, 1), (TileId{TileScheme::Degrees, 1, 0, 0}));
    EXPECT_TRUE(exists({TileScheme::Degrees, 0, 0, 0}));
    EXPECT_TRUE(exists({TileScheme::Degrees, 3, 7, 3}));
    EXPECT_FALSE(exists({TileScheme::Degrees, 3, 7, 4}));
    EXPECT_TRUE(exists({TileScheme::Mercator, 3, 7, 7}));
    EXPECT_FALSE(exists({TileScheme::Mercator, 3, 8, 7}));
    EXPECT_FALSE(exists({TileScheme::Mercator, 23, 0, 0}));
    EXPECT_FALSE(exists({TileScheme::Mercator, -1, 0, 0}));
    EXPECT_EQ(scheme_from_code(4490), TileScheme::Degrees);
    EXPECT_FALSE(scheme_from_code(4326));
}

TEST(TileGrid, TheDrawnBoxHoldsWhatIsDrawn) {
    for (const TileScheme scheme : {TileScheme::Mercator, TileScheme::Degrees}) {
        const TileId tile = tile_of(kPlace, scheme, 15);
        const DegreeBox box = drawn_box(tile, kForm);
        const Point north_west = cell_of({box.west, box.north}, tile, kForm);
        const Point south_east = cell_of({box.east, box.south}, tile, kForm);
        const std::int64_t out = kForm.margin() + 1;
        EXPECT_EQ(north_west, (Point{-out, -out}));
        EXPECT_EQ(south_east, (Point{kForm.cells() + out, kForm.cells() + out}));
    }
}

TEST(Tile, FieldsAndNumbersComeBack) {
    const TileId tile = tile_of(kPlace, TileScheme::Mercator, 15);
    const MultiPolygon plot = {{here(square(0, 0, 100 * kMetre)), {}}};
    const TileFeature feature{
        place_on_tile(plot, zone(), tile, kForm),
        77,
        {{"名称", std::string("古城村地块")}, {"area_m2", 10000.5}, {"rows", std::int64_t{-3}}, {"idle", true}}};
    const auto read = read_tile(write_tile({{"plots", {feature, feature}}, {"nothing", {}}}, kForm));
    ASSERT_EQ(read.size(), 1u);
    const auto& layer = read.at("plots");
    EXPECT_EQ(layer.version, 2u);
    EXPECT_EQ(layer.extent, 4096u);
    ASSERT_EQ(layer.features.size(), 2u);
    for (const auto& back : layer.features) {
        EXPECT_EQ(back.id, 77u);
        EXPECT_EQ(back.fields, (std::map<std::string, TileValue>(feature.fields.begin(), feature.fields.end())));
        ASSERT_EQ(back.shape.size(), 1u);
        EXPECT_EQ(back.shape[0].shell.size(), 4u);
    }
}

TEST(Tile, HolesAndPartsStay) {
    const TileId tile = tile_of(kPlace, TileScheme::Degrees, 15);
    const MultiPolygon plot = {
        {here(square(0, 0, 200 * kMetre)), {here(moved(square(0, 0, 50 * kMetre), 60'000, 60'000))}},
        {here(moved(square(0, 0, 80 * kMetre), 300'000, 0)), {}}};
    const auto shapes = shapes_of(tile_with({plot}, tile));
    ASSERT_EQ(shapes.size(), 1u);
    ASSERT_EQ(shapes[0].size(), 2u);
    EXPECT_EQ(shapes[0][0].holes.size() + shapes[0][1].holes.size(), 1u);
}

TEST(Tile, WhereNothingLiesThereAreNoBytes) {
    const MultiPolygon plot = {{here(square(0, 0, 100 * kMetre)), {}}};
    TileId tile = tile_of(kPlace, TileScheme::Mercator, 15);
    EXPECT_FALSE(tile_with({plot}, tile).empty());
    tile.x += 3;
    EXPECT_EQ(tile_with({plot}, tile), "");
    EXPECT_EQ(tile_with({}, tile), "");
    EXPECT_EQ(tile_with({plot}, tile_of(kPlace, TileScheme::Mercator, 3)), "") << "smaller than a cell";
}

TEST(Tile, AShapeAroundTheTileFillsIt) {
    const TileId tile = tile_of(kPlace, TileScheme::Mercator, 16);
    const MultiPolygon county = {{here(moved(square(0, 0, 60'000 * kMetre), -30'000'000, -30'000'000)), {}}};
    const auto shapes = shapes_of(tile_with({county}, tile));
    ASSERT_EQ(shapes.size(), 1u);
    const std::int64_t side = kForm.extent + 2 * kForm.buffer;
    EXPECT_EQ(twice_area(shapes[0]), base::Int128{2} * side * side);
    EXPECT_EQ(shapes[0][0].shell.size(), 4u);
}

TEST(Tile, ACornerOnANeighboursSideLeavesNoGap) {
    // The eastern plot has a corner in the middle of the western one's side, where that has none.
    const Ring west = here({{0, 0}, {100'000, 0}, {133'331, 200'000}, {0, 200'000}});
    const Ring east = here({{100'000, 0}, {300'000, 0}, {300'000, 200'000}, {133'331, 200'000}, {116'665, 100'000}});
    const TileId tile = tile_of(kPlace, TileScheme::Mercator, 15);
    const auto apart = shapes_of(tile_with({{{west, {}}}, {{east, {}}}}, tile));
    const auto both =
        shapes_of(tile_with({{{here({{0, 0}, {300'000, 0}, {300'000, 200'000}, {0, 200'000}}), {}}}}, tile));
    ASSERT_EQ(apart.size(), 2u);
    // The outer boundary has two vertices more on straight sides: they are off the line by less than a cell.
    const auto gap = static_cast<double>(doubled(apart) - doubled(both)) / 2;
    EXPECT_LE(std::abs(gap), 400.0 * kForm.step);
}

/// Neighbouring strips cut from one: they share borders and fill the whole.
std::vector<MultiPolygon> any_partition(std::int64_t step, std::int64_t height) {
    const testing::Strip strip = testing::any_strip(step, height);
    std::vector<MultiPolygon> parts;
    std::size_t from = 0;
    while (from + 1 < strip.xs.size()) {
        const auto to = *rc::gen::inRange<std::size_t>(from + 1, strip.xs.size());
        parts.push_back({{here(strip.ring(from, to)), {}}});
        from = to;
    }
    return parts;
}

RC_GTEST_PROP(TileProperty, EveryPolygonIsValidAndWoundAsTheFormatWants, ()) {
    const TileScheme scheme = *rc::gen::element(TileScheme::Mercator, TileScheme::Degrees);
    const auto parts = any_partition(*rc::gen::element<std::int64_t>(3'000, 60'000, 900'000), 400'000);
    const TileId tile = tile_of(kPlace, scheme, *rc::gen::inRange(9, 19));
    const std::string bytes = tile_with(parts, tile);
    RC_ASSERT(bytes == tile_with(parts, tile));
    const testing::Judge judge;
    for (const MultiPolygon& shape : shapes_of(bytes)) {
        RC_ASSERT(judge.valid(write_wkt(shape, Resolution{1, 0})));
        for (const Polygon& polygon : shape) {
            RC_ASSERT(twice_signed_area(polygon.shell) > 0);
            for (const Ring& hole : polygon.holes) RC_ASSERT(twice_signed_area(hole) < 0);
        }
        const auto box = box_of(shape);
        RC_ASSERT(box->low.x >= -kForm.buffer && box->low.y >= -kForm.buffer);
        RC_ASSERT(box->high.x <= kForm.extent + kForm.buffer && box->high.y <= kForm.extent + kForm.buffer);
    }
}

RC_GTEST_PROP(TileProperty, NeighboursFillWhatTheyFilledTogether, ()) {
    const auto parts = any_partition(40'000, 400'000);
    const TileId tile = tile_of(kPlace, TileScheme::Mercator, *rc::gen::inRange(12, 18));
    const auto shapes = shapes_of(tile_with(parts, tile));
    const testing::Judge judge;
    const auto overlay = judge.overlay(shapes, {});
    // No two of them overlap: the union is as large as the sum.
    RC_ASSERT(std::abs(overlay.a * 2 - static_cast<double>(doubled(shapes))) <= 1e-6 * overlay.a + 1e-6);
}

RC_GTEST_PROP(TileProperty, AreasStayWithinACellOfTheBoundary, ()) {
    const auto parts = any_partition(90'000, 400'000);
    const TileId tile = tile_of(kPlace, TileScheme::Mercator, 13);  // all of it lies on the tile or near it
    const double cell_m = 40'075'016.7 * std::cos(36.69 * 3.14159265 / 180) / (8192.0 * kForm.cells());
    for (const MultiPolygon& part : parts) {
        const MultiPolygon placed = place_on_tile(part, zone(), tile, kForm);
        const bool whole = !placed.empty() && box_of(placed)->low.x > -kForm.margin() &&
                           box_of(placed)->low.y > -kForm.margin() &&
                           box_of(placed)->high.x < kForm.cells() + kForm.margin() &&
                           box_of(placed)->high.y < kForm.cells() + kForm.margin();
        if (!whole) continue;
        double perimeter_m = 0;
        const Ring& ring = part[0].shell;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point a = ring[i], b = ring[(i + 1) % ring.size()];
            perimeter_m += std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y)) / 1000;
        }
        const double drawn = static_cast<double>(doubled(settle({placed}))) / 2 * cell_m * cell_m;
        const double wanted = area_of(part).m2();
        RC_ASSERT(std::abs(drawn - wanted) <= 2 * cell_m * (perimeter_m + 4 * cell_m) + 0.01 * wanted);
    }
}

RC_GTEST_PROP(TileProperty, ASharedBorderIsCutAlikeInEveryTile, ()) {
    // What two neighbouring tiles show of a shape on their common side is the same to a cell.
    const auto parts = any_partition(300'000, 2'000'000);
    TileId tile = tile_of(kPlace, TileScheme::Mercator, 15);
    const TileForm sharp{4096, 64, 1};
    for (const MultiPolygon& part : parts) {
        const MultiPolygon left = place_on_tile(part, zone(), tile, sharp);
        TileId next = tile;
        ++next.x;
        const MultiPolygon right = place_on_tile(part, zone(), next, sharp);
        if (left.empty() || right.empty()) continue;
        // Vertices in both margins are the same points of the world.
        for (const Polygon& polygon : left) {
            for (const Point& p : polygon.shell) {
                const bool inside = p.x > 4096 - 64 && p.x < 4096 + 64 && p.y > -64 && p.y < 4096 + 64;
                if (!inside) continue;
                bool found = false;
                for (const Polygon& other : right) {
                    for (const Point& q : other.shell) found = found || (q.x + 4096 == p.x && q.y == p.y);
                }
                RC_ASSERT(found);
            }
        }
    }
}

TEST(Tile, OverlappingShapesEachKeepTheirOwn) {
    std::vector<MultiPolygon> plots;
    for (int i = 0; i < 6; ++i)
        plots.push_back({{here(moved(square(0, 0, 100 * kMetre), i * 30'000, i * 20'000)), {}}});
    const TileId tile = tile_of({kPlace.x + 100'000, kPlace.y + 100'000}, TileScheme::Mercator, 14);
    const auto shapes = shapes_of(tile_with(plots, tile, {4096, 64, 1}));
    ASSERT_EQ(shapes.size(), plots.size());
    for (const MultiPolygon& shape : shapes)
        EXPECT_NEAR(static_cast<double>(twice_area(shape)), static_cast<double>(twice_area(shapes[0])),
                    static_cast<double>(twice_area(shapes[0])) / 50);
}

}  // namespace
}  // namespace geo
