#include "intake/worker/package_shape.hpp"

#include "base/text.hpp"

#include <ogr_geometry.h>

#include <cstdint>

namespace intake::worker {

void FreeShape::operator()(OGRGeometry* shape) const { OGRGeometryFactory::destroyGeometry(shape); }

Shape shape_of(std::string_view blob) {
    static constexpr std::size_t kEnvelope[] = {0, 32, 48, 48, 64};
    if (blob.size() < 8 || !base::starts_with(blob, "GP")) return nullptr;
    const std::size_t kind = static_cast<std::uint8_t>(blob[3]) >> 1U & 7U;
    if (kind > 4 || blob.size() < 8 + kEnvelope[kind]) return nullptr;
    const std::string_view wkb = blob.substr(8 + kEnvelope[kind]);
    OGRGeometry* shape = nullptr;
    OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &shape, wkb.size());
    return Shape(shape);
}

}  // namespace intake::worker
