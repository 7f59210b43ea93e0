// Bytes in memory that are read a few at a time, for tests and fuzz targets.
#pragma once

#include "intake/worker/byte_source.hpp"

#include <string>
#include <string_view>

namespace intake::worker::testing {

class MemorySource final : public ByteSource {
  public:
    /// `bytes` must outlive this.
    MemorySource(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}
    base::Status read(std::string& piece) override {
        piece = bytes_.substr(at_, piece_);
        at_ += piece.size();
        return base::Done{};
    }
    base::Status rewind() override {
        at_ = 0;
        return base::Done{};
    }

  private:
    std::string_view bytes_;
    std::size_t piece_;
    std::size_t at_ = 0;
};

}  // namespace intake::worker::testing
