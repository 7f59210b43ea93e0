// A stretch of a file, stored or deflated, readable at any place: a member of a zip container, or a whole file.
//
// Reading is fast forwards and at places seen not long ago; going far back into a deflated stretch resumes from the
// nearest of the places remembered every 8 MB. Damage reads as the end: the stretch was inflated and counted whole
// before (zip_check.hpp), so it means that the file changed under us.
#pragma once

#include "base/result.hpp"
#include "intake/worker/byte_source.hpp"

#include <zlib.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace intake::worker {

struct ByteRange {
    std::string path;
    std::uint64_t data = 0;    ///< place of the first byte
    std::uint64_t packed = 0;  ///< bytes in the file
    std::uint64_t size = 0;    ///< bytes unpacked
    bool deflated = false;
};

/// The whole file as it is. Errors: FileNotFound, FileUnreadable.
base::Result<ByteRange> whole_file(const std::string& path);

class RangeReader {
  public:
    /// Errors: FileUnreadable.
    static base::Result<std::unique_ptr<RangeReader>> open(const ByteRange& range);
    ~RangeReader();
    RangeReader(const RangeReader&) = delete;
    RangeReader& operator=(const RangeReader&) = delete;

    /// Fewer bytes than asked for at the end only.
    std::size_t read(char* to, std::size_t count);
    void seek(std::uint64_t place) { place_ = place; }
    std::uint64_t tell() const { return place_; }
    std::uint64_t size() const { return range_.size; }

  private:
    struct Mark {
        std::uint64_t out = 0;  ///< unpacked bytes before it
        std::uint64_t in = 0;   ///< packed bytes before it
        z_stream stream{};
    };
    explicit RangeReader(ByteRange range) : range_(std::move(range)) {}
    bool load(std::uint64_t place);
    bool load_stored(std::uint64_t place);
    bool resume_before(std::uint64_t place);
    bool inflate_next();
    void drop_stream();

    ByteRange range_;
    std::FILE* file_ = nullptr;
    std::uint64_t place_ = 0;
    std::string window_;  ///< unpacked bytes from window_at_ on
    std::uint64_t window_at_ = 0;
    bool open_ = false;
    z_stream stream_{};
    std::uint64_t in_ = 0;  ///< packed bytes given to the stream
    std::string input_;
    std::vector<std::unique_ptr<Mark>> marks_;
};

/// The whole stretch, if it is not larger than `most`. Errors: ReaderLimit, FileUnreadable.
base::Result<std::string> read_range(const ByteRange& range, std::uint64_t most);

}  // namespace intake::worker
