// The days of a supply: delivery, price, start, idleness, extension, finish. See watch.hpp.
#include "law/supply_case.hpp"
#include "law/watch_list.hpp"

#include <algorithm>

namespace law {

namespace {

constexpr const char* kContract = "国有建设用地使用权出让合同示范文本";

class SupplyWatch {
  public:
    SupplyWatch(const SupplyFacts& facts, const RulebookSet& books, const IdleLaw& law, Date as_of)
        : facts_(facts),
          supply_(*facts.supply.record),
          books_(books),
          law_(law),
          as_of_(as_of),
          time_(timeline_of(facts, law, as_of)),
          start_(governing_start(facts, time_, law, as_of, Depth::Reasons)),
          list_(facts.subject, books, as_of) {}

    std::vector<Watch> list() {
        if (time_.finish || given_back()) return {};
        watch_delivery();
        watch_payment();
        if (begun()) {
            watch_stalled();
            watch_investment();
        } else {
            watch_start();
            watch_extension();
            watch_idleness();
        }
        watch_decision();
        watch_finish();
        return list_.take();
    }

  private:
    void watch_delivery();
    void watch_payment();
    void watch_start();
    void watch_extension();
    void watch_idleness();
    void watch_investigation(Date idle_from);
    void watch_stalled();
    void watch_investment();
    void watch_decision();
    void watch_finish();
    bool given_back() const;
    bool begun() const { return time_.start || time_.first_work || time_.stop; }
    const Said<land::Idle>* recognition() const;
    /// Seen unstarted on or after a day.
    bool unstarted_after(Date day) const { return time_.no_start && day < *time_.no_start->on; }

    const Parameter* parameter(const char* id, Date on) const { return books_.parameter(id, on); }
    Reason own(const char* fact, Date value) const { return {fact, value.iso(), facts_.supply.entry}; }
    std::vector<Reason> with(std::vector<Reason> reasons, const Parameter* used,
                             const std::optional<Event>& seen = {}) const {
        if (used != nullptr) reasons.push_back(parameter_reason(*used));
        if (seen) reasons.push_back(seen->reason());
        return reasons;
    }

