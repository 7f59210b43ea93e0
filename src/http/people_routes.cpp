// /people, /sessions: accounts, roles, who is logged in.
#include "base/json.hpp"
#include "http/routes.hpp"
#include "service/people_admin.hpp"

namespace http {
namespace {

using service::Action;

Answer list_people(Site& site, const Request&, const Caller&) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const std::vector<service::Person> all, service::people(*snapshot));
    base::Json list = base::Json::array();
    for (const service::Person& person : all) list.push_back(service::person_json(person));
    return json_response(200, {{"people", std::move(list)}});
}

Answer list_sessions(Site& site, const Request&, const Caller& caller) {
    base::Json list = base::Json::array();
    for (const Sessions::Open& each : site.sessions.list(caller.cookie, site.clock.now()))
        list.push_back({{"login", each.login},
                        {"begun_at", each.begun.iso()},
                        {"seen_at", each.seen.iso()},
                        {"ends_at", each.ends.iso()},
                        {"own", each.own}});
    return json_response(200, {{"sessions", std::move(list)}});
}

/// Logs a person out everywhere; whoever asks stays logged in where they are.
Answer end_sessions(Site& site, const Request& request, const Caller& caller) {
    const std::string& login = request.parts[0];
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const std::optional<service::Person> person, service::person(*snapshot, login));
    if (!person) return base::Error{base::Code::PersonUnknown, {login}};
    site.sessions.close_all(login, caller.cookie);
    site.note(service::AuditEvent::SessionsEnded, login, "", caller);
    Response response;
    response.status = 204;
    return response;
}

Answer add_person(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const base::Json body, object_of(request));
    service::Newcomer newcomer;
    PANHUO_TRY(newcomer.login, text_of(body, "login", true));
    PANHUO_TRY(newcomer.name, text_of(body, "name", true));
    PANHUO_TRY(newcomer.office, text_of(body, "office", false));
    service::Office office = site.office();
    PANHUO_TRY(const service::NewPerson added,
               service::add_person(office, newcomer, site.act_of(caller, "new account", "")));
    return json_response(
        201, {{"person", service::person_json(added.person)}, {"initial_password", added.initial_password}});
}

Answer grant_roles(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const base::Json body, object_of(request));
    const auto roles = body.find("roles");
    if (roles == body.end() || !roles->is_array()) return base::Error{base::Code::Usage, {"roles must be a list"}};
    service::RoleGrant grant;
    for (const base::Json& name : *roles) {
        const auto role = service::role_from_name(name.is_string() ? name.get<std::string>() : "");
        if (!role) return base::Error{base::Code::Usage, {"roles: " + name.dump()}};
        grant.roles.push_back(*role);
    }
    PANHUO_TRY(grant.division, text_of(body, "division", false));
    PANHUO_TRY(grant.township, text_of(body, "township", false));
    PANHUO_TRY(grant.zone, text_of(body, "zone", false));
    service::Office office = site.office();
    PANHUO_TRY(const service::Person person,
               service::grant_roles(office, request.parts[0], grant, site.act_of(caller, "roles granted", "")));
    return json_response(200, service::person_json(person));
}

Answer set_state(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const base::Json body, object_of(request));
    PANHUO_TRY(const std::string state, text_of(body, "state", true));
    const std::string& login = request.parts[0];
    service::Office office = site.office();
    if (state == "reset") {
        PANHUO_TRY(const service::NewPerson reset,
                   service::reset_password(office, login, site.act_of(caller, "password reset", "")));
        site.sessions.close_all(login, "");
        return json_response(
            200, {{"person", service::person_json(reset.person)}, {"initial_password", reset.initial_password}});
    }
    const std::optional<service::PersonState> wanted = service::person_state_from_name(state);
    if (!wanted) return base::Error{base::Code::Usage, {"state: active | disabled | reset"}};
    PANHUO_TRY(const service::Person person,
               service::set_state(office, login, *wanted, site.act_of(caller, "account " + state, "")));
    if (!person.active()) site.sessions.close_all(login, "");
    return json_response(200, {{"person", service::person_json(person)}});
}

}  // namespace

std::vector<Route> people_routes() {
    constexpr BodyRule kSmall{16 * 1024, false};
    return {
        {"GET", "/api/v1/people", Access::whole(Action::PeopleRead), {}, list_people},
        {"POST", "/api/v1/people", Access::whole(Action::PeopleManage), kSmall, add_person},
        // Whether a system administrator may appoint the first security administrator is the service's to say.
        {"PUT", "/api/v1/people/{login}/roles", Access::whole(Action::PeopleRead), kSmall, grant_roles},
        {"PUT", "/api/v1/people/{login}/state", Access::whole(Action::PeopleManage), kSmall, set_state},
        {"GET", "/api/v1/sessions", Access::whole(Action::PeopleRead), {}, list_sessions},
        {"DELETE", "/api/v1/people/{login}/sessions", Access::whole(Action::PeopleManage), {}, end_sessions},
    };
}

}  // namespace http
