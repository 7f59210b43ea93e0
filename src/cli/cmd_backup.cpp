// panhuo backup | restore : a copy of a store, proved and kept elsewhere; and a store made of one again.
#include "base/files.hpp"
#include "base/json.hpp"
#include "cli/backup_commands.hpp"
#include "cli/progress_bar.hpp"
#include "service/backup.hpp"
#include "service/open_store.hpp"
#include "service/proof.hpp"
#include "service/restore.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace cli {
namespace {

/// The steps in their order; each counts its own things.
service::TellProgress shown_on(ProgressBar& bar, std::vector<std::string> steps) {
    return [&bar, steps = std::move(steps)](std::string_view step, std::uint64_t done, std::uint64_t all) {
        const auto at = std::find(steps.begin(), steps.end(), step);
        bar.step(std::string(step), static_cast<std::size_t>(at - steps.begin()), steps.size(),
                 static_cast<std::size_t>(done), static_cast<std::size_t>(all));
    };
}

base::Json document_of(const service::BackupManifest& manifest, const char* name, const std::string& path) {
    base::Json document{{name, path}};
    document.update(service::manifest_json(manifest));
    return document;
}

void say_contents(const Session& session, const service::BackupManifest& manifest) {
    for (const journal::Head& head : manifest.heads) {
        std::printf(session.say("链 %-10s %8llu 条  链头 %s\n", "chain %-10s %8llu entries  head %s\n"),
                    head.chain.c_str(), static_cast<unsigned long long>(head.entries), base::hex(head.hash).c_str());
    }
}

base::Result<int> back_up(const Session& session, const std::string& target, service::Office& office) {
    ProgressBar bar(session);
    const auto told = shown_on(bar, {"copying", "copying_files", "checking_entries", "checking_database", "writing"});
    PANHUO_TRY(const service::BackupManifest made, service::make_backup(office, target, told));
    bar.clear();
    if (session.print_json(document_of(made, "backup", target))) return kDone;
    say_contents(session, made);
    std::printf(
        session.say("备份已写入 %s：%zu 个文件、%llu 字节，已核验。其中有个人信息和口令摘要，请像库本身一样保管，"
                    "最好放在另一块盘上。\n",
                    "backup written to %s: %zu files, %llu bytes, verified. It holds personal data and password "
                    "hashes: keep it like the store itself, best on another disk.\n"),
        target.c_str(), made.files.size(), static_cast<unsigned long long>(made.bytes()));
    return kDone;
}

/// What is known of the book: a checkpoint's file, or a store that is still there.
base::Result<journal::Checkpoint> known_elsewhere(Session& session, const std::string& path) {
    if (!base::file_exists(path + "/panhuo.db")) {
        PANHUO_TRY(const std::string text, base::read_file(path));
        return journal::parse_checkpoint(text, path);
    }
    PANHUO_TRY(const std::unique_ptr<store::Store> store, service::open_store(path, store::Access::Read));
    service::Office office{*store, session.clock(), session.random()};
    return service::take_checkpoint(office);
}

base::Result<int> bring_back(Session& session, service::RestoreOrder order) {
    if (!order.against_name.empty()) {
        PANHUO_TRY(order.against, known_elsewhere(session, order.against_name));
    }
    ProgressBar bar(session);
    const auto told = shown_on(bar, {"copying_files", "checking_entries", "checking_database", "writing"});
    PANHUO_TRY(const service::BackupManifest manifest,
               service::restore(order, session.clock(), session.random(), told));
    bar.clear();
    base::Json document = document_of(manifest, "store", order.store);
    document["from"] = order.backup;
    if (session.print_json(document)) return kDone;
    say_contents(session, manifest);
    std::printf(session.say("已恢复到 %s：%s 时的账，核验通过。此后记下的不在其中。\n",
                            "restored to %s: the book as of %s, verified. What was entered since is not in it.\n"),
                order.store.c_str(), manifest.taken_at.iso().c_str());
    return kDone;
}

}  // namespace

void add_backup_commands(CLI::App& app, Session& session, Run& run) {
    struct Options {
        std::string store, target;
        service::RestoreOrder order;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* backup = app.add_subcommand("backup", "a proved copy of a store, also while it is served or written");
    backup->add_option("store", options->store, "folder of the store")->required();
    backup->add_option("-o,--output", options->target, "folder to make; best on another disk")->required();
    backup->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Read,
                              [&](service::Office& office) { return back_up(session, options->target, office); });
        };
    });
    CLI::App* restore = app.add_subcommand("restore", "a store made of a backup; never over anything that is there");
    restore->add_option("backup", options->order.backup, "folder of the backup")->required();
    restore->add_option("store", options->order.store, "folder to make")->required();
    CLI::Option* against = restore->add_option("--against", options->order.against_name,
                                               "a checkpoint, or a store: refuse a backup that is behind it");
    restore->add_flag("--despite-checkpoint", options->order.despite, "restore it although it is")->needs(against);
    restore->callback([&session, &run, options] {
        run = [&session, options] {
            const base::Result<int> outcome = bring_back(session, options->order);
            return outcome.ok() ? *outcome : session.fail(outcome.error());
        };
    });
}

}  // namespace cli
