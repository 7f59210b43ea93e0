#include "http/gzip.hpp"

#include "base/deflate.hpp"
#include "base/text.hpp"

namespace http {
namespace {

constexpr std::size_t kWorthIt = 1400;
constexpr int kLevel = 5;

bool is_text(const std::string& type) {
    return base::starts_with(type, "text/") || base::contains(type, "json") || base::contains(type, "javascript") ||
           base::contains(type, "svg") || base::contains(type, "mapbox");
}

}  // namespace

void compress(const Request& request, Response& response) {
    const std::string& bytes = response.bytes();
    if (!is_text(response.type)) return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (bytes.size() < kWorthIt) return;
    if (!base::contains(request.header("accept-encoding"), "gzip")) return;
    std::string small = base::deflated(bytes, base::Wrap::Gzip, kLevel);
    response.shared.reset();
    response.body = std::move(small);
    response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace http
