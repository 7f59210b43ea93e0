// /map, /tiles: where the shapes lie, what is to be done with the plots, and the map cut into tiles.
#include "base/json.hpp"
#include "base/text.hpp"
#include "geo/tile_belt.hpp"
#include "http/gzip.hpp"
#include "http/routes.hpp"
#include "land/division.hpp"
#include "service/map_sheet.hpp"
#include "service/tile.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace http {
namespace {

using service::Action;

/// Kept with the view: it looks through the box of every shape.
Answer get_map(Site& site, const Request& request, const Caller& caller) {
    const auto make = [base_map = site.base_map](View::Material& material) -> base::Result<std::string> {
        std::int64_t shapes = 0;
        std::optional<store::GroundBox> all;
        PANHUO_DO(material.snapshot.scan_boxes([&](const store::BoxRow& row) {
            ++shapes;
            if (!all) all = row.box;
            all->west = std::min(all->west, row.box.west);
            all->south = std::min(all->south, row.box.south);
            all->east = std::max(all->east, row.box.east);
            all->north = std::max(all->north, row.box.north);
            return true;
        }));
        base::Json extent = nullptr, belt = nullptr;
        if (all) {
            constexpr double kDegree = 1e7;
            extent = {{"west", all->west / kDegree},
                      {"south", all->south / kDegree},
                      {"east", all->east / kDegree},
                      {"north", all->north / kDegree}};
            const int code = geo::nearest_belt((all->west / kDegree + all->east / kDegree) / 2);
            belt = {{"epsg", code}, {"meridian", geo::belt_meridian(code)}};
        }
        base::Json layers = base::Json::array();
        for (const char* layer : service::kTileLayers) layers.push_back(layer);
        return dump({{"extent", std::move(extent)},
                     {"shapes", shapes},
                     {"belt", std::move(belt)},
                     {"layers", std::move(layers)},
                     {"base_map", base_map ? base_map_json(*base_map) : base::Json(nullptr)}});
    };
    return shared_document(site, request, caller, "map", make);
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

bool flag_of(const Request& request, const char* name, bool fallback) {
    const std::string& text = request.parameter(name);
    return text.empty() ? fallback : text == "true";
}

/// "west,south,east,north" in degrees.
bool read_box(const std::string& text, service::MapSheetOrder& order) {
    double* const sides[] = {&order.west, &order.south, &order.east, &order.north};
    const std::vector<std::string_view> parts = base::split(text, ',');
    if (parts.size() != 4) return false;
    for (std::size_t i = 0; i < 4; ++i) {
        if (!read_number(std::string(parts[i]), *sides[i]) || !std::isfinite(*sides[i])) return false;
    }
    return true;
}

base::Result<service::MapSheetOrder> sheet_order(const Site& site, const Request& request) {
    service::MapSheetOrder order;
    if (!read_box(request.parameter("box"), order)) return base::Error{base::Code::Usage, {"box"}};
    const std::string& belt = request.parameter("belt");
    if (!belt.empty() && !read_number(belt, order.belt)) return base::Error{base::Code::Usage, {"belt"}};
    PANHUO_TRY(order.moment, service::read_moment(switches_of(request), site.clock));
    order.moment.counting = order.moment.counting_asked.value_or(ledger::Counting::Official);
    if (request.parameter("paper") == "A3") order.paper = report::MapPaper::A3;
    order.plots = flag_of(request, "plots", true);
    order.supplies = flag_of(request, "supplies", true);
    order.residual = flag_of(request, "residual", false);
    order.by_route = request.parameter("by") == "route";
    order.division = request.parameter("division");
    order.zone = request.parameter("zone");
    if (request.parameter("unit") == "mu") order.unit = base::AreaUnit::Mu;
    if (request.parameter("unit") == "m2") order.unit = base::AreaUnit::SquareMetre;
    if (request.parameter("lang") == "en") order.lang = base::Lang::En;
    return order;
}

/// Plot → route, out of the document that colours the screen: the sheet shows the same.
base::Result<std::map<std::string, std::string>> routes_of(Site& site, const Request& request, const Caller& caller) {
    Request plain = request;
    plain.headers.clear();  // the whole document, as it is: neither "you have it" nor packed
    PANHUO_TRY(const Response document, get_map_routes(site, plain, caller));
    PANHUO_TRY(const base::Json json, base::parse_json(document.bytes(), "routes"));
    std::map<std::string, std::string> route_of;
    for (const auto& [route, plots] : json.at("routes").items()) {
        for (const base::Json& plot : plots) route_of[plot.get<std::string>()] = route;
    }
    return route_of;
}

/// The view as a sheet of paper.
Answer get_map_sheet(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(service::MapSheetOrder order, sheet_order(site, request));
    if (order.by_route) {
        PANHUO_TRY(order.route_of, routes_of(site, request, caller));
    }
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const std::string division, service::office_chain(*snapshot));
    order.name = order.zone.empty() ? land::divisions().name_of(division).value_or(division) : order.zone;
    Response response;
    PANHUO_TRY(response.body, service::map_sheet(*snapshot, order));
    response.type = "application/pdf";
    response.headers.emplace_back("Content-Disposition", attachment("map-" + order.moment.as_of.iso() + ".pdf"));
    site.note(service::AuditEvent::Exported, caller.login(), "map sheet", caller);
    return response;
}

}  // namespace

std::vector<Route> map_routes() {
    return {
        {"GET", "/api/v1/map", Access::whole(Action::Read), {}, get_map},
        {"GET", "/api/v1/map/routes", Access::whole(Action::Read), {}, get_map_routes},
        {"GET", "/api/v1/map/sheet", Access::whole(Action::Report), {}, get_map_sheet},
        {"GET", "/api/v1/tiles/{grid}/{z}/{x}/{y}", Access::whole(Action::Read), {}, get_tile},
    };
}

}  // namespace http
