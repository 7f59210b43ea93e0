// The sheet of a paper: heads merged as the layout's levels say, printed on A3 or A4 across, heads on every page.
#include "report/paper_sheet.hpp"

#include <algorithm>

namespace report {
namespace {

bool same_until(const std::vector<std::string>& a, const std::vector<std::string>& b, std::size_t level) {
    if (a.size() <= level + 1 || b.size() <= level + 1) return false;
    return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(level) + 1, b.begin());
}

/// The columns whose figures make up the term; where the layout does not show all of them, the term's own name.
std::string words_of(const Check::Term& term, bool zh) {
    if (term.columns.empty()) return term.keys;
    std::string numbers;
    for (const std::size_t column : term.columns) numbers += (numbers.empty() ? "" : "+") + std::to_string(column + 1);
    return zh ? "第" + numbers + "列" : "column " + numbers;
}

}  // namespace

PaperSheet::PaperSheet(lxw_workbook* workbook, Styles& styles, const Layout& layout, const Head& head,
                       const std::string& name)
    : layout_(layout), head_(head), styles_(styles), sheet_(workbook_add_worksheet(workbook, name.c_str())) {}

void PaperSheet::merged(lxw_row_t top, std::size_t left, lxw_row_t bottom, std::size_t right, const std::string& text,
                        lxw_format* format) {
    if (top == bottom && left == right) {
        worksheet_write_string(sheet_, top, column_of(left), text.c_str(), format);
    } else {
        worksheet_merge_range(sheet_, top, column_of(left), bottom, column_of(right), text.c_str(), format);
    }
}

/// Last column of the first page, so that title and head line are read on it.
std::size_t PaperSheet::page_end() const {
    int all = 0;
    for (const Column& column : layout_.columns) all += column.width;
    int width = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        width += layout_.columns[i].width;
        if (width * layout_.pages_across <= all) end = i;
    }
    return end;
}

void PaperSheet::title_and_heads() {
    const std::size_t end = page_end();
    merged(0, 0, 0, end, base::pick(layout_.title, head_.lang), styles_.plain(Look::Title));
    worksheet_set_row(sheet_, 0, 32, nullptr);
    const bool mu = head_.unit == base::AreaUnit::Mu;
    const std::string unit = zh() ? (mu ? "单位：亩" : "单位：公顷") : (mu ? "unit: mu" : "unit: hectare");
    const std::string filler = (zh() ? "填报单位：" : "filled by: ") + head_.filler;
    lxw_format* format = styles_.plain(Look::Plain);
    worksheet_write_string(sheet_, 1, 0, filler.c_str(), format);
    worksheet_write_string(sheet_, 1, column_of(end / 2), base::pick(head_.as_of, head_.lang).c_str(), format);
    worksheet_write_string(sheet_, 1, column_of(end > 1 ? end - 1 : end), unit.c_str(), format);
    row_ = 2;
    heads();
}

/// Equal heads beside each other, under the same heads, are one cell; the last level reaches down to the rows.
void PaperSheet::heads() {
    std::vector<std::vector<std::string>> levels;
    std::size_t depth = 0;
    for (const Column& column : layout_.columns) {
        levels.push_back(head_levels(base::pick(column.head, head_.lang)));
        depth = std::max(depth, levels.back().size());
    }
    lxw_format* format = styles_.plain(Look::HeadCell);
    for (std::size_t level = 0; level < depth; ++level) {
        for (std::size_t left = 0; left < levels.size();) {
            std::size_t right = left;
            if (level < levels[left].size()) {
                const bool lowest = level + 1 == levels[left].size();
                while (!lowest && right + 1 < levels.size() && same_until(levels[left], levels[right + 1], level))
                    ++right;
                merged(row_ + static_cast<lxw_row_t>(level), left,
                       row_ + static_cast<lxw_row_t>(lowest ? depth - 1 : level), right, levels[left][level], format);
            }
            left = right + 1;
        }
    }
    for (std::size_t i = 0; i < layout_.columns.size(); ++i)
        worksheet_set_column(sheet_, column_of(i), column_of(i), layout_.columns[i].width, nullptr);
    const lxw_row_t first = row_;
    row_ += static_cast<lxw_row_t>(depth);
    for (lxw_row_t row = first; row < row_; ++row)
        worksheet_set_row(sheet_, row, row + 1 == row_ ? 2 * kRowHeight : kRowHeight + 2, nullptr);
    worksheet_repeat_rows(sheet_, first, row_ - 1);
    worksheet_freeze_panes(sheet_, row_, column_of(static_cast<std::size_t>(layout_.frozen_columns)));
}

void PaperSheet::line(const std::vector<Cell>& cells, Weight weight, const LinkOf& link) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string to = link(i);
        write_cell({sheet_, row_, column_of(i)}, cells[i], styles_.cell(layout_.columns[i].format, weight, !to.empty()),
                   head_.unit, to);
    }
    worksheet_set_row(sheet_, row_, height_of(layout_, cells), nullptr);
    ++row_;
}

void PaperSheet::pattern(std::size_t rows) {
    line(std::vector<Cell>(layout_.columns.size()), Weight::Item, [](std::size_t) { return std::string(); });
    row_ += static_cast<lxw_row_t>(rows) - 1;
}

void PaperSheet::text_line(const std::string& text) {
    worksheet_write_string(sheet_, row_++, 0, text.c_str(), styles_.plain(Look::Plain));
}

/// From the last row of heads down to the last item.
void PaperSheet::filter(lxw_row_t last_row) {
    worksheet_autofilter(sheet_, row_ - 1, 0, last_row, column_of(layout_.columns.size() - 1));
}

void PaperSheet::page() {
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, layout_.a3 ? 8 : 9);
    worksheet_fit_to_pages(sheet_, static_cast<std::uint16_t>(layout_.pages_across), 0);
    if (layout_.pages_across > 1 && layout_.frozen_columns > 0)
        worksheet_repeat_columns(sheet_, 0, column_of(static_cast<std::size_t>(layout_.frozen_columns) - 1));
    worksheet_set_margins(sheet_, 0.4, 0.4, 0.5, 0.5);
    worksheet_set_footer(sheet_, "&C&P / &N");
}

int height_of(const Layout& layout, const std::vector<Cell>& cells) {
    int most = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (const auto* text = std::get_if<std::string>(&cells[i]))
            most = std::max(most, lines_of(*text, layout.columns[i].width));
    }
    return kRowHeight * most;
}

std::string check_text(const Check& check, const Head& head, bool summed) {
    const bool zh = head.lang == base::Lang::Zh;
    std::string text = zh ? "核对：" : "Check: ";
    for (std::size_t i = 0; i < check.terms.size(); ++i) {
        text += (i == 0 ? "" : " = ") + words_of(check.terms[i], zh);
        if (summed) text += " " + check.terms[i].sum.text(head.unit, head.unit == base::AreaUnit::Mu ? 2 : 4);
    }
    if (check.holds()) return text + (zh ? "，逐行相符" : ", agrees in every row");
    const std::string rows = std::to_string(check.rows_off);
    return text + (zh ? "，不符，" + rows + " 行有差" : ", does not agree; rows that differ: " + rows);
}

}  // namespace report
