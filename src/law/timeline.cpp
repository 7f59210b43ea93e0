#include "law/timeline.hpp"

#include "law/start_date.hpp"
#include "law/start_meaning.hpp"

#include <algorithm>

namespace law {

namespace {

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

void apply_start(Timeline& out, const Event& event, const IdleLaw& law) {
    // Not stated is no reason to doubt a recorded start.
    if (meaning_of_start({true, std::nullopt, event.work}, law).meaning != StartMeaning::Started) {
        out.weak_start = event;
        return;
    }
    if (!out.start) out.start = event;
    note_work(out, event);
}

void apply(Timeline& out, const Event& event, const IdleLaw& law) {
    const std::string& fact = event.fact;
    if (fact == "progress.start" || fact == "supply.actual_start") {
        apply_start(out, event, law);
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

/// What a supplement adds to the story; which day governs was settled by start_date.
void note_extension(GoverningStart& out, const SupplyFacts& facts, const Said<land::Decision>& said,
                    SupplementState state, const IdleLaw& law) {
    const land::Decision& decision = *said.record;
    const Date agreed = *decision.agreed_start;
    if (state == SupplementState::BackDated || state == SupplementState::TooLong) {
        Finding finding = make_finding(facts.subject, "EXTENSION_LIMIT", said.entry + agreed.iso(), Certainty::Stated,
                                       {decision.on->iso(), agreed.iso()});
        finding.article = law.extension_limit->citation;
        finding.reasons = {{"decision.on", decision.on->iso(), said.entry},
                           {"decision.agreed_start", agreed.iso(), said.entry}};
        out.findings.push_back(std::move(finding));
    }
    out.reasons.push_back({"decision.agreed_start", agreed.iso(), said.entry});
}

Certainty certainty_of(const land::Decision& decision) {
    return decision.document.empty() && decision.number.empty() ? Certainty::Stated : Certainty::Proved;
}

/// Art 22: no agreed date -> one year after the actual delivery. Inferred, since the contract may state one after all.
void start_by_delivery(GoverningStart& out, const SupplyFacts& facts, const Event& delivery, const IdleLaw& law) {
    out.reasons.push_back(delivery.reason());
    Finding finding = make_finding(facts.subject, "START_DATE_BY_DELIVERY", "", Certainty::Inferred,
                                   {delivery.on->iso(), out.on->iso()});
    finding.article = law.years_after_delivery->citation;
    finding.reasons = {delivery.reason()};
    out.findings.push_back(std::move(finding));
}

}  // namespace

Timeline timeline_of(const SupplyFacts& facts, const IdleLaw& law, Date as_of) {
    Timeline out;
    for (const Event& event : ordered(facts, as_of)) apply(out, event, law);
    if (out.weak_start && !out.start) {
        // What stopped or went on again were works that are no start: neither shows that it was started.
        out.stop.reset(), out.stop_seen.reset();
        out.first_work.reset(), out.latest_work.reset();
    }
    return out;
}

GoverningStart governing_start(const SupplyFacts& facts, const Timeline& timeline, const IdleLaw& law, Date as_of,
                               Depth depth) {
    const bool reasons = depth == Depth::Reasons;
    GoverningStart out;
    StartQuestion question;
    std::vector<Said<land::Decision>> extensions;
    question.agreed = facts.supply.record->agreed_start;
    if (question.agreed) {
        out.certainty = Certainty::Stated;
        if (reasons) out.reasons.push_back({"supply.agreed_start", question.agreed->iso(), facts.supply.entry});
    }
    for (const auto& said : facts.decisions) {
        if (said.record->type != "extended") continue;
        extensions.push_back(said);
        question.supplements.push_back({said.record->on, said.record->agreed_start});
    }
    if (timeline.delivery) question.delivered = timeline.delivery->on;
    const StartDate answer = start_date(question, law, as_of);
    out.on = answer.on;
    if (answer.supplement) out.certainty = certainty_of(*extensions[*answer.supplement].record);
    if (answer.by == StartDate::By::Delivery) out.certainty = Certainty::Inferred;
    if (!reasons) return out;
    for (const std::size_t i : answer.order) note_extension(out, facts, extensions[i], answer.states[i], law);
    if (answer.by == StartDate::By::Delivery) start_by_delivery(out, facts, *timeline.delivery, law);
    return out;
}

}  // namespace law
