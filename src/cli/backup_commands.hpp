// The commands that keep a copy of a store and make one a store again; they add themselves, as those of session.hpp do.
#pragma once

#include "cli/session.hpp"

namespace cli {

void add_backup_commands(CLI::App& app, Session& session, Run& run);

}  // namespace cli
