#include "service/stock_beside.hpp"

#include "base/result.hpp"
#include "base/text.hpp"

#include <array>

namespace service {
namespace {

/// A place in the account: whose area it is, from where, and in which state.
struct Spot {
    std::string_view origin, holder;
    ledger::Account account;
};

/// Whether area that lies there is part of the figure.
using Holds = bool (*)(const Spot& spot, const Origins::Fact& fact);

bool supplied_from(std::string_view source, const Spot& spot) {
    return spot.origin.starts_with(source) && !spot.holder.empty() && !ledger::is_source(spot.account);
}

struct Beside {
    std::string_view name;
    base::Area StockLine::* area;
    Holds holds;
};
constexpr std::array<Beside, 3> kBeside{{
    {"unlinked", &StockLine::unlinked,
     [](const Spot& spot, const Origins::Fact&) { return supplied_from("unlinked:", spot); }},
    {"existing", &StockLine::existing,
     [](const Spot& spot, const Origins::Fact&) { return supplied_from("existing:", spot); }},
    {"other_scope", &StockLine::other_scope,
     [](const Spot& spot, const Origins::Fact& fact) {
         return fact.approved_land && !fact.in_scope && ledger::is_unsupplied(spot.account);
     }},
}};

const Beside* beside_of(std::string_view name) {
    for (const Beside& each : kBeside) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

void add_cell(const ledger::Cell& cell, const Origins::Fact& fact, StockLine& stock) {
    for (const Beside& each : kBeside) {
        if (each.holds({cell.origin, cell.holder, cell.account}, fact)) stock.*each.area += cell.area;
    }
}

}  // namespace

void fill_beside(const Book& book, Origins& origins, std::vector<DivisionLine>& lines) {
    std::unordered_map<std::string, std::vector<DivisionLine*>> by_division;
    for (DivisionLine& line : lines) by_division[line.division].push_back(&line);
    for (const ledger::Cell& cell : book.cells()) {
        if (ledger::is_source(cell.account)) continue;
        const Origins::Fact& fact = origins.of(cell.origin);
        std::vector<DivisionLine*> near = by_division[fact.place.division];
        if (fact.place.division != book.division)
            near.insert(near.end(), by_division[book.division].begin(), by_division[book.division].end());
        for (DivisionLine* line : near) {
            if (origins.lies_in(cell.origin, *line)) add_cell(cell, fact, line->unsupplied);
        }
    }
}

bool is_beside(const StockFigure& figure) { return figure.stock == "unsupplied" && beside_of(figure.name) != nullptr; }

std::vector<StockItem> items_beside(const Book& book, const DivisionLine& line, const std::string& name) {
    const Beside* const figure = beside_of(name);
    PANHUO_ASSERT(figure != nullptr, "a figure that is not beside the stock");
    Origins origins(book);
    std::vector<StockItem> items;
    for (const ledger::Posting& posting : book.postings) {
        if (posting.on > book.moment.as_of || !origins.lies_in(posting.origin, line)) continue;
        const Origins::Fact& fact = origins.of(posting.origin);
        base::Area share;
        if (figure->holds({posting.origin, posting.holder_to, posting.to}, fact)) share += posting.area;
        if (figure->holds({posting.origin, posting.holder_from, posting.from}, fact)) share -= posting.area;
        if (!share.is_zero()) items.push_back({posting, share, std::nullopt});
    }
    return items;
}

}  // namespace service
