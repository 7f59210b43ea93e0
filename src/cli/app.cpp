#include "cli/backup_commands.hpp"
#include "cli/ground_commands.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {

int main(int argc, char** argv) {
    CLI::App app{"盘活 Panhuo: the area account book of land that was approved and not used"};
    app.name("panhuo");
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", "panhuo " PANHUO_VERSION);
    Session session;
    Run run;
    app.add_flag("--json", session.json, "one JSON document on stdout");
    app.add_option("--lang", session.lang_option, "zh | en (default: the locale's)")
        ->check(CLI::IsMember({"zh", "en"}));
    app.add_option("--actor", session.actor, "who acts (default: the user of the operating system)");
    app.add_option("--reason", session.reason, "why (default: \"command line\")");
    app.add_option("--command-id", session.command_id,
                   "id that makes a writing command exactly-once: repeated, it is refused");
    add_store_commands(app, session, run);
    add_import_command(app, session, run);
    add_mapping_command(app, session, run);
    add_record_commands(app, session, run);
    add_link_command(app, session, run);
    add_period_commands(app, session, run);
    add_status_command(app, session, run);
    add_parcels_command(app, session, run);
    add_explain_command(app, session, run);
    add_report_command(app, session, run);
    add_template_command(app, session, run);
    add_doctor_command(app, session, run);
    add_clock_command(app, session, run);
    add_judge_command(app, session, run);
    add_rulebook_commands(app, session, run);
    add_residual_command(app, session, run);
    add_serve_command(app, session, run);
    add_people_command(app, session, run);
    add_watch_command(app, session, run);
    add_export_command(app, session, run);
    add_evidence_command(app, session, run);
    add_remnants_command(app, session, run);
    add_proposals_command(app, session, run);
    add_ground_command(app, session, run);
    add_backup_commands(app, session, run);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? kDone : kUsage;
    }
    session.settle_language();
    return run();
}

}  // namespace cli
