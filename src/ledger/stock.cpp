#include "ledger/stock.hpp"

#include "base/result.hpp"

#include <algorithm>

namespace ledger {
namespace {

/// Sums up to the end of each day: what is added to a slot counts for its day and all later ones.
template <class Figures>
class Timeline {
  public:
    Timeline(Date baseline_day, std::span<const Date> days) : baseline_(baseline_day), days_(days), at_(days.size()) {
        PANHUO_ASSERT(std::is_sorted(days.begin(), days.end()), "days are given in ascending order");
    }

    /// Position of the first asked day that is not before `day`; size() if all are.
    std::size_t slot(Date day) const {
        return static_cast<std::size_t>(std::lower_bound(days_.begin(), days_.end(), day) - days_.begin());
    }

    /// Change of the balance; it belongs to the opening of every period that starts on or after its day.
    void balance(Date day, Area change) {
        if (day <= baseline_) opening_ += change;
        if (slot(day) < at_.size()) at_[slot(day)].balance += change;
    }

    /// A flow inside the period; nothing on or before the baseline day is one.
    template <class Pick>
    void flow(Date day, Area area, Pick pick) {
        if (day > baseline_ && slot(day) < at_.size()) pick(at_[slot(day)]) += area;
    }

    void waiting(Date day, Area change) {
        if (slot(day) < at_.size()) at_[slot(day)].signed_not_recorded += change;
    }

    /// Running totals; `carry` adds the flows of the slot before, `done` sums the ways.
    template <class Carry, class Done>
    std::vector<Figures> close(Carry carry, Done done) && {
        for (std::size_t i = 1; i < at_.size(); ++i) {
            at_[i].added += at_[i - 1].added;
            at_[i].written_off += at_[i - 1].written_off;
            at_[i].balance += at_[i - 1].balance;
            at_[i].signed_not_recorded += at_[i - 1].signed_not_recorded;
            carry(at_[i].done_by, at_[i - 1].done_by);
        }
        for (std::size_t i = 0; i < at_.size(); ++i) {
            Figures& f = at_[i];
            f.opening = days_[i] < baseline_ ? f.balance : opening_;
            f.done = done(f.done_by);
            PANHUO_ASSERT(f.opening + f.added - f.done - f.written_off == f.balance, "the stock adds up");
        }
        return std::move(at_);
    }

  private:
    Date baseline_;
    std::span<const Date> days_;
    std::vector<Figures> at_;
    Area opening_;
};

std::optional<Date> day_of(const Posting& p, Counting counting) {
    return counting == Counting::Signed ? p.on : p.counted_on;
}

/// What is out of the stock by signature but still in it by the system's count (or back, the other way round).
template <class Figures>
void wait(Timeline<Figures>& line, const Posting& p, Area change) {
    if (p.counted_on == p.on) return;
    line.waiting(p.on, -change);
    if (p.counted_on) line.waiting(*p.counted_on, change);
}

// --- unsupplied ---------------------------------------------------------------------------------------------------

class Unsupplied {
  public:
    Unsupplied(const StockRules& rules, const StockScope& scope) : rules_(rules), scope_(scope) {}

    bool in_scope(const Posting& p) const { return !scope_.in_scope || scope_.in_scope(p.origin); }

    /// +1 into the stock, -1 out of it, 0 within or beside it.
    int direction(const Posting& p) const { return int{holds(p, p.to)} - int{holds(p, p.from)}; }

    Area& flow(const Posting& p, int direction, UnsuppliedFigures& f) const {
        if (direction > 0) return lowers(p) ? f.done_by.cancelled : f.added;
        const auto done = [&](bool counts, Area& way) -> Area& { return counts ? way : f.written_off; };
        switch (p.to) {
            case Account::Withdrawn:
                return done(rules_.withdrawn_is_done, f.done_by.withdrawn);
            case Account::Lapsed:
                return done(rules_.lapsed_is_done, f.done_by.lapsed);
            case Account::Opening:
                return f.done_by.undetailed;
            case Account::Adjusted:
                return done(rules_.adjusted_is_done, f.done_by.adjusted);
            case Account::Carried:
                return done(rules_.carried_is_done, f.done_by.carried);
            default:
                break;
        }
        if (!is_supplied(p.to)) return f.written_off;
        if (scope_.backfill && scope_.backfill(p.holder_to)) return done(rules_.backfill_is_done, f.done_by.backfill);
        const bool allocated = scope_.way_of && scope_.way_of(p.holder_to) == Way::Allocated;
        return allocated ? done(rules_.allocated_is_done, f.done_by.allocated)
                         : done(rules_.granted_is_done, f.done_by.granted);
    }
    /// What came back into the stock lowers what is done: `cancelled` is the one way that holds what came in.
    bool lowers(const Posting& p) const { return rules_.cancelled_is_minus && is_supplied(p.from) && p.rule == "20b"; }

