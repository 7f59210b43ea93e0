#include "geo/projection.hpp"

#include <proj.h>

#include <cmath>
#include <string>

namespace geo {
namespace {

struct DestroyContext {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct DestroyProjection {
    void operator()(PJ* projection) const { proj_destroy(projection); }
};

/// How far from the meridian a coordinate still means anything on a zone's map.
constexpr double kReachDegrees = 40;
base::Error unknown(std::string_view crs) {
    const std::string name(crs);
    return {base::Code::Usage,
            {base::both("坐标系「" + name + "」无法换算。能换算的是 CGCS2000 的 3 度带和 6 度带（EPSG:4491–4554）",
                        "reference system \"" + name +
                            "\" cannot be converted. 3 and 6 degree zones of CGCS2000 can (EPSG:4491 to 4554)")}};
}

constexpr double kRadian = 57.295779513082320877;  // degrees

}  // namespace

struct Projection::Library {
    std::unique_ptr<PJ_CONTEXT, DestroyContext> context;  ///< goes last
    std::unique_ptr<PJ, DestroyProjection> projection;
};

int central_meridian(const Grid& grid) { return grid.degrees == 3 ? 3 * grid.zone : 6 * grid.zone - 3; }

Projection::Projection(std::unique_ptr<Library> library, double meridian)
    : library_(std::move(library)), meridian_(meridian) {}
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;
Projection::~Projection() = default;

base::Result<Projection> Projection::of(std::string_view crs) {
    const std::optional<Grid> grid = grid_from_crs(crs);
    if (!grid) return unknown(crs);
    return of(*grid);
}

base::Result<Projection> Projection::of(const Grid& grid) {
    const std::string name = crs_name(Datum::Cgcs2000, grid);
    if (name.empty()) return unknown(std::to_string(grid.zone));
    auto library = std::make_unique<Library>();
    library->context.reset(proj_context_create());
    proj_context_set_enable_network(library->context.get(), 0);
    proj_log_level(library->context.get(), PJ_LOG_NONE);
    const int false_easting = 500'000 + (grid.prefix ? grid.zone * 1'000'000 : 0);
    // GRS80 and the ellipsoid of CGCS2000 have one semi-major axis and one flattening, 1/298.257222101.
    const std::string definition = "+proj=tmerc +lat_0=0 +lon_0=" + std::to_string(central_meridian(grid)) +
                                   " +k=1 +x_0=" + std::to_string(false_easting) + " +y_0=0 +ellps=GRS80";
    library->projection.reset(proj_create(library->context.get(), definition.c_str()));
    if (!library->projection) return unknown(name);
    return Projection(std::move(library), central_meridian(grid));
}

std::optional<Degrees> Projection::degrees(Point point) const {
    const PJ_COORD metres = proj_coord(static_cast<double>(point.x) / static_cast<double>(kPerMetre),
                                       static_cast<double>(point.y) / static_cast<double>(kPerMetre), 0, 0);
    const PJ_COORD radians = proj_trans(library_->projection.get(), PJ_INV, metres);
    const Degrees found{radians.lp.lam * kRadian, radians.lp.phi * kRadian};
    const bool good = std::isfinite(found.longitude) && std::isfinite(found.latitude) &&
                      std::abs(found.longitude - meridian_) <= kReachDegrees;
    proj_errno_reset(library_->projection.get());
    return good ? std::optional(found) : std::nullopt;
}

std::optional<Point> Projection::point(Degrees degrees) const {
    const bool near = std::abs(degrees.longitude - meridian_) <= kReachDegrees && std::abs(degrees.latitude) <= 90;
    if (!near) return std::nullopt;  // not a number is not near either
    const PJ_COORD radians = proj_coord(degrees.longitude / kRadian, degrees.latitude / kRadian, 0, 0);
    const PJ_COORD metres = proj_trans(library_->projection.get(), PJ_FWD, radians);
    proj_errno_reset(library_->projection.get());
    if (!std::isfinite(metres.xy.x) || !std::isfinite(metres.xy.y)) return std::nullopt;
    return Point{std::llround(metres.xy.x * static_cast<double>(kPerMetre)),
                 std::llround(metres.xy.y * static_cast<double>(kPerMetre))};
}

}  // namespace geo
