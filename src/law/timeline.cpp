#include "law/timeline.hpp"

#include <algorithm>

namespace law {

std::optional<IdleLaw> IdleLaw::on(const RulebookSet& books, Date day) {
    IdleLaw law{books.parameter("idle.unstarted.years", day),
                books.parameter("idle.stalled.years", day),
                books.parameter("idle.stalled.built_share", day),
                books.parameter("idle.stalled.invested_share", day),
                books.parameter("idle.stalled.combination", day),
                books.parameter("idle.first_day_after", day),
                books.parameter("idle.no_date.years_after_delivery", day),
                books.parameter("idle.extension.limit_years", day)};
    for (const Parameter* each : {law.unstarted_years, law.stalled_years, law.built_share, law.invested_share,
                                  law.combination, law.first_day_after, law.years_after_delivery, law.extension_limit})
        if (each == nullptr) return std::nullopt;
    return law;
}

namespace {

/// Art 30: works that are less than a start. Not stated is no reason to doubt a recorded start.
bool is_weak_work(const std::string& work) { return work == "support_piles" || work == "clearing" || work == "none"; }

Event event_of(const Said<land::Progress>& said) {
    const land::Progress& progress = *said.record;
    return {progress.on, "progress." + progress.event, said.entry, progress.work, !progress.paper.empty()};
}

bool earlier(const Event& a, const Event& b) { return a.on && (!b.on || *a.on < *b.on); }

/// Dated observations up to `as_of`, oldest first; of one day in the order start, resume, stop, as a day's work ends.
std::vector<Event> ordered(const SupplyFacts& facts, Date as_of) {
    std::vector<Event> events;
    for (const auto& said : facts.progress)
        if (!said.record->on || *said.record->on <= as_of) events.push_back(event_of(said));
    const land::Supply& supply = *facts.supply.record;
    const auto own = [&](const std::optional<Date>& on, const char* fact) {
        if (on && *on <= as_of) events.push_back({on, fact, facts.supply.entry, "", false});
    };
    own(supply.actual_delivery, "supply.actual_delivery");
    own(supply.actual_start, "supply.actual_start");
    own(supply.actual_finish, "supply.actual_finish");
    const auto rank = [](const Event& e) {
        return e.fact == "progress.stop" ? 2 : e.fact == "progress.resume" ? 1 : 0;
    };
    std::stable_sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
        if (a.on != b.on) return earlier(a, b);
        return rank(a) < rank(b);
    });
    return events;
}

void note_work(Timeline& out, const Event& event) {
    if (!event.on) return;
    if (!out.first_work) out.first_work = event;
    out.latest_work = event;
}

void apply_start(Timeline& out, const Event& event) {
    if (is_weak_work(event.work)) {
        out.weak_start = event;
        return;
    }
    if (!out.start) out.start = event;
    note_work(out, event);
}

void apply(Timeline& out, const Event& event) {
    const std::string& fact = event.fact;
    if (fact == "progress.start" || fact == "supply.actual_start") {
        apply_start(out, event);
    } else if (fact == "progress.no_start") {
        if (event.on) out.no_start = event;  // without a date it proves nothing about any day
    } else if (fact == "progress.stop") {
        if (!out.stop) out.stop = event;
        out.stop_seen = event;
        note_work(out, event);
    } else if (fact == "progress.resume") {
        out.stop.reset();
        out.stop_seen.reset();
        note_work(out, event);
    } else if (fact == "progress.finish" || fact == "supply.actual_finish") {
        if (!out.finish) out.finish = event;
    } else if (fact == "progress.delivery" || fact == "supply.actual_delivery") {
        if (!out.delivery && event.on) out.delivery = event;
    }
}

/// A supplement moves the start. One that breaks art 12(1)1 never makes the owner worse off here: the later day
/// governs.
void apply_extension(GoverningStart& out, const SupplyFacts& facts, const Said<land::Decision>& said,
                     const IdleLaw& law) {
    const land::Decision& decision = *said.record;
    const Date agreed = *decision.agreed_start;
    bool valid = true;
    if (decision.on) {
        const Date limit = decision.on->plus_years(static_cast<int>(law.extension_limit->value.num));
        valid = *decision.on <= agreed && agreed <= limit;
        if (!valid) {
            Finding finding = make_finding(facts.subject, "EXTENSION_LIMIT", said.entry + agreed.iso(),
                                           Certainty::Stated, {decision.on->iso(), agreed.iso()});
            finding.article = law.extension_limit->citation;
            finding.reasons = {{"decision.on", decision.on->iso(), said.entry},
                               {"decision.agreed_start", agreed.iso(), said.entry}};
            out.findings.push_back(std::move(finding));
        }
    }
    out.on = valid || !out.on ? agreed : std::max(*out.on, agreed);
    out.certainty = decision.document.empty() && decision.number.empty() ? Certainty::Stated : Certainty::Proved;
    out.reasons.push_back({"decision.agreed_start", agreed.iso(), said.entry});
}

/// Art 22: no agreed date -> one year after the actual delivery. Inferred, since the contract may state one after all.
void start_by_delivery(GoverningStart& out, const SupplyFacts& facts, const Event& delivery, const IdleLaw& law) {
    out.on = delivery.on->plus_years(static_cast<int>(law.years_after_delivery->value.num));
    out.certainty = Certainty::Inferred;
    out.reasons.push_back(delivery.reason());
    Finding finding = make_finding(facts.subject, "START_DATE_BY_DELIVERY", "", Certainty::Inferred,
                                   {delivery.on->iso(), out.on->iso()});
    finding.article = law.years_after_delivery->citation;
    finding.reasons = {delivery.reason()};
    out.findings.push_back(std::move(finding));
}

}  // namespace

Timeline timeline_of(const SupplyFacts& facts, Date as_of) {
    Timeline out;
    for (const Event& event : ordered(facts, as_of)) apply(out, event);
    return out;
}

GoverningStart governing_start(const SupplyFacts& facts, const Timeline& timeline, const IdleLaw& law, Date as_of) {
    GoverningStart out;
    if (const auto& agreed = facts.supply.record->agreed_start) {
        out.on = agreed;
        out.certainty = Certainty::Stated;
        out.reasons.push_back({"supply.agreed_start", agreed->iso(), facts.supply.entry});
    }
    std::vector<Said<land::Decision>> extensions;
    for (const auto& said : facts.decisions) {
        const land::Decision& decision = *said.record;
        if (decision.type == "extended" && decision.agreed_start && (!decision.on || *decision.on <= as_of))
            extensions.push_back(said);
    }
    std::stable_sort(extensions.begin(), extensions.end(),
                     [](const auto& a, const auto& b) { return a.record->on < b.record->on; });
    for (const auto& said : extensions) apply_extension(out, facts, said, law);
    if (!out.on && timeline.delivery) start_by_delivery(out, facts, *timeline.delivery, law);
    return out;
}

}  // namespace law
