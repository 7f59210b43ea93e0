#include "http/gzip.hpp"

#include "base/deflate.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace http {
namespace {

constexpr std::size_t kWorthIt = 1400;

bool is_text(const std::string& type) {
    return base::starts_with(type, "text/") || base::contains(type, "json") || base::contains(type, "javascript") ||
           base::contains(type, "svg") || base::contains(type, "mapbox");
}

bool is_encoded(const Response& response) {
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [](const auto& header) { return header.first == "Content-Encoding"; });
}

}  // namespace

bool worth_gzip(std::size_t bytes) { return bytes >= kWorthIt; }

std::string gzip(std::string_view text, Effort effort) {
    return base::deflated(text, base::Wrap::Gzip, effort == Effort::KeptText ? 6 : 1);
}

bool takes_gzip(const Request& request) { return base::contains(request.header("accept-encoding"), "gzip"); }

void compress(const Request& request, Response& response) {
    if (!is_text(response.type)) return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    const std::string& bytes = response.bytes();
    if (!worth_gzip(bytes.size()) || !takes_gzip(request) || is_encoded(response)) return;
    std::string small = gzip(bytes, Effort::OneAnswer);
    response.shared.reset();
    response.body = std::move(small);
    response.headers.emplace_back("Content-Encoding", "gzip");
}

void share(const Request& request, std::shared_ptr<const std::string> text, std::shared_ptr<const std::string> gzip,
           Response& response) {
    const bool small = gzip && !gzip->empty() && takes_gzip(request);
    response.shared = small ? std::move(gzip) : std::move(text);
    if (small) response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace http
