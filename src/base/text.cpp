#include "base/text.hpp"

#include "base/utf8.hpp"

#include <limits>

namespace base {
namespace {

/// East Asian wide and full-width ranges, as terminals draw them (Unicode UAX #11, classes W and F, in blocks).
bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) || (c >= 0x3041 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
           (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

bool is_zero_width(char32_t c) { return c < 0x20 || (c >= 0x300 && c <= 0x36F) || c == 0x200B || c == 0xFEFF; }

}  // namespace

std::string to_halfwidth(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        const char32_t character = utf8::next(text, i);
        if (character >= 0x3000 && character != utf8::kInvalid && utf8::halfwidth(character) != character) {
            utf8::append(out, utf8::halfwidth(character));
        } else {
            out.append(text, start, i - start);
        }
    }
    return out;
}

std::string_view trim(std::string_view text) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); begin = i) {
        if (!utf8::is_space(utf8::next(text, i))) break;
    }
    text.remove_prefix(begin);
    std::size_t end = text.size();
    while (end > 0) {
        std::size_t start = end - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
        std::size_t at = start;
        if (!utf8::is_space(utf8::next(text.substr(0, end), at))) break;
        end = start;
    }
    return text.substr(0, end);
}

std::string squeeze(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        if (!utf8::is_space(utf8::next(text, i))) out.append(text, start, i - start);
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t start = 0;;) {
        const std::size_t end = text.find(separator, start);
        parts.push_back(text.substr(start, end - start));
        if (end == std::string_view::npos) return parts;
        start = end + 1;
    }
}

bool starts_with(std::string_view text, std::string_view prefix) { return text.starts_with(prefix); }
bool ends_with(std::string_view text, std::string_view suffix) { return text.ends_with(suffix); }
bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

int display_width(std::string_view text) {
    int width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char32_t character = utf8::next(text, i);
        if (character == utf8::kInvalid || !is_zero_width(character)) {
            width += character != utf8::kInvalid && is_wide(character) ? 2 : 1;
        }
    }
    return width;
}

std::size_t char_count(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) utf8::next(text, i);
    return count;
}

std::optional<std::int64_t> parse_decimal(std::string_view number, int decimals) {
    constexpr Int128 kMax = std::numeric_limits<std::int64_t>::max();
    Int128 value = 0;
    Int128 divisor = 1;  // of places behind the wanted ones, as far as they are read
    int places = 0;
    bool point = false;
    bool digit = false;
    std::size_t i = 0;
    const bool negative = !number.empty() && number[0] == '-';
    if (!number.empty() && (number[0] == '-' || number[0] == '+')) ++i;
    for (; i < number.size(); ++i) {
        const char c = number[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c == ',' && digit && !point) {
            continue;  // thousands separator
        } else if (c >= '0' && c <= '9') {
            digit = true;
            if (point && places >= decimals + 9) continue;  // places beyond any meaning
            if (value > kMax * 1'000'000'000) return std::nullopt;
            value = value * 10 + (c - '0');
            if (point && ++places > decimals) divisor *= 10;
        } else {
            return std::nullopt;
        }
    }
    if (!digit) return std::nullopt;
    for (; places < decimals; ++places) {
        value *= 10;
        if (value > kMax) return std::nullopt;
    }
    if (value / divisor >= kMax) return std::nullopt;
    const std::int64_t rounded = round_half_away(value, divisor);
    return negative ? -rounded : rounded;
}

}  // namespace base
