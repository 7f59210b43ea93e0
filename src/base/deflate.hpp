// Deflate over zlib: gzip for answers, the bare stream of a zip's parts, and their checksum.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace base {

/// What stands around the packed bytes: nothing (parts of a zip) or gzip's head and tail.
enum class Wrap { Bare, Gzip };

/// Packs a stream piece by piece. For one thread at a time.
class Deflater {
  public:
    /// `level`: 1 (fast) to 9 (small).
    Deflater(Wrap wrap, int level);
    ~Deflater();
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    /// Appends to `out` what is packed of the stream so far.
    void pack(std::string_view piece, std::string& out);
    /// Appends the rest; nothing may follow.
    void finish(std::string& out);

  private:
    struct Stream;
    void run(std::string_view piece, int flush, std::string& out);
    std::unique_ptr<Stream> stream_;
};

/// The whole at once.
std::string deflated(std::string_view bytes, Wrap wrap, int level);
/// A bare stream that unpacks to just `size` bytes; nothing if it is another or broken.
std::optional<std::string> inflated(std::string_view packed, std::size_t size);

/// CRC-32 as zip and gzip have it; `before` is that of the bytes in front of these.
std::uint32_t crc32(std::string_view bytes, std::uint32_t before = 0);

}  // namespace base
