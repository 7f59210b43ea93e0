#include "base/deflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace base {
namespace {

constexpr int kMemory = 8;  // zlib's own default
constexpr std::size_t kRoom = 1 << 17;
constexpr std::size_t kMostAtOnce = 1 << 30;  // zlib counts what it is given in 32 bits

/// zlib reads from what it is given, whatever its type says.
Bytef* input(std::string_view bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

}  // namespace

struct Deflater::Stream {
    z_stream zlib{};
};

Deflater::Deflater(Wrap wrap, int level) : stream_(std::make_unique<Stream>()) {
    const int window = wrap == Wrap::Gzip ? MAX_WBITS + 16 : -MAX_WBITS;
    const int made = deflateInit2(&stream_->zlib, level, Z_DEFLATED, window, kMemory, Z_DEFAULT_STRATEGY);
    if (made == Z_MEM_ERROR) throw std::bad_alloc();
    PANHUO_ASSERT(made == Z_OK, "deflate takes levels 1 to 9");
}

Deflater::~Deflater() { deflateEnd(&stream_->zlib); }

void Deflater::run(std::string_view piece, int flush, std::string& out) {
    z_stream& zlib = stream_->zlib;
    zlib.next_in = input(piece);
    zlib.avail_in = static_cast<uInt>(piece.size());
    do {
        const std::size_t before = out.size();
        out.resize(before + kRoom);
        zlib.next_out = reinterpret_cast<Bytef*>(out.data() + before);
        zlib.avail_out = static_cast<uInt>(kRoom);
        const int outcome = deflate(&zlib, flush);
        PANHUO_ASSERT(outcome != Z_STREAM_ERROR, "a stream is packed after its end");
        out.resize(out.size() - zlib.avail_out);
    } while (zlib.avail_out == 0);
}

void Deflater::pack(std::string_view piece, std::string& out) {
    for (; !piece.empty(); piece.remove_prefix(std::min(piece.size(), kMostAtOnce)))
        run(piece.substr(0, kMostAtOnce), Z_NO_FLUSH, out);
}

void Deflater::finish(std::string& out) { run({}, Z_FINISH, out); }

std::string deflated(std::string_view bytes, Wrap wrap, int level) {
    Deflater deflater(wrap, level);
    std::string out;
    deflater.pack(bytes, out);
    deflater.finish(out);
    return out;
}

std::optional<std::string> inflated(std::string_view packed, std::size_t size) {
    if (packed.size() > kMostAtOnce || size > kMostAtOnce) return std::nullopt;
    z_stream zlib{};
    if (inflateInit2(&zlib, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
    std::string bytes(size, '\0');
    zlib.next_in = input(packed);
    zlib.avail_in = static_cast<uInt>(packed.size());
    zlib.next_out = reinterpret_cast<Bytef*>(bytes.data());
    zlib.avail_out = static_cast<uInt>(size);
    const int outcome = inflate(&zlib, Z_FINISH);
    inflateEnd(&zlib);
    if (outcome != Z_STREAM_END || zlib.avail_out != 0) return std::nullopt;
    return bytes;
}

std::uint32_t crc32(std::string_view bytes, std::uint32_t before) {
    return static_cast<std::uint32_t>(crc32_z(before, input(bytes), bytes.size()));
}

}  // namespace base
