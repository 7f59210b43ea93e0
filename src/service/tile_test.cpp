// Tiles from a store: what lies on them, when, and which of them a change touches.
#include "service/tile.hpp"

#include "geo/tile_reading_test.hpp"
#include "geo/wkt.hpp"
#include "service/open_store.hpp"
#include "service/proof.hpp"
#include "service/tile_testing.hpp"

#include <gtest/gtest.h>

#include <set>

namespace service {
namespace {

using geo::testing::ReadTile;

using testing::day;
using testing::plot;
using testing::rectangle;
using testing::supply;

class TileOfStore : public testing::MappedStore {
  protected:
    ReadTile shown(const char* as_of, geo::TileId id = tile_here(14),
                   base::Instant known_at = base::Instant::end_of_time()) {
        return geo::testing::read_tile(made({id, day(as_of), known_at, {}}).bytes);
    }
};

std::string text(const geo::testing::ReadFeature& feature, const char* field) {
    const auto found = feature.fields.find(field);
    return found == feature.fields.end() ? "–" : std::get<std::string>(found->second);
}
double number(const geo::testing::ReadFeature& feature, const char* field) {
    return std::get<double>(feature.fields.at(field));
}

TEST_F(TileOfStore, ShowsPlotsSuppliesAndWhatIsLeft) {
    say({plot("1", rectangle(0, 0, 100, 100)), supply("1410312022B00001", rectangle(0, 0, 40, 100))});
    const ReadTile tile = shown("2024-06-30");
    ASSERT_EQ(tile.size(), 3u);
    const auto& approved = tile.at("plots").features;
    ASSERT_EQ(approved.size(), 1u);
    EXPECT_EQ(text(approved[0], "name"), "地块1");
    EXPECT_EQ(text(approved[0], "approval"), "晋政地字〔2020〕1号");
    EXPECT_EQ(text(approved[0], "status"), "closed") << "no approval of it is known, so no account holds its area";
    EXPECT_EQ(number(approved[0], "area_m2"), 10'000);
    const auto& taken = tile.at("supplies").features;
    ASSERT_EQ(taken.size(), 1u);
    EXPECT_EQ(text(taken[0], "id"), "1410312022B00001");
    const auto& left = tile.at("residual").features;
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(number(left[0], "area_m2"), 6'000);
    EXPECT_EQ(text(left[0], "class"), "usable");
    EXPECT_EQ(text(left[0], "approvals"), "晋政地字〔2020〕1号");
}

TEST_F(TileOfStore, ShowsTheDayAskedForAsItWasKnown) {
    say({plot("1", rectangle(0, 0, 100, 100))});
    const base::Instant before = clock_.now();
    say({supply("1410312022B00001", rectangle(0, 0, 40, 100))});
    EXPECT_EQ(shown("2024-06-30").count("supplies"), 1u);
    EXPECT_EQ(shown("2022-04-30").count("supplies"), 0u) << "not signed yet";
    EXPECT_EQ(number(shown("2022-04-30").at("residual").features.at(0), "area_m2"), 10'000);
    EXPECT_EQ(shown("2024-06-30", tile_here(14), before).count("supplies"), 0u) << "not known yet";
    land::Approval approval;
    approval.document_no = "晋政地字〔2020〕1号";
    approval.approved_on = day("2020-03-01");
    say({approval});
    EXPECT_TRUE(shown("2020-02-29").empty());
    EXPECT_EQ(shown("2020-03-01").count("plots"), 1u);
}

TEST_F(TileOfStore, AChangedParcelChangesTheTilesItTouchesAndNoOthers) {
    constexpr int kZoom = 17;  // tiles of 245 m
    std::vector<land::Record> records;
    for (int i = 0; i < 36; ++i)
        records.push_back(plot(std::to_string(i).c_str(), rectangle(i % 6 * 130, i / 6 * 130, 100, 100)));
    say(records);
    const geo::TileId here = tile_here(kZoom);
    const auto etags = [&] {
        std::map<std::pair<int, int>, std::string> out;
        for (int x = -2; x <= 5; ++x) {
            for (int y = -5; y <= 2; ++y)
                out[{x, y}] = made({{here.scheme, kZoom, here.x + x, here.y + y},
                                    day("2024-06-30"),
                                    base::Instant::end_of_time(),
                                    {}})
                                  .etag;
        }
        return out;
    };
    const auto before = etags();
    EXPECT_EQ(etags(), before);
    // The 15th plot moves 20 m to the east: its old and its new place are touched.
    const land::Geometry was = rectangle(15 % 6 * 130, 15 / 6 * 130, 100, 100);
    const land::Geometry is = rectangle(15 % 6 * 130 + 20, 15 / 6 * 130, 100, 100);
    say({plot("15", is)}, journal::Change::Correct);
    const auto after = etags();
    Projections projections;
    int changed = 0;
    for (const auto& [at, etag] : after) {
        const geo::TileId id{here.scheme, kZoom, here.x + at.first, here.y + at.second};
        bool touched = false;
        for (const land::Geometry& geometry : {was, is}) {
            const auto read = geo::read_wkt(geometry.wkt);
            touched = touched || !geo::place_on_tile(*read, *projections.of(geometry.crs), id, {4096, 64, 1}).empty();
        }
        EXPECT_EQ(etag != before.at(at), touched) << at.first << " " << at.second;
        changed += touched ? 1 : 0;
    }
    EXPECT_GE(changed, 1);
    EXPECT_LE(changed, 6);
}

TEST_F(TileOfStore, APieceIsTheSameOnEveryTileItReaches) {
    say({plot("1", rectangle(0, 0, 900, 100)), plot("2", rectangle(850, 0, 300, 100)),
         supply("1410312022B00001", rectangle(400, 0, 100, 100))});
    std::map<std::string, std::set<double>> areas;
    const geo::TileId here = tile_here(17);
    for (int x = 0; x <= 5; ++x) {
        const ReadTile tile = shown("2024-06-30", {here.scheme, 17, here.x + x, here.y});
        if (tile.count("residual") == 0) continue;
        for (const auto& piece : tile.at("residual").features)
            areas[text(piece, "plots")].insert(number(piece, "area_m2"));
    }
    ASSERT_EQ(areas.size(), 3u);
    EXPECT_EQ(areas["晋政地字〔2020〕1号#1"], (std::set<double>{40'000, 35'000}));
    EXPECT_EQ(areas["晋政地字〔2020〕1号#1;晋政地字〔2020〕1号#2"], (std::set<double>{5'000}));
    EXPECT_EQ(areas["晋政地字〔2020〕1号#2"], (std::set<double>{25'000}));
}

TEST_F(TileOfStore, ZonesWithAndWithoutTheirNumberMeet) {
    say({plot("1", rectangle(0, 0, 100, 100)),
         supply("1410312022B00001", rectangle(0, 0, 40, 100, "EPSG:4546"))});  // zone 37 without the number
    EXPECT_EQ(number(shown("2024-06-30").at("residual").features.at(0), "area_m2"), 6'000);
}

TEST_F(TileOfStore, WhatHasNoPlaceIsOnNoTile) {
    land::Geometry nowhere = rectangle(0, 0, 100, 100);
    nowhere.crs.clear();
    say({plot("1", nowhere), supply("1410312022B00001", {})});
    EXPECT_EQ(made({tile_here(14), day("2024-06-30"), base::Instant::end_of_time(), {}}).bytes, "");
}

TEST_F(TileOfStore, TheIndexIsMadeAgainFromTheJournal) {
    say({plot("1", rectangle(0, 0, 100, 100)), supply("1410312022B00001", rectangle(0, 0, 40, 100))});
    say({plot("1", rectangle(5, 0, 100, 100))}, journal::Change::Correct);
    const TileRequest request{
        tile_here(14, geo::TileScheme::Degrees), day("2024-06-30"), base::Instant::end_of_time(), {}};
    const Tile before = made(request);
    const auto rebuilt = rebuild(office_);
    ASSERT_TRUE(rebuilt.ok());
    EXPECT_TRUE(rebuilt->identical);
    EXPECT_EQ(made(request).bytes, before.bytes);
    EXPECT_FALSE(before.bytes.empty());
    EXPECT_EQ(before.etag.size(), 32u);
}

TEST_F(TileOfStore, TheBoxesOfAnOlderStoreAreMadeFromTheJournal) {
    say({plot("1", rectangle(0, 0, 100, 100)), supply("1410312022B00001", rectangle(0, 0, 40, 100))});
    say({plot("1", rectangle(5, 0, 100, 100))}, journal::Change::Correct);
    const auto boxes = [](store::Snapshot& snapshot) {
        std::set<store::BoxRow> found;
        EXPECT_TRUE(snapshot
                        .scan_boxes([&](const store::BoxRow& row) {
                            found.insert(row);
                            return true;
                        })
                        .ok());
        return found;
    };
    const std::set<store::BoxRow> before = boxes(**store_->read());
    EXPECT_EQ(before.size(), 3u);
    const auto transaction = store_->write();
    ASSERT_TRUE((*transaction)->clear_derived().ok());
    ASSERT_TRUE(put_all_boxes(**transaction).ok());
    EXPECT_EQ(boxes(**transaction), before);
}

TEST_F(TileOfStore, LayersAreShownAsAskedFor) {
    say({plot("1", rectangle(0, 0, 100, 100)), supply("1410312022B00001", rectangle(0, 0, 40, 100))});
    TileRequest request{tile_here(14), day("2024-06-30"), base::Instant::end_of_time(), {"residual"}};
    const ReadTile read = geo::testing::read_tile(made(request).bytes);
    EXPECT_EQ(read.size(), 1u);
    EXPECT_EQ(read.count("residual"), 1u);
    request.layers = {"persons"};
    ASSERT_FALSE(tile(**store_->read(), request).ok());
    EXPECT_EQ(tile(**store_->read(), request).error().code, base::Code::Usage);
    request = {{geo::TileScheme::Degrees, 3, 0, 4}, day("2024-06-30"), base::Instant::end_of_time(), {}};
    ASSERT_FALSE(tile(**store_->read(), request).ok());
    EXPECT_EQ(tile(**store_->read(), request).error().code, base::Code::Usage);
}

}  // namespace
}  // namespace service
