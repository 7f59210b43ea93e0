// Writes a Paper as xlsx: heads merged as the layout's levels say, printed on A3 or A4 across, heads on every page.
#include "base/text.hpp"
#include "report/paper.hpp"
#include "report/xlsx_file.hpp"

#include <algorithm>
#include <map>

namespace report {
namespace {

constexpr int kRowHeight = 14;  // points, of one line
constexpr int kMostLines = 12;

enum class Look { Title, Plain, HeadCell };

class Styles {
  public:
    Styles(lxw_workbook* workbook, base::AreaUnit unit) : workbook_(workbook), unit_(unit) {}

    lxw_format* plain(Look look) {
        lxw_format*& format = plain_[look];
        if (format != nullptr) return format;
        format = workbook_add_format(workbook_);
        format_set_font_name(format, "SimSun");
        format_set_font_size(format, look == Look::Title ? 18 : 10);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        if (look == Look::Title || look == Look::HeadCell) {
            format_set_bold(format);
            format_set_align(format, LXW_ALIGN_CENTER);
        }
        if (look == Look::HeadCell) {
            format_set_border(format, LXW_BORDER_THIN);
            format_set_text_wrap(format);
        }
        return format;
    }

    lxw_format* cell(Format kind, bool bold) {
        lxw_format*& format = cells_[{kind, bold}];
        if (format != nullptr) return format;
        format = workbook_add_format(workbook_);
        format_set_font_name(format, "SimSun");
        format_set_font_size(format, 10);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        if (bold) format_set_bold(format);
        if (kind == Format::Text) format_set_text_wrap(format);
        if (kind == Format::Area)
            format_set_num_format(format, unit_ == base::AreaUnit::Mu ? "#,##0.00" : "#,##0.0000");
        if (kind == Format::Count) format_set_num_format(format, "0");
        if (kind == Format::Date) format_set_num_format(format, "yyyy-mm-dd");
        if (kind == Format::Share) format_set_num_format(format, "0.00%");
        if (kind == Format::Number) format_set_num_format(format, "#,##0.0###");
        return format;
    }

  private:
    lxw_workbook* workbook_;
    base::AreaUnit unit_;
    std::map<Look, lxw_format*> plain_;
    std::map<std::pair<Format, bool>, lxw_format*> cells_;
};

/// Rounded as the paper shows it, so that what is printed and what is stored are one figure.
double shown(base::Area area, base::AreaUnit unit) {
    return std::stod(area.text(unit, unit == base::AreaUnit::Mu ? 2 : 4));
}

class Writer {
  public:
    Writer(lxw_workbook* workbook, const Layout& layout, const Head& head)
        : layout_(layout),
          head_(head),
          styles_(workbook, head.unit),
          sheet_(workbook_add_worksheet(workbook, nullptr)) {}

    void write(const Paper& paper) {
        title();
        heads();
        for (const Paper::Line& each : paper.lines) line(each);
        under(paper);
        page();
    }

  private:
    bool zh() const { return head_.lang == base::Lang::Zh; }

    void merged(lxw_row_t top, std::size_t left, lxw_row_t bottom, std::size_t right, const std::string& text,
                lxw_format* format) {
        if (top == bottom && left == right) {
            worksheet_write_string(sheet_, top, column_of(left), text.c_str(), format);
        } else {
            worksheet_merge_range(sheet_, top, column_of(left), bottom, column_of(right), text.c_str(), format);
        }
    }

    /// Last column of the first page, so that title and head line are read on it.
    std::size_t page_end() const {
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

    void title() {
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
    }

    /// Equal heads beside each other, under the same heads, are one cell; the last level reaches down to the rows.
    void heads() {
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
                           row_ + static_cast<lxw_row_t>(lowest ? depth - 1 : level), right, levels[left][level],
                           format);
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

    static bool same_until(const std::vector<std::string>& a, const std::vector<std::string>& b, std::size_t level) {
        if (a.size() <= level + 1 || b.size() <= level + 1) return false;
        return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(level) + 1, b.begin());
    }

    void line(const Paper::Line& line) {
        for (std::size_t i = 0; i < line.cells.size(); ++i) {
            lxw_format* format = styles_.cell(layout_.columns[i].format, line.kind != Paper::Line::Kind::Item);
            write_cell(column_of(i), line.cells[i], format);
        }
        worksheet_set_row(sheet_, row_, kRowHeight * lines_of(line), nullptr);
        ++row_;
    }

