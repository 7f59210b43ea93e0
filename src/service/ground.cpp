#include "service/ground.hpp"

#include "geo/account.hpp"
#include "geo/mend.hpp"
#include "geo/wkt.hpp"
#include "service/remnant_rules.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace service {
namespace {

/// Shapes of one coordinate system, with the keys they belong to.
struct Layer {
    std::vector<std::string> keys;
    std::vector<geo::MultiPolygon> shapes;

    /// A shape that cannot be mended says so at import; here it is not there.
    void add(const std::string& key, const land::Geometry& geometry) {
        if (geometry.empty()) return;
        const auto read = geo::read_wkt_loosely(geometry.wkt, geo::kMillimetre);
        if (!read.ok()) return;
        geo::Mended mended = geo::mend(*read, geo::kMillimetre);
        if (mended.refused()) return;
        keys.push_back(key);
        shapes.push_back(std::move(mended.polygons));
    }
};

/// By coordinate system; keys in order.
std::map<std::string, Layer> plot_layers(const Plots& plots) {
    std::map<std::string, Layer> layers;
    for (const auto& [key, held] : plots) layers[held.record.geometry.crs].add(key, held.record.geometry);
    return layers;
}

constexpr geo::AccountOptions kOnMillimetres = {.resolution = geo::kMillimetre};

base::Result<base::Area> noise_area() {
    PANHUO_TRY(const geo::RemnantRules rules, load_remnant_rules());
    return base::Area::from_measured_m2(rules.noise_area_m2);
}

}  // namespace

base::Result<std::vector<Overlay>> supplies_on_plots(const Plots& plots,
                                                     const std::vector<const Held<land::Supply>*>& supplies) {
    std::map<std::string, Layer> drawn;
    for (const Held<land::Supply>* held : supplies)
        drawn[held->record.geometry.crs].add(held->key, held->record.geometry);
    std::vector<Overlay> found;
    if (drawn.empty()) return found;
    PANHUO_TRY(const base::Area noise, noise_area());
    const std::map<std::string, Layer> grounds = plot_layers(plots);
    for (const auto& [crs, layer] : drawn) {
        const auto ground = grounds.find(crs);
        if (ground == grounds.end() || layer.keys.empty()) continue;
        PANHUO_TRY(const geo::Account account, geo::make_account(ground->second.shapes, layer.shapes, kOnMillimetres));
        for (const geo::Draw& draw : account.draws) {
            const base::Area shape = account.supplies[draw.supply].supplied;
            if (draw.area < noise && draw.area.units() * 1000 <= shape.units()) continue;
            found.push_back({layer.keys[draw.supply], ground->second.keys[draw.plot], draw.area, shape});
        }
    }
    std::sort(found.begin(), found.end(), [](const Overlay& a, const Overlay& b) {
        return std::tie(a.supply, b.area, a.plot) < std::tie(b.supply, a.area, b.plot);
    });
    return found;
}

base::Result<std::vector<Overlap>> overlaps_among(const Plots& plots) {
    std::vector<Overlap> found;
    PANHUO_TRY(const base::Area noise, noise_area());
    for (const auto& [crs, layer] : plot_layers(plots)) {
        PANHUO_TRY(const geo::Account account, geo::make_account(layer.shapes, {}, kOnMillimetres));
        std::map<std::vector<std::uint32_t>, base::Area> areas;
        for (const geo::Piece& piece : account.pieces) {
            if (piece.plots.size() > 1) areas[piece.plots] += piece.measured;
        }
        for (const auto& [claimants, area] : areas) {
            if (area < noise) continue;
            Overlap overlap;
            for (const std::uint32_t plot : claimants) overlap.plots.push_back(layer.keys[plot]);
            overlap.area = area;
            found.push_back(std::move(overlap));
        }
    }
    std::sort(found.begin(), found.end(),
              [](const Overlap& a, const Overlap& b) { return std::tie(b.area, a.plots) < std::tie(a.area, b.plots); });
    return found;
}

base::Result<std::vector<Overlap>> overlapping_plots(const Book& book) {
    PANHUO_TRY(std::vector<Overlap> found, overlaps_among(book.plots));
    for (Overlap& overlap : found) {
        std::set<std::string> approvals;
        for (const std::string& plot : overlap.plots) {
            if (const auto* approval = book.approval_of("plot:" + plot)) approvals.insert(approval->key);
        }
        overlap.approvals.assign(approvals.begin(), approvals.end());
    }
    return found;
}

}  // namespace service
