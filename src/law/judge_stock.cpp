// What the policies on real-estate stock offer a supply that is not finished (stock_policy.hpp).
#include "law/stock_policy.hpp"
#include "law/supply_judge.hpp"

namespace law {

/// Nothing where nobody said, and where the land was given back.
std::optional<StockPolicy::State> SupplyJudge::stock_state() const {
    for (const auto& said : facts_.decisions) {
        const land::Decision& d = *said.record;
        const bool ends = d.type == "recovered" || d.type == "rescinded" || d.type == "revoked";
        if (ends && (!d.on || *d.on <= as_of_)) return std::nullopt;
    }
    if (time_.finish) return StockPolicy::State::Finished;
    const bool recognised = out_.judgement == Judgement::IdleRecognised;
    if (time_.start || time_.stop || time_.latest_work || (recognised && recognised_as_stalled()))
        return StockPolicy::State::Unfinished;
    if (time_.no_start || recognised) return StockPolicy::State::Unstarted;
    return std::nullopt;
}

void SupplyJudge::note_stock_policy() {
    if (brief() || law_.stock == nullptr) return;
    const StockPolicy& policy = *law_.stock;
    const land::Supply& supply = *facts_.supply.record;
    StockPolicy::Question question{policy.use_of(supply.use), supply.signed_on, stock_state(), false};
    if (supply.mode.empty())
        question.use.reset();
    else if (!is_granted(supply))
        question.use = StockPolicy::Use::Other;
    if (out_.way && out_.way->route == "needs_facts") question.recovery.reset();
    if (out_.way && out_.way->route == "art14.2") question.recovery = true;

    const std::vector<Reason> reasons{
        {"supply.use", supply.use, facts_.supply.entry},
        {"supply.signed_on", supply.signed_on ? supply.signed_on->iso() : "", facts_.supply.entry}};
    bool recover = false;
    const auto say = [&](const char* code, const std::string& article) {
        Finding& finding = find(code, std::min(out_.certainty, Certainty::Stated), {}, nullptr);
        finding.article = article;
        give(finding, reasons);
    };
    for (const CitedTable* table : {&policy.relief, &policy.buyback}) {
        const StockPolicy::Answer answer = StockPolicy::ask(*table, question);
        const bool listing = table == &policy.relief;
        if (answer.open == StockPolicy::Open::Yes) say(listing ? "STOCK_RELIEF" : "STOCK_BUYBACK", answer.article);
        if (answer.open == StockPolicy::Open::Part) say("STOCK_BUYBACK_PART", answer.article);
        if (answer.open == StockPolicy::Open::RecoverFirst && !recover) say("STOCK_RECOVER_FIRST", answer.article);
        recover = recover || answer.open == StockPolicy::Open::RecoverFirst;
    }
}

}  // namespace law
