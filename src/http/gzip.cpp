#include "http/gzip.hpp"

#include "base/text.hpp"

#include <zlib.h>

namespace http {
namespace {

constexpr std::size_t kWorthIt = 1400;
constexpr int kGzipWindow = 15 + 16;

bool is_text(const std::string& type) {
    return base::starts_with(type, "text/") || base::contains(type, "json") || base::contains(type, "javascript") ||
           base::contains(type, "svg") || base::contains(type, "mapbox");
}

/// Empty if zlib will not.
std::string gzip(std::string_view bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, 5, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int end = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return end == Z_STREAM_END ? out : std::string();
}

}  // namespace

void compress(const Request& request, Response& response) {
    const std::string& bytes = response.bytes();
    if (!is_text(response.type)) return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (bytes.size() < kWorthIt || bytes.size() > UINT32_MAX) return;
    if (!base::contains(request.header("accept-encoding"), "gzip")) return;
    std::string small = gzip(bytes);
    if (small.empty()) return;
    response.shared.reset();
    response.body = std::move(small);
    response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace http
