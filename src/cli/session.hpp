// Session: what every subcommand shares. Language, form of the answer, who acts; and how an error is said.
//
// Data goes to stdout, everything else to stderr. Exit codes: 0 done, 1 done but something was refused,
// 2 wrong usage, 3 cannot.
#pragma once

#include "base/date.hpp"
#include "base/hash.hpp"
#include "base/json_fwd.hpp"
#include "service/office.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace cli {

enum Exit { kDone = 0, kRefused = 1, kUsage = 2, kCannot = 3 };

class Session {
  public:
    bool json = false;
    base::Lang lang = base::Lang::En;
    std::string lang_option;
    std::string actor;
    std::string reason;
    std::string command_id;

    /// "zh" or "en" as told, else the locale's.
    void settle_language();
    const char* say(const char* zh, const char* en) const { return lang == base::Lang::Zh ? zh : en; }
    const std::string& say(const base::Text& text) const { return base::pick(text, lang); }

    service::Act act(bool dry_run = false) const;
    const base::Clock& clock() const { return clock_; }
    base::Random& random() { return random_; }

    int fail(const base::Error& error) const;
    /// One JSON document on stdout, if --json was asked for; else nothing.
    bool print_json(const base::Json& document) const;

  private:
    base::SystemClock clock_;
    base::SystemRandom random_;
};

/// Opens the store, makes the office, runs the work; says the error if any of it fails.
int with_store(Session& session, const std::string& folder, store::Access access,
               const std::function<base::Result<int>(service::Office&)>& work);

/// Each adds its subcommands; the chosen one stores what to do in `run`.
using Run = std::function<int()>;
void add_store_commands(CLI::App& app, Session& session, Run& run);
void add_import_command(CLI::App& app, Session& session, Run& run);
void add_mapping_command(CLI::App& app, Session& session, Run& run);
void add_record_commands(CLI::App& app, Session& session, Run& run);
void add_link_command(CLI::App& app, Session& session, Run& run);
void add_status_command(CLI::App& app, Session& session, Run& run);
void add_parcels_command(CLI::App& app, Session& session, Run& run);
void add_explain_command(CLI::App& app, Session& session, Run& run);
void add_report_command(CLI::App& app, Session& session, Run& run);
void add_doctor_command(CLI::App& app, Session& session, Run& run);
void add_period_commands(CLI::App& app, Session& session, Run& run);
void add_template_command(CLI::App& app, Session& session, Run& run);
void add_clock_command(CLI::App& app, Session& session, Run& run);
void add_judge_command(CLI::App& app, Session& session, Run& run);
void add_rulebook_commands(CLI::App& app, Session& session, Run& run);
/// Subcommands of `rulebook`; `group` is it.
void add_rulebook_adopt(CLI::App& group, Session& session, Run& run);
void add_rulebook_check(CLI::App& group, Session& session, Run& run);
void add_rulebook_read(CLI::App& group, Session& session, Run& run);
void add_rulebook_simulate(CLI::App& group, Session& session, Run& run);
void add_watch_command(CLI::App& app, Session& session, Run& run);
void add_residual_command(CLI::App& app, Session& session, Run& run);
void add_serve_command(CLI::App& app, Session& session, Run& run);
void add_people_command(CLI::App& app, Session& session, Run& run);
void add_export_command(CLI::App& app, Session& session, Run& run);
void add_evidence_command(CLI::App& app, Session& session, Run& run);

/// The program.
int main(int argc, char** argv);

}  // namespace cli
