#include "base/json.hpp"

#include "base/text.hpp"

namespace base {

Result<Json> parse_json(std::string_view text, const std::string& what) {
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::exception& problem) {
        return Error{Code::JsonMalformed, {what, problem.what()}};
    }
}

namespace {

bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

/// Length of what begins at `at` and can be copied as it is: printable ASCII, and well-formed characters of three
/// bytes, which is nearly all Chinese. What it stops at is an escape, another character, or no character.
std::size_t plain_length(std::string_view text, std::size_t at) {
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

/// Runs that need no escape are copied whole: payloads are written by the hundred thousand.
void append_escaped(std::string& out, std::string_view text) {
    constexpr char kHex[] = "0123456789abcdef";
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!needs_escape(c)) continue;
        out.append(text, copied, i - copied);
        copied = i + 1;
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
    out.append(text, copied);
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
    const std::size_t plain = plain_length(value, 0);
    out_.append(value, 0, plain);
    value.remove_prefix(plain);
    if (value.empty()) {
        // done: the usual case
    } else if (is_utf8(value)) {
        append_escaped(out_, value);
    } else {
        append_escaped(out_, replace_invalid_utf8(value));
    }
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
