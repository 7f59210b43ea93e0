// 系统导出: the ministry's lists of approvals and of supplies as they stood on a day. They are the second book: read
// for comparison and for opening entries, never mixed with ours, and never recognised without being told (--as
// official).
#include "base/text.hpp"
#include "intake/common_fields.hpp"
#include "intake/kind_reader.hpp"
#include "land/codes.hpp"
#include "land/division.hpp"

#include <array>

namespace intake {

namespace {

struct Draft : land::Official {
    Place where;
    std::string approval_no, supervision_no;
};

template <auto M>
constexpr auto text_of = set_text<Draft, M>;

constexpr std::array kFields = {
    FieldOf<Draft>{"document_no", [](Row& row, Draft& o, std::size_t column,
                                     std::string_view cell) { o.approval_no = approval_number(row, column, cell); }},
    FieldOf<Draft>{"supervision_no",
                   [](Row& row, Draft& o, std::size_t column, std::string_view cell) {
                       o.supervision_no = supervision_number(row, column, cell);
                   }},
    FieldOf<Draft>{"linked",
                   [](Row&, Draft& o, std::size_t, std::string_view cell) {
                       o.approval = land::document_nos_text(land::read_document_nos(cell));
                   }},
    FieldOf<Draft>{"name", text_of<&land::Official::name>},
    FieldOf<Draft>{"division_code", [](Row& row, Draft& o, std::size_t,
                                       std::string_view cell) { read_division_code(row, o.where, cell); }},
    FieldOf<Draft>{"division_name",
                   [](Row& row, Draft& o, std::size_t, std::string_view cell) { o.where.name = row.text(cell); }},
    FieldOf<Draft>{"zone", text_of<&land::Official::zone>},
    FieldOf<Draft>{"area", set_main_area<Draft, &land::Official::area>},
    FieldOf<Draft>{"supplied", set_area<Draft, &land::Official::supplied>},
    FieldOf<Draft>{"unsupplied", set_area<Draft, &land::Official::unsupplied>},
    FieldOf<Draft>{"on", set_date<Draft, &land::Official::on>},
    FieldOf<Draft>{"recorded_on", set_date<Draft, &land::Official::recorded_on>},
    FieldOf<Draft>{"extract", set_date<Draft, &land::Official::extract>},
    FieldOf<Draft>{"mode", [](Row& row, Draft& o, std::size_t column,
                              std::string_view cell) { o.mode = row.word("mode", column, cell); }},
    FieldOf<Draft>{"state", text_of<&land::Official::state>},
    FieldOf<Draft>{"note", text_of<&land::Official::note>},
};

/// approved = supplied + unsupplied, as the system prints it; what does not add up is kept as printed and named.
void check_balance(Row& row, const Draft& official) {
    if (!official.area || !official.supplied || !official.unsupplied) return;
    const base::Area sum = *official.supplied + *official.unsupplied;
    if (sum == *official.area) return;
    const std::size_t column = row.column_of("unsupplied");
    row.problem("OFFICIAL_UNBALANCED", column, row.cell(column), {official.area->m2_text(), sum.m2_text()});
}

/// The county a row stands under in the system, also a foreign one: that is a difference, no reason to refuse the row.
std::string division_of(const Row& row, const Place& place) {
    const std::string own(land::county_of(row.options().division));
    if (!place.code.empty()) return place.code;
    if (place.name.empty() || is_township_name(place.name)) return own;
    const auto code = land::divisions().code_of(place.name, own);
    return code ? std::string(land::county_of(*code)) : own;
}

void finish(Row& row, Draft& official) {
    const bool supply = row.column_of("supervision_no") != Row::npos;
    official.row_kind = supply ? "supply" : "approval";
    official.subject = supply ? official.supervision_no : official.approval_no;
    if (supply && official.approval.empty()) official.approval = official.approval_no;
    if (official.subject.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, official.name, {supply ? "电子监管号" : "批准文号"});
        return;
    }
    if (!official.extract) official.extract = row.options().as_of ? row.options().as_of : row.head().as_of;
    if (!official.extract) {
        row.problem("EXTRACT_UNDATED", Row::npos, official.subject);
        return;
    }
    official.division = division_of(row, official.where);
    note_missing_area(row, "area", official.area);
    check_balance(row, official);
}

}  // namespace

std::unique_ptr<KindReader> make_official_reader(const Head& head) {
    return std::make_unique<TableReader<Draft, land::Official>>(head, kFields, finish);
}

}  // namespace intake
