// panhuo opening | close : what opens the book of a campaign, and what closes a month.
#include "base/json.hpp"
#include "cli/session.hpp"
#include "service/closing.hpp"
#include "service/opening.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct OpeningOptions {
    std::string store, on;
    bool dry_run = false;
};

base::Json list_json(const std::vector<std::string>& list) {
    base::Json json = base::Json::array();
    for (const std::string& each : list) json.push_back(each);
    return json;
}

base::Result<int> opening(Session& session, const OpeningOptions& options, service::Office& office) {
    const auto on = base::parse_iso_date(options.on);
    if (!on) return base::Error{base::Code::DateInvalid, {options.on}};
    PANHUO_TRY(const service::Opened opened, service::open_from_official(office, *on, session.act(options.dry_run)));
    const bool refused = !opened.unknown.empty() || !opened.silent.empty();
    if (session.print_json({{"on", opened.on.iso()},
                            {"approvals", opened.approvals},
                            {"entries", opened.entered},
                            {"unchanged", opened.unchanged},
                            {"supplied_m2", base::area_json(opened.supplied)},
                            {"unknown_approvals", list_json(opened.unknown)},
                            {"without_supplied_area", list_json(opened.silent)},
                            {"second_papers", list_json(opened.second_papers)}}))
        return refused ? kRefused : kDone;
    std::printf(
        session.say("系统批文清单 %s：%lld 件批文，期初入账 %lld 件，未变 %lld 件，已供合计 %s 公顷。\n",
                    "official list of %s: %lld approvals, %lld opening entries, %lld unchanged, supplied %s ha\n"),
        opened.on.iso().c_str(), static_cast<long long>(opened.approvals), static_cast<long long>(opened.entered),
        static_cast<long long>(opened.unchanged), opened.supplied.text(base::AreaUnit::Hectare, 4).c_str());
    for (const std::string& each : opened.unknown)
        std::printf("    %s  %s\n", each.c_str(), session.say("本账没有这件批文", "is not an approval of our book"));
    for (const std::string& each : opened.silent)
        std::printf("    %s  %s\n", each.c_str(), session.say("没有已供面积", "has no supplied area"));
    for (const std::string& each : opened.second_papers)
        std::printf("    %s  %s\n", each.c_str(),
                    session.say("一地两批，面积记在另一件批文，不另记期初",
                                "counts under another approval, no opening of its own"));
    return refused ? kRefused : kDone;
}

struct CloseOptions {
    std::string store, period, extract;
    bool dry_run = false;
};

base::Result<int> close(Session& session, const CloseOptions& options, service::Office& office) {
    PANHUO_TRY(const service::Closed closed,
               service::close_period(office, {options.period, options.extract}, session.act(options.dry_run)));
    base::Json lines = base::Json::array();
    for (const auto& [line, done] : closed.unsupplied_done) {
        lines.push_back({{"line", line},
                         {"unsupplied_done_m2", base::area_json(done)},
                         {"idle_done_m2", base::area_json(closed.idle_done.at(line))}});
    }
    base::Json frozen = {{"as_of", closed.cutoff.iso()},
                         {"known_at", closed.known_at.iso()},
                         {"counting", ledger::counting_code(closed.counting)},
                         {"extract", closed.extract.empty() ? base::Json() : base::Json(closed.extract)},
                         {"lines", std::move(lines)}};
    if (session.print_json({{"period", closed.period}, {"frozen", std::move(frozen)}})) return kDone;
    std::printf(
        session.say("%s 已结：截至 %s，此后到的旧日期记录计入下一期。\n",
                    "%s is closed as of %s; what arrives later with an earlier date counts in the next period\n"),
        closed.period.c_str(), closed.cutoff.iso().c_str());
    for (const auto& [line, done] : closed.unsupplied_done)
        std::printf("    %s  %s %s  %s %s\n", line.c_str(),
                    session.say("批而未供累计（公顷）", "unsupplied, done (ha)"),
                    done.text(base::AreaUnit::Hectare, 4).c_str(), session.say("闲置累计", "idle, done"),
                    closed.idle_done.at(line).text(base::AreaUnit::Hectare, 4).c_str());
    return kDone;
}

}  // namespace

void add_period_commands(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<OpeningOptions>();
    CLI::App* command = app.add_subcommand("opening", "opening entries from the official list of a day");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("--on", options->on, "the day of the list, imported with --as official")->required();
    command->add_flag("--dry-run", options->dry_run, "show what would be entered, keep nothing");
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Write,
                              [&](service::Office& office) { return opening(session, *options, office); });
        };
    });
    const auto closing = std::make_shared<CloseOptions>();
    CLI::App* close_command = app.add_subcommand("close", "close a month: freeze its table");
    close_command->add_option("store", closing->store, "folder of the store")->required();
    close_command->add_option("--period", closing->period, "the month, 2024-06")->required();
    close_command->add_option("--extract", closing->extract, "the official extract it rests on; kept under its hash");
    close_command->add_flag("--dry-run", closing->dry_run, "show what would be frozen, keep nothing");
    close_command->callback([&session, &run, closing] {
        run = [&session, closing] {
            return with_store(session, closing->store, store::Access::Write,
                              [&](service::Office& office) { return close(session, *closing, office); });
        };
    });
}

}  // namespace cli
