#include "service/progress_parts.hpp"

#include "base/text.hpp"

#include <set>

namespace service {
namespace {

struct Counted {
    base::Area area;
    std::set<std::string> ids;

    void add(const Movement& movement) {
        area += movement.area;
        ids.insert(movement.id);
    }
};

struct WayLine {
    Counted before, fresh, done;
};

WayLine all_of(const DoneTwice& twice) {
    WayLine all;
    for (const Movement& each : twice.before) all.before.add(each);
    for (const Movement& each : twice.now) all.done.add(each);
    for (const Movement& each : movements_since(twice.before, twice.now)) all.fresh.add(each);
    return all;
}

std::map<std::string, WayLine> by_way(const DoneTwice& twice) {
    std::map<std::string, WayLine> ways;
    for (const Movement& each : twice.before) ways[each.way].before.add(each);
    for (const Movement& each : twice.now) ways[each.way].done.add(each);
    for (const Movement& each : movements_since(twice.before, twice.now)) ways[each.way].fresh.add(each);
    return ways;
}

void put_counted(Cells& cells, const std::string& key, const Counted& counted) {
    if (counted.ids.empty()) return;
    cells.put(key + ".items", static_cast<std::int64_t>(counted.ids.size()));
    cells.area(key + ".area", counted.area);
}

base::Text stock_words(Stock stock) {
    return stock == Stock::Idle ? base::Text{"闲置土地", "idle land"}
                                : base::Text{"批而未供", "approved, not supplied"};
}

void add_line(const base::Text& stock, const base::Text& way, const WayLine& line, base::Lang lang,
              std::vector<report::Item>& items) {
    Cells cells(items.emplace_back(), lang);
    cells.text("stock", stock);
    cells.text("way", way);
    put_counted(cells, "before", line.before);
    put_counted(cells, "fresh", line.fresh);
    put_counted(cells, "done", line.done);
}

/// The whole of a stock, then its ways. The two stocks are not added up: land may leave both.
void add_ways(Stock stock, const DoneTwice& twice, base::Lang lang, std::vector<report::Item>& items) {
    const std::map<std::string, WayLine> ways = by_way(twice);
    if (ways.empty()) return;
    add_line(stock_words(stock), {"小计", "sum"}, all_of(twice), lang, items);
    for (const auto& [way, line] : ways) add_line(stock_words(stock), way_text(way), line, lang, items);
}

void put_amount(Cells& cells, const std::string& key, const Amount& amount) {
    if (amount.parcels == 0) return;
    cells.put(key + ".items", amount.parcels);
    cells.area(key + ".area", amount.area);
}

}  // namespace

ReportItems::Beside progress_by_way(const DoneTwice& unsupplied, const DoneTwice& idle, base::Lang lang) {
    ReportItems::Beside table{"progress_ways", {"按处置方式", "by way"}, {}};
    add_ways(Stock::Unsupplied, unsupplied, lang, table.items);
    add_ways(Stock::Idle, idle, lang, table.items);
    return table;
}

void UnitTally::put_work(Cells& cells, const std::string& key, const Work& work, base::Date until) const {
    Amount ahead, overdue;
    for (const auto& [day, amount] : work.planned) {
        Amount* const into = day < book_.moment.as_of ? &overdue : day <= until ? &ahead : nullptr;
        if (into == nullptr) continue;
        into->parcels += amount.parcels;
        into->area += amount.area;
    }
    put_amount(cells, key + ".open", work.open);
    put_amount(cells, key + ".planned", ahead);
    put_amount(cells, key + ".overdue", overdue);
    cells.area_if_any(key + ".done", work.done);
    cells.area_if_any(key + ".fresh", work.fresh);
}

/// What a divided plot holds beyond its portions is nobody's.
void UnitTally::settle() {
    if (beyond_.is_positive()) units_[""].unsupplied.open.add(beyond_);
    beyond_ = {};
}

void UnitTally::see(const Parcel& parcel) {
    if (parcel.kind != "portion") settle();
    const auto put = [&](Work& work, base::Area area) {
        work.open.add(area);
        if (parcel.planned) work.planned[*parcel.planned].add(area);
    };
    if (parcel.kind == "supply") {
        const base::Area area = area_in(parcel.cells, ledger::Account::Idle);
        if (area.is_positive()) put(units_[parcel.responsible_unit].idle, area);
        return;
    }
    if (!parcel.unsupplied.is_positive() || !book_.in_scope(parcel.origin)) return;
    if (parcel.divided) {
        beyond_ = parcel.unsupplied;
        return;
    }
    if (parcel.kind == "portion") beyond_ -= parcel.unsupplied;
    put(units_[parcel.responsible_unit].unsupplied, parcel.unsupplied);
}

/// The one unit that answers for all of the land; empty where nobody said or where several do.
std::string UnitTally::unit_of_land(const std::string& origin) const {
    std::set<std::string> units;
    if (const auto portions = book_.portions.find(subject_of_origin(origin)); portions != book_.portions.end())
        for (const Held<land::Portion>& held : portions->second) units.insert(held.record.responsible_unit);
    if (base::starts_with(origin, "listed:")) {
        const auto row = book_.listed.find(origin.substr(origin.find(':') + 1));
        if (row != book_.listed.end()) units.insert(row->second.record.responsible_unit);
    }
    return units.size() == 1 ? *units.begin() : std::string();
}

std::string UnitTally::unit_of_supply(const std::string& key) const {
    std::string unit;
    const auto rows = book_.idle_of_supply.find(key);
    if (rows == book_.idle_of_supply.end()) return unit;
    for (const Held<land::Idle>& held : rows->second)
        if (!held.record.responsible_unit.empty()) unit = held.record.responsible_unit;
    return unit;
}

ReportItems::Beside UnitTally::table(const DoneTwice& unsupplied, const DoneTwice& idle, base::Date until,
                                     base::Lang lang) {
    settle();
    for (const Movement& each : unsupplied.now) units_[unit_of_land(each.origin)].unsupplied.done += each.area;
    for (const Movement& each : movements_since(unsupplied.before, unsupplied.now))
        units_[unit_of_land(each.origin)].unsupplied.fresh += each.area;
    for (const Movement& each : idle.now) units_[unit_of_supply(each.id)].idle.done += each.area;
    for (const Movement& each : movements_since(idle.before, idle.now))
        units_[unit_of_supply(each.id)].idle.fresh += each.area;
    ReportItems::Beside table{"progress_units", {"按责任单位", "by unit"}, {}};
    for (const auto& [name, unit] : units_) {
        report::Item& item = table.items.emplace_back();
        Cells cells(item, lang);
        cells.text("unit", name.empty() ? base::Text{"（未明确责任单位）", "(no unit named)"} : base::Text{name, name});
        put_work(cells, "u", unit.unsupplied, until);
        put_work(cells, "i", unit.idle, until);
    }
    return table;
}

}  // namespace service
