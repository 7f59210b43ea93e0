// panhuo export <store> -o FILE : the book on the ground, for QGIS and other programs.
#include "base/json.hpp"
#include "cli/moment.hpp"
#include "cli/session.hpp"
#include "service/export.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct Options {
    std::string store;
    service::ExportRequest request;
    MomentOptions moment;
};

base::Result<int> write(const Session& session, const Options& options, service::Office& office) {
    PANHUO_TRY(const service::Moment moment, read_moment(options.moment, session.clock()));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::unique_ptr<service::Book> book, service::Book::open(*snapshot, moment));
    PANHUO_TRY(const service::Exported done, service::export_map(*snapshot, *book, options.request));
    base::Json layers = base::Json::object();
    std::size_t features = 0;
    for (const auto& [layer, count] : done.features) {
        layers[layer] = count;
        features += count;
    }
    const base::Json document{{"file", options.request.path},
                              {"features", features},
                              {"layers", std::move(layers)},
                              {"without_place", done.without_place},
                              {"without_shape", done.without_shape}};
    if (session.print_json(document)) return kDone;
    for (const auto& [layer, count] : done.features) std::printf("%s  %zu\n", layer.c_str(), count);
    std::fprintf(
        stderr,
        session.say("未写入：%zu 宗没有图形，%zu 宗位置不明\n", "left out: %zu without a shape, %zu without a place\n"),
        done.without_shape, done.without_place);
    return kDone;
}

}  // namespace

void add_export_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("export", "plots, supplies, what is left and what lies idle as a map file");
    command->add_option("store", options->store, "folder of the store")->required();
    command
        ->add_option("-o,--output", options->request.path,
                     "FILE.gpkg | .geojson | .zip (shapefiles): all layers; .shp | .txt: one")
        ->required();
    command->add_option("--layer", options->request.layer, "plots | supplies | residual | idle");
    add_moment_options(*command, options->moment);
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Read,
                              [&](service::Office& office) { return write(session, *options, office); });
        };
    });
}

}  // namespace cli
