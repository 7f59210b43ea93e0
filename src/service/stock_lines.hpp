// Stock lines: the two stocks of every division, with baseline, task and milestones.
#pragma once

#include "service/status.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace service {

/// What the stock figures need to know of the supplies that drew on approved land: way and backfill. Of all others, of
/// which there are many more, nothing is kept.
class SupplyTraits {
  public:
    static base::Result<SupplyTraits> load(const Book& book);

    ledger::Way way_of(std::string_view holder) const;
    bool backfill(std::string_view holder) const;

  private:
    struct Trait {
        ledger::Way way = ledger::Way::Granted;
        bool backfill = false;
    };
    std::map<std::string, Trait, std::less<>> traits_;
};

/// Fills `unsupplied` and `idle` of every line. Errors: those of reading the work calendar, where a cut-off asks it.
base::Status fill_stocks(const Book& book, const SupplyTraits& traits, std::vector<DivisionLine>& lines);

/// The townships of a county's own book, in order of their names, with their stocks; first what lies in none, without a
/// name, so that they add up to the county. None where nobody said a township.
/// `planned`: of each, what is planned of its two stocks.
using PlannedByPlace = std::map<std::string, std::pair<Planned, Planned>>;
base::Result<std::vector<DivisionLine>> township_lines(const Book& book, const SupplyTraits& traits,
                                                       const PlannedByPlace& planned = {});

enum class Stock { Unsupplied, Idle };

/// Visits every posting of a line (an account of one division or zone) that can touch the stock, with the figures that
/// it gives alone. Figures are sums over postings, so these are its shares in the figures of the line.
base::Status each_share(
    const Book& book, const SupplyTraits& traits, const DivisionLine& line, Stock stock,
    const std::function<base::Status(const ledger::Posting& posting, const StockLine& alone)>& visit);

/// A figure of a stock: "opening", "added", "done", "written_off", "balance", "signed_not_recorded", "done_by.granted"
/// …, and of the unsupplied stock "unlinked", "existing", "other_scope".
struct StockFigure {
    std::string stock;  ///< unsupplied | idle
    std::string name;
};

/// A posting and its share in a figure.
struct StockItem {
    ledger::Posting posting;
    base::Area share;
    std::optional<std::int32_t> days_waiting;  ///< since it was signed, while the ministry's system does not count it
};

/// The postings that make a figure of a line: their shares sum to it, exactly.
/// Usage where the figure is not one of those.
base::Result<std::vector<StockItem>> stock_items(const Book& book, const SupplyTraits& traits, const DivisionLine& line,
                                                 const StockFigure& figure);

/// Balances on the counting basis of the book: by the ministry's system a supply that is signed and not recorded has
/// not happened.
std::vector<ledger::Cell> counted_cells(const Book& book);

}  // namespace service
