// panhuo status <store> : where each division stands, as a table a director can read aloud.
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/figures.hpp"
#include "cli/moment.hpp"
#include "cli/session.hpp"
#include "cli/standing.hpp"
#include "cli/table.hpp"
#include "service/status.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

void print_stock(const Session& s, const char* title, const service::StockLine& stock) {
    std::printf("  %s\n", title);
    const auto line = [&](const char* zh, const char* en, const std::string& value) {
        const std::string name = s.say(zh, en);
        const int gap = 26 - base::display_width(name);
        std::printf("    %s%*s%14s\n", name.c_str(), gap > 0 ? gap : 1, "", value.c_str());
    };
    const service::BaselineLine& baseline = stock.baseline;
    line("存量基数（系统）", "baseline (official)",
         baseline.area ? hectares(*baseline.area) : s.say("未录", "not recorded"));
    if (baseline.area) line("  与本账之差", "  less our own book", hectares(*baseline.area - baseline.own));
    line("期初", "opening", hectares(stock.opening));
    line("新增", "added", hectares(stock.added));
    line("已消化（处置）", "done", hectares(stock.done));
    for (const auto& [way, area] : stock.done_by) {
        const base::Text text = service::way_text(way);
        if (!area.is_zero()) line(("  · " + text.zh).c_str(), ("  · " + text.en).c_str(), hectares(area));
    }
    line("核销", "written off", hectares(stock.written_off));
    line("期末", "balance", hectares(stock.balance));
    if (!stock.signed_not_recorded.is_zero())
        line("已签未录", "signed, not recorded", hectares(stock.signed_not_recorded));
    if (stock.task) {
        line(stock.task->provisional ? "年度任务（暂定）" : "年度任务（下达）",
             stock.task->provisional ? "task (provisional)" : "task (final)", hectares(stock.task->area));
    }
    for (const service::MeasureLine& measure : stock.measures)
        line(measure.name.zh.c_str(), measure.name.en.c_str(), percent(measure.value));
}

const char* state_text(const Session& s, law::MilestoneState state) {
    switch (state) {
        case law::MilestoneState::NotDue:
            return s.say("未到期", "not due");
        case law::MilestoneState::Met:
            return s.say("达到", "met");
        case law::MilestoneState::Missed:
            return s.say("未达到", "missed");
        case law::MilestoneState::AtRisk:
            return s.say("有风险", "at risk");
        case law::MilestoneState::Undecided:
            return s.say("待定", "undecided");
    }
    return "";
}

void print_milestones(const Session& s, const service::StockLine& stock) {
    Table table({{s.say("节点", "milestone")},
                 {s.say("累计比例", "share"), Table::Align::Right},
                 {s.say("应完成", "required"), Table::Align::Right},
                 {s.say("已完成", "done"), Table::Align::Right},
                 {s.say("差（亩）", "gap (mu)"), Table::Align::Right},
                 {s.say("按计划预计", "forecast"), Table::Align::Right},
                 {s.say("状态", "state")}});
    const auto forecast = [&](base::Date day) -> std::string {
        for (const service::ForecastPoint& point : stock.forecast) {
            if (point.date == day) return hectares(point.done);
        }
        return "";
    };
    for (const law::MilestoneRow& row : stock.milestones) {
        table.row({row.date.iso(), row.share.percent(), row.task ? hectares(row.required) : "–", hectares(row.done),
                   row.task ? row.gap.text(base::AreaUnit::Mu, 2) : "–", forecast(row.cutoff),
                   state_text(s, row.state)});
    }
    if (!table.empty()) std::fputs(table.text(4).c_str(), stdout);
}

void print_amounts(const Session& s, const char* heading, const std::map<std::string, service::Amount>& amounts) {
    Table table(
        {{heading}, {s.say("宗数", "parcels"), Table::Align::Right}, {s.say("公顷", "ha"), Table::Align::Right}});
    for (const auto& [code, amount] : amounts) {
        std::string name = code;
        if (const auto account = ledger::account_from_code(code)) {
            name = code + "  " +
                   std::string(s.lang == base::Lang::Zh ? ledger::account_zh(*account) : ledger::account_en(*account));
        }
        table.row({name, std::to_string(amount.parcels), hectares(amount.area)});
    }
    if (!table.empty()) std::fputs(table.text(4).c_str(), stdout);
}

