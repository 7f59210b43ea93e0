// UTF-8, one character at a time: the common ground of the text readers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace base::utf8 {

/// Not a character: what `next` gives for an invalid byte.
inline constexpr char32_t kInvalid = 0xFFFFFFFF;

/// The character at `at`, which moves behind it. Overlong forms, surrogates, values above U+10FFFF and cut sequences
/// give kInvalid and move one byte on. `at` must be inside the text.
char32_t next(std::string_view text, std::size_t& at);
void append(std::string& out, char32_t character);
/// ASCII white space, U+00A0, U+2000…200B, U+202F, U+3000, U+FEFF: what Word, Excel and web pages leave in cells.
bool is_space(char32_t character);
/// Full-width forms (U+FF01…FF5E, U+3000) to ASCII; every other character is itself.
char32_t halfwidth(char32_t character);
/// Unified ideographs, all planes, and 〇.
bool is_han(char32_t character);

}  // namespace base::utf8
