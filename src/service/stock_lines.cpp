#include "service/stock_lines.hpp"

#include "base/text.hpp"
#include "law/cutoff.hpp"
#include "law/measures.hpp"
#include "ledger/fees.hpp"
#include "service/origins.hpp"
#include "service/stock_beside.hpp"
#include "service/stock_days.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace service {
namespace {

using ledger::Posting;

/// A paper at least this much older than its record is a backfill (补录) even where the source does not say so; a
/// contract of late December keyed in January is not. No text fixes the figure; see docs/clauses.md.
constexpr std::int32_t kBackfillDays = 180;

constexpr char kUnsupplied[] = "unsupplied";
constexpr char kIdle[] = "idle";

law::TaskOwner owner_of(const DivisionLine& line) {
    const auto name_if = [&](const char* kind) { return line.kind == kind ? std::string_view(line.name) : ""; };
    return {name_if("zone"), name_if("vintage"), name_if("township")};
}

/// Whether a base or task on record is that of the line.
template <class Record>
bool is_about(const Record& record, const DivisionLine& line) {
    const law::TaskOwner owner = owner_of(line);
    return record.zone == owner.zone && record.vintage == owner.vintage &&
           (record.division.empty() || record.division == line.division);
}

BaselineLine baseline_line(const Book& book, const DivisionLine& line, const char* stock, base::Area own) {
    BaselineLine found;
    found.date = book.rules.campaign().baseline_day;
    found.own = own;
    if (line.kind == "township") return found;  // a baseline is frozen for a county or a zone
    for (const Held<land::Baseline>& held : book.baselines) {
        const land::Baseline& record = held.record;
        if (record.stock != stock || !is_about(record, line)) continue;
        if (record.on && *record.on != found.date) continue;
        found.area = record.area;
        found.document = record.document;
    }
    return found;
}

std::vector<land::Target> targets_of(const Book& book, const DivisionLine& line, const char* stock) {
    std::vector<land::Target> found;
    if (line.kind == "township" && line.name.empty()) return found;
    for (const Held<land::Target>& held : book.targets) {
        const bool theirs = held.record.township == owner_of(line).township;
        if (held.record.stock == stock && theirs && is_about(held.record, line)) found.push_back(held.record);
    }
    return found;
}

/// The book's own task is the county's that the notice addresses; a province's other counties have theirs by record.
bool has_own_task(const Book& book, const DivisionLine& line) {
    if (line.kind == "vintage" || line.kind == "township") return false;
    return line.kind == "zone" || line.division == book.rules.campaign().division;
}

/// A closed period keeps the figure it was published with: `done` on its cut-off is the frozen one. What came to light
/// since then about days up to the last cut-off is late, and counts from then on.
base::Area keep_published(const Book& book, const DivisionLine& line,
                          const std::map<std::string, base::Area> Closed::* figures,
                          const std::vector<base::Date>& days, std::vector<base::Area>& done) {
    const std::string name = closed_line(line.division, line.kind, line.name);
    base::Area late;
    for (const Closed& each : book.closed) {
        if (each.counting != book.moment.counting || book.moment.as_of <= each.cutoff) continue;
        const auto at = std::find(days.begin(), days.end(), each.cutoff);
        const auto frozen = (each.*figures).find(name);
        if (at == days.end() || frozen == (each.*figures).end()) continue;
        base::Area& now = done[static_cast<std::size_t>(at - days.begin())];
        late = now - frozen->second;
        now = frozen->second;
    }
    return late;
}

/// What will be done by a day of the future, if all that is planned by then is.
ForecastPoint forecast_of(const StockLine& stock, base::Date day) {
    ForecastPoint point{day, stock.done, {}};
    for (const auto& [on, areas] : stock.planned) {
        if (on > day) break;
        for (const auto& [certainty, area] : areas) {
            point.done += area;
            point.by_certainty[certainty] += area;
        }
    }
    return point;
}

/// Nothing where nothing is planned, which is not the same as no progress.
void lay_forecast(const Book& book, StockLine& into) {
    if (into.planned.empty()) return;
    std::set<base::Date> days;
    for (const auto& [on, areas] : into.planned) days.insert(on);
    for (const law::MilestoneRow& row : into.milestones) {
        if (row.cutoff > book.moment.as_of) days.insert(row.cutoff);
    }
    for (const base::Date day : days) into.forecast.push_back(forecast_of(into, day));
}

void lay_measures(const law::Campaign& campaign, base::Area base_area, StockLine& into) {
    law::MeasureFigures figures{base_area, into.opening, into.added, into.done, into.written_off, into.balance, {}};
    if (into.task) figures.task = into.task->area;
    for (const law::Measure& measure : law::measures_of(campaign)) {
        const std::optional<double> value = law::value_of(measure, figures);
        if (measure.id == "digestion_rate") into.rate = value;
        if (measure.id == "completion_rate") into.completion = value;
        into.measures.push_back({measure.id, measure.name, measure.text, value});
    }
}

/// Task, rates and milestones of a stock line whose figures are settled.
void lay_task(const Book& book, const DivisionLine& line, const char* stock, const StockDays& days,
              const std::vector<base::Area>& done, StockLine& into) {
    const law::Campaign& campaign = book.rules.campaign();
    const std::vector<land::Target> recorded = targets_of(book, line, stock);
    if (!has_own_task(book, line) && recorded.empty()) return;
    const law::TaskOwner owner = owner_of(line);
    const base::Area base_area = into.baseline.area.value_or(into.opening);
    const auto task_on = [&](base::Date day) -> std::optional<law::Task> {
        std::optional<law::Task> task = law::task_on(campaign, recorded, stock, owner, base_area, day);
        // A rate of a stock that nobody stated is no task of zero; it is unknown.
        if (task && task->basis == "rate" && !into.baseline.area && base_area.is_zero()) return std::nullopt;
        // Without a frozen baseline the task follows our own opening and is marked provisional.
        if (task && !into.baseline.area && task->basis == "rate") task->provisional = true;
        return task;
    };
    into.task = task_on(book.moment.as_of);
    lay_measures(campaign, base_area, into);
    law::MilestoneQuestion question = days.question(book);
    question.task_on = task_on;
    question.done_on = [&](base::Date day) {
        const auto at = std::find(days.all.begin(), days.all.end(), day);
        return at == days.all.end() ? base::Area{} : done[static_cast<std::size_t>(at - days.all.begin())];
    };
    if (!into.planned.empty()) question.forecast_on = [&](base::Date day) { return forecast_of(into, day).done; };
    into.milestones = law::milestones(book.rules.main(), question);
}

template <class Figures>
void lay_curve(const StockDays& days, const std::vector<Figures>& figures, const std::vector<base::Area>& done,
               StockLine& into) {
    for (const CurveDay& day : days.curve) {
        const auto at = std::lower_bound(days.all.begin(), days.all.end(), day.counted) - days.all.begin();
        const auto index = static_cast<std::size_t>(at);
        into.curve.push_back({day.shown, done[index], figures[index].balance});
    }
}

ledger::StockScope scope_of(const SupplyTraits& traits, Origins& origins) {
    ledger::StockScope scope;
    scope.in_scope = [&](std::string_view origin) { return origins.of(std::string(origin)).in_scope; };
    scope.way_of = [&](std::string_view holder) { return traits.way_of(holder); };
    scope.backfill = [&](std::string_view holder) { return traits.backfill(holder); };
    return scope;
}

template <class Figures>
void lay_flows(const Figures& now, StockLine& stock) {
    stock.opening = now.opening;
    stock.added = now.added;
    stock.done = now.done;
    stock.written_off = now.written_off;
    stock.balance = now.balance;
    stock.signed_not_recorded = now.signed_not_recorded;
}

void lay_figures(const ledger::UnsuppliedFigures& now, StockLine& stock) {
    lay_flows(now, stock);
    stock.backfill = now.done_by.backfill;
    stock.done_by = {{"allocated", now.done_by.allocated}, {"granted", now.done_by.granted},
                     {"backfill", now.done_by.backfill},   {"withdrawn", now.done_by.withdrawn},
                     {"lapsed", now.done_by.lapsed},       {"cancelled", now.done_by.cancelled}};
    if (!now.done_by.adjusted.is_zero()) stock.done_by["adjusted"] = now.done_by.adjusted;
    if (!now.done_by.carried.is_zero()) stock.done_by["carried"] = now.done_by.carried;
    if (!now.done_by.undetailed.is_zero()) stock.done_by["undetailed"] = now.done_by.undetailed;
}

void lay_figures(const ledger::IdleFigures& now, StockLine& stock) {
    lay_flows(now, stock);
    stock.done_by = {{"recovered", now.done_by.recovered},
                     {"started", now.done_by.started},
                     {"finished", now.done_by.finished},
                     {"other", now.done_by.other}};
}

std::vector<ledger::UnsuppliedFigures> unsupplied_on(const Book& book, const ledger::StockScope& scope,
                                                     std::span<const Posting> postings,
                                                     std::span<const base::Date> days) {
    const law::Campaign& campaign = book.rules.campaign();
    return ledger::unsupplied_stock(postings, law::stock_rules(campaign), scope, book.moment.counting,
                                    campaign.baseline_day, days);
}

std::vector<ledger::IdleFigures> idle_on(const Book& book, std::span<const Posting> postings,
                                         std::span<const base::Date> days) {
    return ledger::idle_stock(postings, {}, book.moment.counting, book.rules.campaign().baseline_day, days);
}

template <class Figures>
void fill(const Book& book, DivisionLine& line, const char* name, const StockDays& days,
          const std::vector<Figures>& figures, const std::map<std::string, base::Area> Closed::* published,
          StockLine& stock) {
    lay_figures(figures.back(), stock);
    stock.baseline = baseline_line(book, line, name, figures.back().opening);
    std::vector<base::Area> done;
    for (const Figures& each : figures) done.push_back(each.done);
    stock.late = keep_published(book, line, published, days.all, done);
    lay_task(book, line, name, days, done, stock);
    lay_curve(days, figures, done, stock);
    lay_forecast(book, stock);
}

/// The fees that were decided, where the book counts them as disposal.
std::vector<ledger::Fee> fees_of(const Book& book) {
    std::vector<ledger::Fee> fees;
    const law::Campaign& campaign = book.rules.campaign();
    if (!campaign.fee_is_disposal) return fees;
    for (const auto& [supply, decisions] : book.decisions) {
        for (const Held<land::Decision>& held : decisions) {
            const land::Decision& fee = held.record;
            const std::optional<base::Date> on = fee.on ? fee.on : fee.counted_on;
            if (fee.type != "fee" || !on) continue;
            // As for every other decision: the frozen figure of the baseline day knew what was decided by then.
            const bool frozen = !fee.counted_on && *on <= campaign.baseline_day;
            fees.push_back({supply, fee.area, *on, frozen ? on : fee.counted_on, "decision:" + held.key, held.entry});
        }
    }
    return fees;
}

/// The posting on the day on which the campaign counts it.
Posting as_counted(const Book& book, Posting posting) {
    posting.counted_on = law::counted_day(book.rules.campaign(), posting);
    return posting;
}

/// Postings that can touch a stock: a province has a hundred lines and a million supplies from no approval.
std::vector<Posting> relevant_postings(const Book& book, Origins& origins) {
    std::vector<Posting> relevant;
    for (const Posting& posting : book.postings) {
        const bool idle = posting.from == ledger::Account::Idle || posting.to == ledger::Account::Idle;
        if (idle || origins.of(posting.origin).in_scope) relevant.push_back(posting);
    }
    std::vector<ledger::Fee> fees = fees_of(book);
    if (!fees.empty()) relevant = ledger::with_fees(std::move(relevant), std::move(fees));
    return relevant;
}

std::optional<base::Area> figure_of(const StockLine& stock, const std::string& figure) {
    static const std::map<std::string, base::Area StockLine::*> known{
        {"opening", &StockLine::opening}, {"added", &StockLine::added},
        {"done", &StockLine::done},       {"written_off", &StockLine::written_off},
        {"balance", &StockLine::balance}, {"signed_not_recorded", &StockLine::signed_not_recorded}};
    if (const auto found = known.find(figure); found != known.end()) return stock.*found->second;
    if (!base::starts_with(figure, "done_by.")) return std::nullopt;
    const auto way = stock.done_by.find(figure.substr(8));
    return way == stock.done_by.end() ? base::Area{} : way->second;
}

}  // namespace

