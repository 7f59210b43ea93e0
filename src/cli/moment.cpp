#include "cli/moment.hpp"

#include <CLI/CLI.hpp>

namespace cli {

void add_moment_options(CLI::App& command, MomentOptions& options) {
    command.add_option("--as-of", options.as_of, "state of the world on this day (default: today)");
    command.add_option("--known-at", options.known_at, "as the book knew it then (default: now)");
    command.add_option("--counting", options.counting, "official | signed (default: the rulebook's)")
        ->check(CLI::IsMember({"official", "signed"}));
}

base::Result<service::Moment> read_moment(const MomentOptions& options, const base::Clock& clock) {
    service::Moment moment;
    moment.as_of = clock.now().shanghai_date();
    if (!options.as_of.empty()) {
        const std::optional<base::Date> day = base::parse_iso_date(options.as_of);
        if (!day) return base::Error{base::Code::DateInvalid, {options.as_of}};
        moment.as_of = *day;
    }
    if (!options.known_at.empty()) {
        PANHUO_TRY(moment.known_at, base::parse_instant(options.known_at));
    }
    if (!options.counting.empty()) {
        moment.counting_asked = ledger::counting_from_code(options.counting);
    }
    return moment;
}

}  // namespace cli
