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

std::optional<ShownCause> by_site(const PlotFacts& facts, const RulebookSet& books, Date as_of) {
    const Said<land::SiteReadiness>* last = last_seen(facts, as_of);
    if (last == nullptr || last->record->ready) return std::nullopt;
    const land::SiteReadiness& site = *last->record;
    if (site.rights == "open") return ShownCause{"dispute", {"readiness.rights", "open", last->entry}};
    const std::pair<const char*, const std::string&> gates[] = {{"readiness.soil", site.soil},
                                                                {"readiness.archaeology", site.archaeology},
                                                                {"readiness.planning", site.planning}};
    for (const auto& [fact, value] : gates)
        if (value == "open") return ShownCause{"gate_open", {fact, value, last->entry}};
    const Parameter* needed = books.parameter("gate.works", as_of);
    if (site.works.empty() || needed == nullptr) return std::nullopt;
    const std::string lacking = works_lacking(site, *needed);
    if (lacking.empty()) return std::nullopt;
    return ShownCause{"site_not_ready", {"readiness.works_lacking", lacking, last->entry}};
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

/// What the filings themselves say: who lists the papers of a dossier says that the others are not in it.
std::optional<bool> listed_at_hand(std::string_view paper, const PlotFacts& facts) {
    std::optional<bool> said_so;
    for (const auto& said : facts.withdrawals) {
        if (said.record->papers.empty()) continue;
        const auto papers = base::split(said.record->papers, ',');
        said_so = said_so.value_or(false) || std::find(papers.begin(), papers.end(), paper) != papers.end();
    }
    return said_so;
}

/// Whether a paper of the dossier is at hand, as far as the records of the land show it.
std::optional<bool> shown_at_hand(std::string_view paper, const PlotFacts& facts, const PortionFacts& portion,
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

/// Records of the land go before what a filing says of its own papers.
std::optional<bool> at_hand(std::string_view paper, const PlotFacts& facts, const PortionFacts& portion,
                            const Stages& stages) {
    const std::optional<bool> shown = shown_at_hand(paper, facts, portion, stages);
    return shown ? shown : listed_at_hand(paper, facts);
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

std::string works_lacking(const land::SiteReadiness& seen, const Parameter& needed) {
    const auto done = base::split(seen.works, ',');
    std::string out;
    for (const std::string_view work : base::split(needed.word, ','))
        if (std::find(done.begin(), done.end(), work) == done.end()) (out += out.empty() ? "" : ",") += work;
    return out;
}

const Said<land::Reserve>* mortgaged_reserve(const PlotFacts& facts, Date as_of) {
    const auto found = std::find_if(facts.reserves.begin(), facts.reserves.end(), [&](const auto& said) {
        const land::Reserve& reserve = *said.record;
        return reserve.mortgaged == "yes" && !(reserve.mortgage_until && *reserve.mortgage_until < as_of);
    });
    return found == facts.reserves.end() ? nullptr : &*found;
}

std::optional<ShownCause> cause_by_facts(const PlotFacts& facts, const PortionFacts& portion, const Stages& stages,
                                         const RulebookSet& books, Date as_of) {
    if (portion.portion != nullptr) {
        if (portion.portion->occupied == "yes")
            return ShownCause{"used_without_supply", {"portion.occupied", "yes", portion.entry}};
        if (auto shape = by_shape(portion)) return shape;
    }
    const std::string entry = facts.plot.record != nullptr ? facts.plot.entry : facts.approval.entry;
    if (stages.all_expropriated() == std::optional<bool>(false))
        return ShownCause{"compensation_unpaid", {"unsupplied.unexpropriated", stages.unexpropriated.m2_text(), entry}};
    if (const auto* reserve = mortgaged_reserve(facts, as_of))
        return ShownCause{"mortgaged_reserve", {"reserve.mortgaged", "yes", reserve->entry}};
    if (!stages.all_ready())
        if (auto site = by_site(facts, books, as_of)) return site;
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
                                  const Stages& stages, const std::string& route, const RulebookSet& books) {
    Dossier out;
    out.area = portion.area;
    if (facts.approval.record != nullptr) out.whole = facts.approval.record->total;
    const Campaign& campaign = books.campaign();
    const Route* said = campaign.route(route);
    if (said != nullptr && !said->decides.empty()) {
        out.approver = said->decides;
        out.approver_name = approver_text(said->decides, approval, campaign);
        out.article = cite(books, said->clause);
    }
    for (const RoutePaper& paper : campaign.papers)
        if (std::find(paper.routes.begin(), paper.routes.end(), route) != paper.routes.end())
            out.papers.push_back({paper.id, paper.name, at_hand(paper.id, facts, portion, stages)});
    for (const Deadline& deadline : campaign.deadlines)
        if (std::find(deadline.routes.begin(), deadline.routes.end(), route) != deadline.routes.end())
            out.file_by = deadline.on;
    if (out.approver.empty() && out.papers.empty()) return std::nullopt;
    return out;
}

}  // namespace law