    const SupplyFacts& facts_;
    const land::Supply& supply_;
    const RulebookSet& books_;
    const IdleLaw& law_;
    Date as_of_;
    Timeline time_;
    GoverningStart start_;
    WatchList list_;
};

/// The whole of it was recovered or the contract ended; a part that was leaves the rest to be watched.
bool SupplyWatch::given_back() const {
    return std::any_of(facts_.decisions.begin(), facts_.decisions.end(), [&](const auto& said) {
        const land::Decision& d = *said.record;
        if (d.type != "recovered" && d.type != "rescinded") return false;
        if (!d.on || as_of_ < *d.on) return false;
        return !d.area || (supply_.area && *supply_.area <= *d.area);
    });
}

void SupplyWatch::watch_delivery() {
    if (!supply_.agreed_delivery || time_.delivery || begun()) return;
    const Date due = *supply_.agreed_delivery;
    std::optional<Event> refuted;
    for (const auto& said : facts_.progress) {
        const land::Progress& p = *said.record;
        if (p.event != "no_delivery" || !p.on || as_of_ < *p.on || *p.on <= due) continue;
        if (!refuted || *refuted->on < *p.on)
            refuted = Event{p.on, "progress.no_delivery", said.entry, "", !p.paper.empty()};
    }
    list_.add({"delivery", due, Certainty::Stated, with({own("supply.agreed_delivery", due)}, nullptr, refuted),
               std::string(kContract) + " 第六条", refuted.has_value()});
}

/// Payments are recorded without amounts: the n-th payment answers the n-th instalment, and a single price is answered
/// by any payment. Allocated land and land whose mode nobody stated have no price to watch.
void SupplyWatch::watch_payment() {
    if (!is_granted(supply_) || (supply_.price && supply_.price->fen == 0)) return;
    const auto paid = std::count_if(facts_.progress.begin(), facts_.progress.end(), [&](const auto& said) {
        return said.record->event == "payment" && (!said.record->on || *said.record->on <= as_of_);
    });
    if (!supply_.instalments.empty()) {
        const Reason stated{"supply.instalments", supply_.instalments, facts_.supply.entry};
        const auto days = instalment_days(supply_.instalments);
        if (!days) return list_.undated("payment", "supply.instalments", std::string(kContract) + " 第十条", {stated});
        for (std::size_t i = static_cast<std::size_t>(paid); i < days->size(); ++i)
            list_.add({"payment", (*days)[i], Certainty::Stated, {stated}, std::string(kContract) + " 第十条"});
        return;
    }
    if (paid > 0 || !supply_.signed_on) return;
    const Parameter* days = parameter("contract.payment.days", *supply_.signed_on);
    if (days == nullptr) return;
    list_.add({"payment", supply_.signed_on->plus_days(static_cast<int>(days->value.num)), Certainty::Inferred,
               with({own("supply.signed_on", *supply_.signed_on)}, days), days->citation});
}

void SupplyWatch::watch_start() {
    if (!start_.on)
        return list_.undated("start", "supply.agreed_start", law_.years_after_delivery->citation,
                             {{"supply.agreed_start", "", facts_.supply.entry}});
    const Date due = *start_.on;
    if (const Parameter* ahead = parameter("contract.extension_application.days", as_of_))
        list_.add_until({"extension_application", due.plus_days(-static_cast<int>(ahead->value.num)), start_.certainty,
                         with(start_.reasons, ahead), ahead->citation});
    const bool late = unstarted_after(due);
    list_.add({"start", due, late ? std::min(start_.certainty, time_.no_start->certainty()) : start_.certainty,
               with(start_.reasons, nullptr, late ? time_.no_start : std::nullopt), law_.unstarted_years->citation,
               late});
}

/// A supplement may put the start off by a year at most: while it is unstarted, the latest supplement's last day.
void SupplyWatch::watch_extension() {
    const Said<land::Decision>* latest = nullptr;
    for (const auto& said : facts_.decisions) {
        const land::Decision& d = *said.record;
        if (d.type != "extended" || !d.on || as_of_ < *d.on) continue;
        if (latest == nullptr || *latest->record->on < *d.on) latest = &said;
    }
    if (latest == nullptr) return;
    const Date signed_on = *latest->record->on;
    list_.add_until({"extension_limit", signed_on.plus_years(static_cast<int>(law_.extension_limit->value.num)),
                     Certainty::Stated, with({{"decision.on", signed_on.iso(), latest->entry}}, law_.extension_limit),
                     law_.extension_limit->citation});
}

const Said<land::Idle>* SupplyWatch::recognition() const {
    for (const auto& said : facts_.idle)
        if (recognises(*said.record, as_of_)) return &said;
    return nullptr;
}

/// The first idle day, and the day from which it may be recovered free of charge, net of what is surely excused.
void SupplyWatch::watch_idleness() {
    if (!start_.on) return;
    const SupplyCauses causes = causes_of(facts_, as_of_);
    const NetClock clock = net_clock(*start_.on, excuses_of(causes.plain(), *start_.on, as_of_).sure, law_, as_of_);
    const bool recognised = recognition() != nullptr;
    const auto seen_on = [&](Date day) { return time_.no_start && day <= *time_.no_start->on; };
    if (!recognised) {
        const bool idle = seen_on(clock.idle_from);
        list_.add({"idle_year", clock.idle_from, start_.certainty,
                   with(with(start_.reasons, law_.unstarted_years), law_.first_day_after,
                        idle ? time_.no_start : std::nullopt),
                   law_.unstarted_years->citation, idle});
        if (idle) watch_investigation(clock.idle_from);
    }
    std::vector<Reason> reasons = start_.reasons;
    for (const SaidCause& one : causes.causes) reasons.push_back(one.reason());
    const bool two = seen_on(clock.recovery_from) || (recognised && clock.recovery_from <= as_of_);
    list_.add({"idle_two_years", clock.recovery_from, start_.certainty, with(std::move(reasons), law_.recovery_years),
               law_.recovery_years->citation, two});
}

void SupplyWatch::watch_investigation(Date idle_from) {
    const Parameter& days = *law_.investigate_days;
    list_.add({"investigation", time_.no_start->on->plus_days(static_cast<int>(days.value.num)),
               std::min(start_.certainty, time_.no_start->certainty()),
               with({{"idle_from", idle_from.iso(), ""}}, &days, time_.no_start), days.citation});
}

void SupplyWatch::watch_stalled() {
    if (!time_.stop || !time_.stop->on) return;
    const Date full = law_.first_day(*time_.stop->on, *law_.stalled_years);
    const bool still = time_.stop_seen->on && full <= *time_.stop_seen->on;
    list_.add({"stalled_year", full, time_.stop->certainty(),
               with({time_.stop->reason()}, law_.stalled_years, still ? time_.stop_seen : std::nullopt),
               law_.stalled_years->citation, still});
}

/// Only where a province has a test on investment: the day from which the amounts decide.
void SupplyWatch::watch_investment() {
    if (law_.invested_late_years == nullptr || !start_.on) return;
    list_.add({"investment", law_.first_day(*start_.on, *law_.invested_late_years), start_.certainty,
               with(start_.reasons, law_.invested_late_years), law_.invested_late_years->citation});
}

/// Nothing says how long a recognition may wait; the book holds a setting for it.
void SupplyWatch::watch_decision() {
    const Said<land::Idle>* row = recognition();
    if (row == nullptr || !row->record->recognised_on || law_.decision_warning_days == nullptr) return;
    const Date since = *row->record->recognised_on;
    const bool decided = std::any_of(facts_.decisions.begin(), facts_.decisions.end(), [&](const auto& said) {
        return said.record->on && since <= *said.record->on && *said.record->on <= as_of_;
    });
    if (decided) return;
    list_.add({"decision", since.plus_days(static_cast<int>(law_.decision_warning_days->value.num)),
               Certainty::Inferred, with({{"idle.recognised_on", since.iso(), row->entry}}, law_.decision_warning_days),
               law_.decision_warning_days->citation});
}

void SupplyWatch::watch_finish() {
    if (!supply_.agreed_finish) return;
    const Date due = *supply_.agreed_finish;
    std::optional<Event> seen;
    for (const std::optional<Event>* each : {&time_.latest_work, &time_.no_start})
        if (*each && due < *(*each)->on && (!seen || *seen->on < *(*each)->on)) seen = **each;
    list_.add({"finish", due, Certainty::Stated, with({own("supply.agreed_finish", due)}, nullptr, seen),
               std::string(kContract) + " 第十六条", seen.has_value()});
    const Parameter* limit = parameter("contract.finish_extension.limit_years", as_of_);
    if (limit == nullptr) return;
    list_.add_until({"finish_limit", due.plus_years(static_cast<int>(limit->value.num)), Certainty::Inferred,
                     with({own("supply.agreed_finish", due)}, limit), limit->citation});
}

}  // namespace

std::vector<Watch> watch_supply(const SupplyFacts& facts, const RulebookSet& books, const IdleLaw* law, Date as_of) {
    if (law == nullptr || facts.supply.record == nullptr) return {};
    return SupplyWatch(facts, books, *law, as_of).list();
}

std::vector<Watch> watch_supply(const SupplyFacts& facts, const RulebookSet& books, Date as_of) {
    const auto law = IdleLaw::on(books, as_of);
    return watch_supply(facts, books, law ? &*law : nullptr, as_of);
}

}  // namespace law
