// Polygons from well-known binary, straight onto the grid, and back.
//
// The shapes of a large file pass from panhuo-worker to us in this form: writing every coordinate as text and reading
// it again would take most of the time of reading. The outcome is, to the step, that of the text (geo/wkt.hpp): a
// double stands for the shortest decimal that reads back as it, and that decimal is rounded half away from zero.
#pragma once

#include "base/result.hpp"
#include "geo/resolution.hpp"
#include "geo/wkt.hpp"

#include <string>
#include <string_view>

namespace geo {

/// Little-endian POLYGON or MULTIPOLYGON of two ordinates (OGC 06-103r4, 8.2), nothing after it.
/// Errors: WktSyntax (place: the byte) for anything else, WktNumber (place: the byte) for a coordinate that is none or
/// lies beyond kMaxCoordinate, GeometryTooLarge.
base::Result<LooseWkt> read_wkb_loosely(std::string_view bytes, const Resolution& resolution);

/// A MULTIPOLYGON in metres, each coordinate the double nearest to the decimal that its steps are; rings closed.
/// Nothing for none.
std::string write_wkb(const MultiPolygon& polygons, const Resolution& resolution);

/// The same shape as text, each number the shortest decimal that reads back as it; for the few shapes that are looked
/// at as they were written. The bytes are what read_wkb_loosely accepts; of others, what could be read up to there.
std::string wkb_text(std::string_view bytes);

}  // namespace geo
