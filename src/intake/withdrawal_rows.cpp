// 撤回、失效、调整: what the original approving authority took back of its approvals.
#include "intake/on_land.hpp"

#include <array>

namespace intake {

namespace {

using Draft = OnLand<land::Withdrawal>;

constexpr std::array kFields = {
    FieldOf<Draft>{"number", set_text<Draft, &land::Withdrawal::number>},
    FieldOf<Draft>{"kind", [](Row& row, Draft& w, std::size_t column,
                              std::string_view cell) { w.kind = row.word("withdrawal_kind", column, cell, true); }},
    kApprovalField<Draft>,
    kPlotField<Draft>,
    kPlotNumberField<Draft>,
    FieldOf<Draft>{"area", set_main_area<Draft, &land::Withdrawal::area>},
    FieldOf<Draft>{"filed_on", set_date<Draft, &land::Withdrawal::filed_on>},
    FieldOf<Draft>{"reply_on", set_date<Draft, &land::Withdrawal::reply_on>},
    FieldOf<Draft>{"marked_on", set_date<Draft, &land::Withdrawal::marked_on>},
    FieldOf<Draft>{"to_plot", set_text<Draft, &land::Withdrawal::to_plot>},
    FieldOf<Draft>{"note", set_text<Draft, &land::Withdrawal::note>},
};

void finish(Row& row, Draft& withdrawal) {
    if (!settle_land(row, withdrawal)) return;
    if (!withdrawal.area) row.problem("WITHDRAWAL_WHOLE", row.column_of("area"), row.cell(row.column_of("area")));
}

}  // namespace

std::unique_ptr<KindReader> make_withdrawal_reader(const Head& head) {
    return std::make_unique<TableReader<Draft, land::Withdrawal>>(head, kFields, finish);
}

}  // namespace intake
