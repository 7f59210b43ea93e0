// The rows of an export's layers, from the book.
#include "geo/ellipsoid.hpp"
#include "geo/mend.hpp"
#include "geo/rezone.hpp"
#include "intake/boundary_text.hpp"
#include "service/export.hpp"
#include "service/export_layers.hpp"
#include "service/map_residual.hpp"
#include "service/parcels.hpp"

#include <algorithm>
#include <set>

namespace service {
namespace {

using intake::MapLayer;
using intake::MapRow;

std::string square_metres(const std::optional<base::Area>& area) { return area ? area->m2_text() : ""; }
std::string iso(const std::optional<base::Date>& date) { return date ? date->iso() : ""; }
std::string judgement(const Parcel& parcel) { return law::judgement_text(parcel.judgement).zh; }

bool lies_idle(const Parcel& parcel) {
    using law::Judgement;
    const bool judged = parcel.judgement == Judgement::IdleByLaw || parcel.judgement == Judgement::IdleMay ||
                        parcel.judgement == Judgement::IdleRecognised;
    return judged || parcel.status == ledger::account_code(ledger::Account::Idle);
}

/// A shape on the file's map, with its areas.
struct Placed {
    geo::MultiPolygon shape;
    base::Area planar;  ///< on its own zone's map
    std::optional<base::Area> ellipsoidal;
};

/// The declared area, both others, and which of them it is.
std::vector<std::string> area_cells(const std::optional<base::Area>& declared, const Placed& placed) {
    const geo::AreaMatch match =
        geo::match_area(declared, placed.planar, placed.ellipsoidal, intake::kRoundingAllowance);
    return {square_metres(declared), placed.planar.m2_text(), square_metres(placed.ellipsoidal),
            std::string(geo::area_match_name(match))};
}

std::vector<std::string> joined(std::vector<std::string> front, const std::vector<std::string>& middle,
                                const std::vector<std::string>& back) {
    front.insert(front.end(), middle.begin(), middle.end());
    front.insert(front.end(), back.begin(), back.end());
    return front;
}

/// Shapes brought to the one coordinate system of the file: that of the first that has one.
class Plane {
  public:
    explicit Plane(Exported& counts) : counts_(counts) {}

    const std::string& crs() const { return crs_; }
    Projections& projections() { return projections_; }

    /// Nothing, and counted, where there is no shape or no place.
    std::optional<Placed> shape(const land::Geometry& geometry) {
        const auto read = geo::read_wkt_loosely(geometry.wkt, geo::kMillimetre);
        geo::MultiPolygon found;
        if (!geometry.empty() && read.ok()) found = geo::mend(*read, geo::kMillimetre).polygons;
        if (found.empty() || !geo::fits_area(found)) {
            ++counts_.without_shape;
            return std::nullopt;
        }
        Placed out;
        out.planar = geo::area_of(found);
        if (const geo::Projection* const own = projections_.of(geometry.crs))
            out.ellipsoidal = geo::ellipsoidal_area(found, *own);
        out.shape = moved(std::move(found), geometry.crs);
        if (!out.shape.empty()) return out;
        ++counts_.without_place;
        return std::nullopt;
    }
    geo::MultiPolygon moved(geo::MultiPolygon shape, const std::string& from) {
        const geo::Projection* const projection = projections_.of(from);
        if (projection == nullptr) return {};
        if (crs_.empty()) crs_ = from;
        return from == crs_ ? std::move(shape) : geo::rezoned(std::move(shape), *projection, *projections_.of(crs_));
    }

  private:
    Exported& counts_;
    std::string crs_;
    Projections projections_;
};

class Writer {
  public:
    Writer(store::Snapshot& snapshot, const Book& book, const std::vector<std::string>& names, Exported& counts)
        : snapshot_(snapshot), book_(book), plane_(counts) {
        for (const std::string& name : names) layers_.push_back(export_layer(name));
    }

    base::Result<std::vector<MapLayer>> run() {
        PANHUO_DO(each_parcel(book_, [&](const Parcel& parcel) { return take(parcel); }));
        if (MapLayer* const layer = layer_of("residual")) PANHUO_DO(residual(*layer));
        for (MapLayer& layer : layers_) layer.crs = plane_.crs();
        return std::move(layers_);
    }

