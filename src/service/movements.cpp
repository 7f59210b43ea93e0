#include "service/movements.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace service {
namespace {

std::string id_of(const ledger::Posting& posting) {
    if (!posting.holder_to.empty()) return posting.holder_to;
    return posting.holder_from.empty() ? posting.origin : posting.holder_from;
}

base::Date day_of(const Book& book, const ledger::Posting& posting) {
    const bool by_system = book.moment.counting == ledger::Counting::Official;
    return by_system && posting.counted_on ? *posting.counted_on : posting.on;
}

}  // namespace

base::Result<std::vector<Movement>> done_movements(const Book& book, const SupplyTraits& traits,
                                                   const DivisionLine& line, Stock stock) {
    std::vector<Movement> movements;
    const auto add = [&](const ledger::Posting& posting, const StockLine& alone) -> base::Status {
        for (const auto& [way, area] : alone.done_by) {
            if (!area.is_zero())
                movements.push_back({way, id_of(posting), posting.origin, day_of(book, posting), area});
        }
        return base::Done{};
    };
    PANHUO_DO(each_share(book, traits, line, stock, add));
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
