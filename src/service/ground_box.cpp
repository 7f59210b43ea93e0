#include "service/ground_box.hpp"

#include "geo/wkt.hpp"

#include <algorithm>
#include <cmath>

namespace service {
namespace {

constexpr double kUnitsPerDegree = 1e7;

std::int32_t down(double degrees) {
    return static_cast<std::int32_t>(std::floor(std::clamp(degrees, -180.0, 180.0) * kUnitsPerDegree));
}
std::int32_t up(double degrees) {
    return static_cast<std::int32_t>(std::ceil(std::clamp(degrees, -180.0, 180.0) * kUnitsPerDegree));
}

}  // namespace

const geo::Projection* Projections::of(const std::string& crs) {
    const auto [at, fresh] = known_.try_emplace(crs);
    if (fresh) {
        auto made = geo::Projection::of(crs);
        if (made.ok()) at->second.emplace(std::move(*made));
    }
    return at->second ? &*at->second : nullptr;
}

const land::Geometry* geometry_of(const land::Record& record) {
    return std::visit(
        [](const auto& each) -> const land::Geometry* {
            if constexpr (requires { each.geometry; }) {
                return &each.geometry;
            } else {
                return nullptr;
            }
        },
        record);
}

store::GroundBox ground_box(const geo::DegreeBox& box) {
    return {down(box.west), down(box.south), up(box.east), up(box.north)};
}

std::optional<store::GroundBox> ground_box(const land::Geometry& geometry, Projections& projections) {
    if (geometry.empty() || geometry.crs.empty()) return std::nullopt;
    const geo::Projection* const projection = projections.of(geometry.crs);
    if (projection == nullptr) return std::nullopt;
    const auto read = geo::read_wkt_loosely(geometry.wkt, geo::kMillimetre);
    return read.ok() ? ground_box(read->polygons, *projection) : std::nullopt;
}

std::optional<store::GroundBox> ground_box(const geo::MultiPolygon& shape, const geo::Projection& projection) {
    std::optional<geo::DegreeBox> box;
    for (const geo::Polygon& polygon : shape) {
        for (const geo::Point& point : polygon.shell) {
            const auto place = projection.degrees(point);
            if (!place) return std::nullopt;
            if (!box) box = {place->longitude, place->latitude, place->longitude, place->latitude};
            box = {std::min(box->west, place->longitude), std::min(box->south, place->latitude),
                   std::max(box->east, place->longitude), std::max(box->north, place->latitude)};
        }
    }
    return box ? std::optional(ground_box(*box)) : std::nullopt;
}

base::Status put_ground_box(store::Transaction& transaction, const land::Record& record, Projections& projections) {
    const land::Geometry* const geometry = geometry_of(record);
    if (geometry == nullptr) return base::Done{};
    const std::optional<store::GroundBox> box = ground_box(*geometry, projections);
    if (!box) return base::Done{};
    return transaction.put_box({std::string(land::kind_name(land::kind_of(record))), land::key_of(record)}, *box);
}

}  // namespace service
