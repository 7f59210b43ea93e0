#include "cli/session.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "service/open_store.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace cli {
namespace {

std::string user_name() {
    const passwd* entry = getpwuid(geteuid());
    return entry != nullptr ? entry->pw_name : std::to_string(geteuid());
}

}  // namespace

void Session::settle_language() {
    if (!lang_option.empty()) {
        lang = lang_option == "zh" ? base::Lang::Zh : base::Lang::En;
        return;
    }
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        lang = base::starts_with(value, "zh") ? base::Lang::Zh : base::Lang::En;
        return;
    }
}

service::Act Session::act(bool dry_run) const {
    service::Act act;
    act.actor.id = actor.empty() ? user_name() : actor;
    act.reason = reason.empty() ? "command line" : reason;
    act.command = command_id;
    act.dry_run = dry_run;
    return act;
}

int Session::fail(const base::Error& error) const {
    if (json) {
        const base::Json document = {{"error", {{"code", error.name()}, {"text", base::text_json(error.text())}}}};
        std::fprintf(stdout, "%s\n", document.dump(2, ' ', false, base::Json::error_handler_t::replace).c_str());
    }
    std::fprintf(stderr, "panhuo: %s [%s]\n", base::pick(error.text(), lang).c_str(),
                 std::string(error.name()).c_str());
    return error.exit_code();
}

bool Session::print_json(const base::Json& document) const {
    if (!json) return false;
    const std::string text = document.dump(2, ' ', false, base::Json::error_handler_t::replace);
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
    return true;
}

int with_store(Session& session, const std::string& folder, store::Access access,
               const std::function<base::Result<int>(service::Office&)>& work) {
    base::Result<std::unique_ptr<store::Store>> store = service::open_store(folder, access);
    if (!store.ok()) return session.fail(store.error());
    service::Office office{**store, session.clock(), session.random()};
    const base::Result<int> outcome = work(office);
    return outcome.ok() ? *outcome : session.fail(outcome.error());
}

}  // namespace cli
