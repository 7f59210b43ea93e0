// 处置进度表 (domain 5.3): where each line stands against its task and the milestone of the day, beside the end of the
// month before.
#include "service/movements.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"
#include "service/status.hpp"
#include "service/stock_lines.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace service {
namespace {

/// The milestone that the day answers to: the first on or after it, else the last. Several rows where the notice gives
/// that day several shares.
std::vector<const law::MilestoneRow*> milestone_of(const StockLine& stock, base::Date day) {
    std::optional<base::Date> wanted;
    for (const law::MilestoneRow& row : stock.milestones) {
        if (row.date >= day && (!wanted || row.date < *wanted)) wanted = row.date;
    }
    if (!wanted && !stock.milestones.empty()) wanted = stock.milestones.back().date;
    std::vector<const law::MilestoneRow*> rows;
    for (const law::MilestoneRow& row : stock.milestones) {
        if (wanted && row.date == *wanted) rows.push_back(&row);
    }
    return rows;
}

class ProgressRow {
  public:
    ProgressRow(const Status& now, base::Lang lang, report::Item& item) : now_(now), item_(item), cells_(item, lang) {}

    void unit(const DivisionLine& line) { cells_.text("unit", line_text(line)); }

    void stock(const std::string& p, const StockLine& stock, const StockLine* before) {
        const auto key = [&](const char* name) { return p + "." + name; };
        cells_.area(key("baseline"), stock.baseline.area.value_or(stock.opening));
        if (stock.task) task(p, *stock.task);
        const base::Area done_before = before == nullptr ? base::Area{} : before->done;
        cells_.area(key("before"), done_before);
        for (const auto& [way, area] : stock.done_by) {
            base::Area fresh = area;
            if (before != nullptr) {
                if (const auto old = before->done_by.find(way); old != before->done_by.end()) fresh -= old->second;
            }
            const bool named = way != "adjusted" && way != "undetailed" && way != "carried";
            cells_.area_if_any(key("new.") + (named ? way : "other"), fresh);
        }
        cells_.area(key("new_total"), stock.done - done_before);
        cells_.area(key("done"), stock.done);
        cells_.area(key("balance"), stock.balance);
        if (stock.completion) cells_.put(key("completion"), report::Share{*stock.completion});
        if (stock.rate) cells_.put(key("rate"), report::Share{*stock.rate});
        if (p == "u") cells_.area_if_any("u.unrecorded", stock.signed_not_recorded);
        milestone(p, stock);
    }

    /// Opens what is done, before, now and since, to the movements behind it.
    base::Status open(const Book& book, const std::string& p, const StockLine& stock,
                      const std::vector<Movement>& before, const std::vector<Movement>& done) {
        const auto figure = [&](const std::string& key, const std::string& way, const std::vector<Movement>& behind,
                                base::Area total) -> base::Status {
            PANHUO_TRY(report::Opened opened,
                       open_figure(book, key, way.empty() ? base::Text{} : way_text(way), total, way, behind));
            if (!opened.entries.empty()) item_.opened.push_back(std::move(opened));
            return base::Done{};
        };
        const auto shown = [&](const std::string& key) {
            const report::Cell* const cell = item_.cells.find(key);
            return cell == nullptr ? base::Area{} : std::get<base::Area>(*cell);
        };
        const std::vector<Movement> fresh = movements_since(before, done);
        PANHUO_DO(figure(p + ".before", "", before, shown(p + ".before")));
        for (const auto& [way, area] : stock.done_by) {
            const std::string key =
                p + ".new." + (way == "adjusted" || way == "undetailed" || way == "carried" ? "other" : way);
            PANHUO_DO(figure(key, way, fresh, shown(key)));
        }
        PANHUO_DO(figure(p + ".new_total", "", fresh, shown(p + ".new_total")));
        return figure(p + ".done", "", done, shown(p + ".done"));
    }

    /// How many contracts and decisions wait for the system.
    base::Status unrecorded(const Book& book, const SupplyTraits& traits, const DivisionLine& line) {
        PANHUO_TRY(const std::vector<StockItem> waiting,
                   stock_items(book, traits, line, {"unsupplied", "signed_not_recorded"}));
        std::set<std::string> papers;
        for (const StockItem& each : waiting) papers.insert(each.posting.record);
        if (!papers.empty()) cells_.put("u.unrecorded_items", static_cast<std::int64_t>(papers.size()));
        return base::Done{};
    }

    void finish() { cells_.text("note", note_); }

  private:
    void task(const std::string& p, const law::Task& task) {
        if (task.basis == "rate") cells_.put((p + ".task_rate"), report::Share{task.rate.value()});
        cells_.area(p + ".task", task.area);
        cells_.text((p + ".nature"),
                    task.provisional ? base::Text{"暂定", "provisional"} : base::Text{"下达", "final"});
    }

