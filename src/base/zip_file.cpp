#include "base/zip_file.hpp"

#include "base/result.hpp"

#include <zlib.h>

#include <cstdint>

namespace base {
namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50, kDirectoryEntry = 0x02014b50, kDirectoryEnd = 0x06054b50;
constexpr std::uint16_t kVersion = 20, kUtf8Names = 1U << 11U, kDeflated = 8;
constexpr std::uint16_t kMidnight = 0, kFirstOf1980 = 1U << 5U | 1U;

void put(std::string& out, std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
}

/// Raw deflate, without zlib's own head and tail.
std::string deflated(const std::string& bytes) {
    z_stream stream{};
    const int ready = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    PANHUO_ASSERT(ready == Z_OK, "deflate starts");
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib reads only
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int done = deflate(&stream, Z_FINISH);
    PANHUO_ASSERT(done == Z_STREAM_END, "deflate fits its own bound");
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}  // namespace

std::string zip_of(const std::vector<NamedBytes>& files) {
    std::string out, directory;
    for (const NamedBytes& file : files) {
        PANHUO_ASSERT(file.bytes.size() <= UINT32_MAX && out.size() <= UINT32_MAX, "a zip of less than 4 GB");
        const std::string packed = deflated(file.bytes);
        std::string common;
        put(common, kVersion, 2);
        put(common, kUtf8Names, 2);
        put(common, kDeflated, 2);
        put(common, kMidnight, 2);
        put(common, kFirstOf1980, 2);
        put(common, crc32(0, reinterpret_cast<const Bytef*>(file.bytes.data()), static_cast<uInt>(file.bytes.size())),
            4);
        put(common, packed.size(), 4);
        put(common, file.bytes.size(), 4);
        put(common, file.name.size(), 2);
        put(common, 0, 2);  // extra field
        put(directory, kDirectoryEntry, 4);
        put(directory, kVersion, 2);
        directory += common;
        put(directory, 0, 2 + 2 + 2 + 4);  // comment, disk, attributes
        put(directory, out.size(), 4);
        directory += file.name;
        put(out, kLocalHeader, 4);
        out += common + file.name + packed;
    }
    const std::size_t start = out.size();
    out += directory;
    put(out, kDirectoryEnd, 4);
    put(out, 0, 4);  // disks
    put(out, files.size(), 2);
    put(out, files.size(), 2);
    put(out, directory.size(), 4);
    put(out, start, 4);
    put(out, 0, 2);  // comment
    return out;
}

}  // namespace base
