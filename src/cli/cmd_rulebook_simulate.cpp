// panhuo rulebook simulate <store> [BOOK] : a draft book or a new target beside the book in force; writes nothing.
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/figures.hpp"
#include "cli/moment.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "service/simulate.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct Options {
    std::string store, book, from;
    std::vector<std::string> targets;
    MomentOptions moment;
};

/// "unsupplied=30%", "idle=2.3ha": a rate of the baseline, or an area.
base::Result<land::Target> read_target(const std::string& text, base::Date from) {
    const auto wrong = [&] {
        return base::Error{base::Code::Usage, {"--target " + text + ": unsupplied=30% | idle=2.3ha"}};
    };
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) return wrong();
    land::Target target;
    target.stock = text.substr(0, equals);
    target.in_force_from = from;
    const std::string size = text.substr(equals + 1);
    if (target.stock != "unsupplied" && target.stock != "idle") return wrong();
    if (base::ends_with(size, "%")) {
        // Hundredths of a per cent, written as a decimal share.
        const auto hundredths = base::parse_decimal(size.substr(0, size.size() - 1), 2);
        if (!hundredths || *hundredths < 0 || *hundredths > 10'000) return wrong();
        std::string digits = std::to_string(*hundredths);
        digits.insert(0, digits.size() < 5 ? 5 - digits.size() : 0, '0');
        target.basis = "rate";
        target.rate = digits.substr(0, digits.size() - 4) + "." + digits.substr(digits.size() - 4);
        return target;
    }
    const base::ReadArea area = base::read_area(size, base::AreaUnit::Hectare);
    if (area.outcome != base::ReadArea::Outcome::Area || !area.unit_in_cell) return wrong();
    target.basis = "area";
    target.area = area.area;
    return target;
}

std::string route_or_dash(const std::string& route) { return route.empty() ? "–" : route; }

void print_changes(const Session& session, const service::Simulation& found) {
    Table table({{session.say("编号", "id")},
                 {session.say("名称", "name")},
                 {session.say("公顷", "ha"), Table::Align::Right},
                 {session.say("判断：现行", "judgement now")},
                 {session.say("草案", "draft")},
                 {session.say("意见：现行", "route now")},
                 {session.say("草案", "draft")},
                 {session.say("时限：现行", "due now")},
                 {session.say("草案", "draft")}});
    const auto day = [](const std::optional<base::Date>& due) { return due ? due->iso() : std::string("–"); };
    for (const service::ParcelChange& change : found.changes)
        table.row({change.id, change.name, change.area ? hectares(*change.area) : "–", change.before.judgement,
                   change.after.judgement, route_or_dash(change.before.route), route_or_dash(change.after.route),
                   day(change.before.due), day(change.after.due)});
    if (!table.empty()) std::printf("%s\n", table.text().c_str());
}

std::string required(const law::MilestoneRow& row) { return row.task ? hectares(row.required) : "–"; }

/// Both curves of one stock, one row per date and share.
void print_stock(const Session& session, const service::StockChange& stock) {
    const auto task = [](const service::StockLine& line) { return line.task ? hectares(line.task->area) : "–"; };
    std::printf("%s %s%s%s %s → %s, %s %s → %s\n", stock.name.c_str(), stock.stock.c_str(), session.say("：", ": "),
                session.say("任务", "task"), task(stock.before).c_str(), task(stock.after).c_str(),
                session.say("已完成", "done"), hectares(stock.before.done).c_str(), hectares(stock.after.done).c_str());
    Table table({{session.say("节点", "milestone")},
                 {session.say("比例", "share"), Table::Align::Right},
                 {session.say("应完成", "required"), Table::Align::Right},
                 {session.say("状态", "state")},
                 {""}});
    const auto rows = [&](const service::StockLine& line, const char* which) {
        for (const law::MilestoneRow& row : line.milestones)
            table.row({row.date.iso(), row.share.percent(), required(row),
                       std::string(law::milestone_state_code(row.state)), which});
    };
    rows(stock.before, session.say("现行", "in force"));
    rows(stock.after, session.say("草案", "draft"));
    std::printf("%s\n", table.text().c_str());
}

void print_simulation(const Session& session, const service::Simulation& found) {
    std::printf("%s %s → %s, %s\n", session.say("规则集", "rulebook"), found.in_force.c_str(), found.draft.c_str(),
                found.after.as_of.iso().c_str());
    for (const std::string& remark : found.remarks)
        std::printf("%s\n", session.say(service::remark_text(remark)).c_str());
    std::printf("%s%s%zu / %lld\n", session.say("结果不同的宗地（地块）", "parcels with another result"),
                session.say("：", ": "), found.changes.size(), static_cast<long long>(found.parcels));
    for (const auto& [what, count] : found.by) std::printf("  %s %lld\n", what.c_str(), static_cast<long long>(count));
    print_changes(session, found);
    for (const service::StockChange& stock : found.stocks)
        if (stock.changed) print_stock(session, stock);
    for (const law::Contradiction& one : found.contradictions)
        std::printf("%s %s %s\n", session.say("草案新增矛盾", "new contradiction"), one.code.c_str(),
                    session.say(one.text).c_str());
}

base::Result<int> simulate(Session& session, const Options& options, service::Office& office) {
    if (options.book.empty() && options.targets.empty())
        return base::Error{base::Code::Usage, {"rulebook simulate: BOOK or --target"}};
    service::SimulationOrder order;
    order.book = options.book;
    PANHUO_TRY(order.moment, read_moment(options.moment, session.clock()));
    base::Date from = order.moment.as_of;
    if (!options.from.empty()) {
        const auto day = base::parse_iso_date(options.from);
        if (!day) return base::Error{base::Code::DateInvalid, {options.from}};
        from = *day;
    }
    for (const std::string& text : options.targets) {
        PANHUO_TRY(land::Target target, read_target(text, from));
        order.targets.push_back(std::move(target));
    }
    PANHUO_TRY(const service::Simulation found, service::simulate(office, order));
    if (!session.print_json(service::simulation_json(found))) print_simulation(session, found);
    return kDone;
}

}  // namespace

void add_rulebook_simulate(CLI::App& group, Session& session, Run& run) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = group.add_subcommand("simulate", "a draft book or a new target beside the book in force");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("book", options->book, "name of a shipped book, or FILE.toml");
    command->add_option("--target", options->targets, "unsupplied=30% | idle=2.3ha (may be given again)");
    command->add_option("--target-from", options->from, "day from which it is in force (default: the day)");
    add_moment_options(*command, options->moment);
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Read,
                              [&](service::Office& office) { return simulate(session, *options, office); });
        };
    });
}

}  // namespace cli
