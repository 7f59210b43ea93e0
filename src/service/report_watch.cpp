// 批后监管期限表: the due list of the office, by date, each line with its unit, its basis and how sure it is.
#include "service/report_cells.hpp"
#include "service/reports.hpp"
#include "service/watch.hpp"

#include <algorithm>

namespace service {

base::Result<ReportItems> watch_items(const Book& book, base::Lang lang) {
    const WatchOrder order;
    PANHUO_TRY(Supervision found, supervise(book, order));
    // What is overdue, then by date: what is over and unknown comes before what lies ahead.
    std::stable_sort(found.lines.begin(), found.lines.end(), [](const WatchLine& a, const WatchLine& b) {
        const bool a_over = a.watch.state == law::WatchState::Overdue;
        const bool b_over = b.watch.state == law::WatchState::Overdue;
        if (a_over != b_over) return a_over;
        return a.watch.due < b.watch.due;
    });
    ReportItems out;
    for (const WatchLine& line : found.lines) {
        report::Item item;
        Cells cells(item, lang);
        cells.date("due", line.watch.due);
        cells.text("state", law::watch_state_text(line.watch.state));
        cells.text("what", line.watch.name);
        cells.put("days", std::int64_t{line.watch.due->days() - book.moment.as_of.days()});
        cells.date("first_warning", line.watch.first_warning);
        cells.date("second_warning", line.watch.second_warning);
        cells.text("unit", line.parcel.unit);
        cells.text("holder", line.parcel.holder);
        cells.text("township", line.parcel.township);
        cells.text("zone", line.parcel.zone);
        cells.text("id", line.parcel.id);
        cells.text("name", line.parcel.name);
        cells.text("approval", line.parcel.approval);
        cells.area("area", line.parcel.area);
        cells.text("certainty", law::certainty_text(line.watch.finding.certainty));
        cells.text("basis", line.watch.finding.article);
        cells.text("says", line.watch.finding.text);
        out.items.push_back(std::move(item));
    }
    const auto count = [&](law::WatchState state) {
        const auto at = found.counts.find(state);
        return std::to_string(at == found.counts.end() ? 0 : at->second);
    };
    const std::string days = std::to_string(order.within_days);
    out.notes.push_back({"列出已逾期的、今后 " + days + " 天内到期的、近 " + days +
                             " 天内已过而无记载的。全部已过而无记载 " + count(law::WatchState::Passed) +
                             " 项，日期不明 " + count(law::WatchState::Undated) + " 项，见 panhuo watch --all。",
                         "Listed: overdue, due within " + days + " days, and passed in silence within the last " +
                             days + ". Passed in silence in all: " + count(law::WatchState::Passed) +
                             "; day unknown: " + count(law::WatchState::Undated) + "; see panhuo watch --all."});
    if (found.new_approval) out.notes.push_back(found.new_approval->text);
    return out;
}

}  // namespace service
