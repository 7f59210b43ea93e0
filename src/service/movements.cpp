#include "service/movements.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace service {
namespace {

using Ways = std::vector<std::pair<const char*, base::Area>>;

Ways ways_of(const ledger::UnsuppliedFigures::DoneBy& by) {
    return {{"allocated", by.allocated},   {"granted", by.granted},    {"backfill", by.backfill},
            {"withdrawn", by.withdrawn},   {"lapsed", by.lapsed},      {"adjusted", by.adjusted},
            {"undetailed", by.undetailed}, {"cancelled", by.cancelled}};
}

Ways ways_of(const ledger::IdleFigures::DoneBy& by) {
    return {{"recovered", by.recovered}, {"started", by.started}, {"finished", by.finished}, {"other", by.other}};
}

bool lies_in(const Book& book, const std::string& origin, const DivisionLine& line) {
    if (line.kind != "zone" && line.division == book.division) return true;
    const Book::Place place = book.place_of(origin);
    if (line.kind == "zone" && place.zone != line.name) return false;
    return line.division == book.division || place.division == line.division;
}

std::string id_of(const ledger::Posting& posting) {
    if (!posting.holder_to.empty()) return posting.holder_to;
    return posting.holder_from.empty() ? posting.origin : posting.holder_from;
}

class Mover {
  public:
    Mover(const Book& book, const SupplyTraits& traits)
        : book_(book), rules_(law::stock_rules(book.rules.campaign())), days_{book.moment.as_of} {
        scope_.way_of = [&traits](std::string_view holder) { return traits.way_of(holder); };
        scope_.backfill = [&traits](std::string_view holder) { return traits.backfill(holder); };
    }

    Ways move(const ledger::Posting& posting, Stock stock) const {
        const std::span one(&posting, 1);
        const base::Date baseline = book_.rules.campaign().baseline_day;
        const ledger::Counting counting = book_.moment.counting;
        if (stock == Stock::Idle)
            return ways_of(ledger::idle_stock(one, {}, counting, baseline, days_).front().done_by);
        if (!book_.in_scope(posting.origin)) return {};
        return ways_of(ledger::unsupplied_stock(one, rules_, scope_, counting, baseline, days_).front().done_by);
    }

    base::Date day_of(const ledger::Posting& posting) const {
        const bool by_system = book_.moment.counting == ledger::Counting::Official;
        return by_system && posting.counted_on ? *posting.counted_on : posting.on;
    }

  private:
    const Book& book_;
    ledger::StockRules rules_;
    ledger::StockScope scope_;
    std::vector<base::Date> days_;
};

}  // namespace

std::vector<Movement> done_movements(const Book& book, const SupplyTraits& traits, const DivisionLine& line,
                                     Stock stock) {
    const Mover mover(book, traits);
    std::vector<Movement> movements;
    for (const ledger::Posting& posting : book.postings) {
        for (const auto& [way, area] : mover.move(posting, stock)) {
            if (area.is_zero() || !lies_in(book, posting.origin, line)) continue;
            movements.push_back({way, id_of(posting), mover.day_of(posting), area});
        }
    }
    std::sort(movements.begin(), movements.end());
    return movements;
}

std::vector<Movement> movements_since(const std::vector<Movement>& then, const std::vector<Movement>& now) {
    std::vector<Movement> fresh, gone;
    std::set_difference(now.begin(), now.end(), then.begin(), then.end(), std::back_inserter(fresh));
    std::set_difference(then.begin(), then.end(), now.begin(), now.end(), std::back_inserter(gone));
    for (Movement& each : gone) {
        each.area = -each.area;
        fresh.push_back(std::move(each));
    }
    return fresh;
}

base::Result<report::Opened> open_figure(const Book& book, const std::string& key, const base::Text& title,
                                         base::Area total, const std::string& way,
                                         const std::vector<Movement>& movements) {
    report::Opened opened{key, title, total, {}};
    for (const Movement& each : movements) {
        if (!way.empty() && each.way != way) continue;
        PANHUO_TRY(const std::optional<Held<land::Supply>> supply, book.supply(each.id));
        const std::string words = supply ? supply->record.project : std::string();
        opened.entries.push_back({each.id, words, each.on, each.area});
    }
    return opened;
}

}  // namespace service
