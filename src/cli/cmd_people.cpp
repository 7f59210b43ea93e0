// panhuo people STORE : the accounts of a store, their roles and scopes. Read-only: accounts are changed by the
// administrators themselves, logged in, so that three of them take part.
#include "base/json.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "service/people.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace cli {
namespace {

std::string roles_text(const Session& session, const service::Person& person) {
    std::string text;
    for (const service::Role role : person.roles) {
        text += (text.empty() ? "" : session.say("、", ", ")) + session.say(service::role_text(role));
    }
    return text.empty() ? session.say("（未授予）", "(none)") : text;
}

std::string scope_text(const Session& session, const service::Person& person) {
    std::string text = person.division;
    for (const std::string* part : {&person.township, &person.zone}) {
        if (!part->empty()) text += (text.empty() ? "" : " ") + *part;
    }
    return text.empty() ? session.say("全库", "whole store") : text;
}

std::string state_text(const Session& session, const service::Person& person) {
    if (!person.active()) return session.say("停用", "disabled");
    return person.must_change ? session.say("待改初始口令", "initial password") : session.say("在用", "active");
}

base::Result<int> list(Session& session, service::Office& office) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::vector<service::Person> people, service::people(*snapshot));
    base::Json all = base::Json::array();
    Table table({{session.say("登录名", "login")},
                 {session.say("姓名", "name")},
                 {session.say("单位", "office")},
                 {session.say("角色", "roles")},
                 {session.say("范围", "scope")},
                 {session.say("状态", "state")}});
    for (const service::Person& person : people) {
        all.push_back(service::person_json(person));
        table.row({person.login, person.name, person.office, roles_text(session, person), scope_text(session, person),
                   state_text(session, person)});
    }
    if (session.print_json({{"people", std::move(all)}})) return int{kDone};
    if (people.empty()) {
        std::printf("%s\n", session.say("还没有账号。第一位系统管理员在网页上设立。",
                                        "Nobody yet. The first system administrator is set up on the web page."));
    } else {
        std::printf("%s", table.text().c_str());
    }
    return int{kDone};
}

}  // namespace

void add_people_command(CLI::App& app, Session& session, Run& run) {
    const auto store = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("people", "accounts of a store, their roles and scopes");
    command->add_option("store", *store, "folder of the store")->required();
    command->callback([&session, &run, store] {
        run = [&session, store] {
            return with_store(session, *store, store::Access::Read,
                              [&session](service::Office& office) { return list(session, office); });
        };
    });
}

}  // namespace cli
