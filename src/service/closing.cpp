#include "service/closing.hpp"

#include "base/hash.hpp"
#include "base/json.hpp"
#include "law/cutoff.hpp"
#include "service/command.hpp"
#include "service/kept_files.hpp"
#include "service/rules.hpp"
#include "service/status.hpp"

namespace service {
namespace {

/// The last day of a month written 2024-06; nothing for anything else.
std::optional<base::Date> end_of_month(const std::string& period) {
    if (period.size() != 7) return std::nullopt;
    const auto first = base::parse_iso_date(period + "-01");
    if (!first) return std::nullopt;
    return first->plus_months(1).plus_days(-1);
}

/// The last day of the period by the cut-off of the campaign in force. Without the year's calendar a month is not
/// closed: what is frozen cannot be mended.
base::Result<base::Date> cutoff_of(store::Snapshot& snapshot, const std::string& period) {
    const std::optional<base::Date> end = end_of_month(period);
    if (!end) return base::Error{base::Code::PeriodInvalid, {period, "YYYY-MM"}};
    PANHUO_TRY(const law::RulebookSet rules, adopted_rulebooks(snapshot, base::Instant::end_of_time()));
    const law::Campaign& campaign = rules.campaign();
    if (campaign.counting != ledger::counting_code(ledger::Counting::Official)) return *end;
    std::optional<base::WorkCalendar> calendar;
    if (law::needs_calendar(campaign)) {
        PANHUO_TRY(calendar, base::WorkCalendar::load_own());
    }
    const auto cutoff = law::cutoff_day(campaign, *end, calendar ? &*calendar : nullptr);
    if (!cutoff)
        return base::Error{base::Code::PeriodInvalid,
                           {period, "工作日表没有这一年 / the work calendar does not know the year"}};
    return *cutoff;
}

base::Status check_period(const CloseOrder& order, const std::vector<Closed>& before, base::Date cutoff,
                          base::Date today) {
    if (today <= cutoff)
        return base::Error{base::Code::PeriodInvalid, {order.period, "尚未结束 / not over before " + cutoff.iso()}};
    for (const Closed& each : before) {
        if (each.period == order.period)
            return base::Error{base::Code::PeriodClosed, {order.period, each.known_at.shanghai_date().iso()}};
        if (cutoff < each.cutoff)
            return base::Error{
                base::Code::PeriodInvalid,
                {order.period, "其后的 " + each.period + " 已结 / " + each.period + " is closed already"}};
    }
    return base::Done{};
}

}  // namespace

base::Result<Closed> close_period(Office& office, const CloseOrder& order, const Act& act) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::string chain, office_chain(*snapshot));
    PANHUO_TRY(const std::vector<Closed> before, closed_periods(*snapshot, base::Instant::end_of_time()));
    PANHUO_TRY(const base::Date cutoff, cutoff_of(*snapshot, order.period));
    PANHUO_DO(check_period(order, before, cutoff, office.clock.now().shanghai_date()));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    Closed closed;
    closed.period = order.period;
    closed.cutoff = cutoff;
    closed.known_at = command->recorded_at();
    Moment moment;
    moment.as_of = closed.cutoff;
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(*snapshot, moment));
    closed.counting = book->moment.counting;
    PANHUO_TRY(const Status table, status(*book, ""));
    Saying saying;
    if (!order.extract.empty()) {
        PANHUO_TRY(const base::Hash hash, base::hash_file(base::HashAlgorithm::Sha256, order.extract));
        if (!act.dry_run) PANHUO_DO(keep_file(office, order.extract, hash));
        saying.source.file = hash;
        closed.extract = base::hex(hash);
    }
    for (const DivisionLine& line : table.divisions) {
        closed.unsupplied_done[closed_line(line.division, line.kind, line.name)] = line.unsupplied.done;
        closed.idle_done[closed_line(line.division, line.kind, line.name)] = line.idle.done;
    }
    PANHUO_TRY(const std::string entry,
               command->say_plain(kCloseKind, closed.period, closed_payload(closed, status_json(table)), saying));
    PANHUO_DO(command->commit());
    return closed;
}

}  // namespace service
