// Fuzz target: any bytes as the shape of a GeoPackage's row, and as binary that we read ourselves. Beyond not crashing:
// what comes out as text is text that we read; the same shape as binary reads as its text does; and what is mended of
// it is valid and stays the same when it is written and read again, as text and as binary.
#include "geo/mend.hpp"
#include "geo/validity.hpp"
#include "geo/wkb.hpp"
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
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (geo::read_wkb_loosely(bytes, geo::kMillimetre).ok()) static_cast<void>(geo::wkb_text(bytes));
    const auto shape = intake::worker::shape_of(bytes);
    std::string wkt;
    if (!shape || shape->IsEmpty() || !intake::worker::append_wkt(*shape, wkt) || wkt.empty()) return 0;
    const auto read = geo::read_wkt_loosely(wkt, geo::kMillimetre);
    if (!read.ok()) {
        const std::string_view why = read.error().name();
        PANHUO_ASSERT(why == "WKT_NUMBER" || why == "GEOMETRY_TOO_LARGE" || why == "WKT_RING", "text that is not ours");
        return 0;
    }
    std::string wkb;
    PANHUO_ASSERT(intake::worker::append_wkb(*shape, wkb), "text, and no binary");
    const auto binary = geo::read_wkb_loosely(wkb, geo::kMillimetre);
    PANHUO_ASSERT(binary.ok() && binary->polygons == read->polygons, "another shape as binary");
    const geo::Mended mended = geo::mend(*read, geo::kMillimetre);
    if (mended.refused()) return 0;
    PANHUO_ASSERT(geo::check_validity(mended.polygons).valid(), "mended, and not valid");
    const auto again = geo::read_wkt(geo::write_wkt(mended.polygons));
    PANHUO_ASSERT(again.ok() && *again == mended.polygons, "another shape after writing and reading");
    const auto back = geo::read_wkb_loosely(geo::write_wkb(mended.polygons, geo::kMillimetre), geo::kMillimetre);
    PANHUO_ASSERT(back.ok() && back->polygons == mended.polygons, "another shape after writing and reading binary");
    return 0;
}
