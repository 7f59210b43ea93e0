#include "report/form.hpp"

#include "report/xlsx_file.hpp"

#include <algorithm>

namespace report {
namespace {

constexpr lxw_row_t kRowsWithChoices = 2000;

lxw_format* head_format(lxw_workbook* workbook, bool needed) {
    lxw_format* format = workbook_add_format(workbook);
    format_set_bold(format);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_CENTER);
    if (needed) format_set_bg_color(format, 0xFFE699);
    return format;
}

double width_of(const std::string& text) { return std::clamp(static_cast<double>(text.size()) * 0.8 + 2, 10.0, 40.0); }

/// Where the second sheet keeps the choices of its columns, one list a column, behind its words.
constexpr lxw_col_t kFirstList = 6;

/// A drop-down from the second sheet's list: written into the rule itself, choices are limited to 255 characters.
void add_choices(lxw_worksheet* sheet, lxw_col_t column, lxw_col_t list, const Form& form) {
    const std::size_t count = form.columns[column].choices.size();
    if (count == 0) return;
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(range, 1, list, static_cast<lxw_row_t>(count), list);
    std::string formula = "='" + form.words.notes + "'!" + range;
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    validation.value_formula = formula.data();
    validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;  // a county has words of its own
    worksheet_data_validation_range(sheet, 1, column, kRowsWithChoices, column, &validation);
}

void write_blank(lxw_workbook* workbook, const Form& form) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, form.title.c_str());
    lxw_format* plain = head_format(workbook, false);
    lxw_format* needed = head_format(workbook, true);
    lxw_format* text = workbook_add_format(workbook);
    format_set_num_format(text, "@");  // numbers of sixteen digits stay numbers of sixteen digits
    lxw_col_t list = kFirstList;
    for (std::size_t c = 0; c < form.columns.size(); ++c) {
        const FormColumn& column = form.columns[c];
        worksheet_set_column(sheet, column_of(c), column_of(c), width_of(column.heading), text);
        worksheet_write_string(sheet, 0, column_of(c), column.heading.c_str(), column.needed ? needed : plain);
        add_choices(sheet, column_of(c), list, form);
        if (!column.choices.empty()) ++list;
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_landscape(sheet);
    worksheet_repeat_rows(sheet, 0, 0);
}

void write_list(lxw_worksheet* sheet, lxw_col_t list, const FormColumn& column, lxw_format* head) {
    worksheet_set_column(sheet, list, list, 20, nullptr);
    worksheet_write_string(sheet, 0, list, column.heading.c_str(), head);
    for (std::size_t i = 0; i < column.choices.size(); ++i)
        worksheet_write_string(sheet, static_cast<lxw_row_t>(i + 1), list, column.choices[i].c_str(), nullptr);
}

void write_notes(lxw_workbook* workbook, const Form& form) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, form.words.notes.c_str());
    lxw_format* head = head_format(workbook, false);
    lxw_format* wrap = workbook_add_format(workbook);
    format_set_text_wrap(wrap);
    format_set_align(wrap, LXW_ALIGN_VERTICAL_TOP);
    const std::string* heads[] = {&form.words.heading, &form.words.needed, &form.words.choices, &form.words.example,
                                  &form.words.note};
    const double widths[] = {20, 8, 44, 28, 44};
    for (std::size_t c = 0; c < std::size(heads); ++c) {
        worksheet_set_column(sheet, column_of(c), column_of(c), widths[c], nullptr);
        worksheet_write_string(sheet, 0, column_of(c), heads[c]->c_str(), head);
    }
    lxw_row_t row = 1;
    lxw_col_t list = kFirstList;
    for (const FormColumn& column : form.columns) {
        if (!column.choices.empty()) write_list(sheet, list++, column, head);
        std::string choices;
        for (const std::string& choice : column.choices) choices += (choices.empty() ? "" : "、") + choice;
        worksheet_write_string(sheet, row, 0, column.heading.c_str(), wrap);
        worksheet_write_string(sheet, row, 1, column.needed ? form.words.yes.c_str() : "", wrap);
        worksheet_write_string(sheet, row, 2, choices.c_str(), wrap);
        worksheet_write_string(sheet, row, 3, column.example.c_str(), wrap);
        worksheet_write_string(sheet, row, 4, column.note.c_str(), wrap);
        ++row;
    }
    worksheet_freeze_panes(sheet, 1, 0);
}

}  // namespace

base::Status write_form(const Form& form, const std::string& path) {
    PANHUO_TRY(XlsxFile file, XlsxFile::open(path));
    write_blank(file.workbook(), form);
    write_notes(file.workbook(), form);
    return file.finish();
}

}  // namespace report
