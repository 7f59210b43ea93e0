// panhuo residual --approved A --supplied B : approved minus supplied, with the account of every square metre.
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/progress_bar.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "geo/wkt.hpp"
#include "service/export_layers.hpp"
#include "service/map_out.hpp"
#include "service/residual.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

namespace cli {
namespace {

struct Options {
    service::ResidualRequest request;
    std::string grid = "0.00001", output;
    unsigned threads = 0;
};

base::Json notes_json(const service::LayerFile& layer, const std::vector<service::RowNote>& notes, const char* name) {
    base::Json out = base::Json::array();
    for (const service::RowNote& note : notes) {
        base::Json line{{"layer", name}, {"row", note.row}, {"key", note.key}, {"code", note.code}};
        line.update(base::text_json(note.text));
        if (&notes == &layer.repaired) line["lost_m2"] = base::area_json(note.lost);
        out.push_back(std::move(line));
    }
    return out;
}

base::Json both_layers(const service::Residual& r, std::vector<service::RowNote> service::LayerFile::* notes) {
    base::Json out = notes_json(r.approved, r.approved.*notes, "approved");
    for (base::Json& line : notes_json(r.supplied, r.supplied.*notes, "supplied")) out.push_back(std::move(line));
    return out;
}

base::Json place_notes_json(const service::Residual& r) {
    base::Json out = base::Json::array();
    for (const auto* layer : {&r.approved, &r.supplied}) {
        for (const auto& [code, note] : layer->notes) {
            base::Json line{
                {"layer", layer == &r.approved ? "approved" : "supplied"}, {"code", code}, {"n", note.rows}};
            line.update(base::text_json(note.text));
            out.push_back(std::move(line));
        }
    }
    return out;
}

base::Json residual_json(const service::Residual& r, double write_seconds) {
    const geo::Totals& t = r.account.totals;
    base::Json pieces = base::Json::object();
    for (const auto& [kind, sum] : r.by_class())
        pieces[std::string(geo::remnant_name(kind))] = {{"n", sum.count}, {"area_m2", base::area_json(sum.area)}};
    return {{"approved", r.approved.keys.size()},
            {"supplied", r.supplied.keys.size()},
            {"approved_m2", base::area_json(t.approved)},
            {"supplied_m2", base::area_json(t.supplied)},
            {"covered_m2", base::area_json(t.covered)},
            {"residual_m2", base::area_json(t.residual)},
            {"outside_m2", base::area_json(t.outside)},
            {"approved_overlap_m2", base::area_json(t.approved_overlap)},
            {"supplied_overlap_m2", base::area_json(t.supplied_overlap)},
            {"noise_m2", base::area_json(r.by_class().at(geo::RemnantClass::Noise).area)},
            {"pieces", std::move(pieces)},
            {"repaired", both_layers(r, &service::LayerFile::repaired)},
            {"refused", both_layers(r, &service::LayerFile::refused)},
            {"crs", r.approved.crs.empty() ? base::Json(nullptr) : base::Json(r.approved.crs)},
            {"notes", place_notes_json(r)},
            {"grid_m", r.grid.metres()},
            {"moved_m",
             {{"reading", std::max(r.approved.largest_move_m, r.supplied.largest_move_m)},
              {"overlay", r.account.largest_move_m}}},
            {"seconds",
             {{"read", r.read_seconds},
              {"index", r.index_seconds},
              {"overlay", r.overlay_seconds},
              {"classify", r.classify_seconds},
              {"write", write_seconds}}}};
}

std::string decimals(double value, int places) {
    return base::Area::from_measured_m2(value).text(base::AreaUnit::SquareMetre, places);
}

std::string plots_of(const service::Residual& r, const geo::Piece& piece) {
    std::string plots;
    for (const std::uint32_t plot : piece.plots) plots += (plots.empty() ? "" : ";") + r.approved.keys[plot];
    return plots;
}

/// One line per piece; the text of a cell stays on its line.
std::string pieces_table(const Session& session, const service::Residual& r, bool tabs) {
    const auto line = [&](const std::vector<std::string>& cells) {
        if (!tabs) return csv_line(cells);
        std::string out;
        for (std::string cell : cells) {
            std::replace_if(cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
            out += (out.empty() ? "" : "\t") + cell;
        }
        return out + "\n";
    };
    std::string out = tabs ? "" : "\xEF\xBB\xBF";
    out += line({"piece", "plots", "class", "area_m2", "measured_m2", "width_m", "elongation", "beside_supplied",
                 "reason", "WKT"});
    for (std::size_t i = 0; i < r.remnants.size(); ++i) {
        const geo::Piece& piece = r.account.pieces[i];
        const geo::Remnant& remnant = r.remnants[i];
        out += line({std::to_string(i + 1), plots_of(r, piece), std::string(geo::remnant_name(remnant.kind)),
                     piece.booked.m2_text(), piece.measured.m2_text(), decimals(remnant.width_m, 3),
                     decimals(remnant.elongation, 2), decimals(remnant.beside_supplied, 4),
                     session.say(remnant.reason()), geo::write_wkt({piece.polygon}, r.grid)});
    }
    return out;
}

intake::MapRow piece_row(const Session& session, const service::Residual& r, std::size_t i) {
    const geo::Piece& piece = r.account.pieces[i];
    const geo::Remnant& remnant = r.remnants[i];
    return {{std::to_string(i + 1), plots_of(r, piece), std::string(geo::remnant_name(remnant.kind)),
             geo::remnant_text(remnant.kind).zh, piece.booked.m2_text(), piece.measured.m2_text(),
             decimals(remnant.width_m, 3), decimals(remnant.elongation, 2), decimals(remnant.beside_supplied, 4),
             session.say(remnant.reason())},
            {piece.polygon}};
}

/// The pieces as a layer for map programs.
base::Status write_layer(const Session& session, const service::Residual& r, const std::string& path) {
    intake::MapLayer layer = service::piece_layer();
    layer.crs = r.approved.crs.empty() ? r.supplied.crs : r.approved.crs;
    layer.grid = r.grid;
    const auto rows = [&](const std::function<base::Status(const intake::MapRow&)>& write) -> base::Status {
        for (std::size_t i = 0; i < r.remnants.size(); ++i) PANHUO_DO(write(piece_row(session, r, i)));
        return base::Done{};
    };
    return service::write_map(path, std::move(layer), rows, session.clock().now().shanghai_date());
}

base::Status write_pieces(const Session& session, const service::Residual& r, const std::string& path) {
    if (service::is_map_file(path)) return write_layer(session, r, path);
    return base::write_file_atomic(path, pieces_table(session, r, base::ends_with(path, ".tsv")));
}

void print_account(const Session& session, const service::Residual& r) {
    const geo::Totals& t = r.account.totals;
    Table table({{session.say("项目", "item")},
                 {"m²", Table::Align::Right},
                 {session.say("块", "pieces"), Table::Align::Right}});
    const auto row = [&](const char* zh, const char* en, base::Area area, const std::string& count = "") {
        table.row({session.say(zh, en), area.text(base::AreaUnit::SquareMetre, 2), count});
    };
    row("批准", "approved", t.approved, std::to_string(r.approved.keys.size()));
    row("  已供", "  covered", t.covered);
    row("  批准重叠", "  approved twice", t.approved_overlap);
    row("  剩余（批而未供）", "  residual", t.residual, std::to_string(r.remnants.size()));
    for (const auto& [kind, sum] : r.by_class()) {
        const base::Text name = geo::remnant_text(kind);
        row(("    " + name.zh).c_str(), ("    " + name.en).c_str(), sum.area, std::to_string(sum.count));
    }
    row("供应", "supplied", t.supplied, std::to_string(r.supplied.keys.size()));
    row("  批准范围外", "  outside", t.outside);
    row("  供应重叠", "  supplied twice", t.supplied_overlap);
    std::printf("%s", table.text().c_str());
    const auto say = [&](const char* layer, const std::vector<service::RowNote>& notes) {
        for (const service::RowNote& note : notes) {
            std::fprintf(stderr, "%s %lld %s: %s [%s]\n", layer, static_cast<long long>(note.row), note.key.c_str(),
                         session.say(note.text).c_str(), note.code.c_str());
        }
    };
    for (const auto* layer : {&r.approved, &r.supplied}) {
        const char* const name =
            layer == &r.approved ? session.say("批准", "approved") : session.say("供应", "supplied");
        for (const auto& [code, note] : layer->notes)
            std::fprintf(stderr, "%s: %s [%s × %zu]\n", name, session.say(note.text).c_str(), code.c_str(), note.rows);
        say(name, layer->repaired);
        say(name, layer->refused);
    }
}

constexpr std::size_t kSteps = 5;
const char* step_name(const Session& session, service::ResidualStep step) {
    switch (step) {
        case service::ResidualStep::ReadApproved:
            return session.say("读取批准图形", "reading approved");
        case service::ResidualStep::ReadSupplied:
            return session.say("读取供应图形", "reading supplied");
        case service::ResidualStep::Overlay:
            return session.say("叠加", "overlay");
        case service::ResidualStep::Classify:
            return session.say("分类", "classifying");
        case service::ResidualStep::Write:
            break;
    }
    return session.say("写出", "writing");
}

int residual(const Session& session, Options options) {
    const auto usage = [&](const std::string& what) { return session.fail({base::Code::Usage, {what}}); };
    const auto grid = geo::parse_resolution(options.grid);
    if (!grid) return usage("--grid " + options.grid + ": 0.00001, 0.001, 0.0005 …");
    const bool table = base::ends_with(options.output, ".tsv") || base::ends_with(options.output, ".csv");
    if (!options.output.empty() && !table && !service::is_map_file(options.output))
        return usage("-o " + options.output + ": FILE.gpkg | .geojson | .shp | .zip | .csv | .tsv");
    options.request.grid = *grid;
    options.request.threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    ProgressBar bar(session);
    if (bar.shown())
        options.request.progress = [&](service::ResidualStep step, std::size_t done, std::size_t all) {
            bar.step(step_name(session, step), static_cast<std::size_t>(step), kSteps, done, all);
        };
    const auto found = service::find_residual(options.request);
    bar.clear();
    if (!found.ok()) return session.fail(found.error());
    const auto start = std::chrono::steady_clock::now();
    if (!options.output.empty()) {
        if (options.request.progress) options.request.progress(service::ResidualStep::Write, 0, 0);
        const base::Status written = write_pieces(session, *found, options.output);
        if (!written.ok()) return session.fail(written.error());
    }
    bar.clear();
    const double write_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!session.print_json(residual_json(*found, write_seconds))) print_account(session, *found);
    return found->approved.refused.empty() && found->supplied.refused.empty() ? kDone : kRefused;
}

}  // namespace

void add_residual_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("residual", "approved minus supplied for two files of polygons");
    command->add_option("--approved", options->request.approved, "file of approved polygons")->required();
    command->add_option("--supplied", options->request.supplied, "file of supplied polygons")->required();
    command->add_option("-o,--output", options->output,
                        "FILE.gpkg | .geojson | .shp | .zip | .csv | .tsv: every piece of the residual");
    command->add_option("--key-approved", options->request.key_approved,
                        "field that names approved plots (default: row)");
    command->add_option("--key-supplied", options->request.key_supplied, "field that names supplies (default: row)");
    command->add_option("--crs-approved", options->request.crs_approved,
                        "EPSG:n, or a file of site parameters, of approved polygons whose file leaves it open");
    command->add_option("--crs-supplied", options->request.crs_supplied, "the same of supplied polygons");
    command->add_option("--division", options->request.division, "code of the division: tells zones apart");
    command->add_option("--grid", options->grid, "step of the grid in metres (default 0.00001)");
    command->add_option("--threads", options->threads, "default: one per core");
    command->callback([&session, &run, options] { run = [&session, options] { return residual(session, *options); }; });
}

}  // namespace cli
