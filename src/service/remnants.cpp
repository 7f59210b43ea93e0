#include "service/remnants.hpp"

#include "base/text.hpp"
#include "geo/share_out.hpp"
#include "geo/wkt.hpp"
#include "service/changed_ground.hpp"
#include "service/held.hpp"
#include "service/near_ground.hpp"
#include "service/remnant_records.hpp"
#include "service/remnant_rules.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <set>

namespace service {
namespace {

/// What people and the program said about a plot's rest before.
struct SaidOfPlot {
    base::Area without_shape;
    bool any_without_shape = false;
    std::vector<Held<land::Portion>> with_shape;
    std::set<std::string> noise;  ///< numbers of decisions
};

base::Result<SaidOfPlot> said_of(store::Snapshot& snapshot, const std::string& plot, const Moment& moment) {
    SaidOfPlot out;
    PANHUO_TRY(const std::vector<store::RecordId> records, snapshot.records_of_node("plot:" + plot));
    for (const store::RecordId& id : records) {
        const auto kind = land::kind_from_name(id.kind);
        if (!kind || (*kind != land::Kind::Portion && *kind != land::Kind::Decision)) continue;
        PANHUO_TRY(std::vector<ledger::RecordVersion> versions,
                   versions_in_force(snapshot, *kind, id.key, moment.known_at));
        if (holding_on(versions, moment.as_of) == nullptr) continue;
        if (*kind == land::Kind::Decision) {
            const auto& decision = std::get<land::Decision>(versions.back().record);
            if (decision.type == "noise" && decision.plot == plot) out.noise.insert(decision.number);
            continue;
        }
        Held<land::Portion> portion = held_on<land::Portion>(id.key, std::move(versions), moment.as_of);
        if (portion.record.plot != plot) continue;
        if (!shape_of_portion(portion.record).empty()) {
            // What was amended to nothing is over.
            if (!portion.record.area || portion.record.area->is_positive())
                out.with_shape.push_back(std::move(portion));
            continue;
        }
        out.any_without_shape = true;
        if (portion.record.area) out.without_shape += *portion.record.area;
    }
    return out;
}

/// The unsupplied area shared out over what it is made of.
void share(PlotPieces& plot) {
    base::Int128 whole = 0;
    for (const PlotPiece& piece : plot.pieces) whole += piece.measured.units();
    if (whole == 0) return;
    std::vector<base::Int128> parts;
    for (const PlotPiece& piece : plot.pieces)
        parts.push_back(base::Int128{piece.measured.units()} * plot.unsupplied.units());
    const auto shares = geo::share_out(parts, whole, plot.unsupplied.units());
    for (std::size_t i = 0; i < plot.pieces.size(); ++i) plot.pieces[i].area = base::Area::from_units(shares[i]);
}

/// Which portions on record are pieces still.
void match(PlotPieces& plot, std::vector<Held<land::Portion>> with_shape) {
    for (Held<land::Portion>& portion : with_shape) {
        const land::Geometry shape = shape_of_portion(portion.record);
        const auto piece = std::find_if(plot.pieces.begin(), plot.pieces.end(), [&](const PlotPiece& each) {
            return each.shape == shape && portion.record.area == each.area;
        });
        if (piece != plot.pieces.end()) {
            piece->said_by = portion.key;
        } else {
            plot.outdated.push_back(std::move(portion));
        }
    }
}

base::Result<PlotPieces> settle(store::Snapshot& snapshot, const MapShape& plot, std::vector<const MapPiece*> pieces,
                                const geo::RemnantRules& rules, const RemnantWays& ways, const Moment& moment) {
    PlotPieces out;
    out.plot = plot.key;
    out.unsupplied = plot.unsupplied;
    PANHUO_TRY(SaidOfPlot said, said_of(snapshot, plot.key, moment));
    out.stated = said.without_shape;
    for (const MapPiece* each : pieces) {
        PlotPiece piece;
        piece.shape = {plot.crs, geo::write_wkt({each->polygon}, geo::kMillimetre)};
        piece.number = remnant_number(piece.shape);
        piece.measured = each->area;
        piece.remnant = each->remnant;
        piece.way = ways.by_class.at(each->remnant.kind);
        // Noise that an operator accepted is in its own account.
        if (said.noise.count(noise_number(plot.key, piece.number)) > 0) continue;
        out.measured += piece.measured;
        out.pieces.push_back(std::move(piece));
    }
    if (!out.unsupplied.is_positive() && said.with_shape.empty()) {
        out.state = PlotState::Settled;
    } else if (said.any_without_shape) {
        out.state = PlotState::Stated;
    } else if (!agree(out.unsupplied, out.measured, rules)) {
        out.state = PlotState::Differs;
    }
    share(out);
    match(out, std::move(said.with_shape));
    return out;
}

base::Result<std::vector<store::RecordId>> every_plot(store::Snapshot& snapshot, base::Instant known_at) {
    std::vector<store::RecordId> out;
    PANHUO_DO(snapshot.scan_kind(land::kind_name(land::Kind::Plot), known_at, [&](const store::VersionRow& row) {
        if (out.empty() || out.back().key != row.key) out.push_back({row.kind, row.key});
        return true;
    }));
    return out;
}

/// Plots whose boxes touch the ground on which entries after a number can have changed anything.
base::Result<std::vector<store::RecordId>> plots_since(store::Snapshot& snapshot, std::uint64_t since,
                                                       const Moment& moment) {
    PANHUO_TRY(const std::string chain, office_chain(snapshot));
    std::vector<journal::Entry> entries;
    base::Status decoded = base::Done{};
    PANHUO_DO(snapshot.scan(chain, since + 1, [&](const journal::Stored& stored) {
        auto entry = journal::decode(stored.bytes);
        if (!entry.ok()) {
            decoded = entry.error();
            return false;
        }
        entries.push_back(*std::move(entry));
        return true;
    }));
    PANHUO_DO(decoded);
    Projections projections;
    PANHUO_TRY(const auto boxes, changed_ground(snapshot, entries, projections));
    if (!boxes) return every_plot(snapshot, moment.known_at);
    std::set<store::RecordId> out;
    for (const store::GroundBox& box : *boxes) {
        PANHUO_TRY(const std::vector<store::RecordId> records, snapshot.records_in_box(box));
        for (const store::RecordId& id : records) {
            if (id.kind == land::kind_name(land::Kind::Plot)) out.insert(id);
        }
    }
    return std::vector<store::RecordId>(out.begin(), out.end());
}

base::Result<std::vector<MapShape>> plots_of(store::Snapshot& snapshot, const RemnantScope& scope,
                                             const Moment& moment) {
    std::vector<store::RecordId> ids;
    if (!scope.plot.empty()) {
        ids.push_back({std::string(land::kind_name(land::Kind::Plot)), scope.plot});
    } else if (scope.since) {
        PANHUO_TRY(ids, plots_since(snapshot, *scope.since, moment));
    } else {
        PANHUO_TRY(ids, every_plot(snapshot, moment.known_at));
    }
    PANHUO_TRY(MapShapes shapes, map_shapes(snapshot, ids, moment));
    if (shapes.plots.empty() && !scope.plot.empty())
        return base::Error{base::Code::Usage,
                           {base::both(scope.plot + " 没有界址图形，或者这一天还没有批准",
                                       scope.plot + " has no shape with a place, or is not approved on that day")}};
    return std::move(shapes.plots);
}

}  // namespace

std::string_view plot_state_name(PlotState state) {
    switch (state) {
        case PlotState::Ready:
            return "ready";
        case PlotState::Stated:
            return "stated";
        case PlotState::Differs:
            return "differs";
        case PlotState::Settled:
            return "settled";
    }
    return {};
}

base::Text plot_state_text(PlotState state) {
    switch (state) {
        case PlotState::Ready:
            return {"可以提出", "to be proposed"};
        case PlotState::Stated:
            return {"已有填报的处置单元，不另提出", "portions are stated; none proposed beside them"};
        case PlotState::Differs:
            return {"账面未供面积与图上剩余不符：补齐供应宗地图形或者挂接后再提出",
                    "book and map differ: draw the supplies or link them first"};
        case PlotState::Settled:
            return {"没有未供面积", "nothing is unsupplied"};
    }
    return {};
}

base::Result<Remnants> find_remnants(store::Snapshot& snapshot, const RemnantScope& scope, const Moment& moment) {
    PANHUO_TRY(const std::vector<MapShape> plots, plots_of(snapshot, scope, moment));
    PANHUO_TRY(const geo::RemnantRules rules, load_remnant_rules());
    PANHUO_TRY(const RemnantWays ways, load_remnant_ways());
    Remnants out;
    out.looked_at = plots.size();
    std::map<std::string, std::vector<MapShape>> by_zone;
    for (const MapShape& plot : plots) by_zone[plot.crs].push_back(plot);
    Projections projections;
    for (const auto& [crs, here] : by_zone) {
        PANHUO_TRY(const MapResidual residual, residual_of(snapshot, here, moment, projections));
        std::map<std::string, std::vector<const MapPiece*>> pieces;
        for (const MapPiece& piece : residual.pieces) {
            for (const std::string& plot : piece.plot_keys) pieces[plot].push_back(&piece);
        }
        for (const MapShape& plot : here) {
            PANHUO_TRY(PlotPieces settled, settle(snapshot, plot, pieces[plot.key], rules, ways, moment));
            out.plots.push_back(std::move(settled));
        }
    }
    std::sort(out.plots.begin(), out.plots.end(), [](const auto& a, const auto& b) { return a.plot < b.plot; });
    return out;
}

base::Result<ProposedRemnants> propose_remnants(Office& office, const RemnantScope& scope, const Act& act) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::string chain, office_chain(*snapshot));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    Moment moment;
    moment.as_of = command->recorded_at().shanghai_date();
    moment.known_at = command->recorded_at();
    ProposedRemnants out;
    PANHUO_TRY(out.found, find_remnants(command->transaction(), scope, moment));
    std::vector<Wanted> portions, noise;
    std::set<std::string> plots;
    for (const PlotPieces& plot : out.found.plots) {
        plots.insert(plot.plot);
        if (plot.state == PlotState::Ready) add_wanted(plot, moment.as_of, portions, noise);
    }
    const auto in_scope = [&](const land::Record& record) {
        if (const auto* portion = std::get_if<land::Portion>(&record)) return plots.count(portion->plot) > 0;
        const auto* decision = std::get_if<land::Decision>(&record);
        return decision != nullptr && decision->type == "noise" && plots.count(decision->plot) > 0;
    };
    const std::string why_not = "地块的剩余已经变化，建议不再成立 / what is left of the plot has changed";
    PANHUO_TRY(out.portions, propose(*command, land::Kind::Portion, portions, in_scope, why_not));
    PANHUO_TRY(out.noise, propose(*command, land::Kind::Decision, noise, in_scope, why_not));
    PANHUO_DO(command->commit());
    return out;
}

}  // namespace service
