#include "base/date_tokens.hpp"

#include "base/numerals.hpp"
#include "base/utf8.hpp"

#include <string>

namespace base::date_text {
namespace {

/// 二〇二四 is read digit by digit, 二十五 and 十二 by value.
Token chinese_number(const std::u32string& run) {
    Token token;
    const std::size_t ten = run.find(U'十');
    if (ten == std::u32string::npos) {
        for (const char32_t c : run) token.value = token.value * 10 + chinese_digit(c);
        token.digits = static_cast<int>(run.size());
        return token;
    }
    const std::int64_t tens = ten == 0 ? 1 : chinese_digit(run[ten - 1]);
    const std::int64_t ones = ten + 1 < run.size() ? chinese_digit(run[ten + 1]) : 0;
    const bool sound = ten <= 1 && run.size() <= ten + 2 && tens >= 0 && ones >= 0;
    token.value = sound ? tens * 10 + ones : 0;
    token.digits = sound ? 2 : 0;
    return token;
}

char32_t plain_sign(char32_t c) {
    switch (c) {
        case U'–':
        case U'—':
        case U'−':
            return U'-';
        case U'。':
            return U'.';  // the Chinese keyboard's dot
        case U'号':
            return U'日';
        case U't':
            return U'T';
        case U'z':
            return U'Z';
        default:
            return utf8::is_space(c) ? U' ' : c;
    }
}

}  // namespace

Tokens tokenise(std::string_view text) {
    Tokens tokens;
    std::u32string chinese;
    const auto flush = [&] {
        if (!chinese.empty()) tokens.push_back(chinese_number(chinese));
        chinese.clear();
    };
    bool in_number = false;
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = utf8::halfwidth(utf8::next(text, i));
        if (c == U'十' || (c > 0x7F && chinese_digit(c) >= 0)) {
            chinese += c;
            in_number = false;
            continue;
        }
        flush();
        if (c >= U'0' && c <= U'9') {
            if (!in_number) tokens.emplace_back();
            Token& number = tokens.back();
            if (++number.digits <= 18) number.value = number.value * 10 + static_cast<std::int64_t>(c - U'0');
            in_number = true;
            continue;
        }
        in_number = false;
        const char32_t sign = plain_sign(c);
        if (sign == U' ' && (tokens.empty() || tokens.back().sign == U' ')) continue;
        tokens.push_back(Token{sign, 0, 0});
    }
    flush();
    if (!tokens.empty() && tokens.back().sign == U' ') tokens.pop_back();
    return tokens;
}

}  // namespace base::date_text
