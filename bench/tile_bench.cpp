// A tile of many polygons, as the map makes it: brought to the tile, noded, traced, encoded; tiles and vertices a
// second. Usage: tile_bench LAYER.gpkg Z/X/Y   (EPSG:3857; bench/tiles makes the layer and runs ST_AsMVT on the same)
#include "geo/tile.hpp"
#include "service/layer_file.hpp"

#include <chrono>
#include <cstdio>

namespace {

double since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string make_tile(const service::LayerFile& layer, const geo::Projection& zone, const geo::TileId& tile) {
    const geo::TileForm form;
    geo::TileLayer out{"approved", {}};
    for (std::size_t i = 0; i < layer.polygons.size(); ++i) {
        geo::MultiPolygon placed = geo::place_on_tile(layer.polygons[i], zone, tile, form);
        if (!placed.empty()) out.features.push_back({std::move(placed), 0, {{"id", layer.keys[i]}}});
    }
    return geo::write_tile({out}, form);
}

}  // namespace

int main(int argc, char** argv) {
    geo::TileId id;
    long long x = 0, y = 0;
    if (argc != 3 || std::sscanf(argv[2], "%d/%lld/%lld", &id.zoom, &x, &y) != 3) {
        std::fputs("usage: tile_bench LAYER.gpkg Z/X/Y\n", stderr);
        return 2;
    }
    id.x = x;
    id.y = y;
    const auto layer = service::read_layer_file({argv[1], "", geo::kMillimetre, {}, {}});
    const auto zone = layer.ok() ? geo::Projection::of(layer->crs) : geo::Projection::of("");
    if (!layer.ok() || !zone.ok()) {
        std::fprintf(stderr, "tile_bench: %s cannot be read or has no place\n", argv[1]);
        return 1;
    }
    std::size_t corners = 0;
    for (const geo::MultiPolygon& shape : layer->polygons) corners += geo::vertex_count(shape);
    const std::string bytes = make_tile(*layer, *zone, id);
    constexpr int kTimes = 20;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kTimes; ++i) {
        if (make_tile(*layer, *zone, id) != bytes) return 1;
    }
    const double each = since(start) / kTimes;
    std::printf("panhuo: %zu polygons, %zu corners, %zu bytes: %.1f ms a tile, %.1f tiles/s, %.2f million corners/s\n",
                layer->polygons.size(), corners, bytes.size(), each * 1000, 1 / each,
                static_cast<double>(corners) / each / 1e6);
    return 0;
}
