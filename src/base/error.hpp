// Error: why an operation could not be done, as a code of one table (error_codes.def) and its arguments.
//
// The table gives every code its exit code, HTTP status and text in Chinese and English; {0}, {1} … in the
// texts are the arguments. A text says what was found, where, and what to do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace base {

/// A sentence for people, in both languages of the product.
struct Text {
    std::string zh;
    std::string en;
    bool operator==(const Text&) const = default;
};

enum class Lang { Zh, En };

inline const std::string& pick(const Text& text, Lang lang) { return lang == Lang::Zh ? text.zh : text.en; }

enum class Code {
#define X(id, exit_code, http, zh, en) id,
#include "base/error_codes.def"
#undef X
};

struct [[nodiscard]] Error {
    Code code;
    std::vector<std::string> args = {};

    std::string_view name() const;  ///< UPPER_CASE, stable: what scripts see
    int exit_code() const;          ///< 2 wrong usage, 3 cannot
    int http_status() const;
    Text text() const;
};

/// One argument in both languages: Error::text() takes the half it needs.
std::string both(std::string_view zh, std::string_view en);

/// Replaces {0}, {1} … by the arguments; a missing argument leaves the placeholder visible.
std::string fill(std::string_view pattern, const std::vector<std::string>& args);

}  // namespace base
