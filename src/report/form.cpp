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

/// A drop-down where the file format can hold the choices (255 characters); else the second sheet alone tells them.
void add_choices(lxw_worksheet* sheet, lxw_col_t column, const std::vector<std::string>& choices) {
    std::size_t length = 0;
    std::vector<std::string> texts = choices;
    std::vector<char*> list;
    for (std::string& choice : texts) {
        list.push_back(choice.data());
        length += choice.size() + 1;
    }
    if (choices.empty() || length > 255) return;
    list.push_back(nullptr);
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = list.data();
    validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;  // a county has words of its own
    worksheet_data_validation_range(sheet, 1, column, kRowsWithChoices, column, &validation);
}

void write_blank(lxw_workbook* workbook, const Form& form) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, form.title.c_str());
    lxw_format* plain = head_format(workbook, false);
    lxw_format* needed = head_format(workbook, true);
    lxw_format* text = workbook_add_format(workbook);
    format_set_num_format(text, "@");  // numbers of sixteen digits stay numbers of sixteen digits
    for (std::size_t c = 0; c < form.columns.size(); ++c) {
        const FormColumn& column = form.columns[c];
        worksheet_set_column(sheet, column_of(c), column_of(c), width_of(column.heading), text);
        worksheet_write_string(sheet, 0, column_of(c), column.heading.c_str(), column.needed ? needed : plain);
        add_choices(sheet, column_of(c), column.choices);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_landscape(sheet);
    worksheet_repeat_rows(sheet, 0, 0);
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
    for (const FormColumn& column : form.columns) {
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
