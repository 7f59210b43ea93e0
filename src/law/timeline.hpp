// What the observations about a supply say, put in order of time. Private to the room.
#pragma once

#include "law/idle_law.hpp"
#include "law/judgement.hpp"

#include <optional>
#include <string>
#include <vector>

namespace law {

/// A dated statement and where it comes from.
struct Event {
    std::optional<Date> on;  ///< none: it happened, nobody said when
    std::string fact;        ///< "progress.start", "supply.actual_start" …
    std::string entry;
    std::string work;
    bool paper = false;

    Certainty certainty() const { return paper ? Certainty::Proved : Certainty::Stated; }
    Reason reason() const { return {fact, on ? on->iso() : "", entry}; }
};

struct Timeline {
    std::optional<Event> start;       ///< a start in the sense of art 30, the first one
    std::optional<Event> weak_start;  ///< called a start, but the works named are none
    std::optional<Event> no_start;    ///< the latest dated observation of "not started"
    std::optional<Event> stop;        ///< beginning of the stop that no resumption has ended
    std::optional<Event> stop_seen;   ///< latest observation of that stop
    std::optional<Event> finish;
    std::optional<Event> delivery;  ///< the first
    std::optional<Event>
        first_work;  ///< first dated observation that shows it started: a start, a stop or a resumption
    std::optional<Event> latest_work;  ///< latest dated observation that shows it started and unfinished
};

/// Statements dated after `as_of` are left out.
Timeline timeline_of(const SupplyFacts& facts, const IdleLaw& law, Date as_of);

/// The start date that governs, and how it came about.
struct GoverningStart {
    std::optional<Date> on;
    Certainty certainty = Certainty::Unknown;
    std::vector<Reason> reasons;
    std::vector<Finding> findings;  ///< EXTENSION_LIMIT, START_DATE_BY_DELIVERY
};
/// Depth::Answer leaves reasons and findings out.
GoverningStart governing_start(const SupplyFacts& facts, const Timeline& timeline, const IdleLaw& law, Date as_of,
                               Depth depth);

}  // namespace law
