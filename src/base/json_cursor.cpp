#include "base/json_cursor.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace base {

std::size_t json_text::plain_length(std::string_view text, std::size_t at) {
    const std::size_t start = at;
    while (at < text.size()) {
        const auto lead = static_cast<unsigned char>(text[at]);
        if (lead < 0x80) {
            if (needs_escape(text[at])) break;
            ++at;
        } else if (lead >= 0xE1 && lead <= 0xEC && at + 2 < text.size() && (text[at + 1] & 0xC0) == 0x80 &&
                   (text[at + 2] & 0xC0) == 0x80) {
            at += 3;
        } else {
            break;
        }
    }
    return at - start;
}

void JsonCursor::pass(char c) {
    if (!failed_ && is_next(c)) {
        ++at_;
    } else {
        failed_ = true;
    }
}

bool JsonCursor::pass_word(std::string_view word) {
    if (failed_ || text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
}

bool JsonCursor::at_key(std::string_view name) {
    const std::size_t quote = at_ + (first_ ? 0 : 1);
    const std::size_t behind = quote + 1 + name.size();
    if (failed_ || behind + 1 >= text_.size() || text_.compare(quote + 1, name.size(), name) != 0) return false;
    if ((!first_ && text_[at_] != ',') || text_[quote] != '"' || text_[behind] != '"' || text_[behind + 1] != ':')
        return false;
    at_ = behind + 2;
    first_ = false;
    return true;
}

bool JsonCursor::next_key(std::string& name) {
    if (failed_ || is_next('}')) return false;
    if (!first_) pass(',');
    string(name);
    pass(':');
    first_ = false;
    return !failed_;
}

void JsonCursor::string(std::string& value) {
    value.clear();
    pass('"');
    while (!failed_ && !is_next('"')) {
        const std::size_t plain = json_text::plain_length(text_, at_);
        value.append(text_, at_, plain);
        at_ += plain;
        if (at_ == text_.size()) return fail();
        if (text_[at_] == '\\') {
            escape(value);
        } else if (text_[at_] != '"') {
            const std::size_t start = at_;
            // A character that needs an escape and has none is as wrong as bytes that are no character.
            if (json_text::needs_escape(text_[at_]) || utf8::next(text_, at_) == utf8::kInvalid) return fail();
            value.append(text_, start, at_ - start);
        }
    }
    pass('"');
}

void JsonCursor::escape(std::string& value) {
    constexpr std::pair<std::string_view, char> kShort[] = {
        {"\\\"", '"'}, {"\\\\", '\\'}, {"\\n", '\n'}, {"\\r", '\r'}, {"\\t", '\t'}};
    for (const auto& [written, character] : kShort) {
        if (!pass_word(written)) continue;
        value += character;
        return;
    }
    constexpr std::string_view kHex = "0123456789abcdef";
    if (!pass_word("\\u00") || at_ + 2 > text_.size()) return fail();
    const std::size_t high = kHex.find(text_[at_]);
    const std::size_t low = kHex.find(text_[at_ + 1]);
    if (high > 1 || low == std::string_view::npos) return fail();
    value += static_cast<char>(high << 4U | low);
    at_ += 2;
}

bool JsonCursor::boolean() {
    if (pass_word("true")) return true;
    if (!pass_word("false")) fail();
    return false;
}

std::int64_t JsonCursor::decimal(int decimals, std::int64_t most) {
    const auto is_digit = [&] { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; };
    const bool negative = pass_word("-");
    std::int64_t value = 0;
    const std::size_t first = at_;
    const auto take = [&] { value = std::min(value * 10 + (text_[at_++] - '0'), most + 1); };
    while (is_digit()) take();
    const std::size_t digits = at_ - first;
    if (digits == 0 || (digits > 1 && text_[first] == '0')) fail();  // JSON knows no leading zeros
    int places = decimals;
    if (pass_word(".")) {
        if (!is_digit()) fail();
        for (; is_digit(); take()) {
            if (places-- == 0) fail();
        }
    }
    for (; places > 0; --places) value = std::min(value * 10, most + 1);
    if (value > most) fail();
    return failed_ ? 0 : negative ? -value : value;
}

}  // namespace base
