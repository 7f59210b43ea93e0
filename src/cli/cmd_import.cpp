// panhuo import <store> FILE… : files -> entries.
#include "base/files.hpp"
#include "base/json.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "service/import.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

using service::ImportedFile;

struct Options {
    std::string store;
    std::vector<std::string> files;
    service::ImportWords words;
    std::string mapping_file;
    bool dry_run = false;
};

void print_problems(const Session& session, const ImportedFile& file) {
    constexpr std::size_t kShown = 20;
    Table table({{session.say("行", "row"), Table::Align::Right},
                 {session.say("单元格", "cell")},
                 {session.say("代码", "code")},
                 {session.say("说明", "what was found, what to do")}});
    std::size_t shown = 0;
    for (const intake::Problem& problem : file.problems) {
        if (problem.severity == intake::Severity::Info) continue;
        table.row({std::to_string(problem.row), problem.cell, problem.code, session.say(problem.message)});
        if (++shown == kShown) break;
    }
    if (!table.empty()) std::fputs(table.text(4).c_str(), stdout);
}

/// Which sheets were read as what: said where somebody said or remembered it, or where a sheet was not read.
void print_sheets(const Session& session, const ImportedFile& file) {
    for (const intake::SheetReport& sheet : file.sheets) {
        const bool unread = sheet.state == intake::SheetReport::State::Unknown && !sheet.columns.empty();
        if (sheet.mapping.empty() && !sheet.said && !unread) continue;
        const std::string name = sheet.name.empty() ? "-" : sheet.name;
        const std::string state(intake::sheet_state_name(sheet.state));
        std::printf(session.say("    工作表 %s：%s，列对应 %s，表头 %s\n", "    sheet %s: %s, mapping %s, form %s\n"),
                    name.c_str(), state.c_str(), sheet.mapping.empty() ? "-" : sheet.mapping.c_str(),
                    sheet.form.c_str());
    }
}

void print_file(const Session& session, const ImportedFile& file) {
    std::printf("%s\n", file.file.c_str());
    if (file.error) {
        std::printf("    %s [%s]\n", session.say(file.error->text()).c_str(), std::string(file.error->name()).c_str());
        return;
    }
    std::printf(session.lang == base::Lang::Zh
                    ? "    %s：%lld 行 = 入账 %lld + 未变 %lld + 重复 %lld + 退回 %lld\n"
                    : "    %s: %lld rows = accepted %lld + unchanged %lld + duplicate %lld + rejected %lld\n",
                file.kind.c_str(), static_cast<long long>(file.rows), static_cast<long long>(file.accepted),
                static_cast<long long>(file.unchanged), static_cast<long long>(file.duplicate),
                static_cast<long long>(file.rejected));
    print_sheets(session, file);
    for (const auto& [code, count] : file.problem_counts) {
        std::printf("    %-24s %lld\n", code.c_str(), static_cast<long long>(count));
    }
    print_problems(session, file);
    if (file.proposed_draws > 0)
        std::printf(
            session.say("    按图形建议挂接 %llu 条，待确认：panhuo proposals STORE --kind link\n",
                        "    %llu draws proposed by the shapes, to be settled: panhuo proposals STORE --kind link\n"),
            static_cast<unsigned long long>(file.proposed_draws));
    if (!file.reject_file.empty()) {
        std::printf("    %s %s\n", session.say("退回的行：", "refused rows:"), file.reject_file.c_str());
    }
}

base::Result<int> import(Session& session, const Options& options, service::Office& office) {
    service::ImportWords words = options.words;
    if (!options.mapping_file.empty()) {
        PANHUO_TRY(words.mapping, base::read_file(options.mapping_file));
    }
    PANHUO_TRY(const service::ImportOptions import_options, service::read_import_options(words));
    base::Json files = base::Json::array();
    std::uint64_t entries = 0;
    int exit_code = kDone;
    for (const std::string& path : options.files) {
        base::Result<ImportedFile> result =
            service::import_file(office, path, import_options, session.act(options.dry_run));
        ImportedFile file;
        if (result.ok()) {
            file = *std::move(result);
        } else {
            if (options.files.size() == 1) return result.error();
            file.file = path;
            file.error = result.error();
        }
        entries += file.entries;
        if (file.error || file.rejected > 0) exit_code = kRefused;
        if (session.json) {
            files.push_back(service::imported_json(file));
        } else {
            print_file(session, file);
        }
    }
    if (!session.print_json({{"files", std::move(files)}, {"entries", entries}})) {
        std::printf(options.dry_run ? session.say("试读：会写入 %llu 条日志，什么也没有写。\n",
                                                  "Dry run: %llu entries would be written, none was.\n")
                                    : session.say("共写入 %llu 条日志。\n", "%llu entries written.\n"),
                    static_cast<unsigned long long>(entries));
    }
    return exit_code;
}

}  // namespace

void add_import_command(CLI::App& app, Session& session, Run& run) {
    const auto options = std::make_shared<Options>();
    options->words.crs_files = true;
    CLI::App* command = app.add_subcommand("import", "files -> entries");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("files", options->files, "csv, tsv, csv.gz, xlsx, boundary txt")->required();
    command->add_option("--as", options->words.kind, "kind of record (default: detected)");
    command->add_option("--crs", options->words.crs,
                        "EPSG:n, or a file of site parameters, of coordinates that leave it open");
    command->add_option("--approval", options->words.approval, "approval number of plots whose file names none");
    command->add_option("--as-of", options->words.as_of, "the day a list shows, where it does not say so itself");
    command->add_flag("--dry-run", options->dry_run, "do and show everything, keep nothing");
    command->add_option("--reject-to", options->words.reject_folder,
                        "folder for the refused rows, in the same columns");
    command->add_option("--mapping", options->mapping_file,
                        "JSON: which column holds which field (docs/formats/mapping.md); it is remembered");
    command->add_flag("--by-headings", options->words.by_headings, "do not use what is remembered of forms");
    command->callback([&session, &run, options] {
        run = [&session, options] {
            return with_store(session, options->store, store::Access::Write,
                              [&](service::Office& office) { return import(session, *options, office); });
        };
    });
}

}  // namespace cli
