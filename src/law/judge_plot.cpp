#include "base/result.hpp"
#include "law/campaign.hpp"
#include "law/portion_judge.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace law {

namespace {

/// Most pressing first.
constexpr std::array<Judgement, 6> kPressing{Judgement::LapseDue,     Judgement::Withdrawable, Judgement::GateOpen,
                                             Judgement::FactsMissing, Judgement::GateClosed,   Judgement::NotDue};

std::size_t pressing(Judgement judgement) {
    return static_cast<std::size_t>(std::find(kPressing.begin(), kPressing.end(), judgement) - kPressing.begin());
}

void add_once(std::vector<std::string>& list, const std::string& item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

void judge_scope(const PlotFacts& facts, const RulebookSet& books, PlotJudgement& out, ApprovalFacts& approval) {
    const auto about_approval = [&](const char* rule, Certainty certainty, const std::vector<std::string>& args) {
        Finding finding = make_finding(facts.subject, rule, "", certainty, args);
        finding.article = cite(books, books.campaign().scope("unsupplied")->clause);
        out.findings.push_back(std::move(finding));
        return &out.findings.back();
    };
    if (facts.approval.record == nullptr) {
        about_approval("APPROVAL_MISSING", Certainty::Unknown, {})->reasons = {{"plot.approval", "", facts.plot.entry}};
        return;
    }
    const land::Approval& paper = *facts.approval.record;
    const std::string& entry = facts.approval.entry;
    approval.entry = entry;
    approval.approved_on = paper.approved_on;
    const ScopeAnswer scope = scope_of(paper, books.main());
    approval.withdrawable = scope.withdrawable;
    approval.approver = scope.approver;
    const Reason approved{"approval.approved_on", paper.approved_on ? paper.approved_on->iso() : "", entry};
    const Reason authority{"approval.authority", paper.authority, entry};
    if (!paper.approved_on) about_approval("APPROVED_ON_MISSING", Certainty::Unknown, {})->reasons = {approved};
    if (scope.question)
        about_approval("SCOPE_QUESTION", Certainty::Stated, {scope.why.zh, scope.why.en})->reasons = {approved,
                                                                                                      authority};
    else if (!scope.in)
        about_approval("OUT_OF_SCOPE", Certainty::Stated, {scope.why.zh, scope.why.en})->reasons = {approved,
                                                                                                    authority};
}

/// The portions on record; else one of the whole remainder, of which nobody said the cause.
std::vector<PortionFacts> portions_of(const PlotFacts& facts, Area unsupplied) {
    std::vector<PortionFacts> out;
    for (const auto& said : facts.portions) {
        const land::Portion& portion = *said.record;
        out.push_back({subject_of(portion), &portion, said.entry,
                       portion.area.value_or(facts.portions.size() == 1 ? unsupplied : Area{})});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return std::tie(a.portion->number, a.subject) < std::tie(b.portion->number, b.subject);
    });
    if (out.empty())
        out.push_back(
            {facts.subject, nullptr, facts.plot.record ? facts.plot.entry : facts.approval.entry, unsupplied});
    return out;
}

void gather(PlotJudgement& out) {
    out.judgement = Judgement::NotDue;
    out.certainty = Certainty::Proved;
    out.cause = out.portions.front().cause;
    out.route = out.portions.front().route;
    const PortionJudgement* worst = nullptr;
    for (const PortionJudgement& portion : out.portions) {
        if (worst == nullptr || pressing(portion.judgement) < pressing(worst->judgement)) worst = &portion;
        out.certainty = std::min(out.certainty, portion.certainty);
        if (portion.cause != out.cause) out.cause.clear();
        if (portion.route != out.route) out.route.clear();
        if (portion.due && (!out.due || *portion.due < *out.due)) out.due = portion.due;
        for (const std::string& fact : portion.missing) add_once(out.missing, fact);
    }
    out.judgement = worst->judgement;
    out.next_step = worst->next_step;
}

/// 土地管理法 38(1): a year unused. The cultivated land is the approval's, so that it lies on this plot is inferred.
void judge_farmland(const PlotFacts& facts, const RulebookSet& books, Date as_of, PlotJudgement& out) {
    const Parameter* years = books.parameter("statute.land.farmland_unused.years", as_of);
    const land::Approval* approval = facts.approval.record;
    if (years == nullptr || approval == nullptr || !approval->approved_on) return;
    if (!approval->cultivated || !approval->cultivated->is_positive()) return;
    const Date full = approval->approved_on->plus_years(static_cast<int>(years->value.num));
    const bool built = std::any_of(facts.portions.begin(), facts.portions.end(), [](const auto& said) {
        return said.record->occupied == "yes" || said.record->cause == "used_without_supply";
    });
    if (as_of <= full || built) return;
    const std::string area = approval->cultivated->text(base::AreaUnit::Hectare, 4);
    Finding finding = make_finding(facts.subject, "FARMLAND_UNUSED", "", Certainty::Inferred, {full.iso(), area});
    finding.article = years->citation;
    finding.reasons = {{"approval.cultivated", approval->cultivated->m2_text(), facts.approval.entry},
                       {"approval.approved_on", approval->approved_on->iso(), facts.approval.entry},
                       parameter_reason(*years)};
    out.findings.push_back(std::move(finding));
}

/// Land supplied, unused and recovered may be given back together with what was never supplied: only where a province
/// says so.
void judge_recovered(const PlotFacts& facts, const ApprovalFacts& approval, const RulebookSet& books, Date as_of,
                     PlotJudgement& out) {
    const Parameter* may = books.parameter("approval.withdraw.recovered", as_of);
    const Parameter* years = books.parameter("approval.withdraw.years", as_of);
    if (may == nullptr || may->value.num == 0 || years == nullptr || !approval.withdrawable || !approval.approved_on)
        return;
    Area recovered;
    for (const ledger::Cell& cell : facts.cells)
        if (cell.holder.empty() && cell.account == ledger::Account::Recovered) recovered += cell.area;
    const Date full = approval.approved_on->plus_years(static_cast<int>(years->value.num));
    if (!recovered.is_positive() || as_of <= full) return;
    Finding finding = make_finding(facts.subject, "RECOVERED_MAY_RETURN", "", Certainty::Inferred,
                                   {recovered.text(base::AreaUnit::Hectare, 4)});
    finding.article = may->citation;
    const std::string& entry = facts.plot.record != nullptr ? facts.plot.entry : facts.approval.entry;
    finding.reasons = {{"recovered", recovered.m2_text(), entry},
                       {"approval.approved_on", approval.approved_on->iso(), approval.entry},
                       parameter_reason(*may),
                       parameter_reason(*years)};
    out.findings.push_back(std::move(finding));
}

/// 39号令 8: an offer shorter than its notice alone cannot have been one by tender, auction or listing.
void judge_offers(const PlotFacts& facts, const RulebookSet& books, Date as_of, PlotJudgement& out) {
    for (const auto& said : facts.offers) {
        const land::Offer& offer = *said.record;
        if (!offer.from || !offer.valid_until || as_of < *offer.from) continue;
        const Parameter* days = books.parameter("supply.offer.notice.days", *offer.from);
        const int lasted = offer.valid_until->days() - offer.from->days();
        if (days == nullptr || lasted < 0 || days->value.num <= lasted) continue;
        Finding finding = make_finding(
            facts.subject, "OFFER_TOO_SHORT", offer.number, Certainty::Stated,
            {offer.from->iso(), offer.valid_until->iso(), std::to_string(lasted), std::to_string(days->value.num)});
        finding.article = days->citation;
        finding.reasons = {{"offer.from", offer.from->iso(), said.entry},
                           {"offer.valid_until", offer.valid_until->iso(), said.entry},
                           parameter_reason(*days)};
        out.findings.push_back(std::move(finding));
    }
}

}  // namespace

PlotJudgement judge_plot(const PlotFacts& facts, const RulebookSet& books, Date as_of) {
    PlotJudgement out;
    ApprovalFacts approval;
    judge_scope(facts, books, out, approval);
    const Stages stages = stages_of(facts);
    out.unsupplied = stages.all();
    judge_recovered(facts, approval, books, as_of, out);
    if (!out.unsupplied.is_positive()) {
        out.certainty = facts.cells.empty() ? Certainty::Unknown : Certainty::Stated;
        return out;
    }
    if (stages.unknown.is_positive()) {
        out.findings.push_back(make_finding(facts.subject, "STAGE_UNKNOWN", "", Certainty::Unknown, {}));
        out.findings.back().article = cite(books, "4.1");
        out.findings.back().reasons = {{"unsupplied.stage_unknown", stages.unknown.m2_text(), facts.plot.entry}};
    }
    judge_farmland(facts, books, as_of, out);
    judge_offers(facts, books, as_of, out);
    for (const PortionFacts& portion : portions_of(facts, out.unsupplied))
        out.portions.push_back(judge_portion(facts, portion, approval, stages, books, as_of));
    gather(out);
    if (!approval.approved_on) add_once(out.missing, "approval.approved_on");
    return out;
}

}  // namespace law
