#include "law/portion_judge.hpp"

#include "base/result.hpp"
#include "law/portion_facts.hpp"

#include <algorithm>

namespace law {

void Stages::add(ledger::Account account, Area area) {
    switch (account) {
        case ledger::Account::Unexpropriated:
            unexpropriated += area;
            break;
        case ledger::Account::Expropriated:
            expropriated += area;
            break;
        case ledger::Account::Ready:
            ready += area;
            break;
        case ledger::Account::InProcess:
            in_process += area;
            break;
        default:
            unknown += area;
            break;
    }
}

Stages stages_of(const PlotFacts& facts) {
    Stages out;
    for (const ledger::Cell& cell : facts.cells)
        if (cell.holder.empty() && ledger::is_unsupplied(cell.account)) out.add(cell.account, cell.area);
    return out;
}

std::string subject_of(const land::Portion& portion) { return "portion:" + land::key_of(land::Record(portion)); }

std::optional<bool> Stages::all_expropriated() const {
    if (unknown.is_positive()) return std::nullopt;
    const bool some = (expropriated + ready + in_process).is_positive();
    if (some && unexpropriated.is_positive()) return std::nullopt;
    return some;
}

bool Stages::all_ready() const {
    return (ready + in_process).is_positive() && !(unknown + unexpropriated + expropriated).is_positive();
}

std::string cite(const RulebookSet& books, const std::string& clause) {
    if (clause.empty()) return "";
    const Document* notice = books.main().document(books.campaign().document);
    PANHUO_ASSERT(notice != nullptr, "a campaign without its notice was let in");
    return notice->number + " " + clause;
}

namespace {

bool is_return(const std::string& route) { return route == "withdraw" || route == "adjust"; }

base::Text share_of(const Dossier& dossier) {
    if (!dossier.whole)
        return {"批文的全部或者一部分（批准总面积不明）", "all or part of the approval, whose total is not known"};
    if (dossier.area < *dossier.whole) return {"批文的一部分", "part of the approval"};
    return {"批文的全部", "all of the approval"};
}

class PortionJudge {
  public:
    PortionJudge(const PlotFacts& facts, const PortionFacts& portion, const ApprovalFacts& approval,
                 const Stages& stages, const RulebookSet& books, Date as_of)
        : facts_(facts),
          portion_(portion),
          approval_(approval),
          stages_(stages),
          books_(books),
          campaign_(books.campaign()),
          as_of_(as_of) {}

    PortionJudgement judge() {
        fill();
        choose_route();
        note_gaps();
        judge_gates();
        judge_lapse();
        judge_return();
        judge_plan();
        list_papers();
        return std::move(out_);
    }

  private:
    void fill();
    void choose_route();
    void note_gaps();
    void judge_gates();
    void judge_lapse();
    void judge_return();
    void judge_filing(const Deadline& deadline);
    void judge_plan();
    void list_papers();
    std::optional<base::Text> not_open(const std::optional<Date>& full) const;
    std::optional<Date> full_years(const char* parameter) const;
    bool unexpropriated() const;
    bool filed() const;

    Finding& find(const char* rule, Certainty certainty, const std::vector<std::string>& args,
                  const std::string& clause) {
        Finding finding = make_finding(out_.subject, rule, "", certainty, args);
        finding.article = cite(books_, clause);
        out_.findings.push_back(std::move(finding));
        return out_.findings.back();
    }
    std::string route_name(const std::string& id, bool zh) const {
        const Route* route = campaign_.route(id);
        return route == nullptr ? id : zh ? route->name.zh : route->name.en;
    }
    Reason cause_reason() const { return {"portion.cause", out_.cause, portion_.entry}; }
    Reason approved_reason() const {
        return {"approval.approved_on", approval_.approved_on ? approval_.approved_on->iso() : "", approval_.entry};
    }

