// What follows from idleness: cause, route, fee, who decides, which paper is next.
#include "land/money.hpp"
#include "law/case_judge.hpp"

#include <algorithm>
#include <set>

namespace law {

namespace {

std::string cause_name(std::size_t index) { return "causes[" + std::to_string(index) + "]"; }

bool overlap(const Interval& a, const Interval& b) { return a.from <= b.to && b.from <= a.to; }

}  // namespace

/// The two bounds: everything not refuted excuses, and only what is sure excuses. Where they part, the fact decides.
void CaseJudge::route_unstarted() {
    const Excuses excuses = excuses_of(facts_.causes, *start_.on, as_of_);
    const NetClock sure = net_clock(*start_.on, excuses.sure, law_, as_of_);
    const NetClock kindest = net_clock(*start_.on, excuses.possible, law_, as_of_);
    note_causes(sure);
    if (sure.route(law_, as_of_) != kindest.route(law_, as_of_)) {
        reason("ROUTE_OPEN", {});
        if (facts_.causes.empty()) miss("causes");
        for (std::size_t i = 0; i < facts_.causes.size(); ++i)
            if (facts_.causes[i].kind != CauseKind::Enterprise && !facts_.causes[i].proved)
                miss(cause_name(i) + ".proved");
        return settle_cause(false);
    }
    out_.route = sure.route(law_, as_of_);
    if (excuses.sure == excuses.possible) out_.net_days = sure.net_days;
    if (!excuses.sure.empty())
        reason("NET_DAYS", {std::to_string(sure.gross_days), std::to_string(sure.net_days), sure.fee_from.iso(),
                            sure.recovery_from.iso()});
    settle_cause(out_.route != IdleRoute::Art12);
    const std::string first = std::to_string(law_.unstarted_years->value.num);
    const std::string second = std::to_string(law_.recovery_years->value.num);
    if (out_.route == IdleRoute::Art12) reason("ROUTE_ART12", {});
    if (out_.route == IdleRoute::Art14Fee) {
        reason("ROUTE_FEE", {first, second}, law_.fee_share);
        charge_fee();
    }
    if (out_.route == IdleRoute::Art14Recovery) {
        reason("ROUTE_RECOVERY", {second}, law_.recovery_years);
        for (const Parameter* statute : {law_.land_recovery, facts_.mode == "granted" ? law_.estate_recovery : nullptr})
            if (statute != nullptr) reason("STATUTE_RECOVERY", {std::to_string(statute->value.num)}, statute);
    }
}

void CaseJudge::route_stalled() {
    settle_cause(false);
    reason("ROUTE_STALLED", {});
    warn("STALLED_NOT_ART14");
}

/// What each cause does to the periods, and what is not known about it.
void CaseJudge::note_causes(const NetClock& clock) {
    const bool shared = std::any_of(facts_.causes.begin(), facts_.causes.end(),
                                    [](const CaseCause& one) { return one.kind == CauseKind::Enterprise; });
    for (std::size_t i = 0; i < facts_.causes.size(); ++i) {
        const CaseCause& one = facts_.causes[i];
        if (one.kind == CauseKind::Enterprise) continue;
        if (!one.proved.value_or(true)) {
            warn("CAUSE_UNPROVED");
            continue;
        }
        const auto part = within(one, *start_.on, as_of_);
        if (!part) {
            warn("CAUSE_OUTSIDE");
            continue;
        }
        if (clock.recovery_from <= part->from) warn("CAUSE_AFTER_TWO_YEARS");
        if (!one.from) miss(cause_name(i) + ".from");
        if (!one.to) miss(cause_name(i) + ".to");
        if (!shared && (!one.from || !one.to)) warn("CAUSE_OPEN");
        for (const CaseCause& other : facts_.causes) {
            if (other.kind != CauseKind::Enterprise || !other.from) continue;
            const auto theirs = within(other, *start_.on, as_of_);
            if (theirs && overlap(*part, *theirs)) warn("CAUSES_OVERLAP");
        }
    }
}

/// `net_idle`: idle without what is excused, which then counts as the owner's own cause.
void CaseJudge::settle_cause(bool net_idle) {
    std::set<std::string_view> kinds;
    for (const CaseCause& one : facts_.causes) {
        if (one.kind == CauseKind::Enterprise) kinds.insert(cause_code(one.kind));
        if (one.kind == CauseKind::Enterprise || !one.proved.value_or(false)) continue;
        const Date since = out_.test == IdleTestName::T2 ? *facts_.stopped_on : *start_.on;
        if (within(one, since, as_of_)) kinds.insert(cause_code(one.kind));
    }
    if (net_idle) kinds.insert(cause_code(CauseKind::Enterprise));
    if (kinds.size() == 1) out_.cause = *kinds.begin();
    if (kinds.size() > 1) out_.cause = "mixed";
    for (std::size_t i = 0; i < facts_.causes.size(); ++i)  // the recognition must name the item (art 10)
        if (facts_.causes[i].kind == CauseKind::Government && facts_.causes[i].item.empty())
            miss(cause_name(i) + ".item");
}

void CaseJudge::charge_fee() {
    if (law_.fee == nullptr) return charge_price();
    const FeeRules::Answer rule = law_.fee->ask(facts_.mode, facts_.farmland);
    if (rule.basis == FeeRules::Basis::Price && rule.doubled == FeeRules::Doubled::No && !rule.at_most)
        return charge_price();
    if (rule.doubled == FeeRules::Doubled::Unknown) miss("supply.farmland");
    if (rule.basis != FeeRules::Basis::Unknown) return charge_by(rule);
    if (facts_.mode.empty()) miss("supply.mode");
    if (!facts_.farmland) miss("supply.farmland");
    reason("FEE_BASIS_OPEN", {});
    out_.reasons.back().article = rule.article;
}

/// By a provincial table: a multiple of what its row names, with the bound it sets.
void CaseJudge::charge_by(const FeeRules::Answer& rule) {
    struct Source {
        const std::optional<land::Money>* amount;
        const Parameter* times;
        const char* fact;
    };
    const Source sources[] = {{&facts_.price, law_.fee_share, "supply.price_yuan"},  // the order of FeeRules::Basis
                              {&facts_.rent, law_.fee->rent, "supply.rent_yuan"},
                              {&facts_.paid_use, law_.fee->paid_use, "supply.paid_use_yuan"},
                              {&facts_.output_value, law_.fee->output_value, "supply.output_value_yuan"}};
    const Source& source = sources[static_cast<std::size_t>(rule.basis)];
    if (!*source.amount) return miss(source.fact);
    if (source.times == nullptr) return reason("FEE_TIMES_ABSENT", {});
    Share times = source.times->value;
    if (rule.doubled == FeeRules::Doubled::May && law_.fee->farmland != nullptr) {
        times.num *= law_.fee->farmland->value.num;
        times.den *= law_.fee->farmland->value.den;
        warn("FEE_RAISED_ON_FARMLAND");
    }
    const land::Money amount = **source.amount;
    out_.fee = land::Money{base::round_half_away(base::Int128(amount.fen) * times.num, times.den)};
    const base::Text basis = case_fact_text(source.fact);
    reason("FEE_LOCAL", {basis.zh, land::yuan_text(amount), times.percent(), land::yuan_text(*out_.fee), basis.en});
    out_.reasons.back().article = rule.article;
    if (rule.at_most) warn("FEE_AT_MOST");
}

void CaseJudge::charge_price() {
    if (facts_.mode == "lease" || facts_.mode == "equity" || facts_.mode == "authorised") warn("PRICE_BASIS");
    if (!facts_.price) return miss("supply.price_yuan");
    const Share& share = law_.fee_share->value;
    out_.fee = land::Money{base::round_half_away(base::Int128(facts_.price->fen) * share.num, share.den)};
    if (facts_.price->fen == 0) warn("PRICE_ZERO");
    reason("FEE", {land::yuan_text(*facts_.price), share.percent(), land::yuan_text(*out_.fee)}, law_.fee_share);
    if (facts_.mode != "granted" || law_.estate_fee_ceiling == nullptr) return;
    const Share& ceiling = law_.estate_fee_ceiling->value;
    reason("STATUTE_FEE", {ceiling.percent()}, law_.estate_fee_ceiling);
    if (compare(ceiling, share) < 0) warn("FEE_ABOVE_STATUTE");
}

/// What binds whoever acts next: mortgagee, court, successor, system, delay.
void CaseJudge::warn_of_owner() {
    const bool idle = out_.idle == IdleAnswer::Yes || out_.idle == IdleAnswer::May;
    for (const CaseTransfer& one : facts_.transfers) {
        if (one.on && as_of_ < *one.on) {
            warn("FACT_AFTER_AS_OF");
            continue;
        }
        warn("SUCCESSOR_BEARS");
        if (!one.registered.value_or(true)) warn("SUCCESSOR_UNREGISTERED");
    }
    if (!idle) return;
    if (facts_.mortgaged) warn("MORTGAGEE_NOTICE");
    if (facts_.seized) warn("SEIZURE_NO_BAR");
    if (out_.route == IdleRoute::Art12 && !facts_.recorded) miss("recorded_in_system");
    if (!facts_.recorded.value_or(true)) warn("NOT_RECORDED");
    if (out_.route == IdleRoute::Art14Fee || out_.route == IdleRoute::Art14Recovery) warn("HEARING_FIRST");
    if (out_.route == IdleRoute::Art14Recovery && law_.cited_as_37 == nullptr) warn("CITE_ARTICLE_38");
    const CaseProcedure& done = facts_.procedure;
    if (!done.recognised_on || done.decided.value_or(true) || law_.decision_warning_days == nullptr) return;
    const int days = static_cast<int>(law_.decision_warning_days->value.num);
    if (done.recognised_on->plus_days(days) < as_of_) warn("OVERDUE_ACTION");
}

/// What the authority did or proposes, held against the book: how it served its papers, and what it decided.
void CaseJudge::review_acts() {
    const CaseProcedure& done = facts_.procedure;
    if (done.service == "announcement") {
        if (!done.other_service_failed) miss("procedure.other_service_failed");
        if (!done.other_service_failed.value_or(true)) warn("ANNOUNCED_TOO_EARLY");
    }
    if (done.decision == "fee" && out_.route != IdleRoute::Art14Fee) warn("FEE_WITHOUT_BASIS");
    if (done.decision == "recovery" && out_.route != IdleRoute::Art14Recovery) warn("COMPENSATION_DUE");
}

/// The answers of a table of codes, where the first stands for "none".
std::string CaseJudge::asked(const CompiledTable& table, std::initializer_list<Cells> facts) const {
    const std::size_t place = table.answers(facts.begin())[0];
    return place == 0 ? "" : table.table().outputs[0].values[place];
}

void CaseJudge::next_step() {
    const CaseProcedure& done = facts_.procedure;
    const std::optional<std::size_t> idle =
        out_.idle == IdleAnswer::Unknown ? std::nullopt : std::optional(static_cast<std::size_t>(out_.idle));
    const auto route = static_cast<std::size_t>(out_.route);
    const CompiledTable& decides = law_.tables->decides;
    out_.decided_by = asked(decides, {decides.word(0, idle), decides.word(1, route)});
    const CompiledTable& paper = law_.tables->next_paper;
    out_.next_paper = asked(
        paper, {paper.word(0, idle), paper.flag(1, done.decided), paper.flag(2, done.recognised_on.has_value()),
                paper.flag(3, done.notice_served_on.has_value()), paper.flag(4, done.scheme_approved_on.has_value()),
                paper.flag(5, done.hearing_notified_on.has_value()), paper.word(6, route)});
}

}  // namespace law
