// panhuo template KIND -o F.xlsx : a blank import form.
#include "cli/session.hpp"
#include "service/templates.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {

void add_template_command(CLI::App& app, Session& session, Run& run) {
    const auto kind = std::make_shared<std::string>();
    const auto path = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("template", "a blank import form with lists, notes and examples");
    command->add_option("kind", *kind, "kind of record, as import --as takes it")->required();
    command->add_option("-o,--output", *path, "xlsx file to write")->required();
    command->callback([&session, &run, kind, path] {
        run = [&session, kind, path]() -> int {
            const base::Status done = service::write_template(*kind, session.lang, *path);
            if (!done.ok()) return session.fail(done.error());
            if (!session.print_json({{"file", *path}})) std::printf("%s\n", path->c_str());
            return kDone;
        };
    });
}

}  // namespace cli
