#include "intake/worker/layer.hpp"

#include "intake/worker/gdal.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace intake::worker {

namespace {

/// The shortest text that reads back as the same number; "nan" and "inf" are left to the reader to refuse.
void append_number(double value, std::string& wkt) {
    char buffer[40];
    auto done = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
    if (done.ec != std::errc()) done = std::to_chars(buffer, buffer + sizeof buffer, value);
    wkt.append(buffer, done.ptr);
}

/// Decimal places that say nothing: a dbf pads 2.0175 to 2.01750000.
std::string without_padding(std::string number) {
    if (number.find('.') == std::string::npos || number.find_first_of("eE") != std::string::npos) return number;
    number.resize(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
    return number;
}

std::string cell_of(const OGRFeature& feature, int field, const Decode& decode) {
    if (!feature.IsFieldSetAndNotNull(field)) return {};
    const OGRFieldDefn& definition = *feature.GetFieldDefnRef(field);
    const char* const text = feature.GetFieldAsString(field);
    if (definition.GetType() == OFTReal) return without_padding(shown_number(text));
    if (definition.GetType() != OFTString || !decode) return text;
    return decode(text, static_cast<std::size_t>(std::max(0, definition.GetWidth())));
}

void append_ring(const OGRLinearRing& ring, std::string& wkt) {
    wkt += '(';
    for (int i = 0; i < ring.getNumPoints(); ++i) {
        if (i > 0) wkt += ',';
        append_number(ring.getX(i), wkt);
        wkt += ' ';
        append_number(ring.getY(i), wkt);
    }
    wkt += ')';
}

void append_polygon(const OGRPolygon& polygon, std::string& wkt) {
    wkt += '(';
    append_ring(*polygon.getExteriorRing(), wkt);
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
        wkt += ',';
        append_ring(*polygon.getInteriorRing(i), wkt);
    }
    wkt += ')';
}

/// Adds the polygons of a shape, parts of collections too.
void gather(const OGRGeometry& shape, OGRMultiPolygon& out, int depth) {
    constexpr int kDeepest = 8;
    const OGRwkbGeometryType type = wkbFlatten(shape.getGeometryType());
    if (type == wkbPolygon) {
        out.addGeometry(&shape);
    } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != FALSE && depth < kDeepest) {
        for (const OGRGeometry* const part : *shape.toGeometryCollection()) gather(*part, out, depth + 1);
    }
}

/// What of the shape is land, arcs as chords; null where nothing is. An arc of a kilometre's radius is left by less
/// than half a millimetre.
OGRGeometry* plain_polygons(const OGRGeometry& shape) {
    constexpr double kStepDegrees = 0.1;
    const std::unique_ptr<OGRGeometry> linear(shape.getLinearGeometry(kStepDegrees));
    if (!linear) return nullptr;
    auto out = std::make_unique<OGRMultiPolygon>();
    gather(*linear, *out, 0);
    return out->IsEmpty() != FALSE ? nullptr : out.release();
}

}  // namespace

bool append_wkt(const OGRGeometry& shape, std::string& wkt) {
    const OGRwkbGeometryType type = wkbFlatten(shape.getGeometryType());
    if (type == wkbPolygon) {
        const OGRPolygon& polygon = *shape.toPolygon();
        if (polygon.IsEmpty()) return true;
        wkt += "POLYGON";
        append_polygon(polygon, wkt);
        return true;
    }
    if (type != wkbMultiPolygon) return false;
    const char* before = "MULTIPOLYGON(";
    bool any = false;
    for (const OGRPolygon* const part : *shape.toMultiPolygon()) {
        if (part->IsEmpty()) continue;
        wkt += before;
        before = ",";
        append_polygon(*part, wkt);
        any = true;
    }
    if (any) wkt += ')';
    return true;
}

namespace {

bool all_have_land(const OGRMultiPolygon& shape) {
    return std::all_of(shape.begin(), shape.end(), [](const OGRPolygon* part) { return part->IsEmpty() == FALSE; });
}

/// Without its empty parts, as its text is written.
std::unique_ptr<OGRMultiPolygon> with_land(const OGRMultiPolygon& shape) {
    auto out = std::make_unique<OGRMultiPolygon>();
    for (const OGRPolygon* const part : shape) {
        if (part->IsEmpty() == FALSE) out->addGeometry(part);
    }
    return out;
}

}  // namespace

bool append_wkb(const OGRGeometry& shape, std::string& wkb) {
    const OGRwkbGeometryType type = wkbFlatten(shape.getGeometryType());
    if (type != wkbPolygon && type != wkbMultiPolygon) return false;
    if (shape.IsEmpty()) return true;
    const bool whole = type == wkbPolygon || all_have_land(*shape.toMultiPolygon());
    std::unique_ptr<OGRGeometry> plain;
    if (!whole) {
        plain = with_land(*shape.toMultiPolygon());
    } else if (shape.Is3D() || shape.IsMeasured()) {
        plain.reset(shape.clone());
    }
    if (plain) plain->flattenTo2D();
    const OGRGeometry& flat = plain ? *plain : shape;
    const std::size_t before = wkb.size();
    wkb.resize(before + flat.WkbSize());
    // The iso variant, so that the kind of shape is 3 or 6 and nothing else.
    return flat.exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(wkb.data() + before), wkbVariantIso) ==
           OGRERR_NONE;
}

