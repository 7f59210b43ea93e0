// What would have to be otherwise for another answer: the case is judged again with one fact changed.
//
// The candidates are the facts on which the tests turn, each flipped, supplied or moved just over its threshold; of
// several dates that lead to one answer only the nearest is listed. Nothing is argued here: the same judge answers.
#include "land/money.hpp"
#include "law/case_judge.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace law {

namespace {

class Changes {
  public:
    Changes(const CaseFacts& facts, const Verdict& verdict, const RulebookSet& books, const IdleLaw& law, Date as_of)
        : facts_(facts), verdict_(verdict), books_(books), law_(law), as_of_(as_of) {}

    std::vector<CaseChange> all() {
        about_start();
        about_dates();
        about_stop();
        about_share();
        about_causes();
        about_price();
        about_time();
        return std::move(out_);
    }

  private:
    using Edit = std::function<void(CaseFacts&)>;

    /// Lists the change if the answer differs; true then.
    bool attempt(const std::string& if_fact, const Edit& edit) {
        CaseFacts changed = facts_;
        edit(changed);
        return compare(if_fact, CaseJudge(std::move(changed), law_, as_of_).judge());
    }

    bool compare(const std::string& if_fact, const Verdict& other) {
        CaseChange change{if_fact, other.idle, other.route, other.fee, ""};
        if (other.route != verdict_.route)
            change.then = route_code(other.route);
        else if (other.idle != verdict_.idle)
            change.then = "idle = " + std::string(answer_code(other.idle));
        else if (other.fee != verdict_.fee)  // by another basis, whose amount may be unknown
            change.then = "fee_yuan = " + (other.fee ? land::yuan_text(*other.fee) : "null");
        if (change.then.empty()) return false;
        out_.push_back(std::move(change));
        return true;
    }

    void flip(const std::string& fact, std::optional<bool> now, const std::function<void(CaseFacts&, bool)>& set,
              const char* yes = "yes", const char* no = "no") {
        for (const bool value : {true, false})
            if (now != value)
                attempt(fact + " = " + (value ? yes : no), [&](CaseFacts& changed) { set(changed, value); });
    }

    void about_start() {
        flip("progress.started", facts_.started, [](CaseFacts& f, bool v) { f.started = v; });
        flip("progress.permit", facts_.permit, [](CaseFacts& f, bool v) { f.permit = v; });
        if (!is_start_work(facts_.work))
            attempt("progress.work = foundation_third", [](CaseFacts& f) { f.work = "foundation_third"; });
        if (!is_weak_work(facts_.work))
            attempt("progress.work = support_piles", [](CaseFacts& f) { f.work = "support_piles"; });
    }

    /// Days on which the gross periods turn, seen from the day of judgement: the last that is full, the first that is
    /// not.
    std::vector<Date> turning_days(std::initializer_list<const Parameter*> periods, Date now) const {
        std::vector<Date> out;
        for (const Parameter* years : periods) {
            Date last = as_of_.plus_years(-static_cast<int>(years->value.num)).plus_days(2);
            while (as_of_ < law_.first_day(last, *years)) last = last.plus_days(-1);
            out.push_back(last);
            out.push_back(last.plus_days(1));
        }
        std::sort(out.begin(), out.end(), [&](Date a, Date b) {
            const auto away = [&](Date d) { return std::abs(d.days() - now.days()); };
            return std::tuple(away(a), a) < std::tuple(away(b), b);
        });
        return out;
    }

    /// The nearest day for each different answer.
    void move_day(const std::string& fact, Date now, std::initializer_list<const Parameter*> periods, int shift_years,
                  const std::function<void(CaseFacts&, Date)>& set) {
        const std::size_t before = out_.size();
        for (const Date governing : turning_days(periods, now.plus_years(shift_years))) {
            const Date day = governing.plus_years(-shift_years);
            if (!attempt(fact + " = " + day.iso(), [&](CaseFacts& changed) { set(changed, day); })) continue;
            const CaseChange& last = out_.back();
            const auto same = [&](const CaseChange& c) { return c.idle == last.idle && c.route == last.route; };
            if (std::any_of(out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end() - 1, same)) out_.pop_back();
        }
    }

    void about_dates() {
        const auto periods = {law_.unstarted_years, law_.recovery_years};
        const StartDate start = start_date({facts_.agreed_start, facts_.supplements, facts_.delivered}, law_, as_of_);
        if (start.by == StartDate::By::Agreed)
            move_day("supply.agreed_start", *start.on, periods, 0, [](CaseFacts& f, Date d) { f.agreed_start = d; });
        if (start.by == StartDate::By::Supplement) {
            const std::size_t i = *start.supplement;
            const std::string name = "supplements[" + std::to_string(i) + "]";
            move_day(name + ".agreed_start", *start.on, periods, 0,
                     [i](CaseFacts& f, Date d) { f.supplements[i].agreed_start = d; });
            attempt(name + " = null",
                    [i](CaseFacts& f) { f.supplements.erase(f.supplements.begin() + static_cast<std::ptrdiff_t>(i)); });
        }
        if (start.by == StartDate::By::Delivery) {
            const int years = static_cast<int>(law_.years_after_delivery->value.num);
            move_day("supply.delivered", *facts_.delivered, periods, years,
                     [](CaseFacts& f, Date d) { f.delivered = d; });
        }
    }

