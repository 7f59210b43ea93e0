#include "intake/worker/biff.hpp"

#include "intake/worker/biff_text.hpp"
#include "intake/worker/output.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace intake::worker {

namespace {

// [MS-XLS] 2.3.2
enum Type : std::uint32_t {
    kFormula = 0x06,
    kEnd = 0x0A,
    kDate1904 = 0x22,
    kFilePass = 0x2F,
    kContinue = 0x3C,
    kBoundSheet = 0x85,
    kMulRk = 0xBD,
    kRString = 0xD6,
    kXf = 0xE0,
    kMergeCells = 0xE5,
    kSst = 0xFC,
    kLabelSst = 0xFD,
    kNumber = 0x203,
    kLabel = 0x204,
    kBoolErr = 0x205,
    kString = 0x207,
    kRk = 0x27E,
    kFormat = 0x41E,
    kBegin = 0x809,
};
constexpr std::size_t kMaxSheets = 1'024;
constexpr std::size_t kMaxMerges = 100'000;
constexpr std::uint64_t kMostCells = 6'000'000;  ///< some 50 bytes each in memory

base::Error damaged() { return failed_error("xls: damaged / 文件已损坏"); }

std::string error_text(std::uint32_t code) {
    static const std::map<std::uint32_t, const char*> kNames = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"},
                                                                {0x17, "#REF!"},  {0x1D, "#NAME?"},  {0x24, "#NUM!"},
                                                                {0x2A, "#N/A"}};
    const auto found = kNames.find(code);
    return found == kNames.end() ? "#?" : found->second;
}

void read_merges(std::string_view body, std::vector<Region>& merges) {
    const std::size_t count = biff_number(body, 0);
    for (std::size_t i = 0; i < count && 2 + 8 * (i + 1) <= body.size() && merges.size() < kMaxMerges; ++i) {
        const std::size_t at = 2 + 8 * i;
        const Region region{biff_number(body, at) + 1, biff_number(body, at + 4) + 1, biff_number(body, at + 2) + 1,
                            biff_number(body, at + 6) + 1};
        if (region.last_row >= region.first_row && region.last_column >= region.first_column) merges.push_back(region);
    }
}

}  // namespace

base::Result<BiffBook> BiffBook::open(std::string_view stream) {
    BiffBook book(stream);
    Record first;
    if (!book.record_at(0, first) || first.type != kBegin) return damaged();
    if (biff_number(first.body, 0) != 0x600) {
        return format_error("xls, Excel 95 或更早，请另存为 xlsx / Excel 95 or older, save as xlsx");
    }
    PANHUO_DO(book.read_globals());
    return book;
}

bool BiffBook::record_at(std::size_t at, Record& record) const {
    if (at + 4 > stream_.size()) return false;
    record.type = biff_number(stream_, at);
    record.body = stream_.substr(at + 4, biff_number(stream_, at + 2));
    record.next = at + 4 + record.body.size();
    return true;
}

std::vector<std::string_view> BiffBook::with_continues(const Record& record) const {
    std::vector<std::string_view> bodies{record.body};
    Record next;
    for (std::size_t at = record.next; record_at(at, next) && next.type == kContinue; at = next.next) {
        bodies.push_back(next.body);
    }
    return bodies;
}

base::Status BiffBook::read_globals() {
    std::map<std::uint32_t, std::string> formats;
    Record record;
    for (std::size_t at = 0; record_at(at, record) && record.type != kEnd; at = record.next) {
        const std::string_view body = record.body;
        if (record.type == kFilePass) return failed_error("xls: password / 有密码，请先去掉密码");
        if (record.type == kDate1904) from_1904_ = biff_number(body, 0) == 1;
        if (record.type == kFormat)
            formats[biff_number(body, 0)] = BiffText({body.substr(std::min<std::size_t>(2, body.size()))}).text(2);
        if (record.type == kXf) {
            const std::uint32_t id = biff_number(body, 2);
            date_rows_.push_back(is_date_format(id, formats.count(id) > 0 ? formats[id] : ""));
        }
        if (record.type == kSst) read_shared_strings(record);
        if (record.type != kBoundSheet || body.size() < 8) continue;
        if (sheets_.size() == kMaxSheets) return limit_error("> " + std::to_string(kMaxSheets) + " sheets");
        Sheet sheet;
        sheet.start = biff_number(body, 0, 4);
        sheet.info.hidden = (biff_number(body, 4, 1) & 3U) != 0;
        sheet.has_cells = (biff_number(body, 5, 1) & 0x0FU) == 0;
        sheet.info.name = BiffText({body.substr(6)}).text(1);
        sheets_.push_back(std::move(sheet));
    }
    return base::Done{};
}

