// Fuzz target: any bytes as an OLE container (first byte even), or as the Workbook stream of one (odd). Beyond not
// crashing: cells come in the order of rows and columns, are UTF-8, and regions have a size.
#include "base/text.hpp"
#include "intake/worker/biff.hpp"
#include "intake/worker/ole.hpp"

#include <cstdint>
#include <string>

namespace {

using namespace intake::worker;

void read_stream(std::string_view stream) {
    auto book = BiffBook::open(stream);
    if (!book.ok()) return;
    for (std::size_t i = 0; i < book->sheets(); ++i) {
        const auto cells = book->cells(i);
        if (!cells.ok()) return;
        const BiffCell* before = nullptr;
        for (const BiffCell& cell : *cells) {
            PANHUO_ASSERT(base::is_utf8(cell.text), "a cell that is not UTF-8");
            PANHUO_ASSERT(before == nullptr || before->row < cell.row ||
                              (before->row == cell.row && before->column <= cell.column),
                          "cells are not in order");
            before = &cell;
        }
        for (const Region& at : book->sheet(i).merges) {
            PANHUO_ASSERT(at.last_row >= at.first_row && at.last_column >= at.first_column, "a region without a size");
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 2 == 1) {
        read_stream(bytes);
        return 0;
    }
    const auto ole = OleFile::open(bytes);
    if (!ole.ok()) return 0;
    const auto stream = ole->stream("Workbook");
    if (stream.ok()) read_stream(*stream);
    return 0;
}
