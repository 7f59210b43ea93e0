// The stream of one name out of an OLE container (Compound File Binary, [MS-CFB] 2): sectors chained by a table.
//
// Chains are followed with a count, so that a chain that bites its tail ends in an error; nothing is believed to lie
// inside the file before it was compared with its size.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

class OleFile {
  public:
    /// `bytes` is the whole file and must outlive this. Errors: ReaderFailed.
    static base::Result<OleFile> open(std::string_view bytes);

    /// Names of all streams and storages, as UTF-8.
    bool has(std::string_view name) const;
    /// Errors: ReaderFailed, if it is damaged or not there.
    base::Result<std::string> stream(std::string_view name) const;

  private:
    struct Entry {
        std::string name;
        std::uint32_t first = 0;
        std::uint64_t size = 0;
    };
    base::Status read_table();
    base::Status read_entries();
    base::Result<std::string> chain(std::uint32_t first, std::uint64_t most) const;
    base::Result<std::string> small_chain(std::uint32_t first, std::uint64_t size) const;
    std::string_view sector(std::uint32_t number) const;

    std::string_view bytes_;
    std::uint32_t sector_size_ = 512;
    std::vector<std::uint32_t> table_;        ///< next sector of each sector
    std::vector<std::uint32_t> small_table_;  ///< the same for the small sectors of 64 bytes
    std::string small_;                       ///< the bytes of the small sectors
    std::vector<Entry> entries_;
};

}  // namespace intake::worker
