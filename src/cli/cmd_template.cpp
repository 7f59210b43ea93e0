// panhuo template KIND -o F.xlsx : a blank import form.
#include "base/json.hpp"
#include "cli/session.hpp"
#include "service/templates.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {

void add_template_command(CLI::App& app, Session& session, Run& run) {
    const auto kind = std::make_shared<std::string>();
    const auto path = std::make_shared<std::string>();
    const auto store = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("template", "a blank import form with lists, notes and examples");
    command->add_option("kind", *kind, "kind of record, as import --as takes it")->required();
    command->add_option("-o,--output", *path, "xlsx file to write")->required();
    command->add_option("--store", *store, "folder of a store, whose campaign's units and townships the lists hold");
    command->callback([&session, &run, kind, path, store] {
        const auto say = [&session, path] {
            if (!session.print_json({{"file", *path}})) std::printf("%s\n", path->c_str());
            return int{kDone};
        };
        run = [&session, kind, path, store, say]() -> int {
            if (!store->empty()) {
                return with_store(session, *store, store::Access::Read,
                                  [&](service::Office& office) -> base::Result<int> {
                                      PANHUO_DO(service::write_template(office, *kind, session.lang, *path));
                                      return say();
                                  });
            }
            const base::Status done = service::write_template(*kind, nullptr, session.lang, *path);
            return done.ok() ? say() : session.fail(done.error());
        };
    });
}

}  // namespace cli