base::Result<SupplyTraits> SupplyTraits::load(const Book& book) {
    SupplyTraits out;
    for (const Posting& posting : book.postings) {
        const bool drawn =
            posting.holder_from.empty() && !posting.holder_to.empty() && !ledger::is_source(posting.from);
        if (drawn) out.traits_.try_emplace(posting.holder_to);
    }
    for (auto& [key, trait] : out.traits_) {
        PANHUO_TRY(const std::optional<Held<land::Supply>> held, book.supply(key));
        if (!held) continue;  // a row of an idle list
        const land::Supply& record = held->record;
        trait.way = record.mode == "allocated" ? ledger::Way::Allocated : ledger::Way::Granted;
        const bool old_paper = record.signed_on && record.recorded_on &&
                               record.recorded_on->days() - record.signed_on->days() > kBackfillDays;
        trait.backfill = record.backfill || old_paper;
    }
    return out;
}

ledger::Way SupplyTraits::way_of(std::string_view holder) const {
    const auto at = traits_.find(holder);
    return at == traits_.end() ? ledger::Way::Granted : at->second.way;
}

bool SupplyTraits::backfill(std::string_view holder) const {
    const auto at = traits_.find(holder);
    return at != traits_.end() && at->second.backfill;
}

std::vector<ledger::Cell> counted_cells(const Book& book) {
    if (book.moment.counting == ledger::Counting::Signed) return book.cells();
    std::vector<ledger::Posting> counted;
    for (ledger::Posting posting : book.postings) {
        posting = as_counted(book, std::move(posting));
        if (!posting.counted_on) continue;
        posting.on = *posting.counted_on;
        counted.push_back(std::move(posting));
    }
    return ledger::balances(counted, book.moment.as_of);
}

