// Site: one served store, and what stands between a request and its handler: the route, the session, the token against
// forged requests, the right, the record of what was refused.
//
// Every route declares who may call it; a route without that does not compile (Access has no default).
#pragma once

#include "http/backups.hpp"
#include "http/base_map.hpp"
#include "http/message.hpp"
#include "http/sessions.hpp"
#include "http/views.hpp"
#include "http/works.hpp"
#include "service/audit.hpp"
#include "service/office.hpp"
#include "service/people.hpp"
#include "service/rights.hpp"
#include "service/throttle.hpp"
#include "service/tile_cache.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace http {

class Site;

/// Who asks; nobody where there is no session.
struct Caller {
    std::optional<service::Person> person;
    std::string cookie;
    std::string csrf;

    const std::string& login() const;
    /// What decides which land he may see, as text: the same for all who see the same.
    std::string sight() const;
    journal::Actor actor() const;
};

/// Who may call a route.
class Access {
  public:
    /// Anybody, also without a session.
    static Access open() { return Access(Kind::Open, service::Action::Read, service::Rights::Answer::Yes); }
    /// Whoever is logged in, also with an initial password.
    static Access logged_in() { return Access(Kind::LoggedIn, service::Action::Read, service::Rights::Answer::Yes); }
    /// Whoever's roles allow it, at least so far, for the whole store: its sums, its papers, its files.
    static Access whole(service::Action action, service::Rights::Answer least = service::Rights::Answer::Yes) {
        return Access(Kind::Whole, action, least);
    }
    /// Whoever's roles allow it for some part of the store; the handler shows no more than that part.
    static Access part(service::Action action, service::Rights::Answer least = service::Rights::Answer::Yes) {
        return Access(Kind::Part, action, least);
    }
    /// … one of two actions for some part of the store; which of them is asked for, the handler finds in the body.
    static Access part_of_either(service::Action action, service::Action also, service::Rights::Answer least) {
        Access access(Kind::Part, action, least);
        access.also_ = also;
        return access;
    }

    enum class Kind : std::uint8_t { Open, LoggedIn, Whole, Part };
    Kind kind() const { return kind_; }
    service::Action action() const { return action_; }
    service::Action also() const { return also_; }  ///< the action again where there is one only
    service::Rights::Answer least() const { return least_; }

  private:
    Access(Kind kind, service::Action action, service::Rights::Answer least)
        : kind_(kind), action_(action), also_(action), least_(least) {}
    Kind kind_;
    service::Action action_, also_;
    service::Rights::Answer least_;
};

using Answer = base::Result<Response>;
using Handle = Answer (*)(Site& site, const Request& request, const Caller& caller);

struct Route {
    const char* method;
    const char* pattern;  ///< "/api/v1/people/{login}/roles"; a {…} stands for one step of the path
    Access access;
    BodyRule body;
    Handle handle;
};

/// All routes of api/openapi.yaml, room by room.
std::vector<Route> all_routes();

/// A refused import's rows, kept for whoever imported until the server ends.
struct KeptRejects {
    std::string login, name, path;
};

class Site {
  public:
    /// `division`: the store's own; `scratch`: an empty folder of ours.
    Site(store::Store& store, const base::Clock& clock, base::Random& random, const service::Rights& rights,
         const std::string& division, const std::string& scratch);

    ~Site() {
        works.stop();
        views.stop();
    }
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    /// The whole of it: never throws, always an answer.
    Response answer(Request& request);
    BodyRule body_rule(const std::string& method, const std::string& path) const;

    service::Office office() { return {store, clock, random}; }
    service::Act act_of(const Caller& caller, const std::string& reason, const std::string& command) const;
    /// Whether the caller may do something for the whole store, or only for what lies in his scope.
    bool whole(const Caller& caller, service::Action action) const;
    bool sees_all(const Caller& caller) const { return whole(caller, service::Action::Read); }
    bool sees(const Caller& caller, const service::Place& place) const;
    void note(service::AuditEvent event, const std::string& subject, const std::string& detail, const Caller& caller);

    store::Store& store;
    const base::Clock& clock;
    base::Random& random;
    const service::Rights& rights;
    Views views;
    Works works;
    service::TileCache tiles;
    Sessions sessions;
    service::Throttle throttle;
    service::AuditTrail trail;
    std::string scratch;     ///< a folder of our own for what is made to be sent
    std::string setup_code;  ///< empty once somebody is set up
    std::string pages;       ///< folder of the built pages; empty: none
    std::optional<BaseMap> base_map;
    std::unique_ptr<Backups> backups;  ///< none: the server was told of no folder for them
    base::Instant started;
    std::function<std::string()> traffic;  ///< the server's own lines for /metrics

    std::mutex rejects_mutex;
    std::map<std::string, KeptRejects> rejects;

  private:
    Answer dispatch(Request& request);
    Answer handle(const Route& route, const Request& request, const Caller& caller);
    void note_denial(const base::Error& error, const Request& request, const Caller& caller);
    base::Result<Caller> caller_of(const Request& request);
    base::Status check_access(const Route& route, const Request& request, const Caller& caller);
    base::Status check_right(const Access& access, const service::Person& person) const;
    void dress(const Request& request, Response& response) const;
    static void tell_when(Response& response);

    static constexpr unsigned kMostWriting = 8;  ///< at once, those included who wait for another one
    std::atomic<unsigned> writing_{0};
    service::Place whole_;  ///< the store's division, no township or zone of it
    std::vector<Route> routes_;
};

/// as_of, known_at and counting of a request.
service::Switches switches_of(const Request& request);
/// A JSON document that the view makes once, with its ETag; 304 where the caller has it already. The name says what it
/// is of: also whose, where it is not the same for all. `make` outlives the request: it holds by value.
Answer shared_document(Site& site, const Request& request, const Caller& caller, const std::string& name,
                       const View::Make& make);
/// The same for what is made for this answer alone: says its ETag and, where the caller has it already, answers so.
bool known_already(const Site& site, const View& view, const Request& request, const std::string& name,
                   Response& response);
/// Says in the answer that a newer view is being made (Panhuo-Renewing), so that a page may ask again.
void tell_renewal(const Site& site, const View& view, Response& response);
/// The body as a JSON object. Errors: JsonMalformed, Usage.
base::Result<base::Json> object_of(const Request& request);
/// A parameter that is a whole number of at most `most`; `fallback` where it is absent. Usage otherwise.
base::Result<std::uint64_t> number_of(const Request& request, const char* name, std::uint64_t fallback,
                                      std::uint64_t most);
/// A text member; empty where it is absent. Usage where it is no text, or absent and `needed`.
base::Result<std::string> text_of(const base::Json& object, const char* name, bool needed);

}  // namespace http
