// panhuo init | sample | verify | checkpoint | rebuild : a store, and the proof that it is sound.
#include "base/files.hpp"
#include "base/json.hpp"
#include "cli/session.hpp"
#include "service/proof.hpp"
#include "service/setup.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

base::Result<int> init(Session& session, const std::string& folder, const std::string& division,
                       const std::string& rulebook) {
    // Division and rulebook are checked before a folder is made, so that a slip of the pen leaves nothing behind.
    PANHUO_DO(service::check_founding(division, rulebook));
    PANHUO_TRY(const std::unique_ptr<store::Store> store, store::create_sqlite(folder));
    service::Office office{*store, session.clock(), session.random()};
    PANHUO_TRY(const service::Founded founded, service::found_store(office, division, rulebook, session.act()));
    if (!session.print_json({{"store", folder}, {"division", founded.division}, {"rulebook", founded.rulebook}})) {
        std::printf(session.say("已建库 %s：%s，规则集 %s。\n", "store %s: division %s, rulebook %s\n"), folder.c_str(),
                    founded.division.c_str(), founded.rulebook.c_str());
    }
    return kDone;
}

base::Result<int> sample(Session& session, const std::string& folder) {
    PANHUO_DO(service::check_founding(service::kSampleDivision, service::kSampleRulebook));
    PANHUO_TRY(const std::unique_ptr<store::Store> store, store::create_sqlite(folder));
    service::Office office{*store, session.clock(), session.random()};
    PANHUO_TRY(const service::Founded founded,
               service::found_store(office, service::kSampleDivision, service::kSampleRulebook, session.act()));
    PANHUO_TRY(const std::vector<service::ImportedFile> files, service::import_sample(office, session.act()));
    std::uint64_t entries = 0;
    base::Json list = base::Json::array();
    for (const service::ImportedFile& file : files) {
        entries += file.entries;
        base::Json one = service::imported_json(file);
        one["file"] = base::file_name(file.file);
        list.push_back(std::move(one));
    }
    if (session.print_json({{"store", folder},
                            {"division", founded.division},
                            {"rulebook", founded.rulebook},
                            {"entries", entries},
                            {"files", std::move(list)}})) {
        return kDone;
    }
    for (const service::ImportedFile& file : files) {
        std::printf(session.say("  %-28s %-10s %4lld 行，入账 %lld，重复 %lld，退回 %lld\n",
                                "  %-28s %-10s %4lld rows, accepted %lld, duplicate %lld, rejected %lld\n"),
                    base::file_name(file.file).c_str(), file.kind.c_str(), static_cast<long long>(file.rows),
                    static_cast<long long>(file.accepted), static_cast<long long>(file.duplicate),
                    static_cast<long long>(file.rejected));
    }
    std::printf(session.say("样例县已建在 %s，共 %llu 条日志。\n", "sample county in %s, %llu entries\n"),
                folder.c_str(), static_cast<unsigned long long>(entries));
    return kDone;
}

base::Result<int> verify(Session& session, const std::string& against, service::Office& office) {
    std::optional<journal::Checkpoint> checkpoint;
    if (!against.empty()) {
        PANHUO_TRY(const std::string text, base::read_file(against));
        PANHUO_TRY(checkpoint, journal::parse_checkpoint(text, against));
    }
    PANHUO_TRY(const service::Verification result, service::verify(office, checkpoint ? &*checkpoint : nullptr));
    const base::Json answer = service::verification_json(result);
    const int exit_code = result.ok() ? kDone : kRefused;
    if (session.print_json(answer)) return exit_code;
    for (const journal::Head& head : result.chains) {
        std::printf(session.say("链 %-10s %8llu 条  链头 %s\n", "chain %-10s %8llu entries  head %s\n"),
                    head.chain.c_str(), static_cast<unsigned long long>(head.entries), base::hex(head.hash).c_str());
    }
    for (const journal::Fault& fault : result.faults)
        std::printf("  ! %s %s\n", fault.entry.c_str(), fault.code.c_str());
    std::printf("%s\n", result.ok() ? session.say("核验通过。", "sound.")
                                    : session.say("核验未通过：请停止写入，从备份恢复。",
                                                  "NOT SOUND: stop writing and restore from a backup."));
    return exit_code;
}

