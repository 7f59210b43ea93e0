// The law of idleness in force on one day, gathered from the books: parameters and decision tables.
//
// Gathering costs more than judging: who judges many supplies gathers once and hands it to judge_supply.
#pragma once

#include "law/fee_rules.hpp"
#include "law/idle_tables.hpp"
#include "law/stock_policy.hpp"

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

    const Parameter* cited_as_37;         ///< the days on which the land law's article was numbered 37
    const Parameter* land_recovery;       ///< 土地管理法 38: years to free recovery
    const Parameter* estate_recovery;     ///< 城市房地产管理法 26: the same for granted land
    const Parameter* estate_fee_ceiling;  ///< 城市房地产管理法 26: "up to"

    const Parameter* invested_late_years;  ///< provincial: years past the start after which the investment counts
    const Parameter* invested_late_share;  ///< provincial: below

    std::shared_ptr<const IdleTables> tables;
    std::shared_ptr<const FeeRules> fee;       ///< what the fee is of; null where no book holds the table: the price
    std::shared_ptr<const StockPolicy> stock;  ///< real-estate stock (stock_policy.hpp)

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
