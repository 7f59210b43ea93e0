#include "service/map_residual.hpp"

#include "geo/account.hpp"
#include "geo/rezone.hpp"
#include "service/remnant_rules.hpp"
#include "service/remnant_ways.hpp"

#include <algorithm>
#include <set>

namespace service {
namespace {

/// Shapes by key, each once, all in one zone.
class Ground {
  public:
    Ground(std::string crs, Projections& projections) : crs_(std::move(crs)), projections_(projections) {}

    void add(std::map<std::string, MapShape>& layer, const MapShape& shape) {
        const auto [at, fresh] = layer.try_emplace(shape.key, shape);
        if (!fresh || shape.crs == crs_) return;
        const geo::Projection* const from = projections_.of(shape.crs);
        const geo::Projection* const to = projections_.of(crs_);
        at->second.shape = from && to ? geo::rezoned(shape.shape, *from, *to) : geo::MultiPolygon{};
    }

  private:
    std::string crs_;
    Projections& projections_;
};

std::string joined(const std::set<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : ";") + text;
    return out;
}

std::vector<geo::MultiPolygon> shapes_of(const std::map<std::string, MapShape>& layer) {
    std::vector<geo::MultiPolygon> out;
    for (const auto& [key, each] : layer) out.push_back(each.shape);
    return out;
}

/// Records whose boxes touch a plot's box, each once. One box around all would find what lies between far plots, too.
base::Result<std::vector<store::RecordId>> neighbours(store::Snapshot& snapshot, const std::vector<MapShape>& plots,
                                                      Projections& projections) {
    std::set<store::RecordId> found;
    for (const MapShape& plot : plots) {
        const geo::Projection* const projection = projections.of(plot.crs);
        const auto box = projection ? ground_box(plot.shape, *projection) : std::nullopt;
        if (!box) continue;
        PANHUO_TRY(const std::vector<store::RecordId> records, snapshot.records_in_box(*box));
        found.insert(records.begin(), records.end());
    }
    return std::vector<store::RecordId>(found.begin(), found.end());
}

}  // namespace

base::Result<MapResidual> residual_of(store::Snapshot& snapshot, const std::vector<MapShape>& plots,
                                      const Moment& moment, Projections& projections) {
    MapResidual out;
    if (plots.empty()) return out;
    out.crs = plots.front().crs;
    PANHUO_TRY(const geo::RemnantRules rules, load_remnant_rules());
    PANHUO_TRY(const RemnantWays ways, load_remnant_ways());
    Ground ground(out.crs, projections);
    std::map<std::string, MapShape> approved, supplied;
    std::set<std::string> asked;
    for (const MapShape& plot : plots) {
        asked.insert(plot.key);
        ground.add(approved, plot);
    }
    PANHUO_TRY(const std::vector<store::RecordId> around, neighbours(snapshot, plots, projections));
    PANHUO_TRY(const MapShapes near, map_shapes(snapshot, around, moment));
    for (const MapShape& each : near.plots) ground.add(approved, each);
    for (const MapShape& each : near.supplies) {
        if (each.standing) ground.add(supplied, each);
    }
    std::vector<std::string> keys;
    std::vector<const MapShape*> plot_of;
    for (const auto& [key, each] : approved) {
        keys.push_back(key);
        plot_of.push_back(&each);
    }
    geo::AccountOptions options{.resolution = geo::kMillimetre};
    for (const auto& [key, each] : supplied) options.roads.push_back(ways.is_road(each.use));
    PANHUO_TRY(const geo::Account account, geo::make_account(shapes_of(approved), shapes_of(supplied), options));
    for (const geo::Piece& piece : account.pieces) {
        std::set<std::string> of_plots, of_approvals, of_divisions, of_zones;
        bool wanted = false;
        for (const std::uint32_t plot : piece.plots) {
            of_plots.insert(keys[plot]);
            if (!plot_of[plot]->approval.empty()) of_approvals.insert(plot_of[plot]->approval);
            if (!plot_of[plot]->division.empty()) of_divisions.insert(plot_of[plot]->division);
            if (!plot_of[plot]->zone.empty()) of_zones.insert(plot_of[plot]->zone);
            wanted = wanted || asked.count(keys[plot]) > 0;
        }
        if (!wanted) continue;
        out.pieces.push_back({joined(of_plots),
                              {of_plots.begin(), of_plots.end()},
                              joined(of_approvals),
                              joined(of_divisions),
                              joined(of_zones),
                              piece.polygon,
                              piece.measured,
                              geo::classify(piece, rules, geo::kMillimetre)});
    }
    return out;
}

}  // namespace service
