// 批次供地情况表 (domain 5.4) and the supply rates under it, each with what it is a rate of.
#include "base/text.hpp"
#include "law/campaign.hpp"
#include "service/report_cells.hpp"
#include "service/reports.hpp"
#include "service/stock_lines.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace service {
namespace {

using ledger::Account;

/// What became of the land of one approval.
struct Fate {
    base::Area allocated, granted, carried, opening, closed, unsupplied, unexpropriated, used_without_supply,
        expropriated, noise, collective;
    std::int64_t plots = 0;
    std::map<std::string, base::Area> holders;  ///< what each supply holds; zero where it holds nothing yet

    base::Area supplied() const { return allocated + granted + carried + opening; }
    std::int64_t supplies() const {
        return std::count_if(holders.begin(), holders.end(), [](const auto& h) { return h.second.is_positive(); });
    }
};

class Fates {
  public:
    Fates(const Book& book, const SupplyTraits& traits) : book_(book) {
        std::string last;
        const Held<land::Approval>* approval = nullptr;
        for (const ledger::Cell& cell : counted_cells(book)) {  // sorted by origin
            if (cell.origin != last) {
                last = cell.origin;
                approval = subject_of_origin(last).empty() ? nullptr : book.approval_of(last);
            }
            if (approval != nullptr && !ledger::is_source(cell.account)) add(fates_[approval->key], cell, traits);
        }
        for (const auto& [key, plot] : book.plots) ++fates_[plot.record.approval].plots;
        for (const auto& [subject, portions] : book.portions) add_used(fate_of_subject(subject), subject, portions);
        for (const auto& [subject, done] : book.expropriations) add_expropriated(fate_of_subject(subject), done);
    }

    const Fate& of(const std::string& approval) { return fates_[approval]; }

  private:
    static void add(Fate& fate, const ledger::Cell& cell, const SupplyTraits& traits) {
        if (ledger::is_unsupplied(cell.account)) fate.unsupplied += cell.area;
        if (cell.account == Account::Unexpropriated) fate.unexpropriated += cell.area;
        if (cell.account == Account::Carried) fate.carried += cell.area;
        if (cell.account == Account::Opening) fate.opening += cell.area;
        if (cell.account == Account::Noise) fate.noise += cell.area;
        if (cell.account == Account::Collective) fate.collective += cell.area;
        if (cell.account == Account::Withdrawn || cell.account == Account::Lapsed) fate.closed += cell.area;
        if (cell.holder.empty() || !ledger::is_supplied(cell.account)) return;
        const bool allocated = traits.way_of(cell.holder) == ledger::Way::Allocated;
        (allocated ? fate.allocated : fate.granted) += cell.area;
        fate.holders[cell.holder] += cell.area;
    }

    /// Null where nobody said which approval the subject belongs to.
    Fate* fate_of_subject(const std::string& subject) {
        const Held<land::Approval>* approval = book_.approval_of(origin_of_subject(subject));
        return approval == nullptr ? nullptr : &fates_[approval->key];
    }

    /// A portion without an area of its own is all that is left of its land.
    void add_used(Fate* fate, const std::string& subject, const std::vector<Held<land::Portion>>& portions) const {
        for (const Held<land::Portion>& held : portions) {
            if (fate == nullptr || held.record.cause != "used_without_supply") continue;
            if (held.record.area) {
                fate->used_without_supply += *held.record.area;
            } else if (portions.size() == 1) {
                for (const ledger::Cell& cell : book_.cells_of_origin(origin_of_subject(subject)))
                    if (ledger::is_unsupplied(cell.account)) fate->used_without_supply += cell.area;
            }
        }
    }

    /// "Not done" takes back what was done before, and never more.
    void add_expropriated(Fate* fate, const std::vector<Held<land::Expropriation>>& done) const {
        base::Area sum;
        for (const Held<land::Expropriation>& held : done) {
            const land::Expropriation& each = held.record;
            if (!each.area || (each.on && *each.on > book_.moment.as_of)) continue;
            sum += each.undone ? -*each.area : *each.area;
        }
        if (fate != nullptr && sum.is_positive()) fate->expropriated += sum;
    }

    const Book& book_;
    std::map<std::string, Fate> fates_;
};

/// Supplied and approved area of the approvals a rate speaks of.
struct Rate {
    base::Area supplied, approved;
    void add(const Fate& fate, base::Area total) {
        supplied += fate.supplied();
        approved += total - fate.closed;
    }
    std::string text() const {
        if (!approved.is_positive()) return "–";
        const std::int64_t hundredths =
            base::round_half_away(base::Int128{supplied.units()} * 10'000, base::Int128{approved.units()});
        const std::string digits = std::to_string(hundredths % 100);
        return std::to_string(hundredths / 100) + "." + (digits.size() < 2 ? "0" : "") + digits + " %";
    }
    base::Text line(const std::string& zh, const std::string& en) const {
        const std::string sum = supplied.text(base::AreaUnit::Hectare, 4) + " ÷ " +
                                approved.text(base::AreaUnit::Hectare, 4) + " = " + text();
        return {zh + "：" + sum + "（公顷）", en + ": " + sum + " (ha)"};
    }
};

struct Rates {
    Rate in_scope, batches, five_years, five_years_batches;

