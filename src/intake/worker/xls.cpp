#include "intake/worker/xls.hpp"

#include "intake/worker/biff.hpp"
#include "intake/worker/byte_range.hpp"
#include "intake/worker/ole.hpp"

#include <algorithm>

namespace intake::worker {

namespace {

constexpr std::uint64_t kLargest = 100U << 20U;  ///< of an xls: 65,536 rows a sheet need a fraction of it

base::Status read_sheet(BiffBook& book, std::size_t index, Output& out) {
    PANHUO_TRY(const std::vector<BiffCell> cells, book.cells(index));
    const SheetInfo& sheet = book.sheet(index);
    PANHUO_DO(out.sheet(sheet.name, false));
    for (const Region& region : sheet.merges) {
        PANHUO_DO(out.merge(region.first_row, region.first_column, region.last_row, region.last_column));
    }
    std::vector<std::string> row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        row.resize(std::max<std::size_t>(row.size(), cells[i].column + 1));
        row[cells[i].column] = cells[i].text;
        if (i + 1 < cells.size() && cells[i + 1].row == cells[i].row) continue;
        PANHUO_DO(out.row(cells[i].row + 1, row));
        row.clear();
    }
    return base::Done{};
}

}  // namespace

base::Status read_xls(const std::string& path, Output& out) {
    PANHUO_TRY(const ByteRange file, whole_file(path));
    std::string stream;
    {
        PANHUO_TRY(const std::string bytes, read_range(file, kLargest));
        PANHUO_TRY(const OleFile ole, OleFile::open(bytes));
        if (ole.has("EncryptedPackage")) return failed_error("password / 有密码，请先去掉密码");
        if (ole.has("Book") && !ole.has("Workbook")) {
            return format_error("xls, Excel 95 或更早，请另存为 xlsx / Excel 95 or older, save as xlsx");
        }
        if (!ole.has("Workbook")) return format_error("OLE, 但不是 xls / not an xls workbook");
        PANHUO_TRY(stream, ole.stream("Workbook"));
    }
    PANHUO_TRY(BiffBook book, BiffBook::open(stream));
    for (std::size_t i = 0; i < book.sheets(); ++i) {
        if (book.sheet(i).hidden) {
            PANHUO_DO(out.sheet(book.sheet(i).name, true));
        } else {
            PANHUO_DO(read_sheet(book, i, out));
        }
    }
    return base::Done{};
}

}  // namespace intake::worker
