// Supplies that the authority has recognised as idle: until when that holds, and the way of disposal it leads to.
#include "law/supply_judge.hpp"

#include <algorithm>

namespace law {

/// The list or letter holds until the land is started, finished or disposed of.
bool SupplyJudge::on_list(const land::Idle& idle) const {
    if (time_.finish || !recognises(idle, as_of_)) return false;
    const std::optional<Date>& since = recognised_since(idle);
    if (time_.start && (!since || !time_.start->on || *since <= *time_.start->on)) return false;
    return std::none_of(facts_.decisions.begin(), facts_.decisions.end(), [&](const auto& said) {
        const land::Decision& d = *said.record;
        const bool ends = d.type == "extended" || d.type == "recovered" || d.type == "rescinded" || d.type == "revoked";
        return ends && (!d.on || *d.on <= as_of_) && (!d.on || !since || *since <= *d.on);
    });
}

/// The book knows: its account supplied.idle is the answer. Where it was not asked, the papers are.
bool SupplyJudge::recognised() const {
    if (!facts_.cells.empty())
        return std::any_of(facts_.cells.begin(), facts_.cells.end(), [](const ledger::Cell& cell) {
            return cell.account == ledger::Account::Idle && cell.area.is_positive();
        });
    return std::any_of(facts_.idle.begin(), facts_.idle.end(), [&](const auto& said) { return on_list(*said.record); });
}

void SupplyJudge::judge_recognised() {
    Certainty certainty = Certainty::Stated;
    std::vector<Reason> reasons;
    for (const auto& said : facts_.idle) {
        if (!recognises(*said.record, as_of_)) continue;
        if (!said.record->letter_no.empty()) certainty = Certainty::Proved;
        if (said.record->recognised_on)
            reasons.push_back({"idle.recognised_on", said.record->recognised_on->iso(), said.entry});
        else
            reasons.push_back(
                {"idle.list_date", said.record->list_date ? said.record->list_date->iso() : "", said.entry});
    }
    for (const ledger::Cell& cell : facts_.cells)
        if (cell.account == ledger::Account::Idle) reasons.push_back({"supplied.idle", cell.area.m2_text(), ""});
    conclude(Judgement::IdleRecognised, certainty);
    give(find("IDLE_RECOGNISED", certainty, {}, law_.unstarted_years), reasons);
    out_.next_step = recognised_way();
    check_evidence();
}

bool SupplyJudge::recognised_as_stalled() const {
    return time_.start || time_.stop || std::any_of(facts_.idle.begin(), facts_.idle.end(), [&](const auto& said) {
               return said.record->type == "stalled" && recognises(*said.record, as_of_);
           });
}

/// The way of disposal that the recognised cause leads to. Stopped land takes a way of article 12 (art 12(3)).
base::Text SupplyJudge::recognised_way() {
    const IdleRoute route = settle_way(as_of_, recognised_as_stalled());
    switch (route) {  // GCOVR_EXCL_BR_LINE: cases are lines; a value of none is nobody's branch
        case IdleRoute::Art12:
            return {"按第十二条协商选择处置方式（延期、调整、临时使用、收回、置换等）",
                    "Agree on a way of article 12: extension, change, temporary use, recovery, swap"};
        case IdleRoute::Art14Recovery:
            return {"企业原因满两年：报批后无偿收回（第十四条第二项）",
                    "Owner's cause and two full years: free recovery after approval (art 14(2))"};
        case IdleRoute::Art14Fee:
            return {"企业原因满一年：征缴土地闲置费（第十四条第一项）",
                    "Owner's cause and one full year: the idle fee (art 14(1))"};
        case IdleRoute::None:
        case IdleRoute::NeedsFacts:
            break;
    }
    return {"按认定的原因确定处置方式", "Dispose of it according to the recognised cause"};
}

/// Clause 5.5: what a lawsuit or a seizure holds up is proved to the superior by an upload; a reminder until then.
void SupplyJudge::check_evidence() {
    for (const auto& said : facts_.idle) {
        const land::Idle& idle = *said.record;
        const bool held_up = idle.litigation == "yes" || idle.seized == "yes";
        if (!recognises(idle, as_of_) || !held_up) continue;
        if (idle.evidence_uploaded_on && *idle.evidence_uploaded_on <= as_of_) continue;
        give(find("EVIDENCE_NOT_UPLOADED", Certainty::Stated, {}, nullptr),
             {idle.litigation == "yes" ? Reason{"idle.litigation", "yes", said.entry}
                                       : Reason{"idle.seized", "yes", said.entry},
              {"idle.evidence_uploaded_on", idle.evidence_uploaded_on ? idle.evidence_uploaded_on->iso() : "",
               said.entry}});
        return;
    }
}

}  // namespace law
