#include "base/error.hpp"

#include <array>
#include <cctype>

namespace base {
namespace {

struct Row {
    const char* id;
    int exit_code;
    int http;
    const char* zh;
    const char* en;
};

constexpr std::array kRows = {
#define X(id, exit_code, http, zh, en) Row{#id, exit_code, http, zh, en},
#include "base/error_codes.def"
#include "base/further_codes.def"
#undef X
};

const Row& row(Code code) { return kRows[static_cast<std::size_t>(code)]; }

/// FileNotFound -> FILE_NOT_FOUND, once per code.
std::array<std::string, kRows.size()> upper_names() {
    std::array<std::string, kRows.size()> names;
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        for (const char* c = kRows[i].id; *c != '\0'; ++c) {
            if (std::isupper(static_cast<unsigned char>(*c)) && c != kRows[i].id) names[i] += '_';
            names[i] += static_cast<char>(std::toupper(static_cast<unsigned char>(*c)));
        }
    }
    return names;
}

/// Unit separator of ASCII: stands in no sentence.
constexpr char kBetween = '\x1F';

std::vector<std::string> arguments_in(const std::vector<std::string>& args, Lang lang) {
    std::vector<std::string> out;
    out.reserve(args.size());
    for (const std::string& arg : args) {
        const std::size_t at = arg.find(kBetween);
        if (at == std::string::npos) {
            out.push_back(arg);
        } else {
            out.push_back(lang == Lang::Zh ? arg.substr(0, at) : arg.substr(at + 1));
        }
    }
    return out;
}

}  // namespace

std::string_view Error::name() const {
    static const auto names = upper_names();
    return names[static_cast<std::size_t>(code)];
}

int Error::exit_code() const { return row(code).exit_code; }
int Error::http_status() const { return row(code).http; }

Text Error::text() const {
    return {fill(row(code).zh, arguments_in(args, Lang::Zh)), fill(row(code).en, arguments_in(args, Lang::En))};
}

std::string both(std::string_view zh, std::string_view en) { return std::string(zh) + kBetween + std::string(en); }

std::string fill(std::string_view pattern, const std::vector<std::string>& args) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '0' &&
            static_cast<std::size_t>(pattern[i + 1] - '0') < args.size()) {
            out += args[static_cast<std::size_t>(pattern[i + 1] - '0')];
            i += 2;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

}  // namespace base
