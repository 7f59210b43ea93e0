// 任务分解表 (domain 5.6): the base, the task and what each milestone asks, for the county, its zones and townships.
#include "law/campaign.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"
#include "service/status.hpp"
#include "service/stock_lines.hpp"

#include <map>

namespace service {
namespace {

/// What the stock held on the baseline day, as the ministry's system shows it, township by township.
std::map<std::string, base::Area> base_by_township(const Book& book) {
    std::map<std::string, base::Area> base;
    for (const ledger::Cell& cell : counted_cells(book)) {
        const bool held = ledger::is_unsupplied(cell.account) || cell.account == ledger::Account::Noise ||
                          cell.account == ledger::Account::Carried;
        if (held && book.in_scope(cell.origin)) base[book.place_of(cell.origin).township] += cell.area;
    }
    return base;
}

/// Whose task a row is about: the county's where nothing is named.
struct Owner {
    std::string zone, township, vintage;
};

/// The latest task on record for an owner that is in force on the day.
const land::Target* target_of(const Book& book, const Owner& owner) {
    const land::Target* found = nullptr;
    for (const Held<land::Target>& held : book.targets) {
        const land::Target& target = held.record;
        const bool theirs =
            target.zone == owner.zone && target.township == owner.township && target.vintage == owner.vintage;
        if (target.stock != "unsupplied" || !theirs) continue;
        if (target.in_force_from && book.moment.as_of < *target.in_force_from) continue;
        if (found == nullptr || found->in_force_from < target.in_force_from) found = &target;
    }
    return found;
}

class TaskRows {
  public:
    TaskRows(const Book& book, base::Lang lang, std::vector<report::Item>& items)
        : book_(book), lang_(lang), items_(items) {}

    void line(const DivisionLine& line) {
        const StockLine& stock = line.unsupplied;
        if (!stock.task) return;
        report::Item item;
        Cells cells(item, lang_);
        cells.text("unit", line_text(line));
        cells.area("base", stock.baseline.area.value_or(stock.opening));
        task(cells, stock.task->area, stock.task->provisional);
        const Owner owner{line.kind == "zone" ? line.name : "", "", line.kind == "vintage" ? line.name : ""};
        if (const land::Target* target = target_of(book_, owner)) who(cells, *target);
        items_.push_back(std::move(item));
    }

    void township(const std::string& name, base::Area base) {
        report::Item item;
        Cells cells(item, lang_);
        cells.text("unit",
                   name.empty() ? base::Text{"（未分到乡镇）", "(no township stated)"} : base::Text{name, name});
        cells.area("base", base);
        const land::Target* target = name.empty() ? nullptr : target_of(book_, {"", name, ""});
        if (target != nullptr && target->area) {
            task(cells, *target->area, target->provisional);
            who(cells, *target);
        }
        items_.push_back(std::move(item));
    }

  private:
    static void who(Cells& cells, const land::Target& target) {
        cells.text("responsible", target.unit);
        cells.text("leader", target.responsible_person);
    }

    /// A column for each milestone of the notice, in its order; two shares for one day stay two columns.
    void task(Cells& cells, base::Area area, bool provisional) {
        cells.area("task", area);
        cells.text("nature", provisional ? base::Text{"暂定", "provisional"} : base::Text{"下达", "final"});
        int column = 0;
        for (const law::Milestone& each : book_.rules.campaign().milestones)
            cells.area("node." + std::to_string(++column), each.share.of(area));
    }

    const Book& book_;
    base::Lang lang_;
    std::vector<report::Item>& items_;
};

/// Which day and share each column of milestones is.
base::Text columns_text(const Book& book) {
    base::Text text{"节点：", "Milestones:"};
    int column = 0;
    for (const law::Milestone& each : book.rules.campaign().milestones) {
        const std::string one = " (" + std::to_string(++column) + ") " + each.on.iso() + " " + each.share.percent();
        text.zh += one;
        text.en += one;
    }
    return text;
}

}  // namespace

base::Result<ReportItems> task_items(const Book& book, base::Lang lang) {
    ReportItems out;
    TaskRows rows(book, lang, out.items);
    PANHUO_TRY(const Status now, status(book, ""));
    for (const DivisionLine& line : now.divisions) rows.line(line);
    const base::Date baseline = book.rules.campaign().baseline_day;
    PANHUO_TRY(const std::unique_ptr<Book> then, book.on(baseline));
    base::Area split;
    for (const auto& [township, base] : base_by_township(*then)) {
        rows.township(township, base);
        if (township.empty()) continue;
        if (const land::Target* target = target_of(book, {"", township, ""}))
            split += target->area.value_or(base::Area{});
    }
    out.notes.push_back(columns_text(book));
    const std::string day = baseline.iso();
    const std::string sum = split.text(base::AreaUnit::Hectare, 4);
    out.notes.push_back({"基数为 " + day + " 系统口径；分到乡镇的任务合计 " + sum + " 公顷。",
                         "Base: " + day + ", as the system shows it; tasks split to townships sum to " + sum + " ha."});
    return out;
}

}  // namespace service
