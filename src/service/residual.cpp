#include "service/residual.hpp"

#include "geo/projection.hpp"
#include "service/remnant_rules.hpp"
#include "service/whereabouts.hpp"

#include <chrono>
#include <utility>

namespace service {
namespace {

using Moment = std::chrono::steady_clock::time_point;

double seconds(Moment from, Moment to) { return std::chrono::duration<double>(to - from).count(); }

/// The only thing that can go wrong in the overlay itself (geo::make_account).
base::Error too_large(const geo::Resolution& grid) {
    const std::string step = geo::metres_text(1, grid);
    return {base::Code::Usage,
            {base::both("--grid " + step + "：图层的范围超出这个格网所能计算的大小。请核对坐标，或加大格网",
                        "--grid " + step +
                            ": the layers extend beyond what this grid can compute. Check the coordinates, or use a "
                            "coarser grid")}};
}

/// The layers of a request, one after the other; both are read by the same rules.
class Layers {
  public:
    static base::Result<Layers> of(const ResidualRequest& request) {
        Layers out(request);
        if (!request.division.empty()) {
            PANHUO_TRY(out.extent_, extent_of(request.division));
        }
        return out;
    }
    base::Result<LayerFile> read(const std::string& path, const std::string& key, const std::string& crs,
                                 ResidualStep step) const {
        LayerRequest layer{path, key, request_->grid, {}, extent_};
        PANHUO_TRY(layer.told, intake::read_told_crs(crs));
        const auto& progress = request_->progress;
        if (progress) {
            progress(step, 0, 0);
            layer.progress = [&](std::int64_t rows) { progress(step, static_cast<std::size_t>(rows), 0); };
        }
        return read_layer_file(layer);
    }

  private:
    explicit Layers(const ResidualRequest& request) : request_(&request) {}
    const ResidualRequest* request_;
    std::optional<geo::Extent> extent_;
};

/// How a layer's place is called in an error.
std::string place_of(const LayerFile& layer) {
    if (!layer.crs.empty()) return layer.crs;
    for (const char* code : {"CRS_ASK", "CRS_CONTRADICTED", "OLD_SYSTEM", "CRS_OFF_GRID", "CRS_NOT_STATED"}) {
        if (const auto at = layer.notes.find(code); at != layer.notes.end()) return at->second.text.zh;
    }
    return "?";
}

/// Both on one map, or the error that says why not. Layers without any place are taken as they stand.
base::Status bring_together(LayerFile& approved, LayerFile& supplied, const geo::Resolution& grid) {
    const std::string plane = approved.crs.empty() ? supplied.crs : approved.crs;
    if (plane.empty()) return base::Done{};
    for (LayerFile* const layer : {&approved, &supplied}) {
        const bool same = layer->crs == plane;
        const bool movable = geo::Projection::of(layer->crs).ok() && geo::Projection::of(plane).ok();
        if (!layer->keys.empty() && !same && !movable)
            return base::Error{base::Code::LayersApart, {place_of(approved), place_of(supplied)}};
        bring_to(*layer, plane, grid);
        std::vector<std::string>().swap(layer->row_crs);  // all the same from here on
    }
    return base::Done{};
}

}  // namespace

std::map<geo::RemnantClass, Residual::Sum> Residual::by_class() const {
    std::map<geo::RemnantClass, Sum> out;
    for (const geo::RemnantClass kind : geo::kRemnantClasses) out[kind];
    for (std::size_t i = 0; i < remnants.size(); ++i) {
        Sum& sum = out[remnants[i].kind];
        ++sum.count;
        sum.area += account.pieces[i].booked;
    }
    return out;
}

base::Result<Residual> find_residual(const ResidualRequest& request) {
    const Moment start = std::chrono::steady_clock::now();
    Residual out;
    out.grid = request.grid;
    PANHUO_TRY(const geo::RemnantRules rules, load_remnant_rules());
    PANHUO_TRY(const Layers layers, Layers::of(request));
    PANHUO_TRY(out.approved,
               layers.read(request.approved, request.key_approved, request.crs_approved, ResidualStep::ReadApproved));
    PANHUO_TRY(out.supplied,
               layers.read(request.supplied, request.key_supplied, request.crs_supplied, ResidualStep::ReadSupplied));
    PANHUO_DO(bring_together(out.approved, out.supplied, request.grid));
    const auto tell = [&](ResidualStep step, std::size_t done, std::size_t all) {
        if (request.progress) request.progress(step, done, all);
    };
    tell(ResidualStep::Overlay, 0, 0);
    const Moment read = std::chrono::steady_clock::now();
    const auto overlaid = [&] {
        for (LayerFile* layer : {&out.approved, &out.supplied}) std::vector<geo::MultiPolygon>().swap(layer->polygons);
    };
    auto account =
        geo::make_account(out.approved.polygons, out.supplied.polygons, {request.grid, request.threads}, overlaid);
    if (!account.ok()) return too_large(request.grid);
    out.account = std::move(*account);
    out.remnants.reserve(out.account.pieces.size());
    for (const geo::Piece& piece : out.account.pieces) {
        out.remnants.push_back(geo::classify(piece, rules, request.grid));
        constexpr std::size_t kEvery = 256;
        if (out.remnants.size() % kEvery == 0)
            tell(ResidualStep::Classify, out.remnants.size(), out.account.pieces.size());
    }
    out.read_seconds = seconds(start, read);
    out.index_seconds = out.account.index_seconds;
    out.overlay_seconds = out.account.overlay_seconds;
    out.classify_seconds = seconds(read, std::chrono::steady_clock::now()) - out.index_seconds - out.overlay_seconds;
    return out;
}

}  // namespace service
