// panhuo mapping <store> : which forms are read as somebody said, and forgetting one.
#include "base/json.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "intake/head.hpp"
#include "service/mappings.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

using service::RememberedMapping;

base::Json remembered_json(const RememberedMapping& each) {
    base::Json json = service::mapping_json(each.mapping);
    json["entry"] = each.mapping.entry;
    json["said_by"] = each.said_by;
    json["said_at"] = each.said_at.iso();
    return json;
}

base::Result<int> list(Session& session, service::Office& office) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::vector<RememberedMapping> all, service::remembered_mappings(*snapshot));
    base::Json mappings = base::Json::array();
    Table table({{session.say("表头", "form")},
                 {session.say("日志", "entry")},
                 {session.say("类别", "kind")},
                 {session.say("列对应", "columns")}});
    for (const RememberedMapping& each : all) {
        mappings.push_back(remembered_json(each));
        std::string columns;
        for (const intake::MappedColumn& column : each.mapping.columns)
            columns += (columns.empty() ? "" : " ") + intake::column_letters(column.column) + "=" + column.field;
        const std::string kind = each.mapping.leave  ? session.say("不读", "left out")
                                 : each.mapping.kind ? std::string(land::kind_name(*each.mapping.kind))
                                                     : "-";
        table.row({each.mapping.form, each.mapping.entry, kind, columns});
    }
    if (session.print_json({{"mappings", std::move(mappings)}})) return kDone;
    if (table.empty()) {
        std::printf("%s\n", session.say("没有记住任何列对应。", "No mapping is remembered."));
    } else {
        std::fputs(table.text(0).c_str(), stdout);
    }
    return kDone;
}

base::Result<int> forget(Session& session, service::Office& office, const std::string& form) {
    PANHUO_DO(service::forget_mapping(office, form, session.act()));
    if (!session.print_json({{"forgotten", form}}))
        std::printf(session.say("不再记住 %s。\n", "%s is forgotten.\n"), form.c_str());
    return kDone;
}

}  // namespace

void add_mapping_command(CLI::App& app, Session& session, Run& run) {
    struct Options {
        std::string store, forget;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("mapping", "forms whose columns are read as somebody said");
    command->add_option("store", options->store, "folder of the store")->required();
    command->add_option("--forget", options->forget, "a form that is to be read by its headings again");
    command->callback([&session, &run, options] {
        run = [&session, options] {
            const auto access = options->forget.empty() ? store::Access::Read : store::Access::Write;
            return with_store(session, options->store, access, [&](service::Office& office) {
                return options->forget.empty() ? list(session, office) : forget(session, office, options->forget);
            });
        };
    });
}

}  // namespace cli