void print_division(const Session& s, const service::DivisionLine& line) {
    std::printf("%s %s (%s)\n", line.division.c_str(), line.name.c_str(), line.kind.c_str());
    print_stock(s, s.say("批而未供（公顷）", "approved, not supplied (ha)"), line.unsupplied);
    print_milestones(s, line.unsupplied);
    print_stock(s, s.say("闲置土地（公顷）", "idle land (ha)"), line.idle);
    print_amounts(s, s.say("状态", "status"), line.by_status);
    print_amounts(s, s.say("处置意见", "route"), line.by_route);
    std::printf("    %s", s.say("提示：", "findings:"));
    for (const char* severity : {"error", "warning", "info"}) {
        const auto found = line.findings.find(severity);
        std::printf(" %s %lld", severity, static_cast<long long>(found == line.findings.end() ? 0 : found->second));
    }
    std::printf("\n\n");
}

void print_status(const Session& s, const service::Status& status) {
    std::printf(
        s.say("截至 %s，计数口径：%s\n\n", "as of %s, counting basis: %s\n\n"), status.moment.as_of.iso().c_str(),
        status.moment.counting == ledger::Counting::Official ? s.say("系统", "official") : s.say("签订", "signed"));
    for (const service::DivisionLine& line : status.divisions) print_division(s, line);
    Table groups({{s.say("分组", "group")},
                  {s.say("宗数", "parcels"), Table::Align::Right},
                  {s.say("未供（公顷）", "unsupplied ha"), Table::Align::Right}});
    for (const service::Group& group : status.groups) {
        groups.row({group.key.empty() ? s.say("（未填）", "(not stated)") : group.key,
                    std::to_string(group.unsupplied.parcels), hectares(group.unsupplied.area)});
    }
    if (!groups.empty()) std::printf("%s\n", groups.text().c_str());
    if (status.contradictions.empty()) return;
    std::printf("%s\n", s.say("通知中的矛盾与未明之处", "what the notice contradicts or leaves open"));
    for (const service::ContradictionLine& line : status.contradictions) {
        std::printf("  %s [%s] %s\n", line.contradiction.id.c_str(), line.contradiction.where.c_str(),
                    s.say(line.contradiction.text).c_str());
        if (!line.decided.empty()) std::printf("      %s %s\n", s.say("已定：", "decided:"), line.decided.c_str());
        if (!line.decided.empty()) continue;
        for (const law::Reading& reading : line.contradiction.readings) {
            std::printf("      --reading %-10s %s\n", reading.id.c_str(), s.say(reading.text).c_str());
        }
    }
}

}  // namespace

void add_status_command(CLI::App& app, Session& session, Run& run) {
    struct Options {
        std::string store, by;
        MomentOptions moment;
        bool brief = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("status", "where each division stands");
    command->add_option("store", options->store, "folder of the store")->required();
    add_moment_options(*command, options->moment);
    command->add_option("--by", options->by, "group the unsupplied land")
        ->check(CLI::IsMember({"township", "zone", "approval", "year", "route", "cause", "unit"}));
    command->add_flag("--brief", options->brief, "one screen: a line per division and stock");
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(
                session, options->store, store::Access::Read, [&](service::Office& office) -> base::Result<int> {
                    PANHUO_TRY(const service::Moment moment, read_moment(options->moment, session.clock()));
                    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
                    PANHUO_TRY(const std::unique_ptr<service::Book> book, service::Book::open(*snapshot, moment));
                    PANHUO_TRY(const service::Status status, service::status(*book, options->by));
                    if (session.print_json(service::status_json(status))) return kDone;
                    options->brief ? print_standing(session, status) : print_status(session, status);
                    return kDone;
                });
        };
    });
}

}  // namespace cli
