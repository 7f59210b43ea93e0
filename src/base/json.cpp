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
    const bool valid = is_utf8(value);
    const std::string repaired = valid ? std::string() : replace_invalid_utf8(value);
    for (const char c : valid ? value : std::string_view(repaired)) {
        switch (c) {
            case '"': out_ += "\\\""; break;
            case '\\': out_ += "\\\\"; break;
            case '\n': out_ += "\\n"; break;
            case '\r': out_ += "\\r"; break;
            case '\t': out_ += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    constexpr char kHex[] = "0123456789abcdef";
                    out_ += "\\u00";
                    out_ += kHex[static_cast<unsigned char>(c) >> 4];
                    out_ += kHex[static_cast<unsigned char>(c) & 15];
                } else {
                    out_ += c;
                }
        }
    }
    out_ += '"';
}

void JsonWriter::integer(std::int64_t value) {
    separate();
    out_ += std::to_string(value);
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
