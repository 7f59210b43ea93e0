// A kept tile is the tile that would be made.
#include "service/tile_cache.hpp"

#include "service/tile_testing.hpp"

#include <random>

namespace service {
namespace {

using testing::day;
using testing::plot;
using testing::rectangle;
using testing::supply;

class KeptTiles : public testing::MappedStore {
  protected:
    TileRequest request(int x, int y, const char* as_of = "2024-06-30") const {
        const geo::TileId here = tile_here(17);
        return {{here.scheme, 17, here.x + x, here.y + y}, day(as_of), base::Instant::end_of_time(), {}};
    }
    std::string kept(const TileRequest& asked) {
        auto found = cache_.tile(asked);
        EXPECT_TRUE(found.ok());
        return found.ok() ? (*found)->bytes : "";
    }

    TileCache cache_{*store_, 1 << 20};
};

TEST_F(KeptTiles, AChangeElsewhereCostsNoTile) {
    say({plot("1", rectangle(0, 0, 100, 100)), plot("2", rectangle(3000, 0, 100, 100), "晋政地字〔2020〕2号")});
    kept(request(0, 0));
    kept(request(0, 0));
    EXPECT_EQ(cache_.counts().made, 1u);
    say({supply("1410312022B00001", rectangle(3000, 0, 40, 100))});
    kept(request(0, 0));
    EXPECT_EQ(cache_.counts().made, 1u);
    say({supply("1410312022B00002", rectangle(0, 0, 40, 100))});
    kept(request(0, 0));
    EXPECT_EQ(cache_.counts().made, 2u);
    EXPECT_EQ(cache_.counts().found, 2u);
}

TEST_F(KeptTiles, ADrawOnAPlotChangesItsTile) {
    land::Approval approval;
    approval.document_no = "晋政地字〔2020〕1号";
    approval.approved_on = day("2020-03-01");
    approval.total = base::Area::from_m2(10'000);
    say({approval, plot("1", rectangle(0, 0, 100, 100))});
    const std::string before = kept(request(0, 0));
    // The supply itself has no shape; that it takes land of the plot changes the plot's status.
    land::Supply taken = supply("1410312022B00001", {});
    land::Link link;
    link.supply = "1410312022B00001";
    link.plot = "晋政地字〔2020〕1号#1";
    link.area = base::Area::from_m2(4'000);
    say({taken, link});
    EXPECT_NE(kept(request(0, 0)), before);
}

TEST_F(KeptTiles, EntriesOfOneCommandAreAllSeen) {
    say({plot("1", rectangle(0, 0, 100, 100)), plot("2", rectangle(3000, 0, 100, 100), "晋政地字〔2020〕2号")});
    const std::string near = kept(request(0, 0));
    const std::string far = kept(request(12, 0));
    ASSERT_FALSE(far.empty());
    say({supply("1410312022B00001", rectangle(0, 0, 40, 100)),
         supply("1410312022B00002", rectangle(3000, 0, 40, 100))});
    EXPECT_NE(kept(request(0, 0)), near);
    EXPECT_NE(kept(request(12, 0)), far);
}

TEST_F(KeptTiles, FewerBytesThanAllowedAreHeld) {
    for (int i = 0; i < 36; ++i) say({plot(std::to_string(i).c_str(), rectangle(i % 6 * 130, i / 6 * 130, 100, 100))});
    TileCache small(*store_, 1000);
    for (int round = 0; round < 2; ++round) {
        for (int x = 0; x < 4; ++x) ASSERT_TRUE(small.tile(request(x, 0)).ok());
    }
    EXPECT_GT(small.counts().made, 4u);
}

TEST_F(KeptTiles, WhatIsRefusedIsRefusedAgain) {
    TileRequest wrong = request(0, 0);
    wrong.tile.zoom = 99;
    EXPECT_FALSE(cache_.tile(wrong).ok());
    EXPECT_FALSE(cache_.tile(wrong).ok());
}

/// Whatever is written, in any order: every tile of the neighbourhood is the one that would be made now.
TEST_F(KeptTiles, AreThoseThatWouldBeMade) {
    std::mt19937 random(20240319);
    const auto upto = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
    std::vector<std::string> plots;
    std::vector<std::string> supplies;
    for (int step = 0; step < 60; ++step) {
        const land::Geometry place = rectangle(upto(8) * 60, upto(8) * 60, 40 + upto(200), 40 + upto(80));
        const bool again = upto(3) == 0;
        if (upto(2) == 0) {
            const bool moved = again && !plots.empty();
            const std::string number =
                moved ? plots[static_cast<std::size_t>(upto(static_cast<int>(plots.size())))] : std::to_string(step);
            const std::string approval = "晋政地字〔2020〕" + number + "号";
            say({plot(number.c_str(), place, approval.c_str())},
                moved ? journal::Change::Correct : journal::Change::New);
            if (!moved) plots.push_back(number);
        } else {
            const bool moved = again && !supplies.empty();
            const std::string number = moved
                                           ? supplies[static_cast<std::size_t>(upto(static_cast<int>(supplies.size())))]
                                           : "1410312022B" + std::to_string(10'000 + step);
            say({supply(number.c_str(), place)}, moved ? journal::Change::Correct : journal::Change::New);
            if (!moved) supplies.push_back(number);
        }
        for (int x = -1; x <= 3; ++x) {
            for (int y = -3; y <= 1; ++y)
                ASSERT_EQ(kept(request(x, y)), made(request(x, y)).bytes) << step << " " << x << " " << y;
        }
    }
    EXPECT_GT(cache_.counts().found, cache_.counts().made);
}

}  // namespace
}  // namespace service
