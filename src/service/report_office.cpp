// 办公室周报 (one page): what the director is asked every week, each line with its figure and where it comes from.
#include "base/text.hpp"
#include "law/cutoff.hpp"
#include "service/movements.hpp"
#include "service/official_book.hpp"
#include "service/parcels.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"
#include "service/status.hpp"

#include <algorithm>

namespace service {
namespace {

constexpr int kPeriodDays = 7;
constexpr std::size_t kNamed = 8;  ///< so many things are named in a line; the ledgers hold all

std::string ha(base::Area area) { return area.text(base::AreaUnit::Hectare, 4); }
std::string mu(base::Area area) { return area.text(base::AreaUnit::Mu, 2); }

class Page {
  public:
    Page(base::Lang lang, std::vector<report::Item>& items) : lang_(lang), items_(items) {}

    void line(const base::Text& subject, const std::string& figure, const base::Text& note = {}) {
        report::Item item;
        Cells cells(item, lang_);
        cells.text("subject", subject);
        cells.text("figure", figure);
        cells.text("note", note);
        items_.push_back(std::move(item));
    }

    /// A line whose figure opens to what it is made of.
    void opening_line(const base::Text& subject, const std::string& figure, const base::Text& note,
                      report::Opened&& opened) {
        line(subject, figure, note);
        opened.key = "figure";
        opened.title = {figure, figure};
        if (!opened.entries.empty()) items_.back().opened.push_back(std::move(opened));
    }

    void stock(const base::Text& name, const StockLine& now, const StockLine& before, base::Date as_of,
               report::Opened&& done, report::Opened&& fresh) {
        const auto titled = [&](const char* zh, const char* en) {
            return base::Text{name.zh + "：" + zh, name.en + ": " + en};
        };
        line(titled("存量基数（公顷）", "baseline (ha)"), ha(now.baseline.area.value_or(now.opening)),
             {now.baseline.document, now.baseline.document});
        if (now.task)
            line(titled("年度任务（公顷）", "task (ha)"), ha(now.task->area),
                 now.task->provisional ? base::Text{"暂定", "provisional"} : base::Text{"下达", "final"});
        opening_line(titled("累计（公顷）", "done (ha)"), ha(now.done), percent(now), std::move(done));
        opening_line(titled("本周新增（公顷）", "new this week (ha)"), ha(now.done - before.done), ways(now, before),
                     std::move(fresh));
        if (!now.late.is_zero())
            line(titled("其中迟录（公顷）", "of which late (ha)"), ha(now.late),
                 {"日期在已结账期间、结账后才到", "dated in a closed period, arrived after it was closed"});
        milestones(titled("节点", "milestone"), now, as_of);
    }

  private:
    static base::Text percent(const StockLine& stock) {
        if (!stock.completion) return {};
        char text[32];
        std::snprintf(text, sizeof text, "%.2f %%", *stock.completion * 100);
        return {std::string("完成率 ") + text, std::string("completion ") + text};
    }

    static base::Text ways(const StockLine& now, const StockLine& before) {
        base::Text list;
        for (const auto& [way, area] : now.done_by) {
            const auto old = before.done_by.find(way);
            const base::Area fresh = old == before.done_by.end() ? area : area - old->second;
            if (fresh.is_zero()) continue;
            const base::Text text = way_text(way);
            list.zh += (list.zh.empty() ? "" : "；") + text.zh + " " + ha(fresh);
            list.en += (list.en.empty() ? "" : "; ") + text.en + " " + ha(fresh);
        }
        return list;
    }

    /// The next node, or both rows of a day with two shares.
    void milestones(const base::Text& title, const StockLine& stock, base::Date as_of) {
        std::optional<base::Date> next;
        for (const law::MilestoneRow& row : stock.milestones) {
            if (row.date < as_of || !row.task || (next && row.date != *next)) continue;
            next = row.date;
            const base::Area gap = row.required - stock.done;
            const bool met = !gap.is_positive();
            line({title.zh + " " + row.date.iso() + "（" + row.share.percent() + "）",
                  title.en + " " + row.date.iso() + " (" + row.share.percent() + ")"},
                 ha(row.required),
                 met ? base::Text{"已达到，多 " + mu(-gap) + " 亩", "met, " + mu(-gap) + " mu more"}
                     : base::Text{"还差 " + ha(gap) + " 公顷（" + mu(gap) + " 亩）",
                                  "short of " + ha(gap) + " ha (" + mu(gap) + " mu)"});
        }
    }

