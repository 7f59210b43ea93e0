#include "service/export.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "intake/boundary_write.hpp"
#include "service/export_layers.hpp"
#include "service/map_out.hpp"

#include <algorithm>

namespace service {
namespace {

base::Error usage(const std::string& zh, const std::string& en) { return {base::Code::Usage, {base::both(zh, en)}}; }

bool is_text(const std::string& path) { return base::ends_with(path, ".txt"); }

base::Result<std::vector<std::string>> names_of(const ExportRequest& request) {
    if (!is_text(request.path) && !is_map_file(request.path))
        return usage(request.path + "：能写 .gpkg、.geojson、.shp、.zip、.txt",
                     request.path + ": .gpkg, .geojson, .shp, .zip or .txt");
    const std::vector<std::string> all(std::begin(kExportLayers), std::end(kExportLayers));
    if (request.layer.empty()) {
        const bool several = !is_text(request.path) && holds_layers(request.path);
        return several ? all : std::vector<std::string>{"plots"};
    }
    if (std::find(all.begin(), all.end(), request.layer) == all.end())
        return usage("没有图层「" + request.layer + "」：plots、supplies、residual、idle",
                     "no layer \"" + request.layer + "\": plots, supplies, residual, idle");
    return std::vector<std::string>{request.layer};
}

/// A row of another layer as a plot that boundary text can hold: its first two fields are number and name.
land::Plot as_plot(const intake::MapLayer& layer, const intake::MapRow& row) {
    land::Plot plot;
    plot.number = row.cells[0];
    plot.name = row.cells[1];
    plot.geometry = {layer.crs, geo::write_wkt(row.shape, layer.grid)};
    const auto area = std::find_if(layer.fields.begin(), layer.fields.end(),
                                   [](const intake::MapField& field) { return field.name == "area_m2"; });
    const std::string& text = row.cells[static_cast<std::size_t>(area - layer.fields.begin())];
    if (const auto read = base::parse_area(text, base::AreaUnit::SquareMetre)) plot.area = read->area;
    return plot;
}

/// Plots as the book has them, each in its own coordinate system.
std::vector<land::Plot> plots_as_held(const Book& book, Exported& counts) {
    std::vector<land::Plot> plots;
    for (const auto& [key, held] : book.plots) {
        if (held.record.geometry.empty()) {
            ++counts.without_shape;
        } else {
            plots.push_back(held.record);
        }
    }
    return plots;
}

}  // namespace

base::Result<Exported> export_map(store::Snapshot& snapshot, const Book& book, const ExportRequest& request) {
    PANHUO_TRY(const std::vector<std::string> names, names_of(request));
    Exported out;
    if (is_text(request.path)) {
        std::vector<land::Plot> plots;
        if (names.front() == "plots") {
            plots = plots_as_held(book, out);
        } else {
            PANHUO_TRY(const std::vector<intake::MapLayer> layers, map_layers(snapshot, book, names, out));
            for (const intake::MapRow& row : layers.front().rows) plots.push_back(as_plot(layers.front(), row));
        }
        const intake::BoundaryText text = intake::write_boundary_text(plots, book.division);
        PANHUO_DO(base::write_file_atomic(request.path, text.text));
        out.features = {{names.front(), text.written}};
        return out;
    }
    PANHUO_TRY(const std::vector<intake::MapLayer> layers, map_layers(snapshot, book, names, out));
    PANHUO_DO(write_maps(request.path, layers, book.moment.as_of));
    for (const intake::MapLayer& layer : layers) out.features.emplace_back(layer.name, layer.rows.size());
    return out;
}

}  // namespace service
