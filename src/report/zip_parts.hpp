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

namespace report {

struct ZipPart {
    std::string name;
    std::uint16_t method = 8;  ///< 0 stored, 8 deflated
    std::uint32_t stamp = 0;   ///< day and time as the zip has them
    std::uint32_t crc = 0;
    std::uint32_t size = 0;
    std::string packed;
};

/// Parts in the order of the directory. Errors: FileUnwritable ("zip"): the file is one of our own being written.
base::Result<std::vector<ZipPart>> read_zip(const std::string& path);
base::Result<std::string> unpack(const ZipPart& part, const std::string& path);

class ZipWriter {
  public:
    static base::Result<std::unique_ptr<ZipWriter>> create(const std::string& path);
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    /// A part as it is.
    base::Status copy(const ZipPart& part);
    /// A part by pieces: begin, write …, end.
    base::Status begin(const std::string& name, std::uint32_t stamp);
    base::Status write(std::string&& piece);
    base::Status end();
    /// The directory; nothing may follow. FileUnwritable where file or part have more than the 4 GB that a plain zip
    /// can tell of.
    base::Status finish();

  private:
    struct Entry {
        ZipPart part;  ///< without its bytes
        std::uint64_t packed = 0, size = 0, offset = 0;
    };
    ZipWriter(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
    base::Status put(std::string_view bytes);
    static void add_about(std::string& bytes, const Entry& entry);
    base::Status put_head(const Entry& entry);
    bool pack(const std::string& piece);
    bool put_packed(const std::string& bytes);
    base::Status settle();
    base::Error failed(const std::string& why) const { return {base::Code::FileUnwritable, {path_, why}}; }

    std::FILE* file_;
    std::string path_;
    std::uint64_t offset_ = 0;
    std::vector<Entry> entries_;
    std::optional<base::Deflater> deflater_;  ///< of the part that is begun
    std::string piece_;                       ///< of the second thread until packed_ is ready
    std::future<bool> packed_;
};

}  // namespace report
