#include "service/closing.hpp"

#include "base/files.hpp"
#include "service/command.hpp"
#include "service/status.hpp"

namespace service {
namespace {

const char* counting_name(ledger::Counting counting) {
    return counting == ledger::Counting::Signed ? "signed" : "official";
}

/// The last day of a month written 2024-06; nothing for anything else.
std::optional<base::Date> end_of_month(const std::string& period) {
    if (period.size() != 7) return std::nullopt;
    const auto first = base::parse_iso_date(period + "-01");
    if (!first) return std::nullopt;
    return first->plus_months(1).plus_days(-1);
}

std::string payload_of(const Closed& closed, const Status& table) {
    base::Json json = {{"period", closed.period},
                       {"cutoff", closed.cutoff.iso()},
                       {"known_at", closed.known_at.micros()},
                       {"counting", counting_name(closed.counting)}};
    if (!closed.extract.empty()) json["extract"] = closed.extract;
    json["table"] = status_json(table);
    return json.dump();
}

base::Result<std::string> keep_extract(Office& office, const std::string& path) {
    if (path.empty()) return std::string();
    PANHUO_TRY(const std::string bytes, base::read_file(path));
    const std::string hash = base::hex(base::hash(base::HashAlgorithm::Sha256, bytes));
    const std::string folder = office.store.folder();
    if (!folder.empty() && !base::file_exists(folder + "/files/" + hash))
        PANHUO_DO(base::write_file_atomic(folder + "/files/" + hash, bytes));
    return hash;
}

base::Status check_period(const CloseOrder& order, const std::vector<Closed>& before, base::Date today) {
    const std::optional<base::Date> cutoff = end_of_month(order.period);
    if (!cutoff) return base::Error{base::Code::PeriodInvalid, {order.period, "YYYY-MM"}};
    if (today <= *cutoff)
        return base::Error{base::Code::PeriodInvalid, {order.period, "尚未结束 / not over before " + cutoff->iso()}};
    for (const Closed& each : before) {
        if (each.period == order.period)
            return base::Error{base::Code::PeriodClosed, {order.period, each.known_at.shanghai_date().iso()}};
        if (*cutoff < each.cutoff)
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
    PANHUO_DO(check_period(order, before, office.clock.now().shanghai_date()));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    Closed closed;
    closed.period = order.period;
    closed.cutoff = *end_of_month(order.period);
    closed.known_at = command->recorded_at();
    Moment moment;
    moment.as_of = closed.cutoff;
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(*snapshot, moment));
    closed.counting = book->moment.counting;
    PANHUO_TRY(const Status table, status(*book, ""));
    if (!act.dry_run) {
        PANHUO_TRY(closed.extract, keep_extract(office, order.extract));
    }
    PANHUO_TRY(const std::string entry, command->say_plain(kCloseKind, closed.period, payload_of(closed, table), {}));
    for (const DivisionLine& line : table.divisions) {
        closed.unsupplied_done[closed_line(line.division, line.kind, line.name)] = line.unsupplied.done;
        closed.idle_done[closed_line(line.division, line.kind, line.name)] = line.idle.done;
    }
    PANHUO_DO(command->commit());
    return closed;
}

}  // namespace service
