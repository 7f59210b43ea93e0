// The commands about land as it was drawn; each adds itself, as those of session.hpp do.
#pragma once

#include "cli/session.hpp"

namespace cli {

void add_remnants_command(CLI::App& app, Session& session, Run& run);
void add_proposals_command(CLI::App& app, Session& session, Run& run);
void add_ground_command(CLI::App& app, Session& session, Run& run);

}  // namespace cli
