#include "law/supply_case.hpp"

#include "land/vocabulary.hpp"

#include <algorithm>

namespace law {

namespace {

void add_recognised(SupplyCauses& out, const Said<land::Idle>& said) {
    const land::Idle& idle = *said.record;
    const std::string code = land::vocabulary().identify("idle_cause", idle.cause).value_or("");
    const auto add = [&](CauseKind kind) {
        out.causes.push_back({{kind, idle.cause_item, idle.cause_from, idle.cause_to, true}, "idle.cause", said.entry});
    };
    if (code == "mixed") {
        add(CauseKind::Government);
        add(CauseKind::Enterprise);
    } else if (const auto kind = cause_of(code)) {
        add(*kind);
    } else {
        out.unreadable = true;
    }
}

void add_delay(SupplyCauses& out, const Said<land::Progress>& said) {
    const land::Progress& delay = *said.record;
    const auto kind = cause_of(delay.cause);
    if (!kind) return;
    std::optional<bool> proved;
    if (!delay.paper.empty()) proved = true;
    out.causes.push_back({{*kind, delay.cause_item, delay.on, delay.until, proved}, "progress.delay", said.entry});
}

/// Where delays of a kind were observed, they say how long the cause lasted that a letter names without days.
void drop_undated(std::vector<SaidCause>& causes) {
    const auto observed = [&](CauseKind kind) {
        return std::any_of(causes.begin(), causes.end(), [&](const SaidCause& one) {
            return one.fact == "progress.delay" && one.cause.kind == kind;
        });
    };
    std::vector<SaidCause> kept;
    for (const SaidCause& one : causes) {
        const bool vague = one.fact == "idle.cause" && !one.cause.from && !one.cause.to;
        if (!vague || one.cause.kind == CauseKind::Enterprise || !observed(one.cause.kind)) kept.push_back(one);
    }
    causes = std::move(kept);
}

}  // namespace

bool is_granted(const land::Supply& supply) {
    const std::string& mode = supply.mode;
    return mode == "agreement" || mode == "tender" || mode == "auction" || mode == "listing";
}

const std::optional<Date>& recognised_since(const land::Idle& idle) {
    return idle.recognised_on ? idle.recognised_on : idle.list_date;
}

bool recognises(const land::Idle& idle, Date as_of) {
    if (idle.state == "suspected" || idle.state == "disposed") return false;
    const std::optional<Date>& since = recognised_since(idle);
    return !since || *since <= as_of;
}

Reason SaidCause::reason() const {
    std::string value(cause_code(cause.kind));
    if (!cause.item.empty()) value += " " + cause.item;
    if (cause.from || cause.to)
        value += " " + (cause.from ? cause.from->iso() : "?") + ":" + (cause.to ? cause.to->iso() : "?");
    return {fact, value, entry};
}

std::vector<CaseCause> SupplyCauses::plain() const {
    std::vector<CaseCause> out;
    for (const SaidCause& one : causes) out.push_back(one.cause);
    return out;
}

std::vector<CauseKind> SupplyCauses::kinds() const {
    std::vector<CauseKind> out;
    for (const SaidCause& one : causes) out.push_back(one.cause.kind);
    return out;
}

SupplyCauses causes_of(const SupplyFacts& facts, Date as_of) {
    SupplyCauses out;
    for (const auto& said : facts.idle)
        if (!said.record->cause.empty() && recognises(*said.record, as_of)) add_recognised(out, said);
    for (const auto& said : facts.progress)
        if (said.record->event == "delay" && said.record->on && *said.record->on <= as_of) add_delay(out, said);
    drop_undated(out.causes);
    return out;
}

CaseFacts case_of(const SupplyFacts& facts, const Timeline& time, const SupplyCauses& causes, Date as_of) {
    const land::Supply& supply = *facts.supply.record;
    CaseFacts out;
    out.mode = is_granted(supply) ? "granted" : supply.mode;
    out.area = supply.area;
    out.price = supply.price;
    out.signed_on = supply.signed_on;
    out.agreed_delivery = supply.agreed_delivery;
    out.agreed_start = supply.agreed_start;
    out.agreed_finish = supply.agreed_finish;
    if (time.delivery) out.delivered = time.delivery->on;
    for (const auto& said : facts.decisions)
        if (said.record->type == "extended") out.supplements.push_back({said.record->on, said.record->agreed_start});
    if (time.start || time.latest_work) {
        out.started = true;
        if (time.start) out.started_on = time.start->on;
    } else if (time.no_start) {
        out.started = false;
    }
    if (time.stop) {
        out.stopped = true;
        out.stopped_on = time.stop->on;
    }
    if (facts.development) {
        out.built = facts.development->built;
        out.should_build = facts.development->should_build;
        out.invested = facts.development->invested;
        out.total_investment = facts.development->total_investment;
    }
    out.causes = causes.plain();
    for (const auto& said : facts.idle)
        if (said.record->recognised_on && recognises(*said.record, as_of))
            out.procedure.recognised_on = said.record->recognised_on;
    for (const auto& said : facts.decisions) {
        const bool decides = said.record->type == "fee" || said.record->type == "recovered";
        if (decides && said.record->on && *said.record->on <= as_of) out.procedure.decided = true;
    }
    return out;
}

}  // namespace law
