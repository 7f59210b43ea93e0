// ByteSource: the bytes of a plain or gzipped file, read in pieces, twice if need be.
//
// A gzip file is decompressed on the way. What comes out is counted while inflating, never believed from headers:
// beyond Limits::free_bytes a file that grows more than Limits::ratio times, or beyond Limits::text_bytes, is
// refused (ReaderLimit). Members that follow each other are read as one stream, as gzip does.
#pragma once

#include "base/result.hpp"
#include "intake/worker/frames.hpp"

#include <cstdio>
#include <memory>
#include <string>

namespace intake::worker {

class ByteSource {
  public:
    virtual ~ByteSource() = default;
    /// Replaces `piece` by the next bytes; an empty piece is the end.
    virtual base::Status read(std::string& piece) = 0;
    virtual base::Status rewind() = 0;
    virtual bool compressed() const { return false; }
};

/// Errors: FileNotFound, FileUnreadable.
base::Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path, const Limits& limits);

}  // namespace intake::worker
