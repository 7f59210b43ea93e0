#include "base/json.hpp"

#include "base/json_cursor.hpp"
#include "base/utf8.hpp"

namespace base {

Result<Json> parse_json(std::string_view text, const std::string& what) {
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::exception& problem) {
        return Error{Code::JsonMalformed, {what, problem.what()}};
    }
}

namespace {

using json_text::needs_escape;
using json_text::plain_length;

void append_escape(std::string& out, char c) {
    constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += "\\u00";
            out += kHex[static_cast<unsigned char>(c) >> 4];
            out += kHex[static_cast<unsigned char>(c) & 15];
    }
}

/// In one pass: payloads are written by the hundred thousand. Bytes that are no character become U+FFFD, as
/// replace_invalid_utf8 would have them.
void append_text(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t plain = plain_length(text, at);
        out.append(text, at, plain);
        at += plain;
        if (at == text.size()) return;
        if (needs_escape(text[at])) {
            append_escape(out, text[at++]);
        } else {
            const char32_t character = utf8::next(text, at);
            utf8::append(out, character == utf8::kInvalid ? U'\uFFFD' : character);
        }
    }
}

}  // namespace

void JsonWriter::separate() {
    if (!first_) out_ += ',';
    first_ = false;
}

void JsonWriter::begin_object() {
    separate();
    out_ += '{';
    first_ = true;
}

void JsonWriter::end_object() {
    out_ += '}';
    first_ = false;
}

void JsonWriter::begin_array() {
    separate();
    out_ += '[';
    first_ = true;
}

void JsonWriter::end_array() {
    out_ += ']';
    first_ = false;
}

void JsonWriter::key(std::string_view name) {
    string(name);
    out_ += ':';
    first_ = true;
}

void JsonWriter::string(std::string_view value) {
    separate();
    out_ += '"';
    append_text(out_, value);
    out_ += '"';
}

void JsonWriter::integer(std::int64_t value) {
    separate();
    out_ += std::to_string(value);
}

void JsonWriter::decimal(std::int64_t value, int decimals) {
    separate();
    std::string digits = std::to_string(value < 0 ? -value : value);
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (value < 0) out_ += '-';
    out_.append(digits, 0, digits.size() - places);
    if (places > 0) {
        out_ += '.';
        out_.append(digits, digits.size() - places);
    }
}

void JsonWriter::area(Area value) {
    separate();
    out_ += value.m2_text();
}

void JsonWriter::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
}

}  // namespace base
