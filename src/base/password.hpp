// Passwords: argon2id hashes that can be kept, and the comparison with them.
//
// One hash costs 46 MiB and about 0.2 s on purpose (argon2id, t = 1, p = 1: OWASP ASVS 5.0, appendix on stored
// passwords). At most two run at once in the process and at most fifty callers wait for their turn: HashingBusy for
// whoever comes then, so that logging in can exhaust neither memory nor threads. Comparing takes the same time
// whatever the password is. Working memory is wiped by libsodium; whoever holds a password wipes it with wipe().
// Safe to call from several threads.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace base {

/// A text to be kept, "$argon2id$v=19$m=47104,t=1,p=1$…": parameters, salt and hash. Errors: HashingBusy,
/// HashingFailed (no memory).
Result<std::string> hash_password(std::string_view password);

/// Whether the hash is that of the password; a text that is no hash matches nothing. Errors: HashingBusy.
Result<bool> password_matches(const std::string& hash, std::string_view password);

/// Overwrites the characters in a way no compiler removes, then empties the text.
void wipe(std::string& secret);

}  // namespace base