base::Result<std::vector<DivisionLine>> township_lines(const Book& book, const SupplyTraits& traits,
                                                       const PlannedByPlace& planned) {
    std::vector<DivisionLine> lines;
    if (book.division != book.rules.campaign().division) return lines;
    std::set<std::string> names;
    std::string_view last;
    for (const ledger::Cell& cell : book.cells()) {
        if (cell.origin == last) continue;
        last = cell.origin;
        if (book.in_scope(cell.origin)) names.insert(book.place_of(cell.origin).township);
    }
    if (names.size() == 1 && names.begin()->empty()) return lines;
    for (const std::string& name : names) {
        DivisionLine& line = lines.emplace_back();
        line.division = book.division;
        line.name = name;
        line.kind = "township";
        if (const auto own = planned.find(name); own != planned.end())
            std::tie(line.unsupplied.planned, line.idle.planned) = own->second;
    }
    PANHUO_DO(fill_stocks(book, traits, lines));
    return lines;
}

base::Status fill_stocks(const Book& book, const SupplyTraits& traits, std::vector<DivisionLine>& lines) {
    PANHUO_TRY(const StockDays days, stock_days(book));
    Origins origins(book);
    const ledger::StockScope scope = scope_of(traits, origins);
    const std::vector<Posting> relevant = relevant_postings(book, origins);
    for (DivisionLine& line : lines) {
        std::vector<Posting> mine;
        for (const Posting& posting : relevant) {
            if (origins.lies_in(posting.origin, line)) mine.push_back(as_counted(book, posting));
        }
        fill(book, line, kUnsupplied, days, unsupplied_on(book, scope, mine, days.all), &Closed::unsupplied_done,
             line.unsupplied);
        fill(book, line, kIdle, days, idle_on(book, mine, days.all), &Closed::idle_done, line.idle);
    }
    fill_beside(book, origins, lines);
    return base::Done{};
}

