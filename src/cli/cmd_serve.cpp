// panhuo serve <store> : the interface and the pages.
#include "base/json.hpp"
#include "cli/session.hpp"
#include "http/serve.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct Options {
    std::string store;
    http::ServeOrder order;
};

void say_ready(const Session& session, const http::Serving& serving) {
    if (session.print_json({{"url", serving.url}, {"setup_code", serving.setup_code}, {"pages", serving.pages}})) {
        std::fflush(stdout);
        return;
    }
    std::printf("%s %s\n", session.say("网址", "address"), serving.url.c_str());
    if (!serving.setup_code.empty()) {
        std::printf(session.say("还没有人员。请打开网址，用初始化码 %s 建立第一个管理员。\n",
                                "Nobody is set up. Open the address and make the first administrator with the code "
                                "%s.\n"),
                    serving.setup_code.c_str());
    }
    if (!serving.pages) {
        std::printf("%s\n", session.say("没有找到网页文件（scripts/build_web），只提供接口。",
                                        "The pages are not built (scripts/build_web); the interface alone is served."));
    }
    std::printf("%s\n", session.say("按 Ctrl+C 结束。", "Ctrl+C ends it."));
    std::fflush(stdout);
}

}  // namespace

void add_serve_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("serve", "the interface and the pages, for browsers");
    http::Listening& listening = options->order.listening;
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("--port", listening.port, "port (0: any free one)")->capture_default_str();
    command->add_option("--bind", listening.address, "address to listen on")->capture_default_str();
    CLI::Option* certificate =
        command->add_option("--certificate", listening.certificate, "PEM file of the certificate chain: serve TLS");
    CLI::Option* key = command->add_option("--key", listening.key, "PEM file of its key");
    certificate->needs(key);
    key->needs(certificate);
    command->add_option("--pages", options->order.pages, "folder of built pages instead of the program's own");
    http::BaseMapOrder& base_map = options->order.base_map;
    command->add_option("--base-map", base_map.url, "address with {z}, {x}, {y} of a base map under the map (none)");
    command->add_option("--base-map-grid", base_map.grid, "its grid: 3857 or 4490")->capture_default_str();
    command->add_option("--base-map-credit", base_map.credit, "who made it, shown on the map");
    http::BackupOrder& backups = options->order.backups;
    CLI::Option* folder =
        command->add_option("--backups", backups.folder, "folder for backups made by the server (none)");
    command->add_option("--backup-every", backups.every_hours, "hours after which the server makes one by itself")
        ->check(CLI::Range(1, 8760))
        ->needs(folder);
    command->add_option("--backup-keep", backups.keep, "how many to keep: older ones of the server's own go (all)")
        ->check(CLI::Range(1, 10'000))
        ->needs(folder);
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(
                session, options->store, store::Access::Write, [&](service::Office& office) -> base::Result<int> {
                    PANHUO_DO(http::serve(office.store, office.clock, office.random, options->order,
                                          [&](const http::Serving& serving) { say_ready(session, serving); }));
                    return kDone;
                });
        };
    });
}

}  // namespace cli
