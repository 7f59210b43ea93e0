// The judgement of one supply, step by step. Private to the room.
#pragma once

#include "law/idle_route.hpp"
#include "law/supply_case.hpp"
#include "law/timeline.hpp"

namespace law {

class SupplyJudge {
  public:
    SupplyJudge(const SupplyFacts& facts, const IdleLaw& law, Date as_of, Depth depth)
        : facts_(facts),
          law_(law),
          as_of_(as_of),
          depth_(depth),
          time_(timeline_of(facts, law, as_of)),
          start_(governing_start(facts, time_, law, as_of, depth)) {}

    SupplyJudgement judge();

  private:
    bool recognised() const;
    bool on_list(const land::Idle& idle) const;
    void list_suspicion();
    void judge_recognised();
    bool recognised_as_stalled() const;
    base::Text recognised_way();
    /// The route by the case, unstarted up to `known`; adds IDLE_WAY.
    IdleRoute settle_way(Date known, bool stalled);
    void check_evidence();
    void judge_started();
    void judge_stalled();
    void judge_share_of_building(Date full);
    void judge_finish();
    void judge_late_finish();
    void judge_investment();
    bool seen_unfinished_late() const;
    void judge_unstarted();
    void judge_seen_unstarted(const Event& seen);
    void judge_silence();
    std::optional<StockPolicy::State> stock_state() const;
    void note_stock_policy();

    /// Only the answer is asked for: texts and reasons stay unwritten.
    bool brief() const { return depth_ == Depth::Answer; }
    void conclude(Judgement judgement, Certainty certainty) {
        out_.judgement = judgement;
        out_.certainty = certainty;
    }
    Finding& find(const char* rule, Certainty certainty, const std::vector<std::string>& args, const Parameter* by) {
        if (brief()) return unwritten_;
        Finding finding = make_finding(facts_.subject, rule, "", certainty, args);
        if (by != nullptr) finding.article = by->citation;
        out_.findings.push_back(std::move(finding));
        return out_.findings.back();
    }
    void give(Finding& finding, const std::vector<Reason>& reasons) const {
        if (!brief()) finding.reasons.insert(finding.reasons.end(), reasons.begin(), reasons.end());
    }

    const SupplyFacts& facts_;
    const IdleLaw& law_;
    Date as_of_;
    Depth depth_;
    Timeline time_;
    GoverningStart start_;
    SupplyJudgement out_;
    Finding unwritten_;
};

}  // namespace law
