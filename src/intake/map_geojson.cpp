#include "base/json.hpp"
#include "geo/projection.hpp"
#include "geo/wkt.hpp"
#include "intake/map_files.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

namespace intake {
namespace {

/// 9 decimals of a degree are a tenth of a millimetre.
std::string degrees_text(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.9f", value);
    std::string out(text);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
    return out == "-0" ? "0" : out;
}

class Positions {
  public:
    /// Nothing for a layer without a place.
    static base::Result<Positions> of(const MapLayer& layer) {
        Positions out(layer);
        if (layer.crs.empty()) return out;
        PANHUO_TRY(geo::Projection made, geo::Projection::of(layer.crs));
        out.projection_ = std::move(made);
        return out;
    }

    /// False where a point lies outside of its zone's reach.
    bool append(std::string& out, geo::Point point) const {
        if (!projection_) {
            out += "[" + geo::metres_text(point.x, layer_->grid) + "," + geo::metres_text(point.y, layer_->grid) + "]";
            return true;
        }
        // Finer grids than a millimetre round to it here: a tenth of what a degree's ninth decimal shows.
        const double per_mm = layer_->grid.metres() * geo::kPerMetre;
        const auto mm = [&](std::int64_t steps) { return std::llround(static_cast<double>(steps) * per_mm); };
        const auto place = projection_->degrees({mm(point.x), mm(point.y)});
        if (!place) return false;
        out += "[" + degrees_text(place->longitude) + "," + degrees_text(place->latitude) + "]";
        return true;
    }

  private:
    explicit Positions(const MapLayer& layer) : layer_(&layer) {}
    const MapLayer* layer_;
    std::optional<geo::Projection> projection_;
};

/// Shells against the clock, holes with it (RFC 7946, 3.1.6).
bool append_ring(std::string& out, geo::Ring ring, bool shell, const Positions& positions) {
    if ((geo::twice_signed_area(ring) > 0) != shell) std::reverse(ring.begin(), ring.end());
    ring.push_back(ring.front());
    out += '[';
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (i > 0) out += ',';
        if (!positions.append(out, ring[i])) return false;
    }
    out += ']';
    return true;
}

bool append_geometry(std::string& out, const geo::MultiPolygon& shape, const Positions& positions) {
    if (shape.empty()) {
        out += "null";
        return true;
    }
    out += R"({"type":"MultiPolygon","coordinates":[)";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        out += i > 0 ? ",[" : "[";
        if (!append_ring(out, shape[i].shell, true, positions)) return false;
        for (const geo::Ring& hole : shape[i].holes) {
            out += ',';
            if (!append_ring(out, hole, false, positions)) return false;
        }
        out += ']';
    }
    out += "]}";
    return true;
}

void append_quoted(std::string& out, std::string_view text) { base::JsonWriter(out).string(text); }

void append_properties(std::string& out, const MapLayer& layer, const MapRow& row) {
    out += R"({"layer":)";
    append_quoted(out, layer.name);
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        if (row.cells[i].empty()) continue;
        out += ',';
        append_quoted(out, layer.fields[i].name);
        out += ':';
        if (layer.fields[i].kind == MapFieldKind::Real) {
            out += row.cells[i];
        } else {
            append_quoted(out, row.cells[i]);
        }
    }
    out += '}';
}

base::Error usage(const std::string& zh, const std::string& en) { return {base::Code::Usage, {base::both(zh, en)}}; }

}  // namespace

base::Result<std::string> geojson_of(const std::vector<MapLayer>& layers) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    bool first = true;
    for (const MapLayer& layer : layers) {
        if (layer.crs.empty() && layers.size() > 1 && !layer.rows.empty())
            return usage("图层「" + layer.title + "」没有坐标系，不能与其他图层写在一个 GeoJSON 里",
                         "layer " + layer.name + " has no reference system and cannot share a GeoJSON with others");
        PANHUO_TRY(const Positions positions, Positions::of(layer));
        for (const MapRow& row : layer.rows) {
            out += first ? "\n" : ",\n";
            first = false;
            out += R"({"type":"Feature","properties":)";
            append_properties(out, layer, row);
            out += R"(,"geometry":)";
            if (!append_geometry(out, row.shape, positions))
                return usage("图层「" + layer.title + "」有坐标不在 " + layer.crs + " 带内",
                             "layer " + layer.name + " has coordinates outside of the zone of " + layer.crs);
            out += '}';
        }
    }
    out += "\n]}\n";
    return out;
}

}  // namespace intake