void BiffBook::read_shared_strings(const Record& record) {
    BiffText text(with_continues(record));
    text.skip(4);
    const std::uint32_t count = text.number(4);
    strings_.clear();
    for (std::uint32_t i = 0; i < count && text.good(); ++i) strings_.push_back(text.text(2));
}

base::Result<std::vector<BiffCell>> BiffBook::cells(std::size_t index) {
    Sheet& sheet = sheets_[index];
    std::vector<BiffCell> cells;
    if (!sheet.has_cells) return cells;
    Record record;
    if (!record_at(static_cast<std::size_t>(sheet.start), record) || record.type != kBegin) return damaged();
    int depth = 0;  // a chart in the sheet is a stream in the stream, with numbers of its own
    for (std::size_t at = static_cast<std::size_t>(sheet.start); record_at(at, record); at = record.next) {
        bytes_seen_ += record.next - at;
        if (bytes_seen_ > 2 * stream_.size()) return damaged();
        if (record.type == kBegin) ++depth;
        if (record.type == kEnd && --depth == 0) break;
        if (depth != 1) continue;
        if (record.type == kMergeCells) read_merges(record.body, sheet.info.merges);
        const std::size_t before = cells.size();
        if (record.body.size() >= 6) read_cell(record, cells);
        cells_seen_ += cells.size() - before;
        if (cells_seen_ > kMostCells) return limit_error("> " + std::to_string(kMostCells) + " cells");
    }
    const auto by_place = [](const BiffCell& a, const BiffCell& b) {
        return a.row != b.row ? a.row < b.row : a.column < b.column;
    };
    if (!std::is_sorted(cells.begin(), cells.end(), by_place)) std::stable_sort(cells.begin(), cells.end(), by_place);
    return cells;
}

/// Appends what the record holds; a String record belongs to the formula before it.
void BiffBook::read_cell(const Record& record, std::vector<BiffCell>& cells) const {
    const std::string_view body = record.body;
    const std::uint32_t row = biff_number(body, 0);
    const std::uint32_t column = biff_number(body, 2);
    const std::uint32_t format_row = biff_number(body, 4);
    const auto put = [&](std::string text) {
        if (!text.empty()) cells.push_back({row, column, std::move(text)});
    };
    switch (record.type) {
        case kNumber:
            return put(number_text(biff_double(body, 6), format_row));
        case kRk:
            return put(number_text(biff_rk(biff_number(body, 6, 4)), format_row));
        case kMulRk:
            return read_packed_row(body, cells);
        case kLabelSst: {
            const std::uint32_t at = biff_number(body, 6, 4);
            return put(at < strings_.size() ? strings_[at] : "");
        }
        case kLabel:
        case kRString: {
            BiffText text(with_continues(record));
            text.skip(6);
            return put(text.text(2));
        }
        case kBoolErr: {
            const std::uint32_t value = biff_number(body, 6, 1);
            return put(biff_number(body, 7, 1) != 0 ? error_text(value) : value != 0 ? "TRUE" : "FALSE");
        }
        case kFormula: {
            if (biff_number(body, 12) != 0xFFFF) return put(number_text(biff_double(body, 6), format_row));
            const std::uint32_t kind = biff_number(body, 6, 1);
            const std::uint32_t value = biff_number(body, 8, 1);
            if (kind == 1) return put(value != 0 ? "TRUE" : "FALSE");
            if (kind == 2) return put(error_text(value));
            Record string;
            if (kind != 0 || !record_at(record.next, string)) return;
            // Between a formula and its text, the definition of an array or of a shared formula may stand.
            for (int i = 0; i < 3 && string.type != kString && record_at(string.next, string); ++i) continue;
            return put(string.type == kString ? BiffText(with_continues(string)).text(2) : "");
        }
        default:
            return;
    }
}

void BiffBook::read_packed_row(std::string_view body, std::vector<BiffCell>& cells) const {
    const std::uint32_t row = biff_number(body, 0);
    std::uint32_t column = biff_number(body, 2);
    for (std::size_t at = 4; at + 8 <= body.size(); at += 6) {
        cells.push_back({row, column++, number_text(biff_rk(biff_number(body, at + 2, 4)), biff_number(body, at))});
    }
}

std::string BiffBook::number_text(double value, std::uint32_t format_row) const {
    if (format_row < date_rows_.size() && date_rows_[format_row]) {
        std::string date = date_text(value, from_1904_);
        if (!date.empty()) return date;
    }
    char text[40];
    std::snprintf(text, sizeof text, "%.15g", value);
    return text;
}

}  // namespace intake::worker
