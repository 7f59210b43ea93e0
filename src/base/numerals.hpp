// Chinese numerals, one digit at a time: the common ground of the readers of dates and of running text.
#pragma once

#include <string_view>

namespace base {

/// 〇 (also 零, ○) to 九; -1 for every other character. 两 and the weights (十, 百) are the caller's.
inline int chinese_digit(char32_t c) {
    constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
    if (c == U'零' || c == U'○') return 0;
    const std::size_t at = kDigits.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);  // below ten
}

}  // namespace base
