// The pieces of a cell that may hold a date: numbers (also Chinese numerals) and signs, in one spelling.
//
// Internal to read_date.cpp, which holds the grammar over them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace base::date_text {

struct Token {
    char32_t sign = 0;  ///< 0: a number
    std::int64_t value = 0;
    int digits = 0;  ///< characters of the number; 〇三 has two, 十二 counts as two
};
using Tokens = std::vector<Token>;

/// Full-width forms, the many dashes, 。 for a dot and 号 for 日 are made one; runs of white space become one sign ' '.
Tokens tokenise(std::string_view text);

/// A place in the tokens, with the small questions the grammar asks.
class Cursor {
  public:
    Cursor(const Tokens& tokens, std::size_t at) : tokens_(tokens), at_(at) {}
    bool done() const { return at_ >= tokens_.size(); }
    void skip_space() {
        while (!done() && tokens_[at_].sign == U' ') ++at_;
    }
    std::optional<Token> number() {
        skip_space();
        if (done() || tokens_[at_].sign != 0 || tokens_[at_].digits == 0) return std::nullopt;
        return tokens_[at_++];
    }
    bool sign(char32_t wanted) {
        skip_space();
        if (done() || tokens_[at_].sign != wanted) return false;
        ++at_;
        return true;
    }
    bool any_of(std::u32string_view signs) {
        return std::any_of(signs.begin(), signs.end(), [this](char32_t c) { return sign(c); });
    }
    bool word(std::u32string_view signs) {
        const std::size_t before = at_;
        for (const char32_t c : signs) {
            if (sign(c)) continue;
            at_ = before;
            return false;
        }
        return true;
    }

  private:
    const Tokens& tokens_;
    std::size_t at_;
};

}  // namespace base::date_text
