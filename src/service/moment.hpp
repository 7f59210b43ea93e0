// The three switches every figure obeys, as people write them: --as-of, --known-at, --counting and the parameters of
// the same names.
#pragma once

#include "service/book.hpp"

#include <string>

namespace service {

struct Switches {
    std::string as_of;     ///< 2024-06-30; empty: today in Asia/Shanghai
    std::string known_at;  ///< a day (its end) or an instant; empty: now, everything that is known
    std::string counting;  ///< official | signed; empty: the rulebook's
};

/// Errors: DateInvalid, InstantInvalid, Usage.
base::Result<Moment> read_moment(const Switches& switches, const base::Clock& clock);

}  // namespace service
