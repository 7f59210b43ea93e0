// A shape as a GeoPackage stores it: a head of its own, then well-known binary, read by GDAL.
#pragma once

#include <memory>
#include <string_view>

class OGRGeometry;

namespace intake::worker {

struct FreeShape {
    void operator()(OGRGeometry* shape) const;
};
using Shape = std::unique_ptr<OGRGeometry, FreeShape>;

/// Clause 2.1.3: "GP", version, flags, srs, an envelope of a length that the flags tell, then well-known binary. Null
/// where the bytes are no shape.
Shape shape_of(std::string_view blob);

}  // namespace intake::worker
