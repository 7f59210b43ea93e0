// Watch: every parcel of a store under supervision after approval (clause 6.3). The days that lie ahead with their
// warnings, what is overdue, what has passed in silence, and the conditions before supply and before new approvals.
//
// Reads only. Every line is a finding of the law (law/watch.hpp, law/supply_gates.hpp) with its facts; this file adds
// whose parcel it is and whose job. A supply has no responsible unit on record: the office of the leading group is
// named, since contracts are its to keep in sight; of land nobody assigned the unit stays empty.
#pragma once

#include "law/supply_gates.hpp"
#include "law/watch.hpp"
#include "service/book.hpp"
#include "service/sources.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace service {

/// A parcel as the list names it.
struct Watched {
    std::string id, kind;  ///< plot | portion | supply
    std::string name, division, zone, township, approval;
    std::optional<base::Area> area;
    std::string unit;    ///< responsible
    std::string holder;  ///< land user; of a natural person nothing
    std::string status;  ///< account code
};
struct WatchLine {
    Watched parcel;
    law::Watch watch;
};
struct GateLine {
    Watched parcel;
    std::string route;
    std::vector<law::Gate> gates;
};
/// The next day of a parcel that is not over yet; nothing where there is none.
struct NextLine {
    Watched parcel;
    std::optional<law::Watch> next;
};

struct WatchOrder {
    int within_days = 90;  ///< ahead up to this many days, and passed in silence since as many
    bool all = false;      ///< everything, however far
    bool next = false;     ///< fill `next`: one line for every parcel that is not closed
};

struct Supervision {
    std::vector<WatchLine> lines;                    ///< most pressing first
    std::map<law::WatchState, std::int64_t> counts;  ///< of all days, also those that `lines` leaves out
    std::vector<GateLine> gates;                     ///< in the order of parcels
    std::vector<NextLine> next;
    std::optional<law::Finding> new_approval;  ///< whether new land may be applied for; nothing = not known
    std::vector<std::string> rules_absent;     ///< parameters that no book in force holds, so that a rule rests
};

/// Errors: those of the store, and of the work calendar's table.
base::Result<Supervision> supervise(const Book& book, const WatchOrder& order);

base::Json supervision_json(const Supervision& found, const Moment& moment, const WatchOrder& order,
                            const Sources& sources);
/// Every finding of it, for add_sources.
std::vector<law::Finding> findings_of(const Supervision& found);

}  // namespace service
