// Further: codes of errors that few files speak of (stores that are served, backups), as further values of Code.
//
// They are rows of the same table (further_codes.def, after those of error_codes.def), with name, exit code, status and
// texts like every other. They stand apart because every file of the house knows Code: a code of the server or of
// backups alone does not make all rooms compile anew.
#pragma once

#include "base/error.hpp"

namespace base {

class Further {
    enum Index : int {
#define X(id, exit_code, http, zh, en) k##id,
#include "base/further_codes.def"
#undef X
    };
    static constexpr int kBefore = 0
#define X(id, exit_code, http, zh, en) +1
#include "base/error_codes.def"
#undef X
        ;

  public:
#define X(id, exit_code, http, zh, en) static constexpr Code id = static_cast<Code>(kBefore + k##id);
#include "base/further_codes.def"
#undef X
};

}  // namespace base
