#include "service/ground.hpp"

#include "geo/account.hpp"
#include "geo/inscribed.hpp"
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
        geo::MultiPolygon shape = mended_shape(geometry);
        if (shape.empty()) return;
        keys.push_back(key);
        shapes.push_back(std::move(shape));
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

bool slivers_only(const std::vector<geo::Piece>& pieces, const geo::RemnantRules& rules) {
    return std::all_of(pieces.begin(), pieces.end(), [&](const geo::Piece& piece) {
        // No polygon is narrower than its area ÷ half its outline (geo/remnant.hpp): most are settled by that alone.
        if (piece.polygon.holes.empty() && 2 * piece.measured.m2() >= rules.noise_width_m * piece.perimeter_m)
            return false;
        return geo::inscribed_width_m(piece.polygon, geo::kMillimetre) < rules.noise_width_m;
    });
}

/// A piece of a supply that may be a sliver: looked at closely only where it is a small part.
constexpr std::int64_t kSmallPart = 5;

}  // namespace

geo::MultiPolygon mended_shape(const land::Geometry& geometry) {
    if (geometry.empty()) return {};
    const auto read = geo::read_wkt_loosely(geometry.wkt, geo::kMillimetre);
    if (!read.ok()) return {};
    geo::Mended mended = geo::mend(*read, geo::kMillimetre);
    return mended.refused() ? geo::MultiPolygon{} : std::move(mended.polygons);
}

base::Result<bool> is_sliver(const geo::MultiPolygon& a, const geo::MultiPolygon& b, const geo::RemnantRules& rules) {
    // What they share is a without (a without b).
    PANHUO_TRY(const geo::Account without, geo::make_account({a}, {b}, kOnMillimetres));
    geo::MultiPolygon rest;
    for (const geo::Piece& piece : without.pieces) rest.push_back(piece.polygon);
    PANHUO_TRY(const geo::Account shared, geo::make_account({a}, {rest}, kOnMillimetres));
    return slivers_only(shared.pieces, rules);
}

base::Result<std::vector<Overlay>> supplies_on_plots(const Plots& plots,
                                                     const std::vector<const Held<land::Supply>*>& supplies) {
    std::map<std::string, Layer> drawn;
    for (const Held<land::Supply>* held : supplies)
        drawn[held->record.geometry.crs].add(held->key, held->record.geometry);
    std::vector<Overlay> found;
    if (drawn.empty()) return found;
    PANHUO_TRY(const geo::RemnantRules rules, load_remnant_rules());
    const base::Area noise = base::Area::from_measured_m2(rules.noise_area_m2);
    const std::map<std::string, Layer> grounds = plot_layers(plots);
    for (const auto& [crs, layer] : drawn) {
        const auto ground = grounds.find(crs);
        if (ground == grounds.end() || layer.keys.empty()) continue;
        PANHUO_TRY(const geo::Account account, geo::make_account(ground->second.shapes, layer.shapes, kOnMillimetres));
        std::map<std::uint32_t, std::vector<geo::MultiPolygon>> under;
        const std::size_t before = found.size();
        for (const geo::Draw& draw : account.draws) {
            const base::Area shape = account.supplies[draw.supply].supplied;
            if (draw.area < noise && draw.area.units() * 1000 <= shape.units()) continue;
            if (draw.area.units() * kSmallPart < shape.units()) {
                PANHUO_TRY(const bool sliver,
                           is_sliver(layer.shapes[draw.supply], ground->second.shapes[draw.plot], rules));
                if (sliver) continue;
            }
            under[draw.supply].push_back(ground->second.shapes[draw.plot]);
            found.push_back({layer.keys[draw.supply], ground->second.keys[draw.plot], draw.area, shape});
        }
        std::set<std::string> all_on_plots;
        for (const auto& [supply, shapes] : under) {
            PANHUO_TRY(const geo::Account rest, geo::make_account({layer.shapes[supply]}, shapes, kOnMillimetres));
            if (slivers_only(rest.pieces, rules)) all_on_plots.insert(layer.keys[supply]);
        }
        for (std::size_t i = before; i < found.size(); ++i)
            found[i].all_on_plots = all_on_plots.count(found[i].supply) > 0;
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
