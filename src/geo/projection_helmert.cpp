#include "geo/projection_helmert.hpp"

#include <proj.h>

#include <charconv>
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

/// GB 22021-2008, tables of constants: IAG 1975 for 1980西安, Krasovsky 1940 for 1954北京.
std::string ellipsoid(Datum datum) {
    if (datum == Datum::Xian80) return "+a=6378140 +rf=298.257";
    if (datum == Datum::Beijing54) return "+a=6378245 +rf=298.3";
    return "";
}

/// The shortest text that reads back as the same number, whatever the locale.
std::string text(double value) {
    char buffer[40];
    const auto done = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, done.ptr};
}

std::string map(const Grid& grid, const std::string& shape) {
    const int false_easting = 500'000 + (grid.prefix ? grid.zone * 1'000'000 : 0);
    return "+proj=tmerc +lat_0=0 +lon_0=" + std::to_string(central_meridian(grid)) +
           " +k=1 +x_0=" + std::to_string(false_easting) + " +y_0=0 " + shape;
}

std::string helmert(const HelmertParameters& p) {
    return "+proj=helmert +x=" + text(p.dx_m) + " +y=" + text(p.dy_m) + " +z=" + text(p.dz_m) + " +rx=" + text(p.rx_s) +
           " +ry=" + text(p.ry_s) + " +rz=" + text(p.rz_s) + " +s=" + text(p.scale_ppm) +
           " +convention=" + (p.position_vector ? "position_vector" : "coordinate_frame");
}

}  // namespace

struct HelmertProjection::Library {
    std::unique_ptr<PJ_CONTEXT, DestroyContext> context;  ///< goes last
    std::unique_ptr<PJ, DestroyProjection> pipeline;
};

HelmertProjection::HelmertProjection(std::unique_ptr<Library> library) : library_(std::move(library)) {}
HelmertProjection::HelmertProjection(HelmertProjection&&) noexcept = default;
HelmertProjection& HelmertProjection::operator=(HelmertProjection&&) noexcept = default;
HelmertProjection::~HelmertProjection() = default;

std::optional<HelmertProjection> HelmertProjection::of(Datum from, const Grid& old, const Grid& target,
                                                       const HelmertParameters& p) {
    const std::string shape = ellipsoid(from);
    if (shape.empty() || !zone_exists(old.degrees, old.zone) || !zone_exists(target.degrees, target.zone))
        return std::nullopt;
    const std::string pipeline = "+proj=pipeline +step +inv " + map(old, shape) + " +step +proj=cart " + shape +
                                 " +step " + helmert(p) + " +step +inv +proj=cart +ellps=GRS80 +step " +
                                 map(target, "+ellps=GRS80");
    auto library = std::make_unique<Library>();
    library->context.reset(proj_context_create());
    proj_context_set_enable_network(library->context.get(), 0);
    proj_log_level(library->context.get(), PJ_LOG_NONE);
    library->pipeline.reset(proj_create(library->context.get(), pipeline.c_str()));
    if (!library->pipeline) return std::nullopt;
    return HelmertProjection(std::move(library));
}

std::optional<HelmertProjection::Metres> HelmertProjection::moved(Metres old) const {
    const PJ_COORD at = proj_trans(library_->pipeline.get(), PJ_FWD, proj_coord(old.east, old.north, 0, 0));
    proj_errno_reset(library_->pipeline.get());
    if (!std::isfinite(at.xy.x) || !std::isfinite(at.xy.y)) return std::nullopt;
    return Metres{at.xy.x, at.xy.y};
}

}  // namespace geo
