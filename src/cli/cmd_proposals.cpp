// panhuo proposals <store> : what waits for a second person, and settling it.
#include "base/json.hpp"
#include "cli/ground_commands.hpp"
#include "cli/table.hpp"
#include "service/proposals.hpp"
#include "service/record.hpp"
#include "service/rights.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace cli {
namespace {

struct ProposalOptions {
    std::string store, kind;
    std::vector<std::string> accept, reject;
    bool accept_all = false;
};

base::Result<std::vector<journal::Entry>> open_of(const ProposalOptions& options, store::Snapshot& snapshot) {
    if (options.kind.empty()) return service::open_proposals(snapshot);
    const auto kind = land::kind_from_name(options.kind);
    if (!kind) return base::Error{base::Code::RecordKindUnknown, {options.kind, "link portion decision …"}};
    return service::open_proposals(snapshot, *kind);
}

base::Result<int> list(Session& session, const ProposalOptions& options, service::Office& office) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::vector<journal::Entry> open, open_of(options, *snapshot));
    base::Json proposals = base::Json::array();
    Table table({{session.say("日志", "entry")},
                 {session.say("类型", "kind")},
                 {session.say("内容", "key")},
                 {session.say("提出人", "by")},
                 {session.say("理由", "why")}});
    for (const journal::Entry& entry : open) {
        const std::string id = journal::entry_id(entry.chain, entry.sequence);
        PANHUO_TRY(base::Json record, base::parse_json(entry.payload.empty() ? "null" : entry.payload, id));
        proposals.push_back({{"entry", id},
                             {"kind", entry.kind},
                             {"key", entry.key},
                             {"change", journal::change_name(entry.change)},
                             {"by", entry.actor.id},
                             {"reason", entry.reason},
                             {"record", std::move(record)}});
        table.row({id, entry.kind, entry.key, entry.actor.id, entry.reason});
    }
    if (!session.print_json({{"proposals", std::move(proposals)}})) std::fputs(table.text(0).c_str(), stdout);
    return kDone;
}

/// Each by its own word, all in one command: a maker never settles his own.
base::Result<int> settle(Session& session, const ProposalOptions& options, service::Office& office) {
    const service::Act act = session.act();
    std::vector<std::string> accept = options.accept;
    {
        PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
        if (options.accept_all) {
            PANHUO_TRY(const std::vector<journal::Entry> open, open_of(options, *snapshot));
            for (const journal::Entry& entry : open) {
                const std::string id = journal::entry_id(entry.chain, entry.sequence);
                const bool refused =
                    std::find(options.reject.begin(), options.reject.end(), id) != options.reject.end();
                const bool own = !service::check_second_person(entry.actor.id, act.actor.id).ok();
                if (!refused && !own) accept.push_back(id);
            }
        }
        std::vector<std::string> all = accept;
        all.insert(all.end(), options.reject.begin(), options.reject.end());
        for (const std::string& id : all) {
            PANHUO_TRY(const journal::Entry entry, service::open_proposal(*snapshot, id));
            PANHUO_DO(service::check_second_person(entry.actor.id, act.actor.id));
        }
    }
    base::Json document = base::Json::array();
    for (const std::string& id : accept) document.push_back({{"approve", id}});
    for (const std::string& id : options.reject) document.push_back({{"reject", id}});
    PANHUO_TRY(const service::Recorded recorded, service::record(office, document, act));
    if (!session.print_json(
            {{"accepted", accept.size()}, {"rejected", options.reject.size()}, {"entries", recorded.entries}}))
        std::printf(session.say("已确认 %zu 条，退回 %zu 条\n", "%zu accepted, %zu rejected\n"), accept.size(),
                    options.reject.size());
    return kDone;
}

}  // namespace

void add_proposals_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<ProposalOptions>();
    CLI::App* command = app.add_subcommand("proposals", "what waits for a second person, and settling it");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("--kind", options->kind, "link | portion | decision …: only these");
    command->add_option("--accept", options->accept, "entries to approve");
    command->add_option("--reject", options->reject, "entries to reject");
    command->add_flag("--accept-all", options->accept_all, "approve all of them but your own and those rejected");
    command->callback([&session, &run, options] {
        run = [&session, options] {
            const bool writes = options->accept_all || !options->accept.empty() || !options->reject.empty();
            const auto access = writes ? store::Access::Write : store::Access::Read;
            return with_store(session, options->store, access, [&](service::Office& office) {
                return writes ? settle(session, *options, office) : list(session, *options, office);
            });
        };
    });
}

}  // namespace cli
