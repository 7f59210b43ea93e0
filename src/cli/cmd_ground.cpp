// panhuo ground <store> : where map and book contradict each other, parcel by parcel, each with its cure.
#include "base/json.hpp"
#include "cli/ground_commands.hpp"
#include "cli/moment.hpp"
#include "service/ground_findings.hpp"
#include "service/parcels.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

struct GroundOptions {
    std::string store, subject;
    MomentOptions moment;
};

base::Result<int> ground(Session& session, const GroundOptions& options, service::Office& office) {
    PANHUO_TRY(const service::Moment moment, read_moment(options.moment, session.clock()));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    std::vector<law::Finding> findings;
    if (options.subject.empty()) {
        PANHUO_TRY(findings, service::ground_findings(*snapshot, moment));
    } else {
        PANHUO_TRY(const service::Ground one, service::ground_of(*snapshot, options.subject, moment));
        findings = one.findings;
    }
    base::Json list = base::Json::array(), counts = base::Json::object();
    for (const law::Finding& each : findings) {
        list.push_back(service::finding_json(each));
        list.back()["subject"] = each.subject;
        counts[each.rule] = counts.value(each.rule, 0) + 1;
    }
    if (session.print_json({{"findings", std::move(list)}, {"counts", std::move(counts)}})) return kDone;
    for (const law::Finding& each : findings)
        std::printf("%s\n    %s %s\n", each.subject.c_str(), each.rule.c_str(), session.say(each.text).c_str());
    std::printf(session.say("图账矛盾 %zu 处\n", "%zu contradictions of map and book\n"), findings.size());
    return kDone;
}

}  // namespace

void add_ground_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<GroundOptions>();
    CLI::App* command = app.add_subcommand("ground", "where map and book contradict each other, with the cure");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("--subject", options->subject, "one parcel: plot:KEY or supply:KEY");
    add_moment_options(*command, options->moment);
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Read,
                              [&](service::Office& office) { return ground(session, *options, office); });
        };
    });
}

}  // namespace cli
