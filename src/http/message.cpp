#include "http/message.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace http {
namespace {

const std::string kNothing;

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

/// Percent signs undone; in parameters a plus is a space.
std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            if (i + 2 >= text.size()) return std::nullopt;
            const auto high = hex_digit(text[i + 1]);
            const auto low = hex_digit(text[i + 2]);
            if (!high || !low) return std::nullopt;
            out += static_cast<char>(*high * 16 + *low);
            i += 2;
        }
    }
    if (out.find('\0') != std::string::npos || !base::is_utf8(out)) return std::nullopt;
    return out;
}

bool is_clean_path(std::string_view path) {
    if (path.empty() || path.front() != '/' || path.find('\\') != std::string_view::npos) return false;
    for (std::size_t from = 1; from <= path.size();) {
        const std::size_t to = std::min(path.find('/', from), path.size());
        const std::string_view step = path.substr(from, to - from);
        if (step == "." || step == "..") return false;
        from = to + 1;
    }
    return true;
}

}  // namespace

const std::string& Request::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? kNothing : found->second;
}

const std::string& Request::parameter(std::string_view name) const {
    const auto found = query.find(name);
    return found == query.end() ? kNothing : found->second;
}

std::string Request::cookie(std::string_view name) const {
    std::string_view rest = header("cookie");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view pair = base::trim(rest.substr(0, end));
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return std::string(pair.substr(equals + 1));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

std::optional<Target> read_target(std::string_view target) {
    const std::size_t mark = std::min(target.find('?'), target.size());
    const std::optional<std::string> path = decode(target.substr(0, mark), false);
    if (!path || !is_clean_path(*path)) return std::nullopt;
    Target out{*path, {}};
    std::string_view rest = target.substr(std::min(mark + 1, target.size()));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = decode(pair.substr(0, equals), true);
        const auto value = decode(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value) return std::nullopt;
        // A parameter said twice is a way to be read differently by two readers: the first counts.
        if (!name->empty()) out.query.emplace(*name, *value);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

std::string dump(const base::Json& document) {
    return document.dump(-1, ' ', false, base::Json::error_handler_t::replace);
}

Response json_response(int status, const base::Json& document) {
    Response response;
    response.status = status;
    response.body = dump(document);
    return response;
}

Response problem(const base::Error& error) {
    const base::Text text = error.text();
    // RFC 9457: the title is that of the kind of problem, the detail that of this one; `text` has both languages.
    Response response = json_response(error.http_status(), {{"type", "urn:panhuo:" + std::string(error.name())},
                                                            {"title", error.name()},
                                                            {"status", error.http_status()},
                                                            {"code", error.name()},
                                                            {"detail", text.zh},
                                                            {"text", base::text_json(text)}});
    response.type = "application/problem+json";
    return response;
}

}  // namespace http
