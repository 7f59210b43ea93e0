// /session, /setup: who is asking.
#include "base/json.hpp"
#include "base/password.hpp"
#include "base/text.hpp"
#include "http/routes.hpp"
#include "land/division.hpp"
#include "service/people_admin.hpp"

namespace http {
namespace {

using base::Code;
using base::Error;
using service::AuditEvent;
using service::Rights;

base::Json rights_json(const Rights& rights, const service::Person& person) {
    base::Json json = base::Json::object();
    for (const service::Action action : service::all_actions()) {
        const Rights::Answer answer = rights.may(person, action);
        if (answer != Rights::Answer::No)
            json[std::string(service::action_name(action))] = service::answer_name(answer);
    }
    return json;
}

base::Result<base::Json> store_json(store::Snapshot& snapshot) {
    PANHUO_TRY(const std::string division, service::office_chain(snapshot));
    PANHUO_TRY(const std::optional<std::string> rulebook, snapshot.setting(service::setting::kRulebook));
    return base::Json{{"division", division},
                      {"name", land::divisions().name_of(division).value_or(division)},
                      {"rulebook", rulebook.value_or("")}};
}

base::Result<base::Json> session_json(Site& site, const service::Person* person, const std::string& csrf) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const bool set_up, service::anybody_set_up(*snapshot));
    base::Json json = {{"state", !set_up ? "setup" : person == nullptr ? "out" : "in"}};
    if (person != nullptr) {
        json["person"] = service::person_json(*person);
        json["csrf"] = csrf;
        json["rights"] = rights_json(site.rights, *person);
        PANHUO_TRY(json["store"], store_json(*snapshot));
    }
    json["today"] = site.clock.now().shanghai_date().iso();
    json["version"] = PANHUO_VERSION;
    return json;
}

/// Opens a session and answers with it.
Answer welcome(Site& site, const Request& request, const service::Person& person, int status) {
    const base::Instant now = site.clock.now();
    const std::string cookie = site.sessions.open(person.login, site.random, now);
    const std::string csrf = site.sessions.find(cookie, now)->csrf;
    PANHUO_TRY(const base::Json json, session_json(site, &person, csrf));
    Response response = json_response(status, json);
    response.headers.emplace_back(
        "Set-Cookie", "panhuo=" + cookie + "; Path=/; HttpOnly; SameSite=Strict" + (request.secure ? "; Secure" : ""));
    return response;
}

Answer get_session(Site& site, const Request&, const Caller& caller) {
    PANHUO_TRY(const base::Json json, session_json(site, caller.person ? &*caller.person : nullptr, caller.csrf));
    return json_response(200, json);
}

Answer log_in(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const base::Json body, object_of(request));
    PANHUO_TRY(const std::string login, text_of(body, "login", true));
    PANHUO_TRY(std::string password, text_of(body, "password", true));
    const std::int64_t wait = site.throttle.attempt(login, request.peer, site.clock.now());
    if (wait > 0) {
        site.note(AuditEvent::LoginThrottled, service::kUnknownSubject, request.peer, caller);
        Response response = problem(Error{Code::LoginThrottled, {std::to_string(wait)}});
        response.headers.emplace_back("Retry-After", std::to_string(wait));
        return response;
    }
    service::Office office = site.office();
    const base::Result<service::Person> person = service::check_login(office, login, password);
    base::wipe(password);
    if (!person.ok()) {
        PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
        PANHUO_TRY(const std::optional<service::Person> known, service::person(*snapshot, login));
        site.note(AuditEvent::LoginFailed, known ? login : service::kUnknownSubject, request.peer, caller);
        return person.error();
    }
    site.throttle.succeeded(login, request.peer);
    // A session that was there before does not live on under another person's name.
    if (!caller.cookie.empty()) site.sessions.close(caller.cookie);
    site.trail.note(AuditEvent::LoginSucceeded, login, request.peer, Caller{*person, "", ""}.actor(), site.clock.now());
    return welcome(site, request, *person, 200);
}

Answer log_out(Site& site, const Request&, const Caller& caller) {
    site.sessions.close(caller.cookie);
    site.note(AuditEvent::LoggedOut, caller.login(), "", caller);
    Response response;
    response.status = 204;
    response.headers = {{"Set-Cookie", "panhuo=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"},
                        {"Clear-Site-Data", "\"cache\", \"storage\""}};
    return response;
}

Answer set_up(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const base::Json body, object_of(request));
    PANHUO_TRY(const std::string code, text_of(body, "code", true));
    service::FirstPerson first;
    PANHUO_TRY(first.login, text_of(body, "login", true));
    PANHUO_TRY(first.name, text_of(body, "name", true));
    PANHUO_TRY(first.password, text_of(body, "password", true));
    const std::int64_t wait = site.throttle.attempt("(setup)", request.peer, site.clock.now());
    if (wait > 0) return Error{Code::LoginThrottled, {std::to_string(wait)}};
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const bool done, service::anybody_set_up(*snapshot));
    if (done) return Error{Code::AlreadySetUp};
    if (site.setup_code.empty() || base::trim(code) != site.setup_code) {
        site.note(AuditEvent::SetUpRefused, service::kUnknownSubject, request.peer, caller);
        return Error{Code::SetUpCodeWrong};
    }
    service::Office office = site.office();
    const service::Act act{{first.login, "", ""}, "set-up", "", false};
    PANHUO_TRY(const service::Person person, service::set_up(office, first, act));
    base::wipe(first.password);
    site.throttle.succeeded("(setup)", request.peer);
    site.views.written(person.login);
    return welcome(site, request, person, 201);
}

Answer change_password(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const base::Json body, object_of(request));
    PANHUO_TRY(std::string old_password, text_of(body, "old", true));
    PANHUO_TRY(std::string new_password, text_of(body, "new", true));
    service::Office office = site.office();
    const base::Result<service::Person> changed = service::change_password(
        office, caller.login(), old_password, new_password, site.act_of(caller, "own password", ""));
    base::wipe(old_password);
    base::wipe(new_password);
    if (!changed.ok()) return changed.error();
    site.sessions.close_all(caller.login(), caller.cookie);
    Response response;
    response.status = 204;
    return response;
}

}  // namespace

std::vector<Route> session_routes() {
    constexpr BodyRule kSmall{16 * 1024, false};
    return {
        {"GET", "/api/v1/session", Access::open(), {}, get_session},
        {"POST", "/api/v1/session", Access::open(), kSmall, log_in},
        {"DELETE", "/api/v1/session", Access::logged_in(), {}, log_out},
        {"POST", "/api/v1/setup", Access::open(), kSmall, set_up},
        {"PUT", "/api/v1/session/password", Access::logged_in(), kSmall, change_password},
    };
}

}  // namespace http
