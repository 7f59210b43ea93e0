#include "geo/tile_belt.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace geo {
namespace {

constexpr int kFirst = 4513, kWithoutPrefix = 4534, kLast = 4554, kFirstZone = 25, kZones = 21;
constexpr double kReach = 40;  ///< degrees from the meridian, as projection.hpp has it
constexpr double kBeyond = 4;  ///< squares away: on no tile

Grid grid_of(TileScheme scheme) {
    const int code = static_cast<int>(scheme);
    return {3, kFirstZone + (code - kFirst) % kZones, code < kWithoutPrefix};
}

double false_easting(const Grid& grid) { return 500'000 + (grid.prefix ? grid.zone * 1'000'000.0 : 0.0); }

const Projection* projection_of(TileScheme scheme) {
    thread_local std::map<int, std::optional<Projection>> known;
    const auto [at, fresh] = known.try_emplace(static_cast<int>(scheme));
    if (fresh) {
        base::Result<Projection> made = Projection::of(grid_of(scheme));
        if (made.ok()) at->second.emplace(*std::move(made));
    }
    return at->second ? &*at->second : nullptr;
}

}  // namespace

bool is_belt(TileScheme scheme) {
    const int code = static_cast<int>(scheme);
    return code >= kFirst && code <= kLast;
}

std::optional<TileScheme> belt_from_code(int epsg) {
    const auto scheme = static_cast<TileScheme>(epsg);
    return is_belt(scheme) ? std::optional(scheme) : std::nullopt;
}

int nearest_belt(double longitude) {
    const double nearest = std::isfinite(longitude) ? std::round(longitude / 3) : kFirstZone;
    const int zone = static_cast<int>(std::clamp(nearest, double{kFirstZone}, double{kFirstZone + kZones - 1}));
    return kWithoutPrefix + zone - kFirstZone;
}

int belt_meridian(int epsg) { return central_meridian(grid_of(static_cast<TileScheme>(epsg))); }

BeltPlace belt_place(Degrees place, TileScheme scheme) {
    const Projection* const projection = projection_of(scheme);
    const std::optional<Point> point = projection == nullptr ? std::nullopt : projection->point(place);
    if (!point) return {kBeyond, kBeyond};
    const double east = static_cast<double>(point->x) / static_cast<double>(kPerMetre) - false_easting(grid_of(scheme));
    const double north = static_cast<double>(point->y) / static_cast<double>(kPerMetre);
    return {0.5 + east / kBeltSquare_m, 0.5 - north / kBeltSquare_m};
}

DegreeBox belt_box(BeltPlace north_west, BeltPlace south_east, TileScheme scheme) {
    // Meridians and parallels bend: the sides are followed, and the box is widened by what bends between two steps.
    constexpr int kSteps = 8;
    const Grid grid = grid_of(scheme);
    const double meridian = central_meridian(grid);
    const DegreeBox all{meridian - kReach, -90, meridian + kReach, 90};
    const Projection* const projection = projection_of(scheme);
    if (projection == nullptr) return all;
    DegreeBox box{180, 90, -180, -90};
    for (int i = 0; i <= kSteps; ++i) {
        for (int k = 0; k <= kSteps; ++k) {
            const double column = north_west.column + (south_east.column - north_west.column) * i / kSteps;
            const double row = north_west.row + (south_east.row - north_west.row) * k / kSteps;
            const double east = (column - 0.5) * kBeltSquare_m + false_easting(grid);
            const double north = (0.5 - row) * kBeltSquare_m;
            if (std::abs(north) > 9'900'000) return all;  // beyond the pole, where the belt has no places
            const auto place = projection->degrees({std::llround(east * static_cast<double>(kPerMetre)),
                                                    std::llround(north * static_cast<double>(kPerMetre))});
            if (!place) return all;
            box = {std::min(box.west, place->longitude), std::min(box.south, place->latitude),
                   std::max(box.east, place->longitude), std::max(box.north, place->latitude)};
        }
    }
    const double across = (box.east - box.west) / kSteps, along = (box.north - box.south) / kSteps;
    return {box.west - across, box.south - along, box.east + across, box.north + along};
}

}  // namespace geo
