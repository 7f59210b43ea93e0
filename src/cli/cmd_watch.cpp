// panhuo watch <store> : days under supervision after approval, and the conditions before supply.
#include "base/json.hpp"
#include "cli/figures.hpp"
#include "cli/moment.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "service/watch.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct Options {
    std::string store;
    MomentOptions moment;
    service::WatchOrder order;
    bool gates = false;
};

std::string day_or_dash(const std::optional<base::Date>& day) { return day ? day->iso() : "–"; }

void print_counts(const Session& session, const service::Supervision& found) {
    std::string line;
    for (const auto& [state, count] : found.counts)
        line += (line.empty() ? "" : session.say("，", ", ")) + session.say(law::watch_state_text(state)) + " " +
                std::to_string(count);
    std::printf("%s%s%s\n", session.say("全部期限", "all days"), session.say("：", ": "), line.c_str());
    if (found.new_approval) std::printf("%s\n", session.say(found.new_approval->text).c_str());
    if (found.rules_absent.empty()) return;
    std::printf("%s",
                session.say("规则集没有以下参数，相应期限不计算（重新采用规则集后可用）：",
                            "No adopted book holds these parameters; their days are not reckoned until one does: "));
    for (const std::string& id : found.rules_absent) std::printf(" %s", id.c_str());
    std::printf("\n");
}

void print_days(const Session& session, const service::Supervision& found, base::Date as_of) {
    Table table({{session.say("期限", "due")},
                 {session.say("天数", "days"), Table::Align::Right},
                 {session.say("状态", "state")},
                 {session.say("事项", "what")},
                 {session.say("宗地(地块)", "parcel")},
                 {session.say("名称", "name")},
                 {session.say("责任单位", "unit")},
                 {session.say("把握", "certainty")},
                 {session.say("依据", "basis")}});
    for (const service::WatchLine& line : found.lines) {
        const law::Watch& watch = line.watch;
        table.row({day_or_dash(watch.due), watch.due ? std::to_string(watch.due->days() - as_of.days()) : "",
                   session.say(law::watch_state_text(watch.state)), session.say(watch.name), line.parcel.id,
                   line.parcel.name, line.parcel.unit, session.say(law::certainty_text(watch.finding.certainty)),
                   watch.finding.article});
    }
    std::printf("%s\n",
                table.empty() ? session.say("这段时间没有期限。", "No day in this time.") : table.text(0).c_str());
}

void print_next(const Session& session, const service::Supervision& found) {
    Table table({{session.say("宗地(地块)", "parcel")},
                 {session.say("名称", "name")},
                 {session.say("状态", "status")},
                 {session.say("下一期限", "next day")},
                 {session.say("事项", "what")}});
    for (const service::NextLine& line : found.next)
        table.row({line.parcel.id, line.parcel.name, line.parcel.status, line.next ? day_or_dash(line.next->due) : "–",
                   line.next ? session.say(line.next->name) : ""});
    std::printf("%s\n", table.text(0).c_str());
}

std::string gate_mark(const Session& session, const law::Gate& gate) {
    if (!gate.met) return session.say("不明", "unknown");
    return *gate.met ? session.say("已具备", "met") : session.say("未具备", "open");
}

void print_gates(const Session& session, const service::Supervision& found) {
    Table table({{session.say("地块", "parcel")},
                 {session.say("名称", "name")},
                 {session.say("公顷", "ha"), Table::Align::Right},
                 {session.say("供地条件", "condition of supply")},
                 {session.say("是否具备", "met")},
                 {session.say("把握", "certainty")},
                 {session.say("依据", "basis")}});
    for (const service::GateLine& line : found.gates)
        for (const law::Gate& gate : line.gates)
            table.row({line.parcel.id, line.parcel.name, line.parcel.area ? hectares(*line.parcel.area) : "–",
                       session.say(gate.name), gate_mark(session, gate),
                       session.say(law::certainty_text(gate.finding.certainty)), gate.finding.article});
    std::printf("%s\n", table.text(0).c_str());
}

base::Result<int> watch(Session& session, const Options& options, service::Office& office) {
    if (options.order.within_days < 0) return base::Error{base::Code::Usage, {"--within: 0 …"}};
    PANHUO_TRY(const service::Moment moment, read_moment(options.moment, session.clock()));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::unique_ptr<service::Book> book, service::Book::open(*snapshot, moment));
    PANHUO_TRY(const service::Supervision found, service::supervise(*book, options.order));
    if (session.json) {
        service::Sources sources;
        PANHUO_DO(service::add_sources(*snapshot, service::findings_of(found), sources));
        session.print_json(service::supervision_json(found, book->moment, options.order, sources));
        return kDone;
    }
    print_counts(session, found);
    if (options.gates) {
        print_gates(session, found);
    } else if (options.order.next) {
        print_next(session, found);
    } else {
        print_days(session, found, book->moment.as_of);
    }
    return kDone;
}

}  // namespace

void add_watch_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("watch", "days under supervision after approval, conditions before supply");
    command->add_option("store", options->store, "folder of the store")->required();
    add_moment_options(*command, options->moment);
    command->add_option("--within", options->order.within_days, "days ahead, and days passed in silence (default 90)");
    command->add_flag("--all", options->order.all, "every day, however far, and those that cannot be told");
    command->add_flag("--next", options->order.next, "the next day of every parcel");
    command->add_flag("--gates", options->gates, "conditions before supply instead of days");
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Read,
                              [&](service::Office& office) { return watch(session, *options, office); });
        };
    });
}

}  // namespace cli
