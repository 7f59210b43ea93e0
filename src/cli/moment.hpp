// --as-of, --known-at, --counting: the three switches every figure obeys.
#pragma once

#include "service/moment.hpp"

namespace CLI {
class App;
}

namespace cli {

using MomentOptions = service::Switches;

void add_moment_options(CLI::App& command, MomentOptions& options);

}  // namespace cli
