// The days on which the stocks of a book are summed: the day asked for, and before it the cut-offs of months,
// milestones and closed periods. Where the book says nothing of cut-offs, each is its own day.
#pragma once

#include "base/calendar.hpp"
#include "law/campaign.hpp"
#include "service/book.hpp"

#include <optional>
#include <vector>

namespace service {

/// A point of the curve: the day it stands for, and up to which day it counts.
struct CurveDay {
    base::Date shown, counted;
};

/// The same for every line of a book.
struct StockDays {
    std::optional<base::WorkCalendar> calendar;  ///< where a cut-off asks it
    std::vector<CurveDay> curve;                 ///< month ends after the baseline day, then the day asked for
    std::vector<base::Date> all;                 ///< ascending; the day asked for is the last

    const base::WorkCalendar* worked() const { return calendar ? &*calendar : nullptr; }
    /// What is asked of the milestones, but for the figures.
    law::MilestoneQuestion question(const Book& book) const;
};

/// Errors: those of reading the work calendar.
base::Result<StockDays> stock_days(const Book& book);

/// The end of the month before the day asked for, and up to which day it counted (上期).
/// Errors: those of reading the work calendar.
base::Result<CurveDay> period_before(const Book& book);

}  // namespace service
