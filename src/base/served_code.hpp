// Served: codes of errors that happen only while a store is served, as further values of Code.
//
// They are rows of the same table (served_codes.def, after those of error_codes.def), with name, exit code, status and
// texts like every other. They stand apart because every file of the house knows Code: a code of the server alone does
// not make all rooms compile anew.
#pragma once

#include "base/error.hpp"

namespace base {

class Served {
    enum Index : int {
#define X(id, exit_code, http, zh, en) k##id,
#include "base/served_codes.def"
#undef X
    };
    static constexpr int kBefore = 0
#define X(id, exit_code, http, zh, en) +1
#include "base/error_codes.def"
#undef X
        ;

  public:
#define X(id, exit_code, http, zh, en) static constexpr Code id = static_cast<Code>(kBefore + k##id);
#include "base/served_codes.def"
#undef X
};

}  // namespace base
