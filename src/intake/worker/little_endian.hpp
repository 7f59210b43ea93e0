// Numbers in the headers of zip containers, dbf files and Excel workbooks.
#pragma once

#include <cstdint>
#include <string_view>

namespace intake::worker {

/// Little-endian number of up to four bytes; 0 beyond the end.
inline std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    if (at + size > bytes.size()) return 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}

}  // namespace intake::worker
