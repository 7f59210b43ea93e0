// Fuzz target: any bytes as a delimited text. The encoding is found, the text decoded and cut into rows, once whole and
// once in pieces of a size that the first byte tells. Beyond not crashing: both ways give the same rows, cells are
// UTF-8, row numbers rise by one, and no row is longer than what was read.
#include "base/text.hpp"
#include "intake/worker/delimited.hpp"
#include "intake/worker/memory_source.hpp"
#include "intake/worker/recoder.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace intake::worker;

struct Table {
    base::Encoding encoding = base::Encoding::Utf8;
    std::vector<std::vector<std::string>> rows;
    std::uint64_t broken = 0;
    bool operator==(const Table&) const = default;
};

Table read(std::string_view bytes, std::size_t piece, char delimiter) {
    testing::MemorySource source(bytes, piece);
    Table table;
    const auto probe = probe_encoding(source);
    PANHUO_ASSERT(probe.ok(), "memory cannot fail");
    table.encoding = probe->encoding;
    std::uint64_t last = 0;
    DelimitedParser parser(
        delimiter, Limits{},
        [&](std::uint64_t row, const std::vector<std::string>& cells) {
            PANHUO_ASSERT(row == last + 1 || (row == 2 && last == 0), "rows are not in order");  // sep=; is row 1
            last = row;
            std::size_t size = 0;
            for (const std::string& cell : cells) {
                PANHUO_ASSERT(base::is_utf8(cell), "a cell that is not UTF-8");
                size += cell.size();
            }
            PANHUO_ASSERT(size <= 3 * bytes.size() + 3, "more text than was read");
            table.rows.push_back(cells);
            return base::Status(base::Done{});
        },
        [](std::uint64_t) { return base::Status(base::Done{}); });
    Recoder recoder(probe->encoding);
    std::string part, text;
    while (source.read(part).ok() && !part.empty()) {
        text.clear();
        recoder.add(part, text);
        if (!parser.add(text).ok()) return table;
    }
    text.clear();
    recoder.finish(text);
    PANHUO_ASSERT(parser.add(text).ok() && parser.finish().ok(), "this sink takes everything");
    table.broken = recoder.broken();
    return table;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const char delimiter = detect_delimiter(bytes, data[0] >= 128 ? '\t' : '\0');
    const std::size_t piece = 1 + data[0] % 64U;
    PANHUO_ASSERT(read(bytes, bytes.size() + 1, delimiter) == read(bytes, piece, delimiter), "pieces matter");
    return 0;
}
