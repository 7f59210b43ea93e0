#include "intake/worker/geojson.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "intake/worker/byte_source.hpp"
#include "intake/worker/gdal.hpp"
#include "intake/worker/json_scan.hpp"
#include "intake/worker/layer.hpp"
#include "intake/worker/recoder.hpp"

#include <ogrsf_frmts.h>

namespace intake::worker {

namespace {

/// The outline of the whole text, which must be UTF-8.
base::Result<JsonScan> scan(const std::string& path, const Limits& limits) {
    PANHUO_TRY(const auto source, open_bytes(path, limits));
    PANHUO_TRY(const Probe probe, probe_encoding(*source));
    const bool utf8 = probe.encoding == base::Encoding::Utf8 || probe.encoding == base::Encoding::Utf8Bom;
    if (!utf8 || probe.binary) return failed_error("geojson: 不是 UTF-8，请另存为 UTF-8 / not UTF-8, save it as UTF-8");
    JsonScan outline(limits.depth);
    bool first = true;
    std::string piece;
    while (true) {
        PANHUO_DO(source->read(piece));
        if (piece.empty()) break;
        std::string_view text = piece;
        if (first && base::starts_with(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
        first = false;
        PANHUO_DO(outline.add(text));
    }
    PANHUO_DO(outline.finish());
    return outline;
}

}  // namespace

bool begins_like_json(std::string_view head) {
    if (base::starts_with(head, "\xEF\xBB\xBF")) head.remove_prefix(3);
    const std::size_t at = head.find_first_not_of(" \t\r\n");
    return at != std::string_view::npos && head[at] == '{';
}

base::Status read_geojson(const std::string& path, Output& out) {
    PANHUO_TRY(const JsonScan outline, scan(path, out.limits()));
    if (outline.type() != "FeatureCollection" && outline.type() != "Feature") {
        return format_error("json, 但不是 GeoJSON 要素 / no GeoJSON features");
    }
    set_up_gdal();
    RegisterOGRGeoJSON();
    PANHUO_TRY(const Dataset dataset,
               open_with("GeoJSON", path, "geojson",
                         {"FLATTEN_NESTED_ATTRIBUTES=YES", "NESTED_ATTRIBUTE_SEPARATOR=.", "ARRAY_AS_STRING=YES",
                          "DATE_AS_STRING=YES", "NATIVE_DATA=NO", "FEATURE_SERVER_PAGING=NO"}));
    if (dataset->GetLayerCount() != 1) return failed_error("geojson: damaged / 文件已损坏");
    OGRLayer& layer = *dataset->GetLayer(0);
    Reference reference = reference_of(layer.GetSpatialRef());
    if (!outline.has_crs()) {
        // What the driver assumed of a file that says nothing, named as such where it turns out to be so.
        reference = {{}, {}, true};
    }
    PANHUO_DO(read_layer(layer, layer.GetName(), reference, {}, out));
    return base::Done{};
}

}  // namespace intake::worker
