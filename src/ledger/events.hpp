// Events: what the records on the shelf say happened, dated and put in the order in which it is posted.
#pragma once

#include "ledger/desk.hpp"

namespace ledger {

/// In posting order on one day: by rule number, the opening last, since it is the end of the baseline day.
enum class Act : std::uint8_t {
    ApprovalEnters,
    PlotEnters,
    ListedEnters,  // 1, 2, 2b, 2c
    StageChanges,
    OfferBegins,  // 3, 4
    SupplyAfterOffer,
    OfferEnds,
    Supply,
    Collective,  // 5, 6, 7-10, 7d
    Delivery,
    Start,
    StopOrResume,
    Finish,  // 11, 12 and 19, 13, 14
    IdleFound,
    IdleListed,
    Extended,
    Recovered,  // 15, 16, 18, 20
    Rescinded,
    Revoked,
    Withdrawn,
    Lapsed,
    Adjusted,  // 20b, 22, 24, 25, 26
    Noise,
    Remeasured,    // 27, 29
    OpeningEnters  // 2d
};

struct Event {
    Date on;  ///< day it is posted on
    Act act;
    Date stated;  ///< day the record gives; earlier than `on` where something comes before its own contract
    Place record;
    std::uint32_t version = 0;  ///< Remeasured: which version brings the new area
};

/// Sorted by (on, act, stated, record). Records that cannot be dated or placed leave a note instead of an event.
std::vector<Event> events_of(Desk& desk);

}  // namespace ledger
