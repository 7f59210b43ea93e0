// 处置进度表 (domain 5.3): where each line stands against its task and the milestone of the day, beside what the month
// before had counted at its cut-off.
#include "service/progress_parts.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"
#include "service/status.hpp"
#include "service/stock_days.hpp"
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
    ProgressRow(base::Date day, base::Lang lang, report::Item& item) : day_(day), item_(item), cells_(item, lang) {}

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
        forecast(p, stock);
        late(p, stock);
    }

    /// Opens what is done, before, now and since, to the movements behind it.
    base::Status open(const Book& book, const std::string& p, const StockLine& stock, const DoneTwice& moved) {
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
        const std::vector<Movement> fresh = movements_since(moved.before, moved.now);
        PANHUO_DO(figure(p + ".before", "", moved.before, shown(p + ".before")));
        for (const auto& [way, area] : stock.done_by) {
            const std::string key =
                p + ".new." + (way == "adjusted" || way == "undetailed" || way == "carried" ? "other" : way);
            PANHUO_DO(figure(key, way, fresh, shown(key)));
        }
        PANHUO_DO(figure(p + ".new_total", "", fresh, shown(p + ".new_total")));
        return figure(p + ".done", "", moved.now, shown(p + ".done"));
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
        const auto rows = milestone_of(stock, day_);
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

    /// What will be done when the milestone is counted, if all that is planned by then is; nothing where none is to
    /// come or nobody planned anything.
    void forecast(const std::string& p, const StockLine& stock) {
        const auto rows = milestone_of(stock, day_);
        if (rows.empty() || stock.forecast.empty() || rows.front()->cutoff <= day_) return;
        base::Area done = stock.done;
        for (const ForecastPoint& point : stock.forecast)
            if (point.date <= rows.front()->cutoff) done = point.done;
        cells_.area(p + ".forecast", done);
    }

    /// What came to light of closed periods, and counts since (domain part 3).
    void late(const std::string& p, const StockLine& stock) {
        if (stock.late.is_zero()) return;
        const std::string area = stock.late.text(base::AreaUnit::Hectare, 4);
        if (cells_.zh()) {
            add_note((p == "u" ? "批而未供" : "闲置土地") + std::string("上期迟录 ") + area + " 公顷");
        } else {
            add_note((p == "u" ? "unsupplied" : "idle") + std::string(": recorded late ") + area + " ha");
        }
    }

    void add_note(const std::string& line) { note_ += (note_.empty() ? "" : "\n") + line; }

    void add_note(const law::MilestoneRow& row) {
        const std::string required = row.required.text(base::AreaUnit::Hectare, 4);
        const std::string gap = row.gap.text(base::AreaUnit::Hectare, 4);
        add_note(cells_.zh() ? row.date.iso() + " 比例未定：按" + row.share.percent() + "应完成 " + required +
                                   " 公顷，差 " + gap
                             : row.date.iso() + ", share undecided: " + row.share.percent() + " requires " + required +
                                   " ha, gap " + gap);
    }

    base::Date day_;
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

/// The book at one end of the period.
struct Side {
    const Book& book;
    SupplyTraits traits;
    std::vector<DivisionLine> lines;  ///< townships after the others
};

base::Result<Side> side_of(const Book& book, UnitTally* units) {
    PlannedByPlace planned;
    PANHUO_TRY(Status all, status(book, "", [&](const Parcel& parcel) {
                   auto& [unsupplied, idle] = planned[parcel.township];
                   add_planned(book, parcel, unsupplied, idle);
                   if (units != nullptr) units->see(parcel);
               }));
    PANHUO_TRY(SupplyTraits traits, SupplyTraits::load(book));
    PANHUO_TRY(std::vector<DivisionLine> townships, township_lines(book, traits, planned));
    std::move(townships.begin(), townships.end(), std::back_inserter(all.divisions));
    return Side{book, std::move(traits), std::move(all.divisions)};
}

base::Result<DoneTwice> done_twice(const Side& then, const Side& now, const DivisionLine& line, Stock stock) {
    PANHUO_TRY(std::vector<Movement> before, done_movements(then.book, then.traits, line, stock));
    PANHUO_TRY(std::vector<Movement> done, done_movements(now.book, now.traits, line, stock));
    return DoneTwice{std::move(before), std::move(done)};
}

/// The last day that counts for the milestone of the day; the day itself where there is none.
base::Date node_of(const DivisionLine& line, base::Date day) {
    const auto rows = milestone_of(line.unsupplied, day);
    return rows.empty() ? day : rows.front()->cutoff;
}

base::Text note_on(const CurveDay& period) {
    const std::string shown = period.shown.iso(), counted = period.counted.iso();
    if (shown == counted) return {"上期：截至 " + shown + "。", "The period before ends on " + shown + "."};
    return {"上期：截至 " + shown + "，以 " + counted + " 系统数据为准。",
            "The period before ends on " + shown + ", as the system showed it on " + counted + "."};
}

}  // namespace

base::Result<ReportItems> progress_items(const Book& book, base::Lang lang) {
    const base::Date day = book.moment.as_of;
    PANHUO_TRY(const CurveDay period, period_before(book));
    PANHUO_TRY(const std::unique_ptr<Book> earlier, book.on(period.counted));
    UnitTally units(book);
    PANHUO_TRY(const Side now, side_of(book, &units));
    PANHUO_TRY(const Side then, side_of(*earlier, nullptr));
    ReportItems out;
    for (const DivisionLine& line : now.lines) {
        const DivisionLine* before = same_line(then.lines, line);
        PANHUO_TRY(const DoneTwice unsupplied, done_twice(then, now, line, Stock::Unsupplied));
        PANHUO_TRY(const DoneTwice idle, done_twice(then, now, line, Stock::Idle));
        report::Item item;
        ProgressRow row(day, lang, item);
        row.unit(line);
        row.stock("u", line.unsupplied, before == nullptr ? nullptr : &before->unsupplied);
        row.stock("i", line.idle, before == nullptr ? nullptr : &before->idle);
        PANHUO_DO(row.open(book, "u", line.unsupplied, unsupplied));
        PANHUO_DO(row.open(book, "i", line.idle, idle));
        PANHUO_DO(row.unrecorded(book, now.traits, line));
        row.finish();
        out.items.push_back(std::move(item));
        if (out.items.size() > 1) continue;
        // The line above all others opens by way and by unit.
        out.beside.push_back(progress_by_way(unsupplied, idle, lang));
        out.beside.push_back(units.table(unsupplied, idle, node_of(line, day), lang));
    }
    put_ranks(now.lines, lang, out.items);
    out.notes.push_back(note_on(period));
    return out;
}

}  // namespace service
