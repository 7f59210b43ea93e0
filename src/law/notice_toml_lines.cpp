#include "law/notice_toml_lines.hpp"

namespace law::notice {

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out + '"';
}

std::string words(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& one : list) out += (out.empty() ? "" : ", ") + in_quotes(one);
    return "[" + out + "]";
}

std::string share(const Share& one) { return in_quotes(std::to_string(one.num) + "/" + std::to_string(one.den)); }

void TomlLines::line(const std::string& text) { out_ += text + "\n"; }
void TomlLines::table(const char* name) { out_ += std::string("\n[[") + name + "]]\n"; }
void TomlLines::pair(const char* key, const std::string& text) {
    if (!text.empty()) line(std::string(key) + " = " + in_quotes(text));
}
void TomlLines::raw(const char* key, const std::string& value) { line(std::string(key) + " = " + value); }
void TomlLines::flag(const char* key, bool value) { raw(key, value ? "true" : "false"); }
void TomlLines::both(const char* key, const base::Text& text) {
    if (!text.zh.empty()) raw(key, "{ zh = " + in_quotes(text.zh) + ", en = " + in_quotes(text.en) + " }");
}

}  // namespace law::notice
