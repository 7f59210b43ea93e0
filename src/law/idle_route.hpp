// From idleness to the way of disposal: days that count, days that do not, and the article that follows. Private to
// the room.
//
// Recognition looks at the gross time since the agreed start (art 2(1)). The route looks at the net time: causes of
// art 8 (government, force majeure) with a known interval do not count. Still idle after the deduction: the fee or free
// recovery of art 14, from the agreed start and not from the recognition. A cause that arises when the two years are
// full already no longer helps (holding of the Supreme Court in the case of the golden set).
// The net period is counted as a suspended one (law/clock.hpp): it ends on its corresponding day, moved on by the
// excused days that begin before it is full.
#pragma once

#include "law/clock.hpp"
#include "law/idle_law.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace law {

enum class IdleRoute : std::uint8_t { None, Art12, Art14Fee, Art14Recovery, NeedsFacts };
std::string_view route_code(IdleRoute route);  ///< none | art12 | art14.1 | art14.2 | needs_facts

struct NetClock {
    int gross_days = 0;  ///< days past the agreed start, the start not counted
    int net_days = 0;    ///< those of them that are not excused
    Date idle_from;      ///< first idle day, gross
    Date fee_from;       ///< first day on which the first period is full, net
    Date recovery_from;  ///< first day on which the second period is full, net

    /// By the table idle.route.
    IdleRoute route(const IdleLaw& law, Date as_of) const;
};
NetClock net_clock(Date start, const std::vector<Interval>& excused, const IdleLaw& law, Date as_of);

enum class CauseKind : std::uint8_t { Government, Enterprise, ForceMajeure };
std::string_view cause_code(CauseKind kind);  ///< government | enterprise | force_majeure
std::optional<CauseKind> cause_of(std::string_view code);

struct CaseCause {
    CauseKind kind = CauseKind::Government;
    std::string item;  ///< of art 8: "8(1)" … "8(6)"
    std::optional<Date> from, to;
    std::optional<bool> proved;  ///< art 8: proved by the user and verified
};

/// What the causes excuse between the start and the day of judgement.
struct Excuses {
    std::vector<Interval> sure;      ///< proved, and the interval known or not in question
    std::vector<Interval> possible;  ///< not refuted
};
/// No cause stated at all: everything is possible and nothing is sure. A proved cause without an end (or any date) is
/// taken to have lasted, unless the owner's own cause is stated beside it: then how to divide the time is not known.
Excuses excuses_of(const std::vector<CaseCause>& causes, Date start, Date as_of);
/// The part of a cause that lies between start (exclusive) and as_of; nothing if there is none.
std::optional<Interval> within(const CaseCause& cause, Date start, Date as_of);

/// Land that was started and then stopped takes a way of article 12, whoever is to blame (art 12(3)).
IdleRoute stalled_route(const IdleLaw& law);

/// The route of recognised land whose start has no day to count from, by the causes the authority named (table
/// idle.recognised): what the government caused needs no counting, the owner's cause does.
IdleRoute recognised_route(const std::vector<CauseKind>& causes, const IdleLaw& law);

}  // namespace law
