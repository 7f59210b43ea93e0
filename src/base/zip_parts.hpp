// The parts of a zip file: read from a small one, and written to a new one whose parts may be large. A part being
// written is packed on a second thread while the first makes the next piece; the bytes do not depend on that.
#pragma once

#include "base/deflate.hpp"

#include <cstdint>
#include <cstdio>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace base {

struct ZipPart {
    std::string name;
    std::uint16_t method = 8;  ///< 0 stored, 8 deflated
    std::uint32_t stamp = 0;   ///< day and time as the zip has them
    std::uint32_t crc = 0;
    std::uint32_t size = 0;
    std::string packed;
};

/// Parts in the order of the directory. Errors: FileUnwritable ("zip"): the file is one of our own being written.
Result<std::vector<ZipPart>> read_zip(const std::string& path);
Result<std::string> unpack(const ZipPart& part, const std::string& path);

class ZipWriter {
  public:
    static Result<std::unique_ptr<ZipWriter>> create(const std::string& path);
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    /// A part as it is.
    Status copy(const ZipPart& part);
    /// A part by pieces: begin, write …, end.
    Status begin(const std::string& name, std::uint32_t stamp);
    Status write(std::string&& piece);
    Status end();
    /// The directory; nothing may follow. FileUnwritable where file or part have more than the 4 GB that a plain zip
    /// can tell of.
    Status finish();

  private:
    struct Entry {
        ZipPart part;  ///< without its bytes
        std::uint64_t packed = 0, size = 0, offset = 0;
    };
    ZipWriter(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
    Status put(std::string_view bytes);
    static void add_about(std::string& bytes, const Entry& entry);
    Status put_head(const Entry& entry);
    bool pack(const std::string& piece);
    bool put_packed(const std::string& bytes);
    Status settle();
    Error failed(const std::string& why) const { return {Code::FileUnwritable, {path_, why}}; }

    std::FILE* file_;
    std::string path_;
    std::uint64_t offset_ = 0;
    std::vector<Entry> entries_;
    std::optional<Deflater> deflater_;  ///< of the part that is begun
    std::string piece_;                 ///< of the second thread until packed_ is ready
    std::future<bool> packed_;
};

}  // namespace base
