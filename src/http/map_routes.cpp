// /map, /tiles: where the shapes lie, what is to be done with the plots, and the map cut into tiles.
#include "http/gzip.hpp"
#include "http/routes.hpp"
#include "service/tile.hpp"

#include <algorithm>
#include <charconv>

namespace http {
namespace {

using service::Action;

Answer get_map(Site& site, const Request&, const Caller&) {
    base::Json extent = nullptr;
    std::int64_t shapes = 0;
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    std::optional<store::GroundBox> all;
    PANHUO_DO(snapshot->scan_boxes([&](const store::BoxRow& row) {
        ++shapes;
        if (!all) all = row.box;
        all->west = std::min(all->west, row.box.west);
        all->south = std::min(all->south, row.box.south);
        all->east = std::max(all->east, row.box.east);
        all->north = std::max(all->north, row.box.north);
        return true;
    }));
    constexpr double kDegree = 1e7;
    if (all) {
        extent = {{"west", all->west / kDegree},
                  {"south", all->south / kDegree},
                  {"east", all->east / kDegree},
                  {"north", all->north / kDegree}};
    }
    base::Json layers = base::Json::array();
    for (const char* layer : service::kTileLayers) layers.push_back(layer);
    return json_response(200, {{"extent", std::move(extent)},
                               {"shapes", shapes},
                               {"layers", std::move(layers)},
                               {"base_map", site.base_map ? base_map_json(*site.base_map) : base::Json(nullptr)}});
}

/// Plots by route: the map is coloured by what the law says of a plot, which a tile does not know.
Answer get_map_routes(Site& site, const Request& request, const Caller& caller) {
    const auto make = [](View::Material& material) -> base::Result<std::string> {
        PANHUO_TRY(const std::shared_ptr<const ParcelRows> rows, material.rows());
        base::Json routes = base::Json::object();
        for (std::uint32_t row = 0; row < rows->size(); ++row) {
            const std::string& route = rows->text(row, Shared::Route);
            if (rows->text(row, Shared::Kind) == "plot" && !route.empty()) routes[route].push_back(rows->id(row));
        }
        return dump({{"routes", std::move(routes)}});
    };
    return shared_document(site, request, caller, "map routes", make);
}

template <class Number>
bool read_number(const std::string& text, Number& into) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), into);
    return problem == std::errc{} && end == text.data() + text.size();
}

Answer get_tile(Site& site, const Request& request, const Caller&) {
    service::TileRequest asked;
    int grid = 0;
    const bool read = read_number(request.parts[0], grid) && read_number(request.parts[1], asked.tile.zoom) &&
                      read_number(request.parts[2], asked.tile.x) && read_number(request.parts[3], asked.tile.y);
    const std::optional<geo::TileScheme> scheme = geo::scheme_from_code(grid);
    if (!read || !scheme) return base::Error{base::Code::RouteUnknown, {request.path}};
    asked.tile.scheme = *scheme;
    PANHUO_TRY(const service::Moment moment, service::read_moment(switches_of(request), site.clock));
    asked.as_of = moment.as_of;
    asked.known_at = moment.known_at;
    PANHUO_TRY(const service::TileCache::PackedPointer tile, site.tiles.tile(asked));
    Response response;
    response.type = "application/vnd.mapbox-vector-tile";
    response.headers = {{"ETag", "\"" + tile->etag + "\""}, {"Cache-Control", "private, no-cache"}};
    if (request.header("if-none-match") == "\"" + tile->etag + "\"") {
        response.status = 304;
        return response;
    }
    // The tile's own texts, held as long as the answer is being sent.
    share(request, {tile, &tile->bytes}, {tile, &tile->gzip}, response);
    return response;
}

}  // namespace

std::vector<Route> map_routes() {
    return {
        {"GET", "/api/v1/map", Access::whole(Action::Read), {}, get_map},
        {"GET", "/api/v1/map/routes", Access::whole(Action::Read), {}, get_map_routes},
        {"GET", "/api/v1/tiles/{grid}/{z}/{x}/{y}", Access::whole(Action::Read), {}, get_tile},
    };
}

}  // namespace http
