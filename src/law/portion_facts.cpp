#include "law/portion_facts.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace law {

namespace {

bool paid_in_full(const PlotFacts& facts) {
    return std::none_of(facts.expropriations.begin(), facts.expropriations.end(), [](const auto& said) {
        const land::Expropriation& e = *said.record;
        return !e.undone && e.payable && e.paid && *e.paid < *e.payable;
    });
}

/// The latest word about the site by the day; null where nobody looked.
const Said<land::SiteReadiness>* last_seen(const PlotFacts& facts, Date as_of) {
    const Said<land::SiteReadiness>* last = nullptr;
    for (const auto& said : facts.readiness) {
        const auto& on = said.record->on;
        if (on && *on <= as_of && (last == nullptr || *last->record->on <= *on)) last = &said;
    }
    return last;
}

std::optional<ShownCause> by_shape(const PortionFacts& portion) {
    const std::string& remnant = portion.portion->remnant;
    const Reason reason{"portion.remnant", remnant, portion.entry};
    if (remnant == "strip" || remnant == "green") return ShownCause{"taken_along", reason};
    if (remnant == "corner" || remnant == "noise") return ShownCause{"corner", reason};
    return std::nullopt;
}

std::optional<ShownCause> by_site(const PlotFacts& facts, Date as_of) {
    const Said<land::SiteReadiness>* last = last_seen(facts, as_of);
    if (last == nullptr || last->record->ready) return std::nullopt;
    const land::SiteReadiness& site = *last->record;
    if (site.rights == "open") return ShownCause{"dispute", {"readiness.rights", "open", last->entry}};
    const std::pair<const char*, const std::string&> gates[] = {{"readiness.soil", site.soil},
                                                                {"readiness.archaeology", site.archaeology},
                                                                {"readiness.planning", site.planning}};
    for (const auto& [fact, value] : gates)
        if (value == "open") return ShownCause{"gate_open", {fact, value, last->entry}};
    if (site.works.empty()) return std::nullopt;
    return ShownCause{"site_not_ready", {"readiness.works", site.works, last->entry}};
}

std::optional<ShownCause> by_offer(const PlotFacts& facts, const Stages& stages, Date as_of) {
    const std::string entry = facts.plot.record != nullptr ? facts.plot.entry : facts.approval.entry;
    if (stages.in_process.is_positive())
        return ShownCause{"in_procedure", {"unsupplied.in_process", stages.in_process.m2_text(), entry}};
    for (const auto& said : facts.offers)
        if (said.record->failed_on && *said.record->failed_on <= as_of)
            return ShownCause{"failed_sale", {"offer.failed_on", said.record->failed_on->iso(), said.entry}};
    if (!stages.all_ready()) return std::nullopt;
    return ShownCause{"project_not_landed", {"unsupplied.ready", stages.ready.m2_text(), entry}};
}

std::optional<bool> yes_no(const std::string& value) {
    if (value.empty()) return std::nullopt;
    return value == "yes";
}

/// Whether a paper of the dossier is at hand, as far as the book can tell.
std::optional<bool> at_hand(std::string_view paper, const PlotFacts& facts, const PortionFacts& portion,
                            const Stages& stages) {
    if (paper == "approval" && facts.approval.record != nullptr) return true;
    if (paper == "non_supply") return true;  // the book shows the portion as unsupplied
    if (paper == "boundary" && facts.plot.record != nullptr && !facts.plot.record->geometry.empty()) return true;
    if (paper == "compensation") {
        if (!paid_in_full(facts)) return false;
        return stages.all_expropriated();
    }
    if (paper == "land_class" && portion.portion != nullptr) return yes_no(portion.portion->unchanged);
    return std::nullopt;
}

base::Text approver_text(const std::string& code, const ApprovalFacts& approval, const Campaign& campaign) {
    if (code == "county_government") return {"县人民政府", "the county government"};
    if (code == "bureau") return {"自然资源主管部门", "the natural resources bureau"};
    for (const Approver& one : campaign.approvers)
        if (one.id == approval.approver && !one.authority_words.empty())
            return {"原批准机关（" + one.authority_words.front() + "）",
                    "the original approving authority (" + one.authority_words.front() + ")"};
    return {"原批准机关", "the original approving authority"};
}

}  // namespace

