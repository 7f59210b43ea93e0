// Encodings of files as clerks save them: UTF-8, GB18030 (Excel's csv on a Chinese Windows), UTF-16 (Unicode text).
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace base {
namespace {

/// Strict conversion: an invalid or cut sequence gives nothing.
std::optional<std::string> convert(std::string_view bytes, const char* from) {
    const iconv_t handle = iconv_open("UTF-8", from);
    if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT: the API's own error value
    std::string out;
    std::array<char, 16384> buffer;
    char* in = const_cast<char*>(bytes.data());  // iconv does not write to it
    std::size_t in_left = bytes.size();
    bool good = true;
    while (in_left > 0 && good) {
        char* to = buffer.data();
        std::size_t to_left = buffer.size();
        errno = 0;
        if (iconv(handle, &in, &in_left, &to, &to_left) == static_cast<std::size_t>(-1) && errno != E2BIG) good = false;
        out.append(buffer.data(), buffer.size() - to_left);
    }
    iconv_close(handle);
    if (!good) return std::nullopt;
    return out;
}

/// ASCII characters of UTF-16 text leave zero bytes on one side. 「一」 (U+4E00) and its like leave a few on the other.
std::optional<Encoding> utf16_without_mark(std::string_view bytes) {
    if (bytes.size() < 2 || bytes.size() % 2 != 0) return std::nullopt;
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        even += bytes[i] == '\0' ? 1 : 0;
        odd += bytes[i + 1] == '\0' ? 1 : 0;
    }
    // One character in fifty: a table has at least its separators and line ends. Bytes that are all ASCII hold hardly
    // any Chinese, so half of the characters must be; else it is a narrow text with a stray zero byte.
    const bool ascii = std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
    const std::size_t enough = ascii ? bytes.size() / 4 + 1 : bytes.size() / 100 + 1;
    if (odd >= enough && odd > 4 * even) return Encoding::Utf16Le;
    if (even >= enough && even > 4 * odd) return Encoding::Utf16Be;
    return std::nullopt;
}

std::optional<Decoded> decoded(std::optional<std::string> text, Encoding encoding) {
    if (!text) return std::nullopt;
    return Decoded{std::move(*text), encoding};
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    for (std::size_t i = 0; i < bytes.size();) {
        std::uint64_t word = 0;
        if (i + sizeof word <= bytes.size()) {
            std::memcpy(&word, bytes.data() + i, sizeof word);
            if ((word & kHighBits) == 0) {
                i += sizeof word;
                continue;
            }
        }
        if (utf8::next(bytes, i) == utf8::kInvalid) return false;
    }
    return true;
}

std::string replace_invalid_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const char32_t character = utf8::next(bytes, i);
        utf8::append(out, character == utf8::kInvalid ? U'\uFFFD' : character);
    }
    return out;
}

std::string_view encoding_name(Encoding encoding) {
    switch (encoding) {
        case Encoding::Utf8:
            return "UTF-8";
        case Encoding::Utf8Bom:
            return "UTF-8 (BOM)";
        case Encoding::Gb18030:
            return "GB18030";
        case Encoding::Utf16Le:
            return "UTF-16LE";
        case Encoding::Utf16Be:
            return "UTF-16BE";
    }
    return "";
}

std::optional<Decoded> decode_text(std::string_view bytes) {
    if (starts_with(bytes, "\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
        if (!is_utf8(bytes)) return std::nullopt;
        return Decoded{std::string(bytes), Encoding::Utf8Bom};
    }
    if (starts_with(bytes, "\xFF\xFE")) return decoded(convert(bytes.substr(2), "UTF-16LE"), Encoding::Utf16Le);
    if (starts_with(bytes, "\xFE\xFF")) return decoded(convert(bytes.substr(2), "UTF-16BE"), Encoding::Utf16Be);
    // Before UTF-8: ASCII in UTF-16 is valid UTF-8 with zero bytes in it.
    if (const auto wide = utf16_without_mark(bytes)) {
        auto text = decoded(convert(bytes, *wide == Encoding::Utf16Le ? "UTF-16LE" : "UTF-16BE"), *wide);
        if (text) return text;
    }
    if (is_utf8(bytes)) return Decoded{std::string(bytes), Encoding::Utf8};
    return decoded(convert(bytes, "GB18030"), Encoding::Gb18030);
}

}  // namespace base
