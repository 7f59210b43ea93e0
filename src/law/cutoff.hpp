// Cut-offs (截止时间): up to which day an extract of the ministry's system shows a milestone or a month.
//
//   last_day          24:00 of the day itself; what holds where a book says nothing
//   last_working_day  the last day worked of its month, as far as the day itself
//   month_day         that day of its month, as far as the day itself
//   on                a date of its own, perhaps some days later
// Official counting alone: a contract's date needs no extract. year_end_grace: extracts taken in January still show
// the old year's papers under the old year.
#pragma once

#include "base/calendar.hpp"
#include "law/rulebook.hpp"
#include "ledger/posting.hpp"

#include <optional>
#include <vector>

namespace law {

/// The last day that counts for a milestone, as it stands after readings. Nothing where the calendar is not given or
/// does not know the year yet.
std::optional<Date> cutoff_day(const Campaign& campaign, const Milestone& milestone,
                               const base::WorkCalendar* calendar);
/// The same of a day without a milestone, such as the end of a month: by the campaign's cut-off alone.
std::optional<Date> cutoff_day(const Campaign& campaign, Date day, const base::WorkCalendar* calendar);

/// Whether the campaign asks the work calendar.
bool needs_calendar(const Campaign& campaign);

/// The day on which official counting takes a posting: counted_on, or 31 December for a paper of the old year that was
/// shown within the grace. The year end of the baseline was counted before the campaign and stays.
std::optional<Date> counted_day(const Campaign& campaign, const ledger::Posting& posting);

}  // namespace law
