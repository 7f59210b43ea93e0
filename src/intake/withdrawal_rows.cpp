// 撤回、失效、调整: what the original approving authority took back of its approvals.
#include "base/text.hpp"
#include "intake/on_land.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace intake {

namespace {

using Draft = OnLand<land::Withdrawal>;

constexpr char kPapers[] = "return_paper";
constexpr std::size_t kMostInName = 6;  ///< parts of one name

/// Parts between commas, semicolons, line breaks and 、 in order.
std::vector<std::string> parts_of(std::string_view cell) {
    std::vector<std::string> parts(1);
    const std::string text = base::to_halfwidth(cell);
    constexpr std::string_view kMark = "、";
    for (std::size_t i = 0; i < text.size();) {
        const bool mark = text.compare(i, kMark.size(), kMark) == 0;
        if (!mark && text[i] != ',' && text[i] != ';' && text[i] != '\n') {
            parts.back() += text[i++];
            continue;
        }
        parts.emplace_back();
        i += mark ? kMark.size() : 1;
    }
    std::erase_if(parts, [](const std::string& part) { return base::trim(part).empty(); });
    return parts;
}

/// "县人民政府请示、市级审核意见": papers at hand, by their names; a name may hold the mark that divides names, so the
/// longest run of parts that is a name counts.
void set_papers(Row& row, Draft& withdrawal, std::size_t column, std::string_view cell) {
    const std::vector<std::string> parts = parts_of(cell);
    for (std::size_t i = 0; i < parts.size();) {
        std::size_t end = std::min(parts.size(), i + kMostInName);
        std::string name;
        for (; end > i; --end) {
            name.clear();
            for (std::size_t p = i; p < end; ++p) name += (p == i ? "" : "、") + parts[p];
            if (row.file().identify(kPapers, name)) break;
        }
        if (end == i) name = parts[i], end = i + 1;
        const std::string paper = row.word(kPapers, column, name);
        const bool listed = base::contains("," + withdrawal.papers + ",", "," + paper + ",");
        if (!paper.empty() && !listed) withdrawal.papers += (withdrawal.papers.empty() ? "" : ",") + paper;
        i = end;
    }
}

constexpr std::array kFields = {
    FieldOf<Draft>{"number", set_text<Draft, &land::Withdrawal::number>},
    FieldOf<Draft>{"kind", [](Row& row, Draft& w, std::size_t column,
                              std::string_view cell) { w.kind = row.word("withdrawal_kind", column, cell, true); }},
    kApprovalField<Draft>,
    kPlotField<Draft>,
    kPlotNumberField<Draft>,
    FieldOf<Draft>{"area", set_main_area<Draft, &land::Withdrawal::area>},
    FieldOf<Draft>{"papers", set_papers},
    FieldOf<Draft>{"filed_on", set_date<Draft, &land::Withdrawal::filed_on>},
    FieldOf<Draft>{"accepted_on", set_date<Draft, &land::Withdrawal::accepted_on>},
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
