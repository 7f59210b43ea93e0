#include "service/web_map.hpp"

#include "geo/gcj02.hpp"

namespace service {
namespace {

std::optional<geo::Degrees> middle_of(const land::Record& record, Projections& projections) {
    const land::Geometry* const geometry = geometry_of(record);
    if (geometry == nullptr) return std::nullopt;
    const auto box = ground_box(*geometry, projections);
    if (!box) return std::nullopt;
    constexpr double kUnitsPerDegree = 1e7;  // of store::GroundBox
    return geo::Degrees{(static_cast<double>(box->west) + box->east) / 2 / kUnitsPerDegree,
                        (static_cast<double>(box->south) + box->north) / 2 / kUnitsPerDegree};
}

}  // namespace

std::optional<std::int64_t> moved_as_web_map(const land::Record& known, const land::Record& given,
                                             Projections& projections) {
    const auto before = middle_of(known, projections);
    if (!before) return std::nullopt;
    const auto after = middle_of(given, projections);
    if (!after || !geo::shifted_as_gcj02(*before, *after)) return std::nullopt;
    return static_cast<std::int64_t>(geo::metres_apart(*before, *after) + 0.5);
}

}  // namespace service
