// panhuo doctor : whether machine and store are fit for work.
#include "base/json.hpp"
#include "cli/session.hpp"
#include "service/doctor.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

int doctor(Session& session, const std::string& store) {
    base::Json list = base::Json::array();
    bool all = true;
    for (const service::Check& check : service::examine(store)) {
        all = all && check.ok;
        list.push_back({{"name", check.name},
                        {"ok", check.ok},
                        {"found", check.found},
                        {"advice", base::text_json(check.advice)}});
        if (session.json) continue;
        std::printf("%s %-14s %s\n", check.ok ? "ok " : "!! ", check.name.c_str(), check.found.c_str());
        if (!check.ok) std::printf("    %s\n", session.say(check.advice).c_str());
    }
    session.print_json({{"version", PANHUO_VERSION}, {"checks", std::move(list)}});
    return all ? kDone : kRefused;
}

}  // namespace

void add_doctor_command(CLI::App& app, Session& session, Run& run) {
    const auto store = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("doctor", "versions, limits, permissions");
    command->add_option("store", *store, "folder of a store to look at as well");
    command->callback([&session, &run, store] { run = [&session, store] { return doctor(session, *store); }; });
}

}  // namespace cli
