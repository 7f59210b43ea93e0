// The judgement of one case, step by step. Private to the room.
#pragma once

#include "law/building_share.hpp"
#include "law/judge_case.hpp"
#include "law/start_meaning.hpp"

#include <initializer_list>

namespace law {

class CaseJudge {
  public:
    /// `facts` are copied: what lies after the day is struck from them.
    CaseJudge(CaseFacts facts, const IdleLaw& law, Date as_of) : facts_(std::move(facts)), law_(law), as_of_(as_of) {}

    Verdict judge();

  private:
    void strike_later_facts();
    void check_dates();
    void settle_start();
    void note_supplements();
    void run_clocks();

    // case_tests.cpp
    StartAnswer start_answer() const;
    void judge_unknown(bool conflict);
    void judge_unstarted();
    void judge_stalled();
    std::optional<bool> stopped_for_a_period();
    void judge_share();
    void judge_investment();
    void leave_open(const char* reason);

    // case_route.cpp
    void route_unstarted();
    void route_stalled();
    void settle_cause(bool net_idle);
    void note_causes(const NetClock& clock);
    void charge_fee();
    void charge_price();
    void charge_by(const FeeRules::Answer& rule);
    void warn_of_owner();
    void review_acts();
    void next_step();
    std::string asked(const CompiledTable& table, std::initializer_list<Cells> facts) const;

    void warn(const char* code);
    void miss(const std::string& fact);
    void reason(const char* rule, const std::vector<std::string>& args, const Parameter* by = nullptr);
    void conclude(IdleAnswer idle, IdleTestName test, IdleRoute route) {
        out_.idle = idle;
        out_.test = test;
        out_.route = route;
    }

    CaseFacts facts_;
    const IdleLaw& law_;
    Date as_of_;
    StartDate start_;
    StartAnswer meaning_;
    Verdict out_;
};

/// The verdict without would_change.
Verdict judge_case_once(const CaseFacts& facts, const RulebookSet& books, Date as_of);
/// What would have to be otherwise for another answer (would_change.cpp).
std::vector<CaseChange> would_change(const CaseFacts& facts, const Verdict& verdict, const RulebookSet& books,
                                     Date as_of);

}  // namespace law
