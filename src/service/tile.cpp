#include "service/tile.hpp"

#include "geo/tile.hpp"
#include "service/map_residual.hpp"
#include "service/map_shapes.hpp"

#include <algorithm>
#include <cmath>

namespace service {
namespace {

/// From here on a cell is a unit: parcels are looked at closely.
constexpr int kCloseZoom = 16;

geo::TileForm form_of(int zoom) {
    geo::TileForm form;
    if (zoom >= kCloseZoom) form.step = 1;
    return form;
}

/// Where the residual begins to be seen.
constexpr int kResidualZoom = 13;

using Fields = std::vector<std::pair<std::string, geo::TileValue>>;

void put(Fields& fields, const char* name, const std::string& text) {
    if (!text.empty()) fields.emplace_back(name, text);
}

void put_place(Fields& fields, const MapShape& shape) {
    put(fields, "division", shape.division);
    put(fields, "zone", shape.zone);
}

geo::TileValue square_metres(base::Area area) { return area.m2(); }

class Painter {
  public:
    Painter(const geo::TileId& tile, const geo::TileForm& form, Projections& projections)
        : tile_(tile), form_(form), projections_(projections) {}

    void plots(geo::TileLayer& layer, const std::vector<MapShape>& shapes) {
        for (const MapShape& shape : shapes) {
            Fields fields{{"id", shape.key}};
            put(fields, "name", shape.name);
            put_place(fields, shape);
            put(fields, "approval", shape.approval);
            if (shape.area) fields.emplace_back("area_m2", square_metres(*shape.area));
            fields.emplace_back("unsupplied_m2", square_metres(shape.unsupplied));
            put(fields, "status", shape.status);
            add(layer, shape.crs, shape.shape, std::move(fields));
        }
    }
    void supplies(geo::TileLayer& layer, const std::vector<MapShape>& shapes) {
        for (const MapShape& shape : shapes) {
            Fields fields{{"id", shape.key}};
            put(fields, "name", shape.name);
            put_place(fields, shape);
            if (shape.area) fields.emplace_back("area_m2", square_metres(*shape.area));
            put(fields, "status", shape.status);
            fields.emplace_back("standing", shape.standing);
            add(layer, shape.crs, shape.shape, std::move(fields));
        }
    }
    void residual(geo::TileLayer& layer, const MapResidual& found) {
        for (const MapPiece& piece : found.pieces) {
            Fields fields{{"plots", piece.plots}};
            put(fields, "division", piece.divisions);
            put(fields, "zone", piece.zones);
            put(fields, "approvals", piece.approvals);
            fields.emplace_back("class", std::string(geo::remnant_name(piece.remnant.kind)));
            fields.emplace_back("area_m2", square_metres(piece.area));
            fields.emplace_back("width_m", std::round(piece.remnant.width_m * 1000) / 1000);
            add(layer, found.crs, {piece.polygon}, std::move(fields));
        }
    }

  private:
    void add(geo::TileLayer& layer, const std::string& crs, const geo::MultiPolygon& shape, Fields fields) {
        const geo::Projection* const projection = projections_.of(crs);
        if (projection == nullptr) return;
        geo::MultiPolygon placed = geo::place_on_tile(shape, *projection, tile_, form_);
        if (!placed.empty()) layer.features.push_back({std::move(placed), 0, std::move(fields)});
    }

    const geo::TileId& tile_;
    const geo::TileForm& form_;
    Projections& projections_;
};

store::GroundBox reach_of(store::GroundBox reach, const std::vector<MapShape>& plots, Projections& projections) {
    for (const MapShape& plot : plots) {
        const geo::Projection* const projection = projections.of(plot.crs);
        const auto box = projection == nullptr ? std::nullopt : ground_box(plot.shape, *projection);
        if (!box) continue;
        reach.west = std::min(reach.west, box->west);
        reach.south = std::min(reach.south, box->south);
        reach.east = std::max(reach.east, box->east);
        reach.north = std::max(reach.north, box->north);
    }
    return reach;
}

base::Error usage(const std::string& zh, const std::string& en) { return {base::Code::Usage, {base::both(zh, en)}}; }

base::Result<std::vector<std::string>> layers_of(const TileRequest& request) {
    const std::vector<std::string> all(std::begin(kTileLayers), std::end(kTileLayers));
    if (request.layers.empty()) return all;
    for (const std::string& layer : request.layers) {
        if (std::find(all.begin(), all.end(), layer) == all.end())
            return usage("没有图层「" + layer + "」：plots、supplies、residual",
                         "no layer \"" + layer + "\": plots, supplies, residual");
    }
    return request.layers;
}

}  // namespace

base::Result<Tile> tile(store::Snapshot& snapshot, const TileRequest& request) {
    if (!geo::exists(request.tile)) {
        const std::string name = geo::tile_name(request.tile);
        return usage("没有瓦片 " + name, "there is no tile " + name);
    }
    PANHUO_TRY(const std::vector<std::string> names, layers_of(request));
    const geo::TileForm form = form_of(request.tile.zoom);
    const store::GroundBox box = ground_box(geo::drawn_box(request.tile, form));
    const Moment moment{request.as_of, request.known_at, {}, {}};
    Projections projections;
    Painter painter(request.tile, form, projections);
    PANHUO_TRY(const std::vector<store::RecordId> records, snapshot.records_in_box(box));
    PANHUO_TRY(const MapShapes shapes, map_shapes(snapshot, records, moment));
    std::vector<geo::TileLayer> layers;
    for (const std::string& name : names) {
        geo::TileLayer& layer = layers.emplace_back(geo::TileLayer{name, {}});
        if (name == "plots") painter.plots(layer, shapes.plots);
        if (name == "supplies") painter.supplies(layer, shapes.supplies);
        if (name == "residual" && request.tile.zoom >= kResidualZoom) {
            PANHUO_TRY(const MapResidual residual, residual_of(snapshot, shapes.plots, moment, projections));
            painter.residual(layer, residual);
        }
    }
    Tile out;
    out.reach = reach_of(box, shapes.plots, projections);
    out.bytes = geo::write_tile(layers, form);
    out.etag = base::hex(base::hash(base::HashAlgorithm::Sha256, out.bytes)).substr(0, 32);
    return out;
}

}  // namespace service
