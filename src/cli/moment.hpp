// --as-of, --known-at, --counting: the three switches every figure obeys.
#pragma once

#include "service/book.hpp"

#include <string>

namespace CLI {
class App;
}

namespace cli {

struct MomentOptions {
    std::string as_of;     ///< default: today in Asia/Shanghai
    std::string known_at;  ///< default: now, everything that is known
    std::string counting;  ///< official | signed; default: the rulebook's
};

void add_moment_options(CLI::App& command, MomentOptions& options);
base::Result<service::Moment> read_moment(const MomentOptions& options, const base::Clock& clock);

}  // namespace cli
