#include "service/map_out.hpp"

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "geo/projection_text.hpp"
#include "geo/wkb.hpp"
#include "intake/map_files.hpp"
#include "intake/qgis_style.hpp"
#include "store/geo_package.hpp"

#include <cstdlib>
#include <utility>

namespace service {
namespace {

using store::PackageField;

bool is_package(const std::string& path) { return base::ends_with(base::lower_case(path), ".gpkg"); }

PackageField::Kind kind_of(intake::MapFieldKind kind) {
    switch (kind) {
        case intake::MapFieldKind::Text:
            return PackageField::Kind::Text;
        case intake::MapFieldKind::Real:
            return PackageField::Kind::Real;
        case intake::MapFieldKind::Date:
            return PackageField::Kind::Date;
    }
    return PackageField::Kind::Text;
}

/// The layer's head, and its reference system where PROJ knows it.
base::Status begin(store::PackageWriter& out, const intake::MapLayer& layer) {
    store::PackageLayer head{layer.name, layer.title, 0, intake::qgis_style(layer), {}};
    if (const auto system = geo::crs_text(layer.crs)) {
        head.crs = std::atoi(layer.crs.c_str() + std::string_view("EPSG:").size());
        PANHUO_DO(out.reference(head.crs, system->name, system->wkt));
    }
    for (const intake::MapField& field : layer.fields)
        head.fields.push_back({field.name, field.alias, kind_of(field.kind)});
    return out.begin(std::move(head));
}

base::Status put_row(store::PackageWriter& out, const intake::MapRow& row, const geo::Resolution& grid) {
    store::PackageBox box;
    if (const auto found = geo::box_of(row.shape)) {
        const double step = grid.metres();
        box = {static_cast<double>(found->low.x) * step, static_cast<double>(found->high.x) * step,
               static_cast<double>(found->low.y) * step, static_cast<double>(found->high.y) * step};
    }
    return out.row(row.cells, geo::write_wkb(row.shape, grid), box);
}

}  // namespace

bool is_map_file(const std::string& path) { return is_package(path) || intake::is_map_file(path); }
bool holds_layers(const std::string& path) { return is_package(path) || intake::holds_layers(path); }

base::Status write_map(const std::string& path, intake::MapLayer head, const MapRows& rows, base::Date day) {
    if (!is_package(path)) {
        PANHUO_DO(rows([&](const intake::MapRow& row) -> base::Status {
            head.rows.push_back(row);
            return base::Done{};
        }));
        return intake::write_map_files(path, {std::move(head)}, day);
    }
    PANHUO_TRY(const std::unique_ptr<store::PackageWriter> out, store::PackageWriter::create(path, day.iso()));
    PANHUO_DO(begin(*out, head));
    PANHUO_DO(rows([&](const intake::MapRow& row) { return put_row(*out, row, head.grid); }));
    return out->finish();
}

base::Status write_maps(const std::string& path, const std::vector<intake::MapLayer>& layers, base::Date day) {
    if (!is_package(path)) return intake::write_map_files(path, layers, day);
    PANHUO_TRY(const std::unique_ptr<store::PackageWriter> out, store::PackageWriter::create(path, day.iso()));
    for (const intake::MapLayer& layer : layers) {
        PANHUO_DO(begin(*out, layer));
        for (const intake::MapRow& row : layer.rows) PANHUO_DO(put_row(*out, row, layer.grid));
    }
    return out->finish();
}

}  // namespace service
