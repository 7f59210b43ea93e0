// Tasks by place, from a table that was flattened to text: 「序号 乡镇 批而未供任务 闲置任务」 over 「1 某镇 420 80」.
//
// Only what can be told for certain is taken: the unit is written, every row has a place and as many figures as the
// heading has columns behind it, and the column names one of the two stocks. Columns of quarters, counts and shares are
// passed over. Anything else stays TABLE_UNREAD.
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

bool is_figure(View cell) {
    return !cell.empty() && is_digit(cell.front()) &&
           std::all_of(cell.begin(), cell.end(), [](char32_t c) { return is_digit(c) || c == U'.'; });
}

bool is_place(View cell) {
    const bool kind = View(U"县市区旗镇乡").find(cell.back()) != kNowhere || ends(cell, U"街道") ||
                      ends(cell, U"办事处") || ends(cell, U"开发区") || ends(cell, U"示范区") || ends(cell, U"管委会");
    return cell.size() >= 2 && cell.size() <= 12 && kind;
}

bool is_sum(View cell) { return has_any(cell, {U"合计", U"总计", U"全县", U"全市", U"全区", U"小计"}); }

struct Row {
    const Block* block = nullptr;
    Chars place;  ///< empty: the sum
    std::vector<Chars> figures;
};

/// A row of figures; nothing for any other line. A number in front is the row's own.
std::optional<Row> row_of(const Block& block) {
    if (has_any(block.text, {U"，", U"。", U"；"})) return std::nullopt;
    std::vector<View> cells = cut(block.spaced, U" ");
    if (cells.size() >= 3 && is_figure(cells[0]) && !is_figure(cells[1])) cells.erase(cells.begin());
    if (cells.size() < 2 || !(is_place(cells[0]) || is_sum(cells[0]))) return std::nullopt;
    Row out{&block, is_sum(cells[0]) ? Chars{} : Chars(cells[0]), {}};
    for (std::size_t i = 1; i < cells.size(); ++i) {
        if (!is_figure(cells[i])) return std::nullopt;
        out.figures.emplace_back(cells[i]);
    }
    return out;
}

/// The words of the columns behind the place; empty if the line is no heading of such a table.
std::vector<Chars> columns_of(const Block& block) {
    std::vector<View> cells = cut(block.spaced, U" ");
    if (!cells.empty() && (cells[0] == U"序号"sv || cells[0] == U"编号"sv)) cells.erase(cells.begin());
    const bool place = !cells.empty() && has_any(cells[0], {U"乡镇", U"单位", U"县", U"区", U"地区", U"镇", U"名称"});
    if (!place || cells.size() < 2 || std::any_of(cells.begin(), cells.end(), is_figure)) return {};
    return {cells.begin() + 1, cells.end()};
}

std::string stock_of_column(View column) {
    if (has_any(column, {U"季度", U"月", U"率", U"宗", U"个数", U"%", U"完成", U"备注"})) return {};
    const std::vector<StockWord> named = stock_words(column);
    if (named.size() == 1) return named[0].stock;
    return has(column, U"闲置") ? "idle" : "";
}

/// 「单位：亩」 on the lines above, or in a heading (「任务（公顷）」).
std::optional<View> unit_above(const std::vector<Block>& blocks, std::size_t heading) {
    for (std::size_t i = heading + 1; i-- > 0 && heading - i < 4;)
        for (const View unit : {U"万亩"sv, U"亩"sv, U"公顷"sv, U"平方米"sv})
            for (const Chars& form : {U"单位：" + Chars(unit), U"（" + Chars(unit) + U"）"})
                if (has(blocks[i].text, form)) return unit;
    return std::nullopt;
}

class Table {
  public:
    Table(Pages& pages, NoticeDraft& draft, std::size_t heading) : pages_(pages), draft_(draft), heading_(heading) {}

    void read() {
        const std::vector<Chars> columns = columns_of(pages_.blocks[heading_]);
        const auto unit = unit_above(pages_.blocks, heading_);
        std::vector<Row> rows;
        for (std::size_t i = heading_ + 1; i < pages_.blocks.size(); ++i) {
            auto row = row_of(pages_.blocks[i]);
            if (!row || row->figures.size() != columns.size()) break;
            rows.push_back(std::move(*row));
        }
        if (rows.size() < 2 || !unit) return;
        for (std::size_t column = 0; column < columns.size(); ++column)
            if (const std::string stock = stock_of_column(columns[column]); !stock.empty())
                for (const Row& row : rows) add(row, column, stock, *unit);
        for (const Row& row : rows) pages_.table_lines.insert(row.block->line);
    }

  private:
    void add(const Row& row, std::size_t column, const std::string& stock, View unit) {
        const Chars words = row.figures[column] + Chars(unit);
        const auto area = area_at(words, 0);
        if (!area) return;
        NoticeTarget out;
        out.stock = stock;
        out.basis = "area";
        out.area = area->area;
        out.addressee = encode(row.place);
        out.source = pages_.source(*row.block, row.block->spaced);
        const auto same = [&](const NoticeTarget& one) {
            return one.stock == out.stock && one.addressee == out.addressee && one.basis == out.basis &&
                   one.area == out.area;
        };
        if (std::none_of(draft_.targets.begin(), draft_.targets.end(), same)) draft_.targets.push_back(std::move(out));
    }

    Pages& pages_;
    NoticeDraft& draft_;
    std::size_t heading_;
};

}  // namespace

void read_task_table(Pages& pages, NoticeDraft& draft) {
    for (std::size_t i = 0; i < pages.blocks.size(); ++i)
        if (!columns_of(pages.blocks[i]).empty()) Table(pages, draft, i).read();
}

}  // namespace law::notice
