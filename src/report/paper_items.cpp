#include "report/paper_items.hpp"

#include "report/compose.hpp"

#include <algorithm>

namespace report {
namespace {

constexpr lxw_row_t kFirstBlock = 2;  ///< below the sheet's words and heads

bool zh(const Head& head) { return head.lang == base::Lang::Zh; }

/// Words of the sheet, heads standing still, printed across.
void set_up(lxw_worksheet* sheet, Styles& styles, const std::string& words) {
    worksheet_write_string(sheet, 0, 0, words.c_str(), styles.plain(Look::Plain));
    worksheet_freeze_panes(sheet, kFirstBlock, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 1, 1);
    worksheet_set_footer(sheet, "&C&P / &N");
}

bool same_sum(const Cell& a, const Cell& b) {
    if (a.index() != b.index()) return false;
    if (const auto* area = std::get_if<base::Area>(&a)) return *area == std::get<base::Area>(b);
    if (const auto* count = std::get_if<std::int64_t>(&a)) return *count == std::get<std::int64_t>(b);
    return true;
}

std::string agreement(bool agrees, const Head& head) {
    if (agrees) return zh(head) ? "与正表相符" : "agrees with the table";
    return zh(head) ? "与正表不符" : "DOES NOT AGREE with the table";
}

}  // namespace

PartItems::PartItems(const Layout& layout, const Head& head, const Sums& sums, const std::vector<HeldItem>& items)
    : layout_(layout), head_(head), sums_(sums), items_(items) {
    if (layout.item_columns.empty() || items.empty()) return;
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        const Column& column = layout.columns[i];
        const bool repeated = std::find(layout.item_columns.begin(), layout.item_columns.end(), column.keys.front()) !=
                              layout.item_columns.end();
        if (repeated || column.total) columns_.push_back(i);
    }
    blocks_.resize(sums.parts.size());
    lxw_row_t row = kFirstBlock;
    for (std::size_t part = 0; part < blocks_.size(); ++part) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto& parts = items[i].parts;
            if (std::find(parts.begin(), parts.end(), sums.parts[part].part) != parts.end())
                blocks_[part].items.push_back(i);
        }
        blocks_[part].head = row;
        row += static_cast<lxw_row_t>(blocks_[part].items.size()) + 3;
    }
}

std::string PartItems::name() const { return zh(head_) ? "分组明细" : "items"; }

std::string PartItems::link(std::size_t part, std::size_t column) const {
    if (part >= blocks_.size()) return {};
    const Block& block = blocks_[part];
    const lxw_row_t last = block.head + static_cast<lxw_row_t>(block.items.size());
    if (std::holds_alternative<std::string>(sums_.parts[part].cells[column]))
        return range_link(name(), block.head, 0, last + 1, column_of(columns_.size() - 1));
    const auto at = std::find(columns_.begin(), columns_.end(), column);
    if (at == columns_.end() || !layout_.columns[column].total) return {};
    const lxw_col_t shown = column_of(static_cast<std::size_t>(at - columns_.begin()));
    return range_link(name(), block.head + 1, shown, last, shown);
}

void PartItems::heads(lxw_worksheet* sheet, Styles& styles) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const Column& column = layout_.columns[columns_[c]];
        worksheet_set_column(sheet, column_of(c), column_of(c), column.width, nullptr);
        worksheet_write_string(sheet, 1, column_of(c), base::pick(column.head, head_.lang).c_str(),
                               styles.plain(Look::HeadCell));
    }
    worksheet_set_row(sheet, 1, 4 * kRowHeight, nullptr);
    worksheet_set_column(sheet, column_of(columns_.size()), column_of(columns_.size()), 24, nullptr);
}

void PartItems::block(lxw_worksheet* sheet, Styles& styles, std::size_t part, const PaperRows& rows) const {
    const Block& block = blocks_[part];
    const lxw_row_t paper_row = rows.first_part + static_cast<lxw_row_t>(part);
    const std::string back = range_link(kPaperSheet, paper_row, 0, paper_row, column_of(layout_.columns.size() - 1));
    write_cell({sheet, block.head, 0}, sums_.parts[part].part.words, styles.plain(Look::Link), head_.unit, back);
    std::vector<Cell> sum(columns_.size());
    lxw_row_t row = block.head + 1;
    for (const std::size_t item : block.items) {
        const lxw_row_t item_row = rows.first_item + static_cast<lxw_row_t>(item);
        const std::string to = range_link(kPaperSheet, item_row, 0, item_row, column_of(layout_.columns.size() - 1));
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const Column& column = layout_.columns[columns_[c]];
            const Cell& cell = items_[item].line[columns_[c]];
            if (column.total) add_to(sum[c], cell);
            write_cell({sheet, row, column_of(c)}, cell, styles.cell(column.format, Weight::Item, c == 0), head_.unit,
                       c == 0 ? to : "");
        }
        ++row;
    }
    bool agrees = true;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const Column& column = layout_.columns[columns_[c]];
        if (column.total) agrees = agrees && same_sum(sum[c], sums_.parts[part].cells[columns_[c]]);
        const bool words = c == 0 && !column.total;
        write_cell({sheet, row, column_of(c)}, words ? Cell(std::string(zh(head_) ? "小计" : "sum")) : sum[c],
                   styles.cell(words ? Format::Text : column.format, Weight::Sum), head_.unit);
    }
    worksheet_write_string(sheet, row, column_of(columns_.size()), agreement(agrees, head_).c_str(),
                           styles.plain(Look::Plain));
}

