#include "geo/projection_text.hpp"

#include <proj.h>

#include <memory>

namespace geo {
namespace {

struct DestroyContext {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct DestroySystem {
    void operator()(PJ* system) const { proj_destroy(system); }
};

}  // namespace

std::optional<CrsText> crs_text(std::string_view code) {
    const std::size_t colon = code.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string authority(code.substr(0, colon)), number(code.substr(colon + 1));
    const std::unique_ptr<PJ_CONTEXT, DestroyContext> context(proj_context_create());
    proj_context_set_enable_network(context.get(), 0);
    proj_log_level(context.get(), PJ_LOG_NONE);
    const std::unique_ptr<PJ, DestroySystem> system(
        proj_create_from_database(context.get(), authority.c_str(), number.c_str(), PJ_CATEGORY_CRS, 0, nullptr));
    if (!system) return std::nullopt;
    const char* const options[] = {"MULTILINE=NO", nullptr};
    const char* const wkt = proj_as_wkt(context.get(), system.get(), PJ_WKT1_GDAL, options);
    const char* const name = proj_get_name(system.get());
    if (wkt == nullptr || name == nullptr) return std::nullopt;
    return CrsText{name, wkt};
}

}  // namespace geo
