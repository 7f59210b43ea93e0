// panhuo remnants <store> : what is left of the plots, piece by piece, and its portions proposed.
#include "base/json.hpp"
#include "cli/figures.hpp"
#include "cli/ground_commands.hpp"
#include "cli/moment.hpp"
#include "cli/table.hpp"
#include "service/remnants.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdio>

namespace cli {
namespace {

struct RemnantOptions {
    std::string store, plot, since;
    bool propose = false;
    MomentOptions moment;
};

base::Result<service::RemnantScope> scope_of(const RemnantOptions& options) {
    service::RemnantScope scope{options.plot, std::nullopt};
    if (options.since.empty()) return scope;
    const std::string number = options.since.substr(options.since.rfind('/') + 1);
    std::uint64_t sequence = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), sequence);
    if (read.ec != std::errc{} || read.ptr != number.data() + number.size())
        return base::Error{base::Code::Usage,
                           {base::both("--since " + options.since + "：须为日志编号，如 141031/57",
                                       "--since " + options.since + ": an entry of the journal, as 141031/57")}};
    scope.since = sequence;
    return scope;
}

base::Json piece_json(const service::PlotPiece& piece) {
    return {{"number", piece.number},
            {"class", geo::remnant_name(piece.remnant.kind)},
            {"area_m2", base::area_json(piece.area)},
            {"measured_m2", base::area_json(piece.measured)},
            {"width_m", piece.remnant.width_m},
            {"cause", piece.way.cause},
            {"route", piece.way.route},
            {"article", piece.way.article},
            {"certainty", law::certainty_code(law::Certainty::Inferred)},
            {"reason", base::text_json(piece.remnant.reason())},
            {"why", base::text_json(piece.way.why)},
            {"portion", piece.said_by},
            {"crs", piece.shape.crs},
            {"wkt", piece.shape.wkt}};
}

base::Json found_json(const service::Remnants& found) {
    base::Json plots = base::Json::array();
    base::Json classes = base::Json::object();
    for (const geo::RemnantClass kind : geo::kRemnantClasses) {
        std::size_t count = 0;
        base::Area area;
        for (const service::PlotPieces& plot : found.plots) {
            for (const service::PlotPiece& piece : plot.pieces) {
                if (piece.remnant.kind != kind) continue;
                ++count;
                area += piece.measured;
            }
        }
        classes[std::string(geo::remnant_name(kind))] = {{"n", count}, {"measured_m2", base::area_json(area)}};
    }
    for (const service::PlotPieces& plot : found.plots) {
        base::Json pieces = base::Json::array();
        for (const service::PlotPiece& piece : plot.pieces) pieces.push_back(piece_json(piece));
        plots.push_back({{"plot", plot.plot},
                         {"state", service::plot_state_name(plot.state)},
                         {"unsupplied_m2", base::area_json(plot.unsupplied)},
                         {"measured_m2", base::area_json(plot.measured)},
                         {"pieces", std::move(pieces)}});
    }
    return {{"plots", std::move(plots)}, {"classes", std::move(classes)}, {"looked_at", found.looked_at}};
}

void print_found(const Session& session, const service::Remnants& found) {
    Table table({{session.say("地块", "plot")},
                 {session.say("剩余", "piece")},
                 {session.say("类型", "class")},
                 {session.say("公顷", "ha"), Table::Align::Right},
                 {session.say("量算 m²", "measured m²"), Table::Align::Right},
                 {session.say("途径", "route")},
                 {session.say("依据", "clause")},
                 {session.say("理由", "why")}});
    for (const service::PlotPieces& plot : found.plots) {
        if (plot.state != service::PlotState::Ready) {
            if (plot.state != service::PlotState::Settled)
                table.row({plot.plot, "–", "", hectares(plot.unsupplied),
                           plot.measured.text(base::AreaUnit::SquareMetre, 2), "", "",
                           session.say(service::plot_state_text(plot.state))});
            continue;
        }
        for (const service::PlotPiece& piece : plot.pieces)
            table.row({plot.plot, piece.number, session.say(geo::remnant_text(piece.remnant.kind)),
                       hectares(piece.area), piece.measured.text(base::AreaUnit::SquareMetre, 2), piece.way.route,
                       piece.way.article, session.say(piece.remnant.reason())});
    }
    std::fputs(table.text(0).c_str(), stdout);
    std::printf(session.say("叠加地块 %zu 个\n", "%zu plots laid over their neighbours\n"), found.looked_at);
}

base::Json count_json(const service::ProposalCount& count) {
    return {{"proposed", count.proposed},
            {"standing", count.standing},
            {"taken_back", count.taken_back},
            {"stated", count.stated}};
}

base::Result<int> propose(Session& session, const RemnantOptions& options, service::Office& office) {
    PANHUO_TRY(const service::RemnantScope scope, scope_of(options));
    PANHUO_TRY(const service::ProposedRemnants proposed, service::propose_remnants(office, scope, session.act()));
    base::Json json = found_json(proposed.found);
    json["portions"] = count_json(proposed.portions);
    json["noise"] = count_json(proposed.noise);
    if (session.print_json(json)) return kDone;
    print_found(session, proposed.found);
    std::printf(
        session.say("建议处置单元 %zu 个，坐标误差核销 %zu 件；待确认：panhuo proposals STORE\n",
                    "%zu portions and %zu decisions on noise proposed; to be settled: panhuo proposals STORE\n"),
        proposed.portions.proposed, proposed.noise.proposed);
    return kDone;
}

base::Result<int> list(Session& session, const RemnantOptions& options, service::Office& office) {
    PANHUO_TRY(const service::RemnantScope scope, scope_of(options));
    PANHUO_TRY(const service::Moment moment, read_moment(options.moment, session.clock()));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const service::Remnants found, service::find_remnants(*snapshot, scope, moment));
    if (!session.print_json(found_json(found))) print_found(session, found);
    return kDone;
}

}  // namespace

void add_remnants_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<RemnantOptions>();
    CLI::App* command = app.add_subcommand("remnants", "what is left of the plots, by shape and neighbours");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_flag("--propose", options->propose, "portions and decisions on noise, for a person to approve");
    command->add_option("--plot", options->plot, "one plot alone");
    command->add_option("--since", options->since, "plots that entries after this one can have changed (141031/57)");
    add_moment_options(*command, options->moment);
    command->callback([&session, &run, options] {
        run = [&session, options] {
            const auto access = options->propose ? store::Access::Write : store::Access::Read;
            return with_store(session, options->store, access, [&](service::Office& office) {
                return options->propose ? propose(session, *options, office) : list(session, *options, office);
            });
        };
    });
}

}  // namespace cli