std::optional<ShownCause> cause_by_facts(const PlotFacts& facts, const PortionFacts& portion, const Stages& stages,
                                         Date as_of) {
    if (portion.portion != nullptr) {
        if (portion.portion->occupied == "yes")
            return ShownCause{"used_without_supply", {"portion.occupied", "yes", portion.entry}};
        if (auto shape = by_shape(portion)) return shape;
    }
    const std::string entry = facts.plot.record != nullptr ? facts.plot.entry : facts.approval.entry;
    if (stages.all_expropriated() == std::optional<bool>(false))
        return ShownCause{"compensation_unpaid", {"unsupplied.unexpropriated", stages.unexpropriated.m2_text(), entry}};
    for (const auto& said : facts.reserves) {
        const bool over = said.record->mortgage_until && *said.record->mortgage_until < as_of;
        if (said.record->mortgaged == "yes" && !over)
            return ShownCause{"mortgaged_reserve", {"reserve.mortgaged", "yes", said.entry}};
    }
    if (!stages.all_ready())
        if (auto site = by_site(facts, as_of)) return site;
    return by_offer(facts, stages, as_of);
}

std::optional<base::Text> against_return(const PlotFacts& facts, const PortionFacts& portion) {
    if (!paid_in_full(facts))
        return base::Text{"征地补偿没有付清，须先了结。",
                          "compensation is not paid in full and must be settled first."};
    if (portion.portion == nullptr) return std::nullopt;
    if (portion.portion->wanted == "yes") return base::Text{"土地仍要使用。", "the land is still to be used."};
    if (portion.portion->occupied == "yes") return base::Text{"土地已经建设使用。", "the land is built on or in use."};
    if (portion.portion->unchanged == "no")
        return base::Text{"现场地类与批准前不一致。", "the land class on site is not that before the approval."};
    return std::nullopt;
}

std::vector<std::string> missing_for_return(const PlotFacts& facts, const PortionFacts& portion, const Stages& stages,
                                            const std::string& route) {
    std::vector<std::string> out;
    const auto stated = [&](const std::string land::Portion::* field) {
        return portion.portion != nullptr && !(portion.portion->*field).empty();
    };
    if (!stages.all_expropriated()) out.emplace_back("plot.expropriated");
    if (!stated(&land::Portion::wanted)) out.emplace_back("portion.wanted");
    if (!stated(&land::Portion::unchanged)) out.emplace_back("portion.unchanged");
    const bool placed = std::any_of(facts.withdrawals.begin(), facts.withdrawals.end(),
                                    [](const auto& said) { return !said.record->to_plot.empty(); });
    if (route == "adjust" && !placed) out.emplace_back("withdrawal.to_plot");
    return out;
}

std::optional<Dossier> dossier_of(const PlotFacts& facts, const PortionFacts& portion, const ApprovalFacts& approval,
                                  const Stages& stages, const std::string& route, const RulebookSet& books,
                                  Date as_of) {
    Dossier out;
    out.area = portion.area;
    if (facts.approval.record != nullptr) out.whole = facts.approval.record->total;
    if (const Parameter* by = books.parameter("route." + route + ".approver", as_of)) {
        out.approver = by->word;
        out.approver_name = approver_text(by->word, approval, books.campaign());
        out.article = by->citation;
    }
    const std::string prefix = "dossier." + route + ".";
    for (const Rulebook& book : books.books)
        for (const Parameter& one : book.parameters) {
            if (!base::starts_with(one.id, prefix) || books.parameter(one.id, as_of) != &one) continue;
            const std::string paper = one.id.substr(prefix.size());
            out.papers.push_back({paper, one.note, at_hand(paper, facts, portion, stages)});
        }
    for (const Deadline& deadline : books.campaign().deadlines)
        if (std::find(deadline.routes.begin(), deadline.routes.end(), route) != deadline.routes.end())
            out.file_by = deadline.on;
    if (out.approver.empty() && out.papers.empty()) return std::nullopt;
    return out;
}

}  // namespace law
