#include "service/residual.hpp"

#include "service/remnant_rules.hpp"

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
    PANHUO_TRY(out.approved, read_layer_file(request.approved, request.key_approved, request.grid));
    PANHUO_TRY(out.supplied, read_layer_file(request.supplied, request.key_supplied, request.grid));
    if (!out.approved.crs.empty() && !out.supplied.crs.empty() && out.approved.crs != out.supplied.crs)
        return base::Error{base::Code::LayersApart, {out.approved.crs, out.supplied.crs}};
    const Moment read = std::chrono::steady_clock::now();
    auto account = geo::make_account(out.approved.polygons, out.supplied.polygons, {request.grid, request.threads});
    if (!account.ok()) return too_large(request.grid);
    out.account = std::move(*account);
    for (const geo::Piece& piece : out.account.pieces)
        out.remnants.push_back(geo::classify(piece, rules, request.grid));
    out.read_seconds = seconds(start, read);
    out.index_seconds = out.account.index_seconds;
    out.overlay_seconds = seconds(read, std::chrono::steady_clock::now()) - out.index_seconds;
    out.approved.polygons.clear();
    out.supplied.polygons.clear();
    return out;
}

}  // namespace service
