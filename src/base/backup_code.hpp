// Backup: codes of errors of backups and of restoring them, as further values of Code.
//
// Rows of the same table (backup_codes.def, after those of served_codes.def), apart for the reason served_code.hpp
// gives: every file of the house knows Code, and few know backups.
#pragma once

#include "base/error.hpp"

namespace base {

class Backup {
    enum Index : int {
#define X(id, exit_code, http, zh, en) k##id,
#include "base/backup_codes.def"
#undef X
    };
    static constexpr int kBefore = 0
#define X(id, exit_code, http, zh, en) +1
#include "base/error_codes.def"
#include "base/served_codes.def"
#undef X
        ;

  public:
#define X(id, exit_code, http, zh, en) static constexpr Code id = static_cast<Code>(kBefore + k##id);
#include "base/backup_codes.def"
#undef X
};

}  // namespace base