void PartItems::write(lxw_workbook* workbook, Styles& styles, const PaperRows& rows) const {
    if (blocks_.empty()) return;
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, name().c_str());
    set_up(sheet, styles,
           zh(head_) ? "正表各分组行由哪些行组成：点组名回到正表的组，点第一列回到正表的行。"
                     : "The rows behind each group of the table: its name leads back to the group, the first column to "
                       "the row.");
    heads(sheet, styles);
    for (std::size_t part = 0; part < blocks_.size(); ++part) block(sheet, styles, part, rows);
}

OpenedFigures::OpenedFigures(const Layout& layout, const Head& head, const std::vector<HeldItem>& items)
    : layout_(layout), head_(head), items_(items) {
    lxw_row_t row = kFirstBlock;
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (const Opened& opened : items[i].opened) {
            const auto at = std::find_if(layout.columns.begin(), layout.columns.end(), [&](const Column& column) {
                return std::find(column.keys.begin(), column.keys.end(), opened.key) != column.keys.end();
            });
            if (at == layout.columns.end()) continue;  // a county's layout that does not show the figure
            blocks_.push_back({i, static_cast<std::size_t>(at - layout.columns.begin()), &opened, row});
            row += static_cast<lxw_row_t>(opened.entries.size()) + 3;
        }
    }
}

std::string OpenedFigures::name() const { return zh(head_) ? "数字构成" : "made of"; }

std::string OpenedFigures::link(std::size_t item, std::size_t column) const {
    for (const Block& block : blocks_) {
        if (block.item != item || block.column != column) continue;
        return range_link(name(), block.head, 0, block.head + static_cast<lxw_row_t>(block.opened->entries.size()) + 1,
                          4);
    }
    return {};
}

/// The line's own words and the head of the column.
std::string OpenedFigures::title(const Block& block) const {
    const std::string own = base::pick(block.opened->title, head_.lang);
    std::string line;
    for (std::size_t i = 0; i < layout_.columns.size() && line.empty(); ++i) {
        if (const auto* text = std::get_if<std::string>(&items_[block.item].line[i])) line = *text;
    }
    return line + " · " + (own.empty() ? base::pick(layout_.columns[block.column].head, head_.lang) : own);
}

void OpenedFigures::block(lxw_worksheet* sheet, Styles& styles, const Block& block, const PaperRows& rows) const {
    const lxw_row_t paper_row = rows.first_item + static_cast<lxw_row_t>(block.item);
    const lxw_col_t column = column_of(block.column);
    write_cell({sheet, block.head, 0}, title(block), styles.plain(Look::Link), head_.unit,
               range_link(kPaperSheet, paper_row, column, paper_row, column));
    base::Area sum;
    lxw_row_t row = block.head + 1;
    const auto line = [&](const std::vector<Cell>& cells, Weight weight) {
        constexpr Format kFormats[] = {Format::Count, Format::Text, Format::Text, Format::Date, Format::Area};
        for (std::size_t c = 0; c < cells.size(); ++c)
            write_cell({sheet, row, column_of(c)}, cells[c], styles.cell(kFormats[c], weight), head_.unit);
        ++row;
    };
    std::int64_t number = 0;
    for (const Opened::Entry& entry : block.opened->entries) {
        sum += entry.area;
        line({++number, entry.id, entry.words, entry.on ? Cell(*entry.on) : Cell(), entry.area}, Weight::Item);
    }
    const std::string words = agreement(sum == block.opened->total, head_);
    worksheet_write_string(sheet, row, 5, words.c_str(), styles.plain(Look::Plain));
    line({Cell(), std::string(zh(head_) ? "小计" : "sum"), Cell(), Cell(), sum}, Weight::Sum);
}

void OpenedFigures::write(lxw_workbook* workbook, Styles& styles, const PaperRows& rows) const {
    if (blocks_.empty()) return;
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, name().c_str());
    set_up(sheet, styles,
           zh(head_) ? "正表的数由哪些组成：点标题回到正表的数。"
                     : "What makes up each figure of the table: the title leads back to it.");
    const char* heads[2][5] = {{"No.", "id", "what", "date", "area"}, {"序号", "编号", "说明", "日期", "面积"}};
    const double widths[] = {6, 34, 44, 12, 14};
    for (std::size_t c = 0; c < std::size(widths); ++c) {
        worksheet_set_column(sheet, column_of(c), column_of(c), widths[c], nullptr);
        worksheet_write_string(sheet, 1, column_of(c), heads[zh(head_) ? 1 : 0][c], styles.plain(Look::HeadCell));
    }
    worksheet_set_column(sheet, 5, 5, 24, nullptr);
    for (const Block& each : blocks_) block(sheet, styles, each, rows);
}

}  // namespace report
