// How idle land of the book is disposed of: the supply as a case, judged by the code of `panhuo judge`.
#include "law/case_judge.hpp"
#include "law/supply_judge.hpp"

#include <algorithm>

namespace law {

namespace {

std::string joined_names(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

std::string days_text(const std::optional<int>& days) { return days ? std::to_string(*days) : "?"; }

/// "art14.1" -> the text "route_art14_1" of the catalogue.
base::Text route_name(IdleRoute route) {
    std::string code(route_code(route));
    std::replace(code.begin(), code.end(), '.', '_');
    return case_text("route_" + code);
}

IdleWay way_of(const Verdict& verdict, Date known) {
    IdleWay out;
    out.route = route_code(verdict.route);
    out.cause = verdict.cause;
    out.judged_on = known;
    out.gross_days = verdict.gross_days;
    out.net_days = verdict.net_days;
    out.fee_from = verdict.clocks.fee_from;
    out.recovery_from = verdict.clocks.recovery_from;
    out.fee = verdict.fee;
    out.decided_by = verdict.decided_by;
    out.next_paper = verdict.next_paper;
    out.missing = verdict.missing;
    out.warnings = verdict.warnings;
    return out;
}

}  // namespace

IdleRoute SupplyJudge::settle_way(Date known, bool stalled) {
    const SupplyCauses causes = causes_of(facts_, as_of_);
    CaseFacts facts = case_of(facts_, time_, causes, known);
    // Who recognised it as unstarted has seen that; stopped land keeps what is known of its start.
    if (!stalled) facts.started = false;
    Verdict verdict = CaseJudge(facts, law_, known).judge();
    if (stalled) {
        verdict.route = stalled_route(law_);
    } else if (causes.unreadable) {
        verdict.route = IdleRoute::NeedsFacts;
        verdict.missing.emplace_back("idle.cause");
    } else if (!start_.on) {
        verdict.route = recognised_route(causes.kinds(), law_);
    }
    if (verdict.route == IdleRoute::None) verdict.route = IdleRoute::NeedsFacts;
    if (verdict.route != IdleRoute::Art14Fee) verdict.fee.reset();
    out_.way = way_of(verdict, known);

    std::vector<Reason> reasons = start_.reasons;
    for (const SaidCause& one : causes.causes) reasons.push_back(one.reason());
    if (verdict.route == IdleRoute::NeedsFacts) {
        Finding& open = find("IDLE_WAY_OPEN", Certainty::Unknown, {joined_names(verdict.missing)}, nullptr);
        open.article = case_article("ROUTE_OPEN");
        give(open, reasons);
        return verdict.route;
    }
    const base::Text name = route_name(verdict.route);
    // As certain as its weakest fact: the day of start, the recognition or observation, the causes as stated.
    const Certainty certainty =
        std::min({out_.certainty, start_.on ? start_.certainty : out_.certainty, Certainty::Stated});
    Finding& way =
        find("IDLE_WAY", certainty,
             {name.zh, name.en, known.iso(), days_text(verdict.gross_days), days_text(verdict.net_days)}, nullptr);
    way.article = verdict.route == IdleRoute::Art12
                      ? std::string(case_article(stalled ? "ROUTE_STALLED" : "ROUTE_ART12"))
                      : (verdict.route == IdleRoute::Art14Fee ? law_.fee_share : law_.recovery_years)->citation;
    give(way, reasons);
    give(way, {parameter_reason(*law_.unstarted_years), parameter_reason(*law_.recovery_years)});
    return verdict.route;
}

}  // namespace law
