// Readings of a contradiction that code can name. Which one holds is decided upstairs, never here.
#include "law/notice_remarks.hpp"

#include <utility>

namespace law::notice {

namespace {

constexpr const char* kMonths[] = {"january", "february", "march",     "april",   "may",      "june",
                                   "july",    "august",   "september", "october", "november", "december"};

/// 「6 月底 50%，7 月底 75%」: one of two rows of a day moved to the same day of a free month beside it.
void add_move(std::vector<law::Reading>& out, const std::string& id, const Milestone& row, Date to) {
    law::Reading reading{id, kMonths[to.month() - 1], {}, {}, {{row.id, to}}};
    reading.text = {row.on.iso() + " 的 " + row.share.percent() + " 应为 " + to.iso() + "（月份写错）",
                    row.share.percent() + " of " + row.on.iso() + " belongs to " + to.iso() + " (a slip of the month)"};
    out.push_back(std::move(reading));
}

}  // namespace

std::vector<law::Reading> readings_of(const Campaign& campaign, const std::string& id, Date day) {
    std::vector<const Milestone*> rows;
    std::optional<Date> before;
    std::optional<Date> after;
    for (const Milestone& one : campaign.milestones) {
        if (one.on == day) rows.push_back(&one);
        if (one.on < day && (!before || *before < one.on)) before = one.on;
        if (day < one.on && (!after || one.on < *after)) after = one.on;
    }
    std::vector<law::Reading> out;
    if (rows.size() != 2) return out;
    if (rows[1]->share.value() < rows[0]->share.value()) std::swap(rows[0], rows[1]);
    const auto keep = [&](const char* name, const Milestone& kept, const Milestone& struck) {
        out.push_back(
            {id,
             name,
             {day.iso() + " 按 " + kept.share.percent() + "，" + struck.share.percent() + " 一行不用",
              kept.share.percent() + " on " + day.iso() + "; the row of " + struck.share.percent() + " falls away"},
             {struck.id},
             {}});
    };
    keep("first", *rows[0], *rows[1]);
    keep("second", *rows[1], *rows[0]);
    const auto months_on = [&](int months) {  // the 15th to a 15th, an end of month to an end of month
        const Date other = day.plus_months(months);
        return day == day.end_of_month() ? other.end_of_month() : other;
    };
    const Date next = months_on(1);
    if (after && next < *after) add_move(out, id, *rows[1], next);
    const Date last = months_on(-1);
    if (!before || *before < last) add_move(out, id, *rows[0], last);
    return out;
}

std::vector<law::Reading> scope_readings(const std::string& id) {
    return {{id, "idleness", {"按闲置起算日", "by the day idleness began"}, {}, {}},
            {id, "supply", {"按供地日期", "by the day of supply"}, {}, {}}};
}

std::vector<law::Reading> zone_readings(const std::string& id) {
    return {{id,
             "provincial",
             {"属省级以上，可以单列任务", "of provincial level or above; may have a task of its own"},
             {},
             {}},
            {id, "lower", {"不属省级以上，不单列任务", "below provincial level; no task of its own"}, {}, {}}};
}

}  // namespace law::notice
