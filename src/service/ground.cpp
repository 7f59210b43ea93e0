#include "service/ground.hpp"

#include "geo/account.hpp"
#include "geo/mend.hpp"
#include "geo/wkt.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace service {
namespace {

constexpr base::Area kSliver = base::Area::from_m2(1);

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

std::map<std::string, Layer> plot_layers(const Book& book) {
    std::map<std::string, Layer> layers;
    for (const auto& [key, held] : book.plots) layers[held.record.geometry.crs].add(key, held.record.geometry);
    return layers;
}

geo::AccountOptions on_millimetres() {
    geo::AccountOptions options;
    options.resolution = geo::kMillimetre;
    return options;
}

}  // namespace

base::Result<std::vector<Overlay>> supplies_on_plots(const Book& book,
                                                     const std::vector<const Held<land::Supply>*>& supplies) {
    std::map<std::string, Layer> drawn;
    for (const Held<land::Supply>* held : supplies)
        drawn[held->record.geometry.crs].add(held->key, held->record.geometry);
    std::vector<Overlay> found;
    if (drawn.empty()) return found;
    const std::map<std::string, Layer> plots = plot_layers(book);
    for (const auto& [crs, layer] : drawn) {
        const auto ground = plots.find(crs);
        if (ground == plots.end() || layer.keys.empty()) continue;
        PANHUO_TRY(const geo::Account account,
                   geo::make_account(ground->second.shapes, layer.shapes, on_millimetres()));
        for (const geo::Draw& draw : account.draws) {
            const base::Area shape = account.supplies[draw.supply].supplied;
            if (draw.area < kSliver && draw.area.units() * 1000 <= shape.units()) continue;
            found.push_back({layer.keys[draw.supply], ground->second.keys[draw.plot], draw.area, shape});
        }
    }
    std::sort(found.begin(), found.end(), [](const Overlay& a, const Overlay& b) {
        return std::tie(a.supply, b.area, a.plot) < std::tie(b.supply, a.area, b.plot);
    });
    return found;
}

base::Result<std::vector<Overlap>> overlapping_plots(const Book& book) {
    std::vector<Overlap> found;
    for (const auto& [crs, layer] : plot_layers(book)) {
        PANHUO_TRY(const geo::Account account, geo::make_account(layer.shapes, {}, on_millimetres()));
        std::map<std::vector<std::string>, base::Area> areas;
        for (const geo::Piece& piece : account.pieces) {
            if (piece.plots.size() < 2) continue;
            std::vector<std::string> keys;
            for (const std::uint32_t plot : piece.plots) keys.push_back(layer.keys[plot]);
            std::sort(keys.begin(), keys.end());
            areas[keys] += piece.measured;
        }
        for (auto& [keys, area] : areas) {
            if (area < kSliver) continue;
            std::set<std::string> approvals;
            for (const std::string& key : keys) {
                if (const auto* approval = book.approval_of("plot:" + key)) approvals.insert(approval->key);
            }
            found.push_back({keys, {approvals.begin(), approvals.end()}, area});
        }
    }
    std::sort(found.begin(), found.end(),
              [](const Overlap& a, const Overlap& b) { return std::tie(b.area, a.plots) < std::tie(a.area, b.plots); });
    return found;
}

}  // namespace service
