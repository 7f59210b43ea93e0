// Fuzz target: any text as the first rows of a table (rows end with a line end, cells with a tab). Beyond not crashing:
// a head lies within its rows, has a column for every cell of it, its kind is the one asked for, and every field that
// the kind needs is among its columns.
#include "base/text.hpp"
#include "intake/head.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace intake;

void check(const Head& head, const std::vector<SheetRow>& rows, std::optional<land::Kind> kind) {
    PANHUO_ASSERT(head.depth > 0 && head.first + head.depth <= rows.size(), "a head outside its rows");
    PANHUO_ASSERT(!kind || head.kind == *kind, "another kind than the one asked for");
    std::size_t width = 0;
    for (std::size_t i = 0; i < head.depth; ++i) width = std::max(width, rows[head.first + i].cells.size());
    PANHUO_ASSERT(head.columns.size() == width, "columns without cells, or cells without columns");
    for (const auto& group : needed_fields(head.kind)) {
        const bool there = std::any_of(head.columns.begin(), head.columns.end(), [&](const Column& column) {
            return std::find(group.begin(), group.end(), column.field) != group.end();
        });
        PANHUO_ASSERT(there, "a head without a field that its kind needs");
    }
    for (const Column& column : head.columns) PANHUO_ASSERT(!column.heading.empty(), "a column without a heading");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto table = heading_table();
    PANHUO_ASSERT(table.ok(), "PANHUO_HOME does not lead to the rulebooks");
    if (size == 0 || size > 20'000) return 0;
    std::vector<land::Kind> kinds;
    for (const land::Kind kind : land::all_kinds()) {
        if (is_table_kind(kind)) kinds.push_back(kind);
    }
    const std::size_t choice = data[0] % (kinds.size() + 1);
    const std::optional<land::Kind> kind = choice < kinds.size() ? std::optional(kinds[choice]) : std::nullopt;
    const std::string text = base::replace_invalid_utf8({reinterpret_cast<const char*>(data) + 1, size - 1});
    std::vector<SheetRow> rows;
    for (const std::string_view line : base::split(text, '\n')) {
        if (rows.size() == kHeadRows) break;
        SheetRow row;
        row.number = static_cast<std::int64_t>(rows.size() + 1);
        for (const std::string_view cell : base::split(line, '\t')) row.cells.emplace_back(cell);
        rows.push_back(std::move(row));
    }
    const auto head = find_head(rows, **table, kind);
    if (head) check(*head, rows, kind);
    return 0;
}
