// What the kinds of rows about land have in common: the columns that say which land is meant, and what they mean.
#pragma once

#include "intake/common_fields.hpp"
#include "intake/kind_reader.hpp"

namespace intake {

/// A record about land while it is read, with the plot number as its column says it.
template <class R>
struct OnLand : R {
    std::string plot_number;
};

template <class D>
constexpr FieldOf<D> kApprovalField{"approval", [](Row& row, D& draft, std::size_t column, std::string_view cell) {
                                        draft.approval = approval_number(row, column, cell);
                                    }};
template <class D>
constexpr FieldOf<D> kPlotField{"plot", set_text<D, &D::plot>};
template <class D>
constexpr FieldOf<D> kPlotNumberField{"plot_number", set_text<D, &D::plot_number>};

/// The plot where one is named (its key holds the approval, and an approval beside it would mean the approval's rest),
/// else the approval. False, with a problem, where neither is.
template <class D>
bool settle_land(Row& row, D& draft) {
    if (draft.approval.empty()) draft.approval = row.options().approval;
    if (draft.plot.empty() && !draft.plot_number.empty()) {
        draft.plot = plot_key(draft.approval, draft.plot_number);
        if (draft.plot.find('#') == std::string::npos) {
            row.problem("ROW_INCOMPLETE", Row::npos, draft.plot_number, {"批准文号"});
            return false;
        }
    }
    if (!draft.plot.empty()) {
        draft.approval.clear();
    } else if (draft.approval.empty()) {
        row.problem("ROW_INCOMPLETE", Row::npos, draft.note, {"批准文号或地块编号"});
        return false;
    }
    return true;
}

}  // namespace intake