    base::Lang lang_;
    std::vector<report::Item>& items_;
};

struct Named {
    std::int64_t count = 0;
    base::Area area;
    std::string names;
    std::vector<report::Opened::Entry> entries;
    void add(const std::string& name, base::Area more, report::Opened::Entry&& entry = {}) {
        area += more;
        entry.area = more;
        entries.push_back(std::move(entry));
        if (++count <= static_cast<std::int64_t>(kNamed)) names += (names.empty() ? "" : "; ") + name;
        if (count == static_cast<std::int64_t>(kNamed) + 1) names += " …";
    }
    std::string figure() const { return std::to_string(count) + " / " + ha(area); }
    report::Opened opened() const { return {{}, {}, area, entries}; }
};

/// Signed by the day, not yet shown by the system, on land of the stock: number, area, days waiting.
base::Result<Named> signed_not_recorded(const Book& book) {
    std::map<std::string, base::Area> waiting;
    for (const ledger::Posting& posting : book.postings) {
        const bool leaves = posting.holder_from.empty() && !posting.holder_to.empty() &&
                            ledger::is_unsupplied(posting.from) && book.in_scope(posting.origin);
        const std::optional<base::Date> counted = law::counted_day(book.rules.campaign(), posting);
        const bool shown = counted && *counted <= book.moment.as_of;
        if (leaves && !shown && posting.on <= book.moment.as_of) waiting[posting.holder_to] += posting.area;
    }
    Named named;
    for (const auto& [key, area] : waiting) {
        PANHUO_TRY(const std::optional<Held<land::Supply>> held, book.supply(key));
        std::string name = key + " " + ha(area);
        if (held && held->record.signed_on)
            name += " (+" + std::to_string(book.moment.as_of.days() - held->record.signed_on->days()) + ")";
        const std::optional<base::Date> signed_on = held ? held->record.signed_on : std::nullopt;
        named.add(name, area, {key, held ? held->record.project : "", signed_on, {}});
    }
    return named;
}

struct Work {
    Named planned, overdue, without_unit, without_date;
};

base::Result<Work> work_of(const Book& book, std::optional<base::Date> node) {
    Work work;
    PANHUO_DO(each_parcel(book, [&](const Parcel& parcel) -> base::Status {
        if (parcel.kind == "supply" || parcel.divided || !parcel.unsupplied.is_positive()) return base::Done{};
        if (!book.in_scope(parcel.origin)) return base::Done{};
        const std::string name = parcel.id + " " + parcel.responsible_unit;
        const auto entry = [&] {
            const bool both = !parcel.name.empty() && !parcel.responsible_unit.empty();
            return report::Opened::Entry{
                parcel.id, parcel.name + (both ? "；" : "") + parcel.responsible_unit, parcel.planned, {}};
        };
        if (parcel.responsible_unit.empty()) work.without_unit.add(parcel.id, parcel.unsupplied, entry());
        if (!parcel.planned) {
            work.without_date.add(parcel.id, parcel.unsupplied, entry());
        } else if (*parcel.planned < book.moment.as_of) {
            work.overdue.add(name + " " + parcel.planned->iso(), parcel.unsupplied, entry());
        } else if (node && *parcel.planned <= *node) {
            work.planned.add(name + " " + parcel.planned->iso(), parcel.unsupplied, entry());
        }
        return base::Done{};
    }));
    return work;
}

std::optional<base::Date> next_node(const Book& book) {
    std::optional<base::Date> next;
    for (const law::Milestone& each : book.rules.campaign().milestones) {
        if (book.moment.as_of <= each.on && (!next || each.on < *next)) next = each.on;
    }
    return next;
}

base::Status add_differences(const Book& book, Page& page) {
    PANHUO_TRY(const OfficialBook official, official_book(book));
    if (!official.supplies_on) return base::Done{};
    PANHUO_TRY(const std::vector<Difference> rows, differences(book, official));
    page.line({"与系统的差异（宗）", "differences from the system"}, std::to_string(rows.size()),
              {"系统清单 " + official.supplies_on->iso() + "；见系统比对差异表",
               "list of " + official.supplies_on->iso() + "; see the table of differences"});
    return base::Done{};
}

}  // namespace

base::Result<ReportItems> office_items(const Book& book, base::Lang lang) {
    PANHUO_TRY(const std::unique_ptr<Book> earlier, book.on(book.moment.as_of.plus_days(-kPeriodDays)));
    PANHUO_TRY(const Status now, status(book, ""));
    PANHUO_TRY(const Status before, status(*earlier, ""));
    ReportItems out;
    Page page(lang, out.items);
    const DivisionLine& county = now.divisions.front();
    page.line({"截止日期", "as of"}, book.moment.as_of.iso(),
              book.moment.counting == ledger::Counting::Official
                  ? base::Text{"按系统口径", "as the ministry's system shows"}
                  : base::Text{"按签订日期", "by contract date"});
    PANHUO_TRY(const SupplyTraits traits, SupplyTraits::load(book));
    PANHUO_TRY(const SupplyTraits then_traits, SupplyTraits::load(*earlier));
    const auto add_stock = [&](const base::Text& name, Stock stock,
                               const StockLine DivisionLine::* line) -> base::Status {
        const StockLine& then = before.divisions.front().*line;
        PANHUO_TRY(const std::vector<Movement> done, done_movements(book, traits, county, stock));
        PANHUO_TRY(const std::vector<Movement> done_then,
                   done_movements(*earlier, then_traits, before.divisions.front(), stock));
        const std::vector<Movement> fresh = movements_since(done_then, done);
        PANHUO_TRY(report::Opened all, open_figure(book, "", {}, (county.*line).done, "", done));
        PANHUO_TRY(report::Opened week, open_figure(book, "", {}, (county.*line).done - then.done, "", fresh));
        page.stock(name, county.*line, then, book.moment.as_of, std::move(all), std::move(week));
        return base::Done{};
    };
    PANHUO_DO(add_stock({"批而未供", "unsupplied"}, Stock::Unsupplied, &DivisionLine::unsupplied));
    PANHUO_DO(add_stock({"闲置土地", "idle land"}, Stock::Idle, &DivisionLine::idle));
    PANHUO_TRY(const Named waiting, signed_not_recorded(book));
    page.opening_line({"已签未录（宗 / 公顷）", "signed, not recorded (n / ha)"}, waiting.figure(),
                      {waiting.names, waiting.names}, waiting.opened());
    PANHUO_TRY(const Work work, work_of(book, next_node(book)));
    const auto list = [&](const char* zh, const char* en, const Named& named) {
        page.opening_line({zh, en}, named.figure(), {named.names, named.names}, named.opened());
    };
    list("下一节点前计划完成（宗 / 公顷）", "planned before the next milestone (n / ha)", work.planned);
    list("已过计划时间未完成（宗 / 公顷）", "past their planned date (n / ha)", work.overdue);
    list("没有责任单位（宗 / 公顷）", "without a responsible unit (n / ha)", work.without_unit);
    list("没有完成时限（宗 / 公顷）", "without a date (n / ha)", work.without_date);
    PANHUO_DO(add_differences(book, page));
    Named open;
    for (const ContradictionLine& each : now.contradictions) {
        if (each.decided.empty() && !each.contradiction.readings.empty()) open.add(each.contradiction.id, {});
    }
    page.line({"待领导决定或请示的事项", "to be decided or asked upward"}, std::to_string(open.count),
              {open.names, open.names});
    out.notes.push_back({"本周指截止日前 7 天。", "This week: the seven days up to the day."});
    return out;
}

}  // namespace service