    const PlotFacts& facts_;
    const PortionFacts& portion_;
    const ApprovalFacts& approval_;
    const Stages& stages_;
    const RulebookSet& books_;
    const Campaign& campaign_;
    Date as_of_;
    RouteAnswer table_;
    PortionJudgement out_;
};

void PortionJudge::fill() {
    out_.subject = portion_.subject;
    out_.area = portion_.area;
    out_.cause = "unknown";
    out_.judgement = Judgement::NotDue;
    out_.certainty = Certainty::Stated;
    if (portion_.portion == nullptr) return;
    out_.number = portion_.portion->number;
    if (!portion_.portion->cause.empty()) out_.cause = portion_.portion->cause;
    out_.responsible_unit = portion_.portion->responsible_unit;
    out_.planned = portion_.portion->planned;
}

void PortionJudge::choose_route() {
    const std::string use = facts_.plot.record != nullptr ? facts_.plot.record->use : "";
    const auto shown =
        out_.cause == "unknown" ? cause_by_facts(facts_, portion_, stages_, books_, as_of_) : std::nullopt;
    table_ = route_for(campaign_, shown ? shown->cause : out_.cause, stages_.all_expropriated(), use);
    out_.route = table_.route;
    if (shown) {
        const Cause* cause = campaign_.cause(shown->cause);
        const base::Text name = cause != nullptr ? cause->name : base::Text{shown->cause, shown->cause};
        find("CAUSE_SHOWN", Certainty::Inferred, {name.zh, name.en}, table_.clause).reasons = {shown->reason};
    }
    const std::string stated = portion_.portion != nullptr ? portion_.portion->route : "";
    if (!stated.empty() && stated != "needs_facts") {
        out_.route = stated;
        out_.route_stated = true;
    } else {
        out_.certainty = Certainty::Inferred;
    }
    if (const Route* route = campaign_.route(out_.route)) out_.next_step = route->next_step;
    const bool differs = out_.route_stated && table_.route != "needs_facts" && table_.route != stated;
    if (!differs) return;
    find("ROUTE_DIFFERS", Certainty::Stated,
         {route_name(stated, true), route_name(table_.route, true), route_name(stated, false),
          route_name(table_.route, false)},
         table_.clause)
        .reasons = {{"portion.route", stated, portion_.entry}, cause_reason()};
}

void PortionJudge::note_gaps() {
    if (out_.cause == "unknown") find("CAUSE_MISSING", Certainty::Unknown, {}, "4.1").reasons = {cause_reason()};
    if (out_.route == "needs_facts") {
        out_.judgement = Judgement::FactsMissing;
        out_.certainty = Certainty::Unknown;
        out_.missing = table_.missing;
        out_.next_step = {"查明缺少的事实，提出处置意见", "Find out what is missing and choose a route"};
        std::string list;
        for (const std::string& fact : table_.missing) list += (list.empty() ? "" : ", ") + fact;
        if (out_.cause != "unknown")
            find("ROUTE_MISSING", Certainty::Unknown, {list}, table_.clause).reasons = {cause_reason()};
    }
    if (portion_.portion == nullptr || out_.route == "none") return;
    if (out_.responsible_unit.empty())
        find("OWNER_MISSING", Certainty::Unknown, {}, "4.1").reasons = {
            {"portion.responsible_unit", "", portion_.entry}};
    if (!out_.planned)
        find("DUE_MISSING", Certainty::Unknown, {}, "4.1").reasons = {{"portion.planned", "", portion_.entry}};
}

void PortionJudge::judge_gates() {
    if (out_.cause == "used_without_supply")
        find("USED_WITHOUT_SUPPLY", Certainty::Stated, {}, "5.2").reasons = {cause_reason()};
    if (out_.cause == "gate_open") {
        find("GATE_OPEN", Certainty::Stated, {}, "5.1.2").reasons = {cause_reason()};
        out_.judgement = Judgement::GateOpen;
    } else if (stages_.all_ready() && out_.judgement != Judgement::FactsMissing) {
        out_.judgement = Judgement::GateClosed;
    }
}

std::optional<Date> PortionJudge::full_years(const char* parameter) const {
    const Parameter* years = books_.parameter(parameter, as_of_);
    if (years == nullptr || !approval_.approved_on) return std::nullopt;
    return approval_.approved_on->plus_years(static_cast<int>(years->value.num));
}

bool PortionJudge::unexpropriated() const {
    return out_.cause == "compensation_unpaid" || stages_.all_expropriated() == std::optional<bool>(false);
}

/// 增存挂钩: a candidate only. Land that is built on is no candidate, and silence about compensation is none either.
void PortionJudge::judge_lapse() {
    const auto full = full_years("approval.lapse.years");
    if (!full || as_of_ <= *full || !unexpropriated() || out_.cause == "used_without_supply") return;
    Finding& finding = find("LAPSE_CANDIDATE", Certainty::Inferred, {full->iso()}, "5.3");
    finding.article = books_.parameter("approval.lapse.years", as_of_)->citation;
    finding.reasons = {approved_reason(),
                       cause_reason(),
                       {"unsupplied.unexpropriated", stages_.unexpropriated.m2_text(), facts_.plot.entry}};
    out_.judgement = Judgement::LapseDue;
    out_.certainty = Certainty::Inferred;
}

/// Why 5.3 is not open; nothing if it is.
std::optional<base::Text> PortionJudge::not_open(const std::optional<Date>& full) const {
    if (!approval_.approved_on || !full) return base::Text{"批准日期不明。", "the date of approval is unknown."};
    if (!approval_.withdrawable)
        return base::Text{"只适用于国务院和省人民政府批准的用地。",
                          "it is for land approved by the State Council or the province."};
    if (*approval_.approved_on < campaign_.scope("unsupplied")->from)
        return base::Text{"批准时间早于清理范围。", "it was approved before the scope begins."};
    if (as_of_ <= *full) {
        const std::string years = std::to_string(books_.parameter("approval.withdraw.years", as_of_)->value.num);
        return base::Text{"批准未满 " + years + " 年（" + full->iso() + "）。",
                          years + " full year(s) have not passed (" + full->iso() + ")."};
    }
    if (out_.cause == "used_without_supply") return base::Text{"土地已经建设使用。", "the land is built on or in use."};
    return against_return(facts_, portion_);
}

void PortionJudge::judge_return() {
    if (!is_return(out_.route) && !is_return(table_.route)) return;
    const auto full = full_years("approval.withdraw.years");
    std::vector<Reason> reasons{
        approved_reason(), {"approval.approver", approval_.approver, approval_.entry}, cause_reason()};
    if (const Parameter* years = books_.parameter("approval.withdraw.years", as_of_))
        reasons.push_back(parameter_reason(*years));
    if (const auto why = not_open(full)) {
        if (is_return(out_.route))
            find("WITHDRAW_NOT_OPEN", Certainty::Inferred, {why->zh, why->en}, "5.3").reasons = reasons;
        return;
    }
    find("WITHDRAW_CANDIDATE", Certainty::Inferred, {full->iso()}, "5.3").reasons = reasons;
    if (!is_return(out_.route)) return;
    for (std::string& fact : missing_for_return(facts_, portion_, stages_, out_.route))
        out_.missing.push_back(std::move(fact));
    if (out_.judgement != Judgement::LapseDue) out_.judgement = Judgement::Withdrawable;
    for (const Deadline& deadline : campaign_.deadlines)
        if (std::find(deadline.routes.begin(), deadline.routes.end(), out_.route) != deadline.routes.end())
            judge_filing(deadline);
}

bool PortionJudge::filed() const {
    return std::any_of(facts_.withdrawals.begin(), facts_.withdrawals.end(), [&](const auto& said) {
        const land::Withdrawal& w = *said.record;
        for (const auto& day : {w.filed_on, w.reply_on, w.marked_on})
            if (day && *day <= as_of_) return true;
        return false;
    });
}

void PortionJudge::judge_filing(const Deadline& deadline) {
    if (filed()) return;
    const int left = deadline.on.days() - as_of_.days();
    const Parameter* warning = books_.parameter("deadline.warning_days", as_of_);
    const std::vector<Reason> reasons{{"deadline:" + deadline.id, deadline.on.iso(), ""}, cause_reason()};
    if (left < 0) {
        find("FILING_OVERDUE", Certainty::Inferred, {deadline.on.iso()}, deadline.clause).reasons = reasons;
    } else if (warning != nullptr && left <= warning->value.num) {
        Finding& finding =
            find("FILING_DUE", Certainty::Stated, {deadline.on.iso(), std::to_string(left)}, deadline.clause);
        finding.reasons = reasons;
        finding.due = deadline.on;
    }
    if (left >= 0) out_.due = deadline.on;
}

void PortionJudge::judge_plan() {
    if (!out_.planned) return;
    if (!out_.due || *out_.planned < *out_.due) out_.due = out_.planned;
    if (as_of_ <= *out_.planned) return;
    Finding& finding = find("PLAN_OVERDUE", Certainty::Stated, {out_.planned->iso()}, "4.1");
    finding.reasons = {{"portion.planned", out_.planned->iso(), portion_.entry}};
    finding.due = out_.planned;
}

/// Who decides, which papers it takes, what is not at hand. Of land given back the area may be a part of its approval.
void PortionJudge::list_papers() {
    out_.dossier = dossier_of(facts_, portion_, approval_, stages_, out_.route, books_);
    if (!out_.dossier || !is_return(out_.route)) return;
    const Dossier& dossier = *out_.dossier;
    base::Text open;
    for (const Dossier::Paper& paper : dossier.papers) {
        if (paper.at_hand.value_or(false)) continue;
        open.zh += (open.zh.empty() ? "" : "、") + paper.name.zh;
        open.en += (open.en.empty() ? "" : "; ") + paper.name.en;
    }
    const base::Text share = share_of(dossier);
    const std::string area = dossier.area.text(base::AreaUnit::Hectare, 4);
    Finding& finding =
        find("RETURN_DOSSIER", Certainty::Inferred,
             {area, share.zh, dossier.approver_name.zh, open.zh, share.en, dossier.approver_name.en, open.en}, "5.3");
    finding.reasons = {{"portion.unsupplied", dossier.area.m2_text(), portion_.entry},
                       {"approval.total", dossier.whole ? dossier.whole->m2_text() : "", approval_.entry},
                       {"approval.approver", approval_.approver, approval_.entry}};
    finding.due = dossier.file_by;
}

}  // namespace

PortionJudgement judge_portion(const PlotFacts& facts, const PortionFacts& portion, const ApprovalFacts& approval,
                               const Stages& stages, const RulebookSet& books, Date as_of) {
    return PortionJudge(facts, portion, approval, stages, books, as_of).judge();
}

}  // namespace law
