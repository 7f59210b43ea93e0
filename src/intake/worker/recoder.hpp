// Recoder: bytes of an unknown encoding to UTF-8, piece by piece.
//
// The encoding is found by one pass over the whole file (a file may be ASCII for a megabyte before its first Chinese
// character): a byte-order mark decides; else valid UTF-8; else mostly valid UTF-8 with a few broken characters; else
// UTF-16 whose zero bytes give it away; else GB18030, of which GBK and GB2312 are parts. What no encoding explains
// becomes U+FFFD and is counted, so that the file as a whole can be called doubtful.
#pragma once

#include "base/text.hpp"
#include "intake/worker/byte_source.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace intake::worker {

struct Probe {
    base::Encoding encoding = base::Encoding::Utf8;
    bool binary = false;  ///< zero bytes that no encoding explains: not a text
    std::string head;     ///< the first bytes as they are, at most 64 KB
    std::uint64_t bytes = 0;
};

/// Reads the source to its end and rewinds it.
base::Result<Probe> probe_encoding(ByteSource& source);

class Recoder {
  public:
    explicit Recoder(base::Encoding encoding);
    ~Recoder();
    Recoder(const Recoder&) = delete;
    Recoder& operator=(const Recoder&) = delete;

    /// Appends the UTF-8 of `piece` to `out`; an unfinished character is kept for the next piece.
    void add(std::string_view piece, std::string& out);
    /// What is left of an unfinished character at the end.
    void finish(std::string& out);
    /// Characters that could not be decoded.
    std::uint64_t broken() const { return broken_; }

  private:
    void add_utf8(std::string& out);
    void add_converted(std::string& out);

    base::Encoding encoding_;
    void* converter_ = nullptr;  ///< iconv_t
    std::string rest_;
    std::uint64_t broken_ = 0;
    bool start_ = true;
};

}  // namespace intake::worker
