// 用地批文: lists of approvals with their areas and what the land was.
#include "intake/common_fields.hpp"
#include "intake/kind_reader.hpp"
#include "land/vocabulary.hpp"

#include <array>

namespace intake {

namespace {

struct Draft : land::Approval {
    Place where;
};

template <auto M>
constexpr auto text_of = set_text<Draft, M>;
template <auto M>
constexpr auto area_of = set_area<Draft, M>;

void set_number(Row& row, Draft& approval, std::size_t column, std::string_view cell) {
    approval.document_no_text = row.text(cell);
    approval.document_no = approval_number(row, column, cell);
}

constexpr std::array kFields = {
    FieldOf<Draft>{"document_no", set_number},
    FieldOf<Draft>{"name", text_of<&land::Approval::name>},
    FieldOf<Draft>{"type", [](Row& row, Draft& a, std::size_t column,
                              std::string_view cell) { a.type = row.word("approval_type", column, cell); }},
    FieldOf<Draft>{"authority", text_of<&land::Approval::authority>},
    FieldOf<Draft>{"division_code", [](Row& row, Draft& a, std::size_t,
                                       std::string_view cell) { read_division_code(row, a.where, cell); }},
    FieldOf<Draft>{"division_name",
                   [](Row& row, Draft& a, std::size_t, std::string_view cell) { a.where.name = row.text(cell); }},
    FieldOf<Draft>{"zone", text_of<&land::Approval::zone>},
    FieldOf<Draft>{"approved_on", set_date<Draft, &land::Approval::approved_on>},
    FieldOf<Draft>{"received_on", set_date<Draft, &land::Approval::received_on>},
    FieldOf<Draft>{"total", set_main_area<Draft, &land::Approval::total>},
    FieldOf<Draft>{"farmland", area_of<&land::Approval::farmland>},
    FieldOf<Draft>{"cultivated", area_of<&land::Approval::cultivated>},
    FieldOf<Draft>{"prime", area_of<&land::Approval::prime>},
    FieldOf<Draft>{"built", area_of<&land::Approval::built>},
    FieldOf<Draft>{"unused", area_of<&land::Approval::unused>},
    FieldOf<Draft>{"converted", area_of<&land::Approval::converted>},
    FieldOf<Draft>{"expropriated", area_of<&land::Approval::expropriated>},
    FieldOf<Draft>{"state_owned", area_of<&land::Approval::state_owned>},
    FieldOf<Draft>{"quota_kind", [](Row& row, Draft& a, std::size_t column,
                                    std::string_view cell) { a.quota_kind = row.word("quota_kind", column, cell); }},
    FieldOf<Draft>{"same_land_as", [](Row& row, Draft& a, std::size_t column,
                                      std::string_view cell) { a.same_land_as = approval_number(row, column, cell); }},
    FieldOf<Draft>{"note", text_of<&land::Approval::note>},
};

/// farmland + built + unused = total, where all three are stated. A total of fifteen times the sum is mu in a column
/// of hectares.
void check_parts(Row& row, const Draft& approval) {
    if (!approval.total || !approval.farmland || !approval.built || !approval.unused) return;
    const base::Area sum = *approval.farmland + *approval.built + *approval.unused;
    const std::size_t column = row.column_of("total");
    const base::Area apart = *approval.total < sum ? sum - *approval.total : *approval.total - sum;
    // One unit of the last of four places of a hectare for each of the figures.
    if (apart <= base::Area::from_m2(2)) return;
    if (sum.is_positive()) {
        const double times = approval.total->m2() / sum.m2();
        if (times > 14.5 && times < 15.5) {
            row.problem("AREA_UNIT_DOUBTFUL", column, row.cell(column), {"15"});
            return;
        }
    }
    row.problem("PARTS_MISMATCH", column, row.cell(column), {sum.m2_text()});
}

void finish(Row& row, Draft& approval) {
    if (approval.document_no.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, approval.name, {"批准文号"});
        return;
    }
    approval.division = settle_division(row, approval.where);
    if (approval.type.empty()) approval.type = land::vocabulary().detect("approval_type", approval.name).value_or("");
    if (approval.quota_kind.empty())
        approval.quota_kind = land::vocabulary().detect("quota_kind", approval.name).value_or("");
    note_missing_area(row, "total", approval.total);
    check_parts(row, approval);
}

}  // namespace

std::unique_ptr<KindReader> make_approval_reader(const Head& head) {
    return std::make_unique<TableReader<Draft, land::Approval>>(head, kFields, finish);
}

}  // namespace intake