    void about_stop() {
        if (facts_.stopped_on)
            move_day("progress.stopped_on", *facts_.stopped_on, {law_.stalled_years}, 0,
                     [](CaseFacts& f, Date d) { f.stopped_on = d; });
        else if (facts_.started.value_or(false) && facts_.stopped.value_or(true))
            move_day("progress.stopped_on", as_of_, {law_.stalled_years}, 0,
                     [](CaseFacts& f, Date d) { f.stopped_on = d; });
        if (!facts_.stopped && !facts_.stopped_on)
            attempt("progress.stopped = no", [](CaseFacts& f) { f.stopped = false; });
    }

    /// Exactly the share, and the smallest amount below it.
    static std::int64_t at_share(std::int64_t whole, const Share& share) {
        const base::Int128 product = base::Int128(whole) * share.num;
        return static_cast<std::int64_t>((product + share.den - 1) / share.den);
    }

    void about_share() {
        if (facts_.should_build) {
            const std::int64_t exact = at_share(facts_.should_build->units(), law_.built_share->value);
            for (const std::int64_t units : {exact, exact - 1}) {
                const auto area = base::Area::from_units(units);
                attempt("progress.built_m2 = " + area.m2_text(), [&](CaseFacts& f) { f.built = area; });
            }
        }
        if (facts_.total_investment) {
            const std::int64_t exact = at_share(facts_.total_investment->fen, law_.invested_share->value);
            for (const std::int64_t fen : {exact, exact - 1}) {
                const land::Money money{fen};
                attempt("progress.invested_yuan = " + land::yuan_text(money),
                        [&](CaseFacts& f) { f.invested = money; });
            }
        }
    }

    void about_causes() {
        if (facts_.causes.empty()) {
            attempt("causes[0].kind = government", [](CaseFacts& f) {
                f.causes.push_back({CauseKind::Government, "", std::nullopt, std::nullopt, true});
            });
            attempt("causes[0].kind = enterprise", [](CaseFacts& f) {
                f.causes.push_back({CauseKind::Enterprise, "", std::nullopt, std::nullopt, std::nullopt});
            });
        }
        for (std::size_t i = 0; i < facts_.causes.size(); ++i) {
            const std::string name = "causes[" + std::to_string(i) + "]";
            if (facts_.causes[i].kind == CauseKind::Enterprise) {
                attempt(name + ".kind = government",
                        [i](CaseFacts& f) { f.causes[i].kind = CauseKind::Government, f.causes[i].proved = true; });
                continue;
            }
            flip(
                name + ".proved", facts_.causes[i].proved, [i](CaseFacts& f, bool v) { f.causes[i].proved = v; },
                "true", "false");
        }
    }

    void about_price() {
        const bool fee = verdict_.route == IdleRoute::Art14Fee;
        if (fee && law_.fee != nullptr)
            flip("supply.farmland", facts_.farmland, [](CaseFacts& f, bool v) { f.farmland = v; });
        if (fee && facts_.price && facts_.price->fen != 0)
            attempt("supply.price_yuan = 0", [](CaseFacts& f) { f.price = land::Money{0}; });
    }

    /// If nothing happens: the days on which the answer turns by the mere passing of time.
    void about_time() {
        std::vector<Date> days;
        const CaseClocks& clocks = verdict_.clocks;
        for (const auto& day : {clocks.idle_from, clocks.fee_from, clocks.recovery_from})
            if (day) days.push_back(*day);
        if (law_.invested_late_years != nullptr && clocks.agreed_start)
            days.push_back(law_.first_day(*clocks.agreed_start, *law_.invested_late_years));
        if (facts_.stopped_on) days.push_back(law_.first_day(*facts_.stopped_on, *law_.stalled_years));
        std::sort(days.begin(), days.end());
        days.erase(std::unique(days.begin(), days.end()), days.end());
        for (const Date day : days)
            if (as_of_ < day) compare("as_of = " + day.iso(), judge_case_once(facts_, books_, day));
    }

    const CaseFacts& facts_;
    const Verdict& verdict_;
    const RulebookSet& books_;
    const IdleLaw& law_;
    Date as_of_;
    std::vector<CaseChange> out_;
};

}  // namespace

std::vector<CaseChange> would_change(const CaseFacts& facts, const Verdict& verdict, const RulebookSet& books,
                                     Date as_of) {
    const auto law = IdleLaw::on(books, as_of);
    if (!law) return {};
    return Changes(facts, verdict, books, *law, as_of).all();
}

}  // namespace law
