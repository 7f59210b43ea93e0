// PasswordPolicy: which passwords are taken, as data, and the initial ones the program makes.
//
// rulebooks/data/passwords.tsv holds the figures, rulebooks/data/common_passwords.txt what everybody tries first; a
// bureau adds the words of its own place there. Lengths are in characters, not bytes. After GB/T 22239-2019 8.1.4.1
// (complexity) and OWASP ASVS 5.0 6.2 (8 at least, 64 at least allowed, known passwords refused).
#pragma once

#include "base/hash.hpp"
#include "base/result.hpp"

#include <set>
#include <string>
#include <string_view>

namespace service {

struct PasswordPolicy {
    std::size_t min_characters = 8;
    std::size_t max_characters = 128;
    std::size_t classes = 3;              ///< of capital letters, small letters, digits, anything else
    std::size_t distinct_characters = 5;  ///< aaaaaaA1 is none
    std::int64_t initial_days = 7;        ///< after which an initial password no longer lets in
    std::set<std::string, std::less<>> common;

    /// Both files as texts. Errors: RecordInvalid, naming the line.
    static base::Result<PasswordPolicy> parse(std::string_view figures, std::string_view common);
    /// This installation's, read once.
    static base::Result<const PasswordPolicy*> installed();

    /// PasswordRefused with everything that is wrong with it, in one sentence.
    base::Status check(std::string_view password, std::string_view login) const;
};

/// Sixteen random characters in four groups, none of them easily taken for another: "Kc7m-p4xd-w9ht-3nf5", 76 bits.
std::string make_initial_password(base::Random& random);

}  // namespace service
