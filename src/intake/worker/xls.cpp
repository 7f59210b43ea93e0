#include "intake/worker/xls.hpp"

#include "base/text.hpp"
#include "intake/worker/byte_range.hpp"
#include "intake/worker/ole.hpp"
#include "intake/worker/recoder.hpp"
#include "intake/worker/workbook_parts.hpp"

#include <freexl.h>

#include <cstdio>
#include <map>

namespace intake::worker {

namespace {

constexpr std::uint64_t kLargest = 150U << 20U;  ///< of an xls: 65,536 rows a sheet need a tenth of it
constexpr std::size_t kMaxMerges = 100'000;

// Records of the Workbook stream, [MS-XLS] 2.3.
constexpr std::uint32_t kBoundSheet = 0x85;
constexpr std::uint32_t kFilePass = 0x2F;
constexpr std::uint32_t kMergeCells = 0xE5;
constexpr std::uint32_t kBegin = 0x809;

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size = 2) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}

/// Name in a BoundSheet record: length, whether two bytes a character, characters.
std::string sheet_name(std::string_view body) {
    if (body.size() < 8) return {};
    const std::size_t length = number_at(body, 6, 1);
    const bool wide = (number_at(body, 7, 1) & 1U) != 0;
    std::string text;
    if (wide) {
        Recoder recoder(base::Encoding::Utf16Le);
        recoder.add(body.substr(8, 2 * length), text);
        recoder.finish(text);
        return text;
    }
    for (const char c : body.substr(8, length)) {  // one byte a character: Latin 1
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text.push_back(c);
        } else {
            text.push_back(static_cast<char>(0xC0U | byte >> 6U));
            text.push_back(static_cast<char>(0x80U | (byte & 0x3FU)));
        }
    }
    return text;
}

void read_merges(std::string_view body, std::vector<Region>& merges) {
    const std::size_t count = body.size() < 2 ? 0 : number_at(body, 0);
    for (std::size_t i = 0; i < count && 2 + 8 * (i + 1) <= body.size() && merges.size() < kMaxMerges; ++i) {
        const std::size_t at = 2 + 8 * i;
        const Region region{number_at(body, at) + 1, number_at(body, at + 4) + 1, number_at(body, at + 2) + 1,
                            number_at(body, at + 6) + 1};
        if (region.last_row >= region.first_row && region.last_column >= region.first_column) merges.push_back(region);
    }
}

/// Sheets with their visibility and merged regions, from the records of the stream.
base::Result<std::vector<SheetInfo>> sheets_of(std::string_view stream) {
    std::vector<SheetInfo> sheets;
    std::map<std::uint32_t, std::size_t> starts;  ///< place of a sheet's first record → sheet
    std::size_t current = static_cast<std::size_t>(-1);
    for (std::size_t at = 0; at + 4 <= stream.size();) {
        const std::uint32_t type = number_at(stream, at);
        const std::size_t size = number_at(stream, at + 2);
        const std::string_view body = stream.substr(at + 4, size);
        if (type == kFilePass) return failed_error("xls: password / 有密码，请先去掉密码");
        if (type == kBegin) {
            const auto start = starts.find(static_cast<std::uint32_t>(at));
            if (start != starts.end()) current = start->second;
        } else if (type == kBoundSheet && body.size() >= 8) {
            if ((number_at(body, 5, 1) & 0x0FU) == 0) starts[number_at(body, 0, 4)] = sheets.size();
            SheetInfo sheet;
            sheet.name = sheet_name(body);
            sheet.hidden = (number_at(body, 4, 1) & 3U) != 0;
            sheets.push_back(std::move(sheet));
        } else if (type == kMergeCells && current < sheets.size()) {
            read_merges(body, sheets[current].merges);
        }
        at += 4 + size;
    }
    return sheets;
}

struct Workbook {
    const void* handle = nullptr;
    Workbook() = default;
    ~Workbook() {
        if (handle != nullptr) freexl_close(handle);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
};

std::string cell_text(const FreeXL_CellValue& cell) {
    char number[40];
    switch (cell.type) {
        case FREEXL_CELL_INT:
            return std::to_string(cell.value.int_value);
        case FREEXL_CELL_DOUBLE:
            std::snprintf(number, sizeof number, "%.15g", cell.value.double_value);
            return number;
        case FREEXL_CELL_TEXT:
        case FREEXL_CELL_SST_TEXT:
        case FREEXL_CELL_DATE:
        case FREEXL_CELL_DATETIME:
        case FREEXL_CELL_TIME:
            return cell.value.text_value == nullptr ? "" : base::replace_invalid_utf8(cell.value.text_value);
        default:
            return {};
    }
}

/// The sheet that is active in `book`.
base::Status read_sheet(const void* book, const SheetInfo& sheet, Output& out) {
    std::uint32_t rows = 0;
    std::uint16_t columns = 0;
    if (freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK) {
        return failed_error("xls: damaged / 文件已损坏：" + sheet.name);
    }
    PANHUO_DO(out.sheet(sheet.name, false));
    for (const Region& region : sheet.merges) {
        PANHUO_DO(out.merge(region.first_row, region.first_column, region.last_row, region.last_column));
    }
    std::vector<std::string> cells(columns);
    for (std::uint32_t row = 0; row < rows; ++row) {
        for (std::uint16_t column = 0; column < columns; ++column) {
            FreeXL_CellValue cell;
            const bool read = freexl_get_cell_value(book, row, column, &cell) == FREEXL_OK;
            cells[column] = read ? cell_text(cell) : std::string();
        }
        PANHUO_DO(out.row(row + 1, cells));
    }
    return base::Done{};
}

base::Status read_sheets(const void* book, const std::vector<SheetInfo>& sheets, Output& out) {
    std::uint32_t count = 0;
    freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &count);
    for (std::size_t i = 0; i < sheets.size() && i < count; ++i) {
        if (sheets[i].hidden) {
            PANHUO_DO(out.sheet(sheets[i].name, true));
            continue;
        }
        const auto number = static_cast<std::uint16_t>(i);
        // A sheet of charts has no cells.
        if (freexl_select_active_worksheet(book, number) != FREEXL_OK) continue;
        PANHUO_DO(read_sheet(book, sheets[i], out));
    }
    return base::Done{};
}

}  // namespace

base::Status read_xls(const std::string& path, Output& out) {
    PANHUO_TRY(const ByteRange file, whole_file(path));
    std::vector<SheetInfo> sheets;
    {
        PANHUO_TRY(const std::string bytes, read_range(file, kLargest));
        PANHUO_TRY(const OleFile ole, OleFile::open(bytes));
        if (ole.has("EncryptedPackage")) return failed_error("password / 有密码，请先去掉密码");
        if (!ole.has("Workbook")) {
            return format_error(ole.has("Book")
                                    ? "xls, Excel 95 或更早，请另存为 xlsx / Excel 95 or older, save as xlsx"
                                    : "OLE, 但不是 xls / not an xls workbook");
        }
        PANHUO_TRY(const std::string stream, ole.stream("Workbook"));
        PANHUO_TRY(sheets, sheets_of(stream));
    }
    Workbook workbook;
    if (freexl_open(path.c_str(), &workbook.handle) != FREEXL_OK) return failed_error("xls: damaged / 文件已损坏");
    return read_sheets(workbook.handle, sheets, out);
}

}  // namespace intake::worker
