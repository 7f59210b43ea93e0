#include "report/sheet.hpp"

#include "base/text.hpp"
#include "report/xlsx_file.hpp"

#include <algorithm>
#include <map>

namespace report {
namespace {

constexpr int kWidest = 48;

/// Wide enough for the heading and the first rows; Chinese takes two columns a character.
void set_widths(lxw_worksheet* worksheet, const Sheet& sheet) {
    constexpr std::size_t kLooked = 200;
    for (std::size_t i = 0; i < sheet.headings.size(); ++i) {
        int width = base::display_width(sheet.headings[i]);
        for (std::size_t r = 0; r < std::min(sheet.rows.size(), kLooked); ++r) {
            if (i >= sheet.rows[r].size()) continue;
            const auto* text = std::get_if<std::string>(&sheet.rows[r][i]);
            width = std::max(width, text != nullptr ? base::display_width(*text) : 12);
        }
        worksheet_set_column(worksheet, column_of(i), column_of(i), std::min(width, kWidest) + 2, nullptr);
    }
}

class Formats {
  public:
    explicit Formats(lxw_workbook* workbook) : workbook_(workbook) {}
    lxw_format* heading() {
        lxw_format* format = workbook_add_format(workbook_);
        format_set_bold(format);
        format_set_bottom(format, LXW_BORDER_THIN);
        return format;
    }
    lxw_format* figure(int decimals) {
        lxw_format*& format = figures_[decimals];
        if (format == nullptr) {
            format = workbook_add_format(workbook_);
            const std::string pattern =
                decimals > 0 ? "#,##0." + std::string(static_cast<std::size_t>(decimals), '0') : "#,##0";
            format_set_num_format(format, pattern.c_str());
        }
        return format;
    }

  private:
    lxw_workbook* workbook_;
    std::map<int, lxw_format*> figures_;
};

void write_rows(lxw_worksheet* worksheet, Formats& formats, const Sheet& sheet) {
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
        const auto row = static_cast<lxw_row_t>(r + 1);
        for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
            if (const auto* figure = std::get_if<Figure>(&sheet.rows[r][c])) {
                worksheet_write_number(worksheet, row, column_of(c), figure->value, formats.figure(figure->decimals));
            } else {
                worksheet_write_string(worksheet, row, column_of(c), std::get<std::string>(sheet.rows[r][c]).c_str(),
                                       nullptr);
            }
        }
    }
}

}  // namespace

base::Status write_xlsx(const Sheet& sheet, const std::string& path) {
    PANHUO_TRY(XlsxFile file, XlsxFile::open(path));
    lxw_worksheet* worksheet = workbook_add_worksheet(file.workbook(), sheet.name.c_str());
    Formats formats(file.workbook());
    lxw_format* heading = formats.heading();
    for (std::size_t i = 0; i < sheet.headings.size(); ++i) {
        worksheet_write_string(worksheet, 0, column_of(i), sheet.headings[i].c_str(), heading);
    }
    write_rows(worksheet, formats, sheet);
    set_widths(worksheet, sheet);
    worksheet_freeze_panes(worksheet, 1, 0);
    return file.finish();
}

}  // namespace report
