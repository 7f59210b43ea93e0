// A store with land near 隰县 on the map; for tests only.
#pragma once

#include "base/values_testing.hpp"
#include "geo/tile_grid.hpp"
#include "service/command.hpp"
#include "service/tile.hpp"

#include <gtest/gtest.h>

namespace service::testing {

/// A clock that moves on by a second each time it is asked.
class Ticking final : public base::Clock {
  public:
    base::Instant now() const override { return base::Instant::from_micros(micros_ += 1'000'000); }

  private:
    mutable std::int64_t micros_ = 1'735'700'000'000'000;  // 2025-01-01
};

using base::testing::day;

/// A rectangle near 隰县 in metres from its corner, on zone 37.
inline land::Geometry rectangle(int x, int y, int width, int height, const char* crs = "EPSG:4525") {
    const int east = (std::string(crs) == "EPSG:4525" ? 37'494'000 : 494'000) + x, north = 4'062'000 + y;
    const auto at = [&](int dx, int dy) { return std::to_string(east + dx) + " " + std::to_string(north + dy); };
    return {crs, "POLYGON((" + at(0, 0) + "," + at(width, 0) + "," + at(width, height) + "," + at(0, height) + "," +
                     at(0, 0) + "))"};
}

inline land::Plot plot(const char* number, const land::Geometry& geometry,
                       const char* approval = "晋政地字〔2020〕1号") {
    land::Plot out;
    out.approval = approval;
    out.number = number;
    out.name = "地块" + std::string(number);
    out.area = base::Area::from_m2(10'000);
    out.geometry = geometry;
    return out;
}

inline land::Supply supply(const char* number, const land::Geometry& geometry, const char* signed_on = "2022-05-01") {
    land::Supply out;
    out.supervision_no = number;
    out.division = "141031";
    out.project = "项目" + std::string(number);
    out.area = base::Area::from_m2(4'000);
    out.signed_on = day(signed_on);
    out.geometry = geometry;
    return out;
}

class MappedStore : public ::testing::Test {
  protected:
    MappedStore() {
        const auto transaction = store_->write();
        EXPECT_TRUE((*transaction)->put_setting(setting::kDivision, "141031").ok());
        EXPECT_TRUE((*transaction)->commit().ok());
    }

    static Act act() { return {{"wang", "clerk", "股"}, "test", "", false}; }

    void say(const std::vector<land::Record>& records, journal::Change change = journal::Change::New) {
        auto command = Command::begin(office_, "141031", act());
        ASSERT_TRUE(command.ok());
        for (const land::Record& record : records) {
            Saying saying;
            saying.change = change;
            const auto said = (*command)->say(record, saying);
            ASSERT_TRUE(said.ok()) << said.error().text().en;
        }
        ASSERT_TRUE((*command)->commit().ok());
    }

    static geo::TileId tile_here(int zoom, geo::TileScheme scheme = geo::TileScheme::Mercator) {
        const auto zone = geo::Projection::of("EPSG:4525");
        return geo::tile_at(*zone->degrees({37'494'050'000, 4'062'050'000}), scheme, zoom);
    }
    Tile made(const TileRequest& request) {
        auto found = tile(**store_->read(), request);
        EXPECT_TRUE(found.ok()) << found.error().text().en;
        return found.ok() ? *found : Tile{};
    }
    std::unique_ptr<store::Store> store_ = store::make_memory();
    Ticking clock_;
    base::SystemRandom random_;
    Office office_{*store_, clock_, random_};
};

}  // namespace service::testing
