// The rules, one function per event, grouped by family; design/ledger §3 is their text. docs/ledger.md says which
// file holds which rule.
#pragma once

#include "ledger/events.hpp"

namespace ledger::rules {

// approvals.cpp
void approval_enters(Desk& desk, const Event& event);  ///< 1
void plot_enters(Desk& desk, const Event& event);      ///< 2, 2b
void listed_enters(Desk& desk, const Event& event);    ///< 2c
void opening_enters(Desk& desk, const Event& event);   ///< 2d
void remeasured(Desk& desk, const Event& event);       ///< 29
// stages.cpp
void stage_changes(Desk& desk, const Event& event);  ///< 3
void offer_begins(Desk& desk, const Event& event);   ///< 4
void offer_ends(Desk& desk, const Event& event);     ///< 6
// supplies.cpp
void supply_signed(Desk& desk, const Event& event);  ///< 5, 7-10, 23
// progress.cpp
void progress(Desk& desk, const Event& event);  ///< 11-14, 19
// idle.cpp
void idle_found(Desk& desk, const Event& event);   ///< 15
void idle_listed(Desk& desk, const Event& event);  ///< 16
void extended(Desk& desk, const Event& event);     ///< 18
void revoked(Desk& desk, const Event& event);      ///< 22
// decisions.cpp
void collective_or_noise(Desk& desk, const Event& event);  ///< 7d, 27
void recovered(Desk& desk, const Event& event);            ///< 20
void rescinded(Desk& desk, const Event& event);            ///< 20b
// withdrawals.cpp
void withdrawn(Desk& desk, const Event& event);  ///< 24
void lapsed(Desk& desk, const Event& event);     ///< 25
void adjusted(Desk& desk, const Event& event);   ///< 26
// closing.cpp: what can be said only when everything is posted
void tell_since_when_draws_fit(Desk& desk);  ///< the last figure of OVERDRAWN (7b)
void compare_portions(Desk& desk);           ///< PORTIONS_UNBALANCED (§5)

}  // namespace ledger::rules