  private:
    bool holds(const Posting& p, Account account) const {
        switch (account) {
            case Account::Recovered:
                return rules_.recovered_in_stock;
            case Account::Carried:
                return rules_.carried_in_stock;
            case Account::Noise:
                return rules_.noise_in_stock;
            // Recovered land stays what it is while it is offered again: such postings carry rule 23, or lead back.
            case Account::InProcess:
                if (p.rule == "23" || p.to == Account::Recovered) return rules_.recovered_in_stock;
                return true;
            default:
                return is_unsupplied(account);
        }
    }

    const StockRules& rules_;
    const StockScope& scope_;
};

}  // namespace

std::string_view counting_code(Counting counting) { return counting == Counting::Signed ? "signed" : "official"; }

std::optional<Counting> counting_from_code(std::string_view code) {
    for (const Counting each : {Counting::Official, Counting::Signed}) {
        if (counting_code(each) == code) return each;
    }
    return std::nullopt;
}

std::vector<UnsuppliedFigures> unsupplied_stock(std::span<const Posting> postings, const StockRules& rules,
                                                const StockScope& scope, Counting counting, Date baseline_day,
                                                std::span<const Date> days) {
    const Unsupplied stock(rules, scope);
    Timeline<UnsuppliedFigures> line(baseline_day, days);
    for (const Posting& p : postings) {
        const int direction = stock.direction(p);
        if (direction == 0 || !stock.in_scope(p)) continue;
        const Area change = direction > 0 ? p.area : -p.area;
        wait(line, p, change);
        const auto day = day_of(p, counting);
        if (!day) continue;
        line.balance(*day, change);
        const bool cancelled = direction > 0 && stock.lowers(p);
        line.flow(*day, cancelled ? -p.area : p.area,
                  [&](UnsuppliedFigures& f) -> Area& { return stock.flow(p, direction, f); });
    }
    using By = UnsuppliedFigures::DoneBy;
    static constexpr Area By::* kWays[] = {&By::allocated, &By::granted, &By::backfill,   &By::withdrawn, &By::lapsed,
                                           &By::adjusted,  &By::carried, &By::undetailed, &By::cancelled};
    return std::move(line).close(
        [](By& now, const By& before) {
            for (const auto way : kWays) now.*way += before.*way;
        },
        [](const By& by) {
            Area sum;
            for (const auto way : kWays) sum += by.*way;
            return sum;
        });
}

// --- idle ---------------------------------------------------------------------------------------------------------

std::vector<IdleFigures> idle_stock(std::span<const Posting> postings, const StockScope& scope, Counting counting,
                                    Date baseline_day, std::span<const Date> days) {
    Timeline<IdleFigures> line(baseline_day, days);
    for (const Posting& p : postings) {
        const bool in = p.to == Account::Idle;
        if (in == (p.from == Account::Idle)) continue;
        const std::string& holder = in ? p.holder_to : p.holder_from;
        if (scope.idle_scope && !scope.idle_scope(holder)) continue;
        wait(line, p, in ? p.area : -p.area);
        const auto day = day_of(p, counting);
        if (!day) continue;
        line.balance(*day, in ? p.area : -p.area);
        line.flow(*day, p.area, [&](IdleFigures& f) -> Area& {
            if (in) return f.added;
            if (p.rule == "22" || p.to == Account::Remeasured) return f.written_off;
            if (p.to == Account::Recovered) return f.done_by.recovered;
            if (p.to == Account::Started) return f.done_by.started;
            if (p.to == Account::Finished) return f.done_by.finished;
            return f.done_by.other;
        });
    }
    using By = IdleFigures::DoneBy;
    static constexpr Area By::* kWays[] = {&By::recovered, &By::started, &By::finished, &By::other};
    return std::move(line).close(
        [](By& now, const By& before) {
            for (const auto way : kWays) now.*way += before.*way;
        },
        [](const By& by) {
            Area sum;
            for (const auto way : kWays) sum += by.*way;
            return sum;
        });
}

}  // namespace ledger
