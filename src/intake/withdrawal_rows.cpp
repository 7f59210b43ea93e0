// 撤回、失效、调整: what the original approving authority took back of its approvals.
#include "intake/common_fields.hpp"
#include "intake/kind_reader.hpp"

#include <array>

namespace intake {

namespace {

struct Draft : land::Withdrawal {
    std::string plot_number;
};

constexpr std::array kFields = {
    FieldOf<Draft>{"number", set_text<Draft, &land::Withdrawal::number>},
    FieldOf<Draft>{"kind", [](Row& row, Draft& w, std::size_t column,
                              std::string_view cell) { w.kind = row.word("withdrawal_kind", column, cell, true); }},
    FieldOf<Draft>{"approval", [](Row& row, Draft& w, std::size_t column,
                                  std::string_view cell) { w.approval = approval_number(row, column, cell); }},
    FieldOf<Draft>{"plot", set_text<Draft, &land::Withdrawal::plot>},
    FieldOf<Draft>{"plot_number", set_text<Draft, &Draft::plot_number>},
    FieldOf<Draft>{"area", set_main_area<Draft, &land::Withdrawal::area>},
    FieldOf<Draft>{"filed_on", set_date<Draft, &land::Withdrawal::filed_on>},
    FieldOf<Draft>{"reply_on", set_date<Draft, &land::Withdrawal::reply_on>},
    FieldOf<Draft>{"marked_on", set_date<Draft, &land::Withdrawal::marked_on>},
    FieldOf<Draft>{"to_plot", set_text<Draft, &land::Withdrawal::to_plot>},
    FieldOf<Draft>{"note", set_text<Draft, &land::Withdrawal::note>},
};

void finish(Row& row, Draft& withdrawal) {
    const std::string approval = withdrawal.approval.empty() ? row.options().approval : withdrawal.approval;
    if (withdrawal.plot.empty() && !withdrawal.plot_number.empty() && !approval.empty()) {
        withdrawal.plot = plot_key(approval, withdrawal.plot_number);
    }
    if (!withdrawal.plot.empty()) {
        withdrawal.approval.clear();  // the plot's key holds it; an approval here would mean its rest
    } else if (approval.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, withdrawal.number, {"批准文号或地块"});
        return;
    } else {
        withdrawal.approval = approval;
    }
    if (!withdrawal.area) row.problem("WITHDRAWAL_WHOLE", row.column_of("area"), row.cell(row.column_of("area")));
}

}  // namespace

std::unique_ptr<KindReader> make_withdrawal_reader(const Head& head) {
    return std::make_unique<TableReader<Draft, land::Withdrawal>>(head, kFields, finish);
}

}  // namespace intake
