// The law of idleness in force on one day, gathered from the books: parameters and decision tables.
//
// Gathering costs more than judging: who judges many supplies gathers once and hands it to judge_supply.
#pragma once

#include "law/idle_tables.hpp"

#include <memory>
#include <optional>

namespace law {

/// Points into the books, which must outlive it.
struct IdleLaw {
    const Parameter* unstarted_years;       ///< art 2(1)
    const Parameter* stalled_years;         ///< art 2(2)
    const Parameter* built_share;           ///< art 2(2): below
    const Parameter* invested_share;        ///< art 2(2): below
    const Parameter* combination;           ///< any_below | both_below
    const Parameter* first_day_after;       ///< days after the anniversary on which the year is full
    const Parameter* years_after_delivery;  ///< art 22
    const Parameter* extension_limit;       ///< art 12(1)1
    const Parameter* investigate_days;      ///< art 5
    const Parameter* recovery_years;        ///< art 14(2)
    const Parameter* fee_share;             ///< art 14(1)

    // Not part of the tests: null where the books do not hold them.
    const Parameter* late_start_first_day;   ///< contract template: days after the agreed start
    const Parameter* decision_warning_days;  ///< a setting: how long a recognition may wait for its decision

    std::shared_ptr<const IdleTables> tables;

    /// Nothing where the books hold no rule for that day (before 2012-07-01 in the shipped ones).
    static std::optional<IdleLaw> on(const RulebookSet& books, Date day);

    /// First day on which a full period since `start` has passed.
    Date first_day(Date start, const Parameter& years) const {
        return day_after(start.plus_years(static_cast<int>(years.value.num)));
    }
    /// First day that counts as "full" when the period ends on `end`.
    Date day_after(Date end) const { return end.plus_days(static_cast<int>(first_day_after->value.num)); }
};

}  // namespace law