base::Status each_share(
    const Book& book, const SupplyTraits& traits, const DivisionLine& line, Stock stock,
    const std::function<base::Status(const ledger::Posting& posting, const StockLine& alone)>& visit) {
    const std::vector<base::Date> day{book.moment.as_of};
    Origins origins(book);
    const ledger::StockScope scope = scope_of(traits, origins);
    for (const Posting& posting : relevant_postings(book, origins)) {
        if (!origins.lies_in(posting.origin, line)) continue;
        StockLine alone;
        const Posting counted = as_counted(book, posting);
        const std::span<const Posting> one(&counted, 1);
        if (stock == Stock::Idle) {
            lay_figures(idle_on(book, one, day).back(), alone);
        } else {
            lay_figures(unsupplied_on(book, scope, one, day).back(), alone);
        }
        PANHUO_DO(visit(posting, alone));
    }
    return base::Done{};
}

base::Result<std::vector<StockItem>> stock_items(const Book& book, const SupplyTraits& traits, const DivisionLine& line,
                                                 const StockFigure& figure) {
    const Stock stock = figure.stock == kIdle ? Stock::Idle : Stock::Unsupplied;
    if (is_beside(figure)) return items_beside(book, line, figure.name);
    std::vector<StockItem> items;
    PANHUO_DO(
        each_share(book, traits, line, stock, [&](const Posting& posting, const StockLine& alone) -> base::Status {
            const std::optional<base::Area> share = figure_of(alone, figure.name);
            if (!share) return base::Error{base::Code::Usage, {"figure: " + figure.name}};
            if (share->is_zero()) return base::Done{};
            items.push_back({posting, *share, std::nullopt});
            if (!posting.counted_on) items.back().days_waiting = book.moment.as_of.days() - posting.on.days();
            return base::Done{};
        }));
    return items;
}

}  // namespace service
