// Movements: what a figure of `done` is made of, one by one: which supply or land left the stock, by which way, when
// and with how much. The sum of the movements of a line is the line's own figure, because each is the stock rule
// applied to one posting alone.
#pragma once

#include "report/paper.hpp"
#include "service/status.hpp"
#include "service/stock_lines.hpp"

#include <string>
#include <vector>

namespace service {

struct Movement {
    std::string way;  ///< of StockLine::done_by
    std::string id;   ///< supply key, or the origin where no supply moved it
    std::string origin;
    base::Date on;    ///< on the counting basis
    base::Area area;  ///< negative: taken back
    auto operator<=>(const Movement&) const = default;
};

/// Of one line, up to the day of the book; sorted.
base::Result<std::vector<Movement>> done_movements(const Book& book, const SupplyTraits& traits,
                                                   const DivisionLine& line, Stock stock);
/// Those of `now` that are not in `then`, and those of `then` that are no longer, with their sign turned: the sum is
/// the difference of the two figures also where something came late or was taken back.
std::vector<Movement> movements_since(const std::vector<Movement>& then, const std::vector<Movement>& now);

/// The movements of one way (empty: of all) as the list behind a figure.
base::Result<report::Opened> open_figure(const Book& book, const std::string& key, const base::Text& title,
                                         base::Area total, const std::string& way,
                                         const std::vector<Movement>& movements);

}  // namespace service
