// Judgement of one portion (处置单元). Private to the room.
#pragma once

#include "law/judgement.hpp"

namespace law {

/// What the approval says that portions need.
struct ApprovalFacts {
    std::optional<Date> approved_on;
    std::string entry;
    std::string approver;       ///< id of the book's approver
    bool withdrawable = false;  ///< its papers can be withdrawn under 5.3
};

/// How the unsupplied area of the plot is spread over the stages.
struct Stages {
    Area unknown, unexpropriated, expropriated, ready, in_process;

    void add(ledger::Account account, Area area);
    Area all() const { return unknown + unexpropriated + expropriated + ready + in_process; }
    /// Whether the land is expropriated: yes or no where all of it agrees, nothing where unknown or mixed.
    std::optional<bool> all_expropriated() const;
    bool all_ready() const;
};
Stages stages_of(const PlotFacts& facts);

/// "portion:KEY".
std::string subject_of(const land::Portion& portion);

/// "隰政办发〔2024〕1号 5.3": the campaign's notice and a clause of it.
std::string cite(const RulebookSet& books, const std::string& clause);

struct PortionFacts {
    std::string subject;
    const land::Portion* portion = nullptr;  ///< null: the whole remainder, nobody said anything
    std::string entry;
    Area area;
};

PortionJudgement judge_portion(const PlotFacts& facts, const PortionFacts& portion, const ApprovalFacts& approval,
                               const Stages& stages, const RulebookSet& books, Date as_of);

}  // namespace law
