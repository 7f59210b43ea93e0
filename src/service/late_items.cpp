#include "service/late_items.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace service {
namespace {

/// What is done by the cut-off, in an order by which two such lists can be laid side by side.
using Key = std::tuple<base::Date, std::string, std::string, std::string, std::string, std::string>;
Key key_of(const StockItem& item) {
    const ledger::Posting& posting = item.posting;
    return {posting.on, posting.origin, posting.holder_from, posting.holder_to, posting.rule, posting.entry};
}

base::Result<std::vector<StockItem>> done_at(store::Snapshot& snapshot, Moment moment, const DivisionLine& line,
                                             const std::string& stock) {
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(snapshot, moment));
    PANHUO_TRY(const SupplyTraits traits, SupplyTraits::load(*book));
    PANHUO_TRY(std::vector<StockItem> items, stock_items(*book, traits, line, {stock, "done"}));
    std::stable_sort(items.begin(), items.end(),
                     [](const StockItem& a, const StockItem& b) { return key_of(a) < key_of(b); });
    return items;
}

bool same(const StockItem& a, const StockItem& b) { return a.posting == b.posting && a.share == b.share; }

/// Those of `from` that `without` lacks; both sorted by key.
std::vector<StockItem> only_in(const std::vector<StockItem>& from, const std::vector<StockItem>& without) {
    std::vector<StockItem> out;
    for (const StockItem& item : from) {
        const auto order = [](const StockItem& a, const StockItem& b) { return key_of(a) < key_of(b); };
        const auto [first, last] = std::equal_range(without.begin(), without.end(), item, order);
        const auto alike = [&](const StockItem& each) { return same(each, item); };
        if (std::none_of(first, last, alike)) out.push_back(item);
    }
    return out;
}

}  // namespace

const Closed* measuring_period(const Book& book) {
    const Closed* found = nullptr;
    for (const Closed& each : book.closed) {
        if (each.counting == book.moment.counting && book.moment.as_of > each.cutoff) found = &each;
    }
    return found;
}

base::Result<std::vector<StockItem>> late_items(store::Snapshot& snapshot, const Book& book, const DivisionLine& line,
                                                const std::string& stock) {
    const Closed* const period = measuring_period(book);
    if (period == nullptr) return std::vector<StockItem>();
    Moment now = book.moment;
    now.as_of = period->cutoff;
    // All that is known, said as an instant: without one, the end of a closed period is shown as it was published.
    if (now.known_at == base::Instant::end_of_time()) now.known_at = base::Instant::from_micros(INT64_MAX - 1);
    Moment then = now;
    then.known_at = period->known_at;
    PANHUO_TRY(const std::vector<StockItem> known_now, done_at(snapshot, now, line, stock));
    PANHUO_TRY(const std::vector<StockItem> known_then, done_at(snapshot, then, line, stock));
    std::vector<StockItem> out = only_in(known_now, known_then);
    for (StockItem& gone : only_in(known_then, known_now)) {
        gone.share = base::Area() - gone.share;
        out.push_back(std::move(gone));
    }
    return out;
}

}  // namespace service