    void add(const land::Approval& record, const Fate& fate, base::Date as_of, bool scoped) {
        if (!record.approved_on || !record.total) return;
        const int year = record.approved_on->year();
        const bool batch = record.type != "single_site";
        // The last five calendar years that ended on or before the day.
        const int last = as_of.plus_days(1).year() - 1;
        const bool recent = year > last - 5 && year <= last;
        if (scoped) in_scope.add(fate, *record.total);
        if (scoped && batch) batches.add(fate, *record.total);
        if (recent) five_years.add(fate, *record.total);
        if (recent && batch) five_years_batches.add(fate, *record.total);
    }

    std::vector<base::Text> lines() const {
        return {in_scope.line("范围内批文供地率（批次和单独选址）",
                              "supply rate of approvals in scope (batches and single sites)"),
                batches.line("其中批次", "of which batches"),
                five_years.line("近五年平均供地率（批次和单独选址）",
                                "average supply rate of the last five years (batches and single sites)"),
                five_years_batches.line("其中批次", "of which batches")};
    }
};

report::Item row(const Book& book, const Held<land::Approval>& held, const Fate& fate, base::Lang lang) {
    const land::Approval& record = held.record;
    report::Item item;
    Cells cells(item, lang);
    const std::string year = record.approved_on ? std::to_string(record.approved_on->year()) : "";
    if (record.type == "single_site") {
        item.parts.push_back({9999, cells.zh() ? "单独选址" : "single sites"});
    } else {
        item.parts.push_back({record.approved_on ? record.approved_on->year() : 9998,
                              year.empty() ? (cells.zh() ? "年度不明" : "year not stated")
                              : cells.zh() ? year + "年"
                                           : year});
    }
    cells.text("year", year);
    cells.text("batch", record.name);
    cells.word("approval_type", "approval_type", record.type);
    cells.text("authority", record.authority);
    cells.text("document_no", held.key);
    cells.date("approved_on", record.approved_on);
    cells.area("approved", record.total);
    cells.area("farmland", record.farmland);
    cells.area("cultivated", record.cultivated);
    cells.area("built", record.built);
    cells.area("unused", record.unused);
    cells.area("expropriated", record.expropriated);
    cells.area_if_any("compensated", fate.expropriated);
    if (record.expropriated && fate.expropriated.is_positive())
        cells.share("compensated_share", fate.expropriated, *record.expropriated);
    if (fate.supplies() > 0) cells.put("supplies", fate.supplies());
    cells.put("plots", fate.plots);
    cells.put("supplied", fate.supplied());
    cells.put("remaining", fate.unsupplied);
    cells.area_if_any("supplied.allocated", fate.allocated);
    cells.area_if_any("supplied.granted", fate.granted);
    cells.area_if_any("supplied.carried", fate.carried);
    cells.area_if_any("supplied.opening", fate.opening);
    cells.area_if_any("closed.withdrawn", fate.closed);
    cells.area_if_any("unsupplied", fate.unsupplied);
    cells.area_if_any("beside.noise", fate.noise);
    cells.area_if_any("beside.collective", fate.collective);
    cells.area_if_any("stage.unexpropriated", fate.unexpropriated);
    cells.area_if_any("used_without_supply", fate.used_without_supply);
    if (record.total) cells.share("supply_rate", fate.supplied(), *record.total - fate.closed);
    if (record.approved_on) {
        cells.put("years", record.approved_on->full_months_until(book.moment.as_of) / 12.0);
        if (record.approved_on->plus_years(2) < book.moment.as_of) cells.area_if_any("two_years", fate.unsupplied);
    }
    cells.text("note", record.note);
    return item;
}

}  // namespace

base::Result<std::optional<SupplyRate>> five_year_rate(const Book& book) {
    PANHUO_TRY(const SupplyTraits traits, SupplyTraits::load(book));
    Fates fates(book, traits);
    Rates rates;
    for (const auto& [key, held] : book.approvals) {
        if (held.record.approved_on && *held.record.approved_on <= book.moment.as_of)
            rates.add(held.record, fates.of(key), book.moment.as_of, false);
    }
    const Rate& rate = rates.five_years;
    if (!rate.approved.is_positive()) return std::optional<SupplyRate>();
    return std::optional(SupplyRate{rate.supplied, rate.approved, rate.text()});
}

base::Result<ReportItems> approval_items(const Book& book, base::Lang lang) {
    PANHUO_TRY(const SupplyTraits traits, SupplyTraits::load(book));
    Fates fates(book, traits);
    ReportItems out;
    Rates rates;
    std::vector<const Held<land::Approval>*> order;
    for (const auto& [key, held] : book.approvals) {
        if (!held.record.approved_on || *held.record.approved_on <= book.moment.as_of) order.push_back(&held);
    }
    const auto rank = [](const Held<land::Approval>* held) {
        const auto& on = held->record.approved_on;
        return std::tuple(held->record.type == "single_site", on ? on->days() : INT32_MAX, held->key);
    };
    std::sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
    for (const Held<land::Approval>* held : order) {
        const Fate& fate = fates.of(held->key);
        rates.add(held->record, fate, book.moment.as_of, book.in_scope("rest:" + held->key));
        out.items.push_back(row(book, *held, fate, lang));
    }
    out.notes = rates.lines();
    return out;
}

}  // namespace service
