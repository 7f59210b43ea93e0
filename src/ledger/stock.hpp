// Stocks: the figures of a campaign, summed from postings (design/ledger §5).
//
// Pure. For every list of postings, every scope and every day: opening + added - done - written_off = balance, in
// integers; the balance is summed apart from the flows and the identity is asserted. Opening is the end of the
// baseline day; a day before it has no period yet: its opening is its balance.
// Official counting goes by `counted_on` (a posting without one has not happened yet), signed counting by `on`.
#pragma once

#include "ledger/posting.hpp"

#include <functional>
#include <span>

namespace ledger {

enum class Counting { Official, Signed };
std::string_view counting_code(Counting counting);  ///< official | signed
std::optional<Counting> counting_from_code(std::string_view code);

/// What a stock holds and what counts as done; filled from the rulebook.
struct StockRules {
    bool recovered_in_stock = false;  ///< recovered land, also while it is on offer again
    bool carried_in_stock = true;     ///< the official figure still holds 带供
    bool noise_in_stock = true;       ///< and slivers
    bool adjusted_is_done = false;    ///< else written off here, added at the receiving plot
    // Ways out of the stock: what does not count as done is written off instead.
    bool allocated_is_done = true;
    bool granted_is_done = true;
    bool backfill_is_done = true;
    bool withdrawn_is_done = true;
    bool lapsed_is_done = true;
    bool carried_is_done = false;  ///< taken along with a neighbour; asked only where carried land is out of the stock
    bool cancelled_is_minus = true;  ///< else rescinded supplies are added to the stock and lower nothing
};

enum class Way { Allocated, Granted };  ///< leases and equity are granted

struct StockScope {
    std::function<bool(std::string_view origin)> in_scope;    ///< of the unsupplied stock; unset = every origin
    std::function<bool(std::string_view holder)> idle_scope;  ///< of the idle stock; unset = every holder
    std::function<Way(std::string_view holder)> way_of;       ///< unset = granted
    std::function<bool(std::string_view holder)> backfill;    ///< old paper recorded now (补录); unset = none
};

/// 批而未供. `done` is the sum of its ways; each posting counts in one way only.
struct UnsuppliedFigures {
    Area opening = {}, added = {}, done = {}, written_off = {}, balance = {};
    struct DoneBy {
        Area allocated = {}, granted = {}, backfill = {}, withdrawn = {}, lapsed = {}, adjusted = {};
        Area carried = {};     ///< taken along, where the book counts it
        Area undetailed = {};  ///< openings posted after the baseline day
        Area cancelled = {};   ///< negative: rescinded supplies (20b)
        bool operator==(const DoneBy&) const = default;
    } done_by = {};
    Area signed_not_recorded = {};  ///< 已签未录 = official balance - signed balance, whichever counting is asked for
    bool operator==(const UnsuppliedFigures&) const = default;
};

/// 闲置土地
struct IdleFigures {
    Area opening = {}, added = {}, done = {}, written_off = {}, balance = {};
    struct DoneBy {
        Area recovered = {}, started = {}, finished = {}, other = {};
        bool operator==(const DoneBy&) const = default;
    } done_by = {};
    Area signed_not_recorded = {};
    bool operator==(const IdleFigures&) const = default;
};

/// Figures at the end of each of `days` (ascending), in one pass over the postings.
std::vector<UnsuppliedFigures> unsupplied_stock(std::span<const Posting> postings, const StockRules& rules,
                                                const StockScope& scope, Counting counting, Date baseline_day,
                                                std::span<const Date> days);
std::vector<IdleFigures> idle_stock(std::span<const Posting> postings, const StockScope& scope, Counting counting,
                                    Date baseline_day, std::span<const Date> days);

}  // namespace ledger
