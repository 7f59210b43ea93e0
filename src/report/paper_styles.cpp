#include "report/paper_styles.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstdio>

namespace report {
namespace {

constexpr lxw_color_t kLinkColour = 0x1F4E9E;

void put_font(lxw_format* format, double size) {
    format_set_font_name(format, "SimSun");
    format_set_font_size(format, size);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
}

std::string number_text(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.16G", value);
    return text;
}

/// "0.1000" is the figure 0.1.
std::string without_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

}  // namespace

lxw_format* Styles::plain(Look look) {
    lxw_format*& format = plain_[look];
    if (format != nullptr) return format;
    format = workbook_add_format(workbook_);
    put_font(format, look == Look::Title ? 18 : 10);
    if (look != Look::Plain && look != Look::Link) format_set_bold(format);
    if (look == Look::Title || look == Look::HeadCell) format_set_align(format, LXW_ALIGN_CENTER);
    if (look == Look::Link) {
        format_set_font_color(format, kLinkColour);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
    if (look == Look::HeadCell) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_text_wrap(format);
    }
    return format;
}

lxw_format* Styles::cell(Format kind, Weight weight, bool leads) {
    lxw_format*& format = cells_[{kind, weight, leads}];
    if (format != nullptr) return format;
    format = workbook_add_format(workbook_);
    put_font(format, 10);
    format_set_border(format, LXW_BORDER_THIN);
    if (weight == Weight::Sum) format_set_bold(format);
    if (leads) format_set_font_color(format, kLinkColour);  // not underlined: the paper is printed and handed in
    if (kind == Format::Text) format_set_text_wrap(format);
    if (kind == Format::Area) format_set_num_format(format, unit_ == base::AreaUnit::Mu ? "#,##0.00" : "#,##0.0000");
    if (kind == Format::Count) format_set_num_format(format, "0");
    if (kind == Format::Date) format_set_num_format(format, "yyyy-mm-dd");
    if (kind == Format::Share) format_set_num_format(format, "0.00%");
    if (kind == Format::Number) format_set_num_format(format, "#,##0.0###");
    return format;
}

std::string figure_text(const Cell& cell, base::AreaUnit unit) {
    constexpr std::int32_t kExcelEpoch = 25'569;  // days from 1899-12-30 to 1970-01-01
    if (const auto* area = std::get_if<base::Area>(&cell))
        return without_zeros(area->text(unit, unit == base::AreaUnit::Mu ? 2 : 4));
    if (const auto* count = std::get_if<std::int64_t>(&cell)) return std::to_string(*count);
    if (const auto* date = std::get_if<base::Date>(&cell)) return std::to_string(date->days() + kExcelEpoch);
    if (const auto* share = std::get_if<Share>(&cell)) return number_text(share->value);
    if (const auto* number = std::get_if<double>(&cell)) return number_text(*number);
    return {};
}

void write_cell(Spot spot, const Cell& cell, lxw_format* format, base::AreaUnit unit, const std::string& link) {
    const auto* text = std::get_if<std::string>(&cell);
    const std::string figure = figure_text(cell, unit);
    const char* shown = text != nullptr ? text->c_str() : figure.c_str();
    if (!link.empty()) worksheet_write_url_opt(spot.sheet, spot.row, spot.column, link.c_str(), format, shown, nullptr);
    if (!figure.empty()) {
        worksheet_write_number(spot.sheet, spot.row, spot.column, std::stod(figure), format);
    } else if (text == nullptr || text->empty()) {
        worksheet_write_blank(spot.sheet, spot.row, spot.column, format);
    } else if (link.empty()) {
        worksheet_write_string(spot.sheet, spot.row, spot.column, shown, format);
    }
}

int lines_of(const std::string& text, int width) {
    const int room = std::max(1, width - 1);
    // No character is wider than it has bytes, so most texts need not be looked at one by one.
    if (text.size() <= static_cast<std::size_t>(room) && text.find('\n') == std::string::npos) return 1;
    int lines = 0;
    for (const std::string_view part : base::split(text, '\n'))
        lines += std::max(1, (base::display_width(part) + room - 1) / room);
    return std::min(lines, kMostLines);
}

std::string range_link(const std::string& sheet, lxw_row_t first, lxw_col_t left, lxw_row_t last, lxw_col_t right) {
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range(range, first, left, last, right);
    return "internal:" + sheet + "!" + range;
}

}  // namespace report