    /// Lines that the longest wrapped text of a row takes: not every program finds the height by itself.
    int lines_of(const Paper::Line& line) const {
        int most = 1;
        for (std::size_t i = 0; i < line.cells.size(); ++i) {
            const auto* text = std::get_if<std::string>(&line.cells[i]);
            if (text == nullptr) continue;
            int lines = 0;
            for (const std::string_view part : base::split(*text, '\n')) {
                const int width = std::max(1, layout_.columns[i].width - 1);
                lines += std::max(1, (base::display_width(part) + width - 1) / width);
            }
            most = std::max(most, lines);
        }
        return std::min(most, kMostLines);
    }

    void write_cell(lxw_col_t column, const Cell& cell, lxw_format* format) {
        if (const auto* text = std::get_if<std::string>(&cell); text != nullptr && !text->empty()) {
            worksheet_write_string(sheet_, row_, column, text->c_str(), format);
        } else if (const auto* area = std::get_if<base::Area>(&cell)) {
            worksheet_write_number(sheet_, row_, column, shown(*area, head_.unit), format);
        } else if (const auto* count = std::get_if<std::int64_t>(&cell)) {
            worksheet_write_number(sheet_, row_, column, static_cast<double>(*count), format);
        } else if (const auto* date = std::get_if<base::Date>(&cell)) {
            constexpr std::int32_t kExcelEpoch = 25'569;  // days from 1899-12-30 to 1970-01-01
            worksheet_write_number(sheet_, row_, column, date->days() + kExcelEpoch, format);
        } else if (const auto* share = std::get_if<Share>(&cell)) {
            worksheet_write_number(sheet_, row_, column, share->value, format);
        } else if (const auto* number = std::get_if<double>(&cell)) {
            worksheet_write_number(sheet_, row_, column, *number, format);
        } else {
            worksheet_write_blank(sheet_, row_, column, format);
        }
    }

    void text_line(const std::string& text) {
        worksheet_write_string(sheet_, row_++, 0, text.c_str(), styles_.plain(Look::Plain));
    }

    void under(const Paper& paper) {
        for (const Check& check : paper.checks) text_line(check_text(check, paper.summed));
        for (const base::Text& note : head_.notes) text_line(base::pick(note, head_.lang));
        for (const base::Text& note : layout_.notes) text_line(base::pick(note, head_.lang));
        text_line(zh() ? "填表人：            审核人：            负责人：            联系电话：            填报日期："
                       : "filled by:            checked by:            head:            telephone:            date:");
    }

    std::string check_text(const Check& check, bool summed) const {
        std::string text = zh() ? "核对：" : "Check: ";
        for (std::size_t i = 0; i < check.terms.size(); ++i) {
            text += (i == 0 ? "" : " = ") + words_of(check.terms[i]);
            const int decimals = head_.unit == base::AreaUnit::Mu ? 2 : 4;
            if (summed) text += " " + check.terms[i].sum.text(head_.unit, decimals);
        }
        if (check.holds()) return text + (zh() ? "，逐行相符" : ", agrees in every row");
        const std::string rows = std::to_string(check.rows_off);
        return text + (zh() ? "，不符，" + rows + " 行有差" : ", does not agree; rows that differ: " + rows);
    }

    /// The columns whose figures make up the term; where the layout does not show all of them, the term's own name.
    std::string words_of(const Check::Term& term) const {
        if (term.columns.empty()) return term.keys;
        std::string numbers;
        for (const std::size_t column : term.columns)
            numbers += (numbers.empty() ? "" : "+") + std::to_string(column + 1);
        return zh() ? "第" + numbers + "列" : "column " + numbers;
    }

    void page() {
        worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, layout_.a3 ? 8 : 9);
        worksheet_fit_to_pages(sheet_, static_cast<std::uint16_t>(layout_.pages_across), 0);
        if (layout_.pages_across > 1 && layout_.frozen_columns > 0)
            worksheet_repeat_columns(sheet_, 0, column_of(static_cast<std::size_t>(layout_.frozen_columns) - 1));
        worksheet_set_margins(sheet_, 0.4, 0.4, 0.5, 0.5);
        worksheet_set_footer(sheet_, "&C&P / &N");
    }

    const Layout& layout_;
    const Head& head_;
    Styles styles_;
    lxw_worksheet* sheet_;
    lxw_row_t row_ = 0;
};

}  // namespace

base::Status write_paper(const Layout& layout, const Head& head, const Paper& paper, const std::string& path) {
    PANHUO_TRY(XlsxFile file, XlsxFile::open(path));
    Writer(file.workbook(), layout, head).write(paper);
    return file.finish();
}

}  // namespace report
