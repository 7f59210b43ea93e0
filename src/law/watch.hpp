// Supervision after approval (批后监管, clause 6.3): for one supply or one piece of unsupplied land, the statutory and
// contractual days that lie ahead, with early warnings, and those that have passed without anybody saying how it went.
//
// Pure: the same facts, books, calendar and day give the same list. A day that has passed in silence is `passed`: what
// became of it is unknown and must be found out. It is `overdue` only where a record says that the thing was not done
// after its day. What is known to be done is not listed. No day before `as_of` is ever ahead, soon or urgent.
// Periods and days of warning are parameters (rulebooks/national/supervision.toml): where the books hold none for the
// day the rule is not applied. Years and months by 民法典 201-202; working days by the calendar handed in.
// Sources: 闲置土地处置办法 arts 2, 5, 12, 14, 22; 出让暂行条例 14; model contract 16; 土地管理法实施条例 31; 自然资规
// 〔2018〕1号; the campaign's own deadlines. A parameter carries its article and how sure it is.
#pragma once

#include "base/calendar.hpp"
#include "law/judgement.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace law {

enum class WatchState : std::uint8_t {
    Overdue,  ///< not done after its day, as a record says
    Passed,   ///< its day is over and nobody said what became of it
    Urgent,   ///< within the second warning
    Soon,     ///< within the first warning
    Ahead,    ///< later
    Undated   ///< the day cannot be told: a fact is missing
};
std::string_view watch_state_code(WatchState state);  ///< overdue | passed | urgent | soon | ahead | undated
base::Text watch_state_text(WatchState state);

/// One day to be kept in sight.
struct Watch {
    std::string what;     ///< "start", "idle_year" …: the parameter watch.WHAT.warning_days is its warning
    base::Text name;      ///< 约定动工
    std::string subject;  ///< of the supply, plot or portion
    std::optional<Date> due;
    std::optional<Date> first_warning, second_warning;  ///< first days of the two warnings
    WatchState state = WatchState::Ahead;
    std::string missing;  ///< undated: the fact to find
    Finding finding;      ///< rule WATCH_AHEAD, WATCH_DUE, WATCH_PASSED, WATCH_OVERDUE or WATCH_UNDATED
};

/// Of a supply that is finished, recovered or rescinded: nothing. `law` is that of the day `as_of`, gathered once for
/// all supplies; null where the books hold none for it.
std::vector<Watch> watch_supply(const SupplyFacts& facts, const RulebookSet& books, const IdleLaw* law, Date as_of);
/// The same for one supply.
std::vector<Watch> watch_supply(const SupplyFacts& facts, const RulebookSet& books, Date as_of);

/// Of unsupplied land; `judged` is judge_plot of the same facts, books and day.
std::vector<Watch> watch_plot(const PlotFacts& facts, const PlotJudgement& judged, const RulebookSet& books,
                              const base::WorkCalendar& calendar, Date as_of);

/// Most pressing first: by state, then due (undated last), subject, what.
bool sooner(const Watch& a, const Watch& b);

/// Every `what` there is, with its name.
std::vector<std::pair<std::string_view, base::Text>> watch_kinds();

/// The days on which instalments are due, of the words of the contract; nothing where a part has no readable day.
std::optional<std::vector<Date>> instalment_days(std::string_view words);

}  // namespace law
