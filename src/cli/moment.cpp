#include "cli/moment.hpp"

#include <CLI/CLI.hpp>

namespace cli {

void add_moment_options(CLI::App& command, MomentOptions& options) {
    command.add_option("--as-of", options.as_of, "state of the world on this day (default: today)");
    command.add_option("--known-at", options.known_at, "as the book knew it then (default: now)");
    command.add_option("--counting", options.counting, "official | signed (default: the rulebook's)")
        ->check(CLI::IsMember({"official", "signed"}));
}

}  // namespace cli
