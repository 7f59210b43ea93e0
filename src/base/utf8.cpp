#include "base/utf8.hpp"

namespace base::utf8 {
namespace {

bool is_tail(unsigned char byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

char32_t next(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return static_cast<char32_t>(text[at++]);
    std::size_t tails = 0;
    char32_t value = 0;
    char32_t smallest = 0;
    if (lead >= 0xC2 && lead < 0xE0) {
        tails = 1, value = lead & 0x1FU, smallest = 0x80;
    } else if (lead >= 0xE0 && lead < 0xF0) {
        tails = 2, value = lead & 0x0FU, smallest = 0x800;
    } else if (lead >= 0xF0 && lead < 0xF5) {
        tails = 3, value = lead & 0x07U, smallest = 0x10000;
    }
    if (tails == 0 || at + tails >= text.size()) {
        ++at;
        return kInvalid;
    }
    for (std::size_t i = 1; i <= tails; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if (!is_tail(byte)) {
            ++at;
            return kInvalid;
        }
        value = (value << 6) | (byte & 0x3FU);
    }
    if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
        ++at;
        return kInvalid;
    }
    at += tails + 1;
    return value;
}

void append(std::string& out, char32_t character) {
    const auto tail = [&out, character](int shift) { out += static_cast<char>(0x80 | ((character >> shift) & 0x3F)); };
    if (character < 0x80) {
        out += static_cast<char>(character);
    } else if (character < 0x800) {
        out += static_cast<char>(0xC0 | (character >> 6));
        tail(0);
    } else if (character < 0x10000) {
        out += static_cast<char>(0xE0 | (character >> 12));
        tail(6), tail(0);
    } else {
        out += static_cast<char>(0xF0 | (character >> 18));
        tail(12), tail(6), tail(0);
    }
}

bool is_space(char32_t character) {
    return character == ' ' || (character >= 0x09 && character <= 0x0D) || character == 0xA0 ||
           (character >= 0x2000 && character <= 0x200B) || character == 0x202F || character == 0x3000 ||
           character == 0xFEFF;
}

char32_t halfwidth(char32_t character) {
    if (character >= 0xFF01 && character <= 0xFF5E) return character - 0xFEE0;
    return character == 0x3000 ? U' ' : character;
}

bool is_han(char32_t character) {
    return (character >= 0x4E00 && character <= 0x9FFF) || (character >= 0x3400 && character <= 0x4DBF) ||
           (character >= 0xF900 && character <= 0xFAFF) || (character >= 0x20000 && character <= 0x3FFFF) ||
           character == 0x3007;
}

}  // namespace base::utf8
