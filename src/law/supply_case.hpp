// The facts of a supply as a case: one struct for `panhuo judge` and for every supply of a store. Private to the room.
//
// Causes of the delay come from recognition letters and idle lists (their cause, proved by the recognition itself) and
// from observed delays (progress records `delay` with first and last day; proved where a paper is named). A cause that
// a letter names without days gives way to observed delays of the same kind: they say how long it lasted. Suspicions
// excuse and accuse nobody. What is dated after the day is left out.
#pragma once

#include "law/judge_case.hpp"
#include "law/timeline.hpp"

#include <string>
#include <vector>

namespace law {

/// By agreement, tender, auction or listing.
bool is_granted(const land::Supply& supply);
/// The day of a letter, else of a list row.
const std::optional<Date>& recognised_since(const land::Idle& idle);
/// A list row or letter, known on the day, that is more than a suspicion and not yet done with.
bool recognises(const land::Idle& idle, Date as_of);

/// A cause and the entry that says it.
struct SaidCause {
    CaseCause cause;
    std::string fact;  ///< "idle.cause" | "progress.delay"
    std::string entry;

    Reason reason() const;
};
struct SupplyCauses {
    std::vector<SaidCause> causes;
    bool unreadable = false;  ///< a letter names a cause that no list knows: then nothing is settled

    std::vector<CaseCause> plain() const;
    std::vector<CauseKind> kinds() const;
};
SupplyCauses causes_of(const SupplyFacts& facts, Date as_of);

/// The case of a supply by the day; `started` as the observations say, nothing where they are silent.
CaseFacts case_of(const SupplyFacts& facts, const Timeline& time, const SupplyCauses& causes, Date as_of);

}  // namespace law
