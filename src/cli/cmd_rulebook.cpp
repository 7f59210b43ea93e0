// panhuo rulebook … : what is done with rulebooks before a store adopts them. Each subcommand has a file of its own.
#include "cli/session.hpp"

#include <CLI/CLI.hpp>

namespace cli {

void add_rulebook_commands(CLI::App& app, Session& session, Run& run) {
    CLI::App* group = app.add_subcommand(
        "rulebook", "rulebooks: prove them, read a notice into a draft, try a draft on a store, adopt a province's");
    group->require_subcommand(1);
    add_rulebook_adopt(*group, session, run);
    add_rulebook_check(*group, session, run);
    add_rulebook_read(*group, session, run);
    add_rulebook_simulate(*group, session, run);
}

}  // namespace cli