  private:
    MapLayer* layer_of(const char* name) {
        const auto found =
            std::find_if(layers_.begin(), layers_.end(), [&](const MapLayer& layer) { return layer.name == name; });
        return found == layers_.end() ? nullptr : &*found;
    }

    base::Status take(const Parcel& parcel) {
        if (parcel.kind == "plot") {
            const auto plot = book_.plots.find(parcel.id);
            if (parcel.origin == "plot:" + parcel.id && plot != book_.plots.end() && is_there(plot->second.record))
                take_plot(parcel, plot->second.record);
        } else if (parcel.kind == "supply") {
            return take_supply(parcel);
        }
        return base::Done{};
    }

    bool is_there(const land::Plot& plot) const {
        const auto approval = book_.approvals.find(plot.approval);
        return on_map(approval == book_.approvals.end() ? nullptr : &approval->second.record, book_.moment.as_of);
    }

    void take_plot(const Parcel& parcel, const land::Plot& plot) {
        auto placed = plane_.shape(plot.geometry);
        if (!placed) return;
        plots_.push_back(parcel.id);
        MapLayer* const layer = layer_of("plots");
        if (layer == nullptr) return;
        layer->rows.push_back(
            {joined({parcel.id, plot.number, parcel.name, parcel.approval, plot.division, parcel.township},
                    area_cells(parcel.area, *placed),
                    {parcel.unsupplied.m2_text(), parcel.status, status_zh(parcel.status), judgement(parcel),
                     parcel.route, parcel.responsible_unit}),
             std::move(placed->shape)});
    }

    base::Status take_supply(const Parcel& parcel) {
        MapLayer* const supplies = layer_of("supplies");
        MapLayer* const idle = lies_idle(parcel) ? layer_of("idle") : nullptr;
        if (supplies == nullptr && idle == nullptr) return base::Done{};
        land::Supply supply;
        PANHUO_TRY(const auto held, book_.supply(parcel.id));
        if (held) {
            supply = held->record;
        } else if (const auto row = book_.idle.find(parcel.id.substr(parcel.id.find(':') + 1));
                   row != book_.idle.end()) {
            supply.geometry = row->second.record.geometry;  // a row of an idle list stands for its supply
        }
        const auto placed = plane_.shape(supply.geometry);
        if (!placed) return base::Done{};
        if (idle != nullptr)
            idle->rows.push_back({{parcel.id, parcel.name, parcel.township, square_metres(parcel.area), parcel.status,
                                   status_zh(parcel.status), judgement(parcel), parcel.cause, iso(parcel.due)},
                                  placed->shape});
        if (supplies != nullptr && held)
            supplies->rows.push_back({joined({parcel.id, supply.supervision_no, parcel.name, parcel.approval,
                                              supply.division, parcel.township},
                                             area_cells(parcel.area, *placed),
                                             {supply.mode_text, iso(supply.signed_on), parcel.status,
                                              status_zh(parcel.status), judgement(parcel), iso(parcel.due)}),
                                      placed->shape});
        return base::Done{};
    }

    base::Status residual(MapLayer& layer) {
        std::vector<store::RecordId> ids;
        for (const std::string& key : plots_) ids.push_back({std::string(land::kind_name(land::Kind::Plot)), key});
        PANHUO_TRY(const MapShapes shapes, map_shapes(snapshot_, ids, book_.moment));
        PANHUO_TRY(const MapResidual found, residual_of(snapshot_, shapes.plots, book_.moment, plane_.projections()));
        for (const MapPiece& piece : found.pieces) {
            geo::MultiPolygon shape = plane_.moved({piece.polygon}, found.crs);
            if (shape.empty()) continue;
            layer.rows.push_back({{piece.plots, piece.approvals, std::string(geo::remnant_name(piece.remnant.kind)),
                                   geo::remnant_text(piece.remnant.kind).zh, piece.area.m2_text(),
                                   base::Area::from_measured_m2(piece.remnant.width_m).m2_text()},
                                  std::move(shape)});
        }
        return base::Done{};
    }

    store::Snapshot& snapshot_;
    const Book& book_;
    Plane plane_;
    std::vector<MapLayer> layers_;
    std::vector<std::string> plots_;  ///< on the map
};

}  // namespace

base::Result<std::vector<intake::MapLayer>> map_layers(store::Snapshot& snapshot, const Book& book,
                                                       const std::vector<std::string>& names, Exported& counts) {
    return Writer(snapshot, book, names, counts).run();
}

}  // namespace service