base::Result<int> checkpoint(Session& session, const std::string& file, service::Office& office) {
    PANHUO_TRY(const journal::Checkpoint taken, service::take_checkpoint(office));
    PANHUO_DO(base::write_file_atomic(file, journal::checkpoint_text(taken)));
    if (!session.print_json({{"file", file},
                             {"store", taken.store},
                             {"taken_at", taken.taken_at.iso()},
                             {"chains", service::heads_json(taken.heads)}})) {
        std::printf(session.say("检查点已写入 %s，请另行保管。\n", "checkpoint written to %s; keep it elsewhere.\n"),
                    file.c_str());
    }
    return kDone;
}

base::Result<int> rebuild(Session& session, service::Office& office) {
    PANHUO_TRY(const service::Rebuilt result, service::rebuild(office));
    const base::Json answer = {{"identical", result.identical},  {"entries", result.entries},
                               {"postings", result.postings},    {"notes", result.notes},
                               {"digest_before", result.before}, {"digest_after", result.after}};
    if (!session.print_json(answer)) {
        std::printf(session.say("由 %llu 条日志重建分录 %llu 笔、提示 %llu 条：%s。\n",
                                "%llu entries -> %llu postings, %llu notes: %s\n"),
                    static_cast<unsigned long long>(result.entries), static_cast<unsigned long long>(result.postings),
                    static_cast<unsigned long long>(result.notes),
                    result.identical
                        ? session.say("与原表完全一致", "identical")
                        : session.say("与原表不一致，已改用重建结果", "NOT identical; the rebuilt tables stay"));
    }
    return result.identical ? kDone : kRefused;
}

}  // namespace

void add_store_commands(CLI::App& app, Session& session, Run& run) {
    struct Options {
        std::string store, division, rulebook = "xixian-2024", file;
    };
    const auto options = std::make_shared<Options>();
    const auto guarded = [&session](auto work) {
        return [&session, work]() -> int {
            const base::Result<int> outcome = work(session);
            return outcome.ok() ? *outcome : session.fail(outcome.error());
        };
    };
    CLI::App* init_command = app.add_subcommand("init", "new store for one book-keeping office");
    init_command->add_option("store", options->store, "folder to make")->required();
    init_command->add_option("--division", options->division, "division code, such as 141031")->required();
    init_command->add_option("--rulebook", options->rulebook, "campaign's rulebook")->capture_default_str();
    init_command->callback([&run, options, guarded] {
        run = guarded([options](Session& s) { return init(s, options->store, options->division, options->rulebook); });
    });
    CLI::App* sample_command = app.add_subcommand("sample", "new store with the sample county imported");
    sample_command->add_option("store", options->store, "folder to make")->required();
    sample_command->callback(
        [&run, options, guarded] { run = guarded([options](Session& s) { return sample(s, options->store); }); });
    const auto on_store = [&](const char* name, const char* help, store::Access access, auto work) {
        CLI::App* command = app.add_subcommand(name, help);
        command->add_option("store", options->store, "folder of the store")->required();
        command->callback([&session, &run, options, access, work] {
            run = [&session, options, access, work] {
                return with_store(session, options->store, access,
                                  [&](service::Office& office) { return work(session, options->file, office); });
            };
        });
        return command;
    };
    on_store("verify", "chains, kept files and database", store::Access::Read, verify)
        ->add_option("--against", options->file, "an older checkpoint");
    on_store("checkpoint", "heads of the chains, to be kept elsewhere", store::Access::Read, checkpoint)
        ->add_option("-o,--output", options->file, "file to write")
        ->required();
    on_store("rebuild", "derived tables from the journal", store::Access::Write,
             [](Session& s, const std::string&, service::Office& office) { return rebuild(s, office); });
}

}  // namespace cli
