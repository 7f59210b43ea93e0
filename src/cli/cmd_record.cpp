// panhuo record | decide : what is said by hand.
#include "base/files.hpp"
#include "base/json.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "service/record.hpp"
#include "service/rules.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <iterator>

namespace cli {
namespace {

base::Result<std::string> read_document(const std::string& file) {
    if (file != "-") return base::read_file(file);
    return std::string(std::istreambuf_iterator<char>(std::cin), {});
}

void print_picture(const Session& session, const char* title, const service::Picture& picture) {
    std::printf("%s\n", title);
    Table cells({{session.say("土地", "origin")},
                 {session.say("使用者", "holder")},
                 {session.say("科目", "account")},
                 {session.say("公顷", "ha"), Table::Align::Right}});
    for (const ledger::Cell& cell : picture.cells) {
        cells.row(
            {cell.origin, cell.holder,
             std::string(session.say(ledger::account_zh(cell.account).data(), ledger::account_en(cell.account).data())),
             cell.area.text(base::AreaUnit::Hectare, 4)});
    }
    std::fputs(cells.empty() ? session.say("  （无）\n", "  (nothing)\n") : cells.text().c_str(), stdout);
    for (const ledger::Note& note : picture.notes) std::printf("  ! %s %s\n", note.code.c_str(), note.subject.c_str());
}

base::Result<int> record(Session& session, const std::string& file, bool dry_run, service::Office& office) {
    PANHUO_TRY(const std::string text, read_document(file));
    PANHUO_TRY(const base::Json document, base::parse_json(text, file));
    PANHUO_TRY(const service::Recorded recorded, service::record(office, document, session.act(dry_run)));
    const base::Json answer = {{"entries", recorded.entries},
                               {"before", service::picture_json(recorded.before)},
                               {"after", service::picture_json(recorded.after)}};
    if (session.print_json(answer)) return kDone;
    for (const std::string& entry : recorded.entries)
        std::printf("%s %s\n", session.say("日志", "entry"), entry.c_str());
    print_picture(session, session.say("之前：", "before:"), recorded.before);
    print_picture(session, session.say("之后：", "after:"), recorded.after);
    return kDone;
}

struct Decision {
    std::string store, contradiction, reading, paper, on;
};

base::Result<int> decide(Session& session, const Decision& decision, service::Office& office) {
    std::optional<base::Date> on;
    if (!decision.on.empty()) {
        on = base::parse_iso_date(decision.on);
        if (!on) return base::Error{base::Code::DateInvalid, {decision.on}};
    }
    PANHUO_TRY(const std::string entry,
               service::decide(office, {decision.contradiction, decision.reading, decision.paper, on}, session.act()));
    if (!session.print_json({{"entry", entry}}))
        std::printf("%s %s\n", session.say("已记录，日志", "recorded, entry"), entry.c_str());
    return kDone;
}

void add_decide(CLI::App& app, Session& session, Run& run) {
    const auto decision = std::make_shared<Decision>();
    CLI::App* command = app.add_subcommand("decide", "an operator's reading of a contradiction");
    command->add_option("store", decision->store, "folder of the store")->required();
    command->add_option("contradiction", decision->contradiction, "its id, as status shows it")->required();
    command->add_option("--reading", decision->reading, "one of its readings")->required();
    command->add_option("--paper", decision->paper, "the paper or telephone note it rests on")->required();
    command->add_option("--on", decision->on, "day from which it applies (default: today)");
    command->callback([&session, &run, decision] {
        run = [&session, decision] {
            return with_store(session, decision->store, store::Access::Write,
                              [&](service::Office& office) { return decide(session, *decision, office); });
        };
    });
}

}  // namespace

void add_record_commands(CLI::App& app, Session& session, Run& run) {
    const auto folder = std::make_shared<std::string>();
    const auto file = std::make_shared<std::string>();
    const auto dry_run = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("record", "any record by hand, from a JSON file or - for standard input");
    command->add_option("store", *folder, "folder of the store")->required();
    command->add_option("file", *file, "JSON document or -")->required();
    command->add_flag("--dry-run", *dry_run, "show what would change, keep nothing");
    command->callback([&session, &run, folder, file, dry_run] {
        run = [&session, folder, file, dry_run] {
            return with_store(session, *folder, store::Access::Write,
                              [&](service::Office& office) { return record(session, *file, *dry_run, office); });
        };
    });
    add_decide(app, session, run);
}

}  // namespace cli
