// panhuo link : where supplies without origin probably stand, and land that two plots claim. Shown, never booked.
#include "base/json.hpp"
#include "cli/figures.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "service/ground.hpp"
#include "service/link.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct LinkOptions {
    std::string store;
    bool suggest = false;  ///< the default, by name
    bool overlaps = false;
};

base::Result<int> link(const Session& session, service::Office& office) {
    PANHUO_TRY(const std::vector<service::LinkSuggestion> suggestions, service::suggest_links(office));
    base::Json list = base::Json::array();
    Table table({{session.say("宗地", "supply")},
                 {session.say("可能占用", "probably draws on")},
                 {session.say("公顷", "ha"), Table::Align::Right},
                 {session.say("把握", "certainty")},
                 {session.say("理由", "why")},
                 {session.say("建议（日志）", "proposal (entry)")}});
    for (const service::LinkSuggestion& each : suggestions) {
        list.push_back({{"supply", each.supply},
                        {"plot", each.origin},
                        {"area_m2", base::area_json(each.area)},
                        {"certainty", law::certainty_code(each.certainty)},
                        {"why", base::text_json(each.why)}});
        if (!each.proposal.empty()) list.back()["proposal"] = each.proposal;
        table.row({each.supply, each.origin.empty() ? session.say("（无建议）", "(none)") : each.origin,
                   hectares(each.area), session.say(law::certainty_text(each.certainty)), session.say(each.why),
                   each.proposal});
    }
    if (!session.print_json({{"suggestions", std::move(list)}})) std::fputs(table.text(0).c_str(), stdout);
    return kDone;
}

base::Result<int> overlaps(const Session& session, service::Office& office) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    service::Moment today;
    today.as_of = office.clock.now().shanghai_date();
    PANHUO_TRY(const std::unique_ptr<service::Book> book, service::Book::open(*snapshot, today));
    PANHUO_TRY(const std::vector<service::Overlap> found, service::overlapping_plots(*book));
    base::Json list = base::Json::array();
    base::Area total;
    for (const service::Overlap& each : found) {
        list.push_back({{"plots", each.plots}, {"approvals", each.approvals}, {"area_m2", base::area_json(each.area)}});
        total += each.area;
    }
    if (session.print_json({{"overlaps", std::move(list)}, {"total_m2", base::area_json(total)}})) return kDone;
    for (const service::Overlap& each : found) {
        std::string names;
        for (const std::string& plot : each.plots) names += (names.empty() ? "" : " + ") + plot;
        std::printf("%10s %s  %s\n", hectares(each.area).c_str(), session.say("公顷", "ha"), names.c_str());
    }
    std::printf(session.say("地块重叠 %zu 处，共 %s 公顷\n", "%zu overlaps of plots, %s ha in all\n"), found.size(),
                hectares(total).c_str());
    return kDone;
}

}  // namespace

void add_link_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<LinkOptions>();
    CLI::App* command = app.add_subcommand("link", "supplies without origin and what they probably draw on");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_flag("--suggest", options->suggest, "list suggestions (the default)");
    command->add_flag("--overlaps", options->overlaps, "instead: plots whose shapes claim the same land");
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Read, [&](service::Office& office) {
                return options->overlaps ? overlaps(session, office) : link(session, office);
            });
        };
    });
}

}  // namespace cli
