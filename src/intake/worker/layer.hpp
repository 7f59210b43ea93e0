// Layers of polygons to frames: a sheet whose first row holds the names of the fields and "WKT", then one row per
// feature with its attributes as text and its shape as well-known text, or as binary where that was asked for.
//
// Shapes are polygons and multipolygons: heights and measures are left out, coordinates written so that they read back
// as the same number, in metres or degrees as the layer has them. Arcs become chords (SHAPE_FLATTENED, with the row),
// of a collection the polygons are taken (SHAPE_PARTS_TAKEN). A feature of another shape (point, line) keeps its row
// without a shape; how many there were of each is said (LAYER_SHAPE_KIND). Degrees of another system than CGCS2000 or
// WGS 84 are left out, their rows kept (LAYER_IN_DEGREES). Shapes that cannot be decoded are LAYER_SHAPE_BROKEN.
#pragma once

#include "intake/worker/output.hpp"
#include "intake/worker/reference.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

class OGRGeometry;
class OGRLayer;

namespace intake::worker {

/// Appends the polygon or multipolygon; false for other shapes.
bool append_wkt(const OGRGeometry& shape, std::string& wkt);
/// The same as little-endian well-known binary of two ordinates.
bool append_wkb(const OGRGeometry& shape, std::string& wkb);

class LayerWriter {
  public:
    /// Writes the sheet and its head; `aliases` is empty, or has one for each field, which is then a second row.
    static base::Result<LayerWriter> begin(const std::string& name, const std::vector<std::string>& fields,
                                           const std::vector<std::string>& aliases, const Reference& reference,
                                           Output& out);
    /// One feature; `cells` has one text per field. `shape` may be null. Errors: ReaderLimit.
    base::Status feature(std::vector<std::string>& cells, const OGRGeometry* shape);
    /// Counts a shape that cannot be decoded; its feature is written without it.
    void broken_shape() { ++broken_; }
    /// Says what shapes were left out.
    base::Status finish();

  private:
    LayerWriter(Reference reference, Output& out) : reference_(std::move(reference)), out_(&out) {}
    bool in_foreign_degrees(const OGRGeometry& shape) const;
    base::Status take_shape(const OGRGeometry& shape, std::string& cell);
    bool append(const OGRGeometry& shape, std::string& cell) const;

    Reference reference_;
    Output* out_;
    std::uint64_t row_ = 1;
    std::uint64_t in_degrees_ = 0;
    std::uint64_t broken_ = 0;
    std::map<std::string, std::uint64_t> others_;
};

/// The text of a field as UTF-8; `width` is what the format cuts it at, 0 where it does not.
using Decode = std::function<std::string(std::string_view bytes, std::size_t width)>;

/// A whole layer as GDAL reads it. Without `decode` texts are UTF-8 already.
base::Status read_layer(OGRLayer& layer, const std::string& name, const Reference& reference, const Decode& decode,
                        Output& out);

}  // namespace intake::worker
