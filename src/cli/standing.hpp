// The standing on one screen: a line per division and stock, for a director who wants to know where the year stands.
#pragma once

#include "cli/session.hpp"
#include "service/status.hpp"

namespace cli {

/// Prints it: task, done, completion, the last milestone that is due and the next one, balance, signed not recorded.
void print_standing(const Session& session, const service::Status& status);

}  // namespace cli