base::Result<LayerWriter> LayerWriter::begin(const std::string& name, const std::vector<std::string>& fields,
                                             const std::vector<std::string>& aliases, const Reference& reference,
                                             Output& out) {
    if (fields.size() >= out.limits().columns) {
        return limit_error("> " + std::to_string(out.limits().columns) + " columns");
    }
    PANHUO_DO(out.sheet(name, false));
    LayerWriter writer(reference, out);
    writer.row_ = aliases.empty() ? 1 : 2;
    PANHUO_DO(out.layer(reference.code, static_cast<std::uint32_t>(writer.row_)));
    if (reference.code.empty() && !reference.name.empty()) PANHUO_DO(out.note("LAYER_CRS_NAMED", 0, {reference.name}));
    std::vector<std::string> head = fields;
    head.emplace_back("WKT");
    PANHUO_DO(out.row(1, head));
    if (!aliases.empty()) {
        head = aliases;
        head.emplace_back("WKT");
        PANHUO_DO(out.row(2, head));
    }
    return writer;
}

base::Status LayerWriter::feature(std::vector<std::string>& cells, const OGRGeometry* shape) {
    cells.emplace_back();
    ++row_;
    if (shape != nullptr) PANHUO_DO(take_shape(*shape, cells.back()));
    PANHUO_DO(out_->row(row_, cells));
    cells.pop_back();
    return base::Done{};
}

/// Degrees of a system that is neither CGCS2000 nor WGS 84. That a layer says so and holds metres happens: those are
/// read.
bool LayerWriter::in_foreign_degrees(const OGRGeometry& shape) const {
    const bool ours = reference_.code == "EPSG:4490" || reference_.code == "EPSG:4326" ||
                      (reference_.code.empty() && reference_.name.empty());
    if (!reference_.degrees || ours) return false;
    OGREnvelope extent;
    shape.getEnvelope(&extent);
    return extent.MinX >= -360 && extent.MaxX <= 360 && extent.MinY >= -90 && extent.MaxY <= 90;
}

bool LayerWriter::append(const OGRGeometry& shape, std::string& cell) const {
    return out_->shapes() == Shapes::Binary ? append_wkb(shape, cell) : append_wkt(shape, cell);
}

base::Status LayerWriter::take_shape(const OGRGeometry& shape, std::string& cell) {
    if (shape.IsEmpty()) return base::Done{};
    if (in_foreign_degrees(shape)) {
        ++in_degrees_;
        return base::Done{};
    }
    if (append(shape, cell)) return base::Done{};
    const std::unique_ptr<OGRGeometry> plain(plain_polygons(shape));
    if (!plain || !append(*plain, cell)) {
        ++others_[shape.getGeometryName()];
        return base::Done{};
    }
    const bool arcs = shape.hasCurveGeometry(TRUE) != FALSE;
    return out_->note(arcs ? "SHAPE_FLATTENED" : "SHAPE_PARTS_TAKEN", row_, {shape.getGeometryName()});
}

base::Status read_layer(OGRLayer& layer, const std::string& name, const Reference& reference, const Decode& decode,
                        Output& out) {
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    std::vector<std::string> fields;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const std::string field = definition.GetFieldDefn(i)->GetNameRef();
        fields.push_back(decode ? decode(field, 10) : field);
    }
    PANHUO_TRY(LayerWriter writer, LayerWriter::begin(name, fields, {}, reference, out));
    std::vector<std::string> cells;
    layer.ResetReading();
    while (true) {
        const std::unique_ptr<OGRFeature> feature(layer.GetNextFeature());
        if (!feature) break;
        cells.clear();
        for (int i = 0; i < definition.GetFieldCount(); ++i) cells.push_back(cell_of(*feature, i, decode));
        PANHUO_DO(writer.feature(cells, feature->GetGeometryRef()));
    }
    return writer.finish();
}

base::Status LayerWriter::finish() {
    for (const auto& [kind, count] : others_) {
        PANHUO_DO(out_->note("LAYER_SHAPE_KIND", 0, {kind, std::to_string(count)}));
    }
    if (broken_ > 0) PANHUO_DO(out_->note("LAYER_SHAPE_BROKEN", 0, {std::to_string(broken_)}));
    if (in_degrees_ == 0) return base::Done{};
    const std::string system = reference_.code.empty() ? reference_.name : reference_.code;
    return out_->note("LAYER_IN_DEGREES", 0, {system, std::to_string(in_degrees_)});
}

}  // namespace intake::worker
