// Fuzz target: any bytes as the shape of a GeoPackage's row. Beyond not crashing: what comes out as text is text that
// we read, and what is mended of it is valid and stays the same when it is written and read again.
#include "geo/mend.hpp"
#include "geo/validity.hpp"
#include "geo/wkt.hpp"
#include "intake/worker/layer.hpp"
#include "intake/worker/package_shape.hpp"

#include <cpl_error.h>
#include <ogr_geometry.h>

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    CPLSetErrorHandler(CPLQuietErrorHandler);
    if (size > 20'000) return 0;
    const auto shape = intake::worker::shape_of({reinterpret_cast<const char*>(data), size});
    std::string wkt;
    if (!shape || shape->IsEmpty() || !intake::worker::append_wkt(*shape, wkt) || wkt.empty()) return 0;
    const auto read = geo::read_wkt_loosely(wkt, geo::kMillimetre);
    if (!read.ok()) {
        const std::string_view why = read.error().name();
        PANHUO_ASSERT(why == "WKT_NUMBER" || why == "GEOMETRY_TOO_LARGE" || why == "WKT_RING", "text that is not ours");
        return 0;
    }
    const geo::Mended mended = geo::mend(*read, geo::kMillimetre);
    if (mended.refused()) return 0;
    PANHUO_ASSERT(geo::check_validity(mended.polygons).valid(), "mended, and not valid");
    const auto again = geo::read_wkt(geo::write_wkt(mended.polygons));
    PANHUO_ASSERT(again.ok() && *again == mended.polygons, "another shape after writing and reading");
    return 0;
}