    void milestone(const std::string& p, const StockLine& stock) {
        const auto rows = milestone_of(stock, now_.moment.as_of);
        if (rows.empty()) return;
        std::string shares;
        for (const law::MilestoneRow* row : rows) shares += (shares.empty() ? "" : " / ") + row->share.percent();
        const bool open = rows.size() > 1;
        cells_.text((p + ".node_share"), rows.front()->date.iso() + " " + shares);
        if (open) {
            // Two shares for one day: neither is picked here; both are told.
            for (const law::MilestoneRow* row : rows) add_note(*row);
            return;
        }
        if (!rows.front()->task) return;
        cells_.area(p + ".node_area", rows.front()->required);
        const base::Area gap = rows.front()->required - stock.done;
        cells_.area(p + ".gap", gap);
        cells_.share((p + ".gap_share"), gap, rows.front()->task->area);
    }

    void add_note(const law::MilestoneRow& row) {
        const std::string required = row.required.text(base::AreaUnit::Hectare, 4);
        const std::string gap = row.gap.text(base::AreaUnit::Hectare, 4);
        if (!note_.empty()) note_ += "\n";
        note_ += cells_.zh() ? row.date.iso() + " 比例未定：按" + row.share.percent() + "应完成 " + required +
                                   " 公顷，差 " + gap
                             : row.date.iso() + ", share undecided: " + row.share.percent() + " requires " + required +
                                   " ha, gap " + gap;
    }

    const Status& now_;
    report::Item& item_;
    Cells cells_;
    std::string note_;
};

/// By completion, then by area; who has no task has no place (domain 5.5). The county stands above the order.
void put_ranks(const std::vector<DivisionLine>& lines, base::Lang lang, std::vector<report::Item>& items) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool below = lines[i].kind == "zone" || lines[i].kind == "township";
        if (below && lines[i].unsupplied.completion) order.push_back(i);
    }
    const auto key = [&](std::size_t i) {
        return std::pair(*lines[i].unsupplied.completion, lines[i].unsupplied.done);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(b) < key(a); });
    std::int64_t place = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool same = i > 0 && key(order[i]) == key(order[i - 1]);
        if (!same) place = static_cast<std::int64_t>(i + 1);
        Cells(items[order[i]], lang).put("rank", place);
    }
}

const DivisionLine* same_line(const std::vector<DivisionLine>& lines, const DivisionLine& line) {
    for (const DivisionLine& each : lines) {
        if (each.division == line.division && each.kind == line.kind && each.name == line.name) return &each;
    }
    return nullptr;
}

}  // namespace

base::Result<ReportItems> progress_items(const Book& book, base::Lang lang) {
    const base::Date day_before =
        book.moment.as_of.plus_days(-book.moment.as_of.day());  // last day of the month before
    PANHUO_TRY(const std::unique_ptr<Book> earlier, book.on(day_before));
    PANHUO_TRY(Status now, status(book, ""));
    PANHUO_TRY(Status before, status(*earlier, ""));
    PANHUO_TRY(const SupplyTraits traits, SupplyTraits::load(book));
    PANHUO_TRY(const SupplyTraits then_traits, SupplyTraits::load(*earlier));
    const auto append = [](std::vector<DivisionLine>& lines, std::vector<DivisionLine>&& more) {
        std::move(more.begin(), more.end(), std::back_inserter(lines));
    };
    PANHUO_TRY(std::vector<DivisionLine> townships, township_lines(book, traits));
    PANHUO_TRY(std::vector<DivisionLine> townships_then, township_lines(*earlier, then_traits));
    append(now.divisions, std::move(townships));
    append(before.divisions, std::move(townships_then));
    ReportItems out;
    for (const DivisionLine& line : now.divisions) {
        const DivisionLine* then = same_line(before.divisions, line);
        report::Item item;
        ProgressRow row(now, lang, item);
        row.unit(line);
        row.stock("u", line.unsupplied, then == nullptr ? nullptr : &then->unsupplied);
        row.stock("i", line.idle, then == nullptr ? nullptr : &then->idle);
        const auto open = [&](const char* prefix, const StockLine& of_line, Stock stock) -> base::Status {
            PANHUO_TRY(const std::vector<Movement> done_then, done_movements(*earlier, then_traits, line, stock));
            PANHUO_TRY(const std::vector<Movement> done, done_movements(book, traits, line, stock));
            return row.open(book, prefix, of_line, done_then, done);
        };
        PANHUO_DO(open("u", line.unsupplied, Stock::Unsupplied));
        PANHUO_DO(open("i", line.idle, Stock::Idle));
        PANHUO_DO(row.unrecorded(book, traits, line));
        row.finish();
        out.items.push_back(std::move(item));
    }
    put_ranks(now.divisions, lang, out.items);
    const std::string day = day_before.iso();
    out.notes.push_back({"上期：截至 " + day + "。", "The period before ends on " + day + "."});
    return out;
}

}  // namespace service
