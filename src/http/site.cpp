#include "http/site.hpp"

#include "base/further_code.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "http/gzip.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <exception>

namespace http {
namespace {

using service::AuditEvent;
using service::Rights;

const std::string kNobody;

bool writes(const std::string& method) { return method != "GET"; }

/// The steps for which {…} stood, if the path fits the pattern. "/**" fits whatever no other route took.
std::optional<std::vector<std::string>> fits(std::string_view pattern, std::string_view path) {
    if (pattern == "/**") return std::vector<std::string>{};
    const std::vector<std::string_view> wanted = base::split(pattern, '/');
    const std::vector<std::string_view> given = base::split(path, '/');
    if (wanted.size() != given.size()) return std::nullopt;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (base::starts_with(wanted[i], "{")) {
            if (given[i].empty()) return std::nullopt;
            parts.emplace_back(given[i]);
        } else if (wanted[i] != given[i]) {
            return std::nullopt;
        }
    }
    return parts;
}

/// Equal without telling by the time it takes where the difference is.
bool same_secret(const std::string& a, const std::string& b) {
    if (a.size() != b.size() || a.empty()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
    return difference == 0;
}

/// A place among those who do something at the same time, given back at the end.
struct Seat {
    explicit Seat(std::atomic<unsigned>& of) : taken(of), number(of.fetch_add(1)) {}
    ~Seat() { --taken; }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    std::atomic<unsigned>& taken;
    const unsigned number;
};

std::string tag_of(const Site& site, std::uint64_t version, const std::string& name) {
    return "\"" + std::to_string(site.started.micros() % 1'000'000'007) + "-" + std::to_string(version) + "-" +
           site.clock.now().shanghai_date().iso() + "-" +
           base::hex(base::hash(base::HashAlgorithm::Sha256, name)).substr(0, 16) + "\"";
}

}  // namespace

const std::string& Caller::login() const { return person ? person->login : kNobody; }

std::string Caller::sight() const {
    std::string out = person->division + "|" + person->township + "|" + person->zone;
    for (const service::Role role : person->roles) out += "|" + std::string(service::role_name(role));
    return out;
}

journal::Actor Caller::actor() const {
    if (!person) return {};
    const std::string role = person->roles.empty() ? "" : std::string(service::role_name(person->roles.front()));
    return {person->login, role, person->office};
}

Site::Site(store::Store& served, const base::Clock& time, base::Random& chance, const service::Rights& who_may,
           const std::string& division, const std::string& folder)
    : store(served),
      clock(time),
      random(chance),
      rights(who_may),
      views(served, time),
      works(time, chance),
      tiles(served),
      scratch(folder),
      started(time.now()),
      whole_{division, "", ""},
      routes_(all_routes()) {}

bool Site::whole(const Caller& caller, service::Action action) const {
    return rights.may(*caller.person, action, whole_) != Rights::Answer::No;
}

bool Site::sees(const Caller& caller, const service::Place& place) const {
    return rights.may(*caller.person, service::Action::Read, place) != Rights::Answer::No;
}

service::Act Site::act_of(const Caller& caller, const std::string& reason, const std::string& command) const {
    return {caller.actor(), reason, command, false};
}

void Site::note(AuditEvent event, const std::string& subject, const std::string& detail, const Caller& caller) {
    trail.note(event, subject, detail, caller.actor(), clock.now());
}

BodyRule Site::body_rule(const std::string& method, const std::string& path) const {
    for (const Route& route : routes_) {
        if (method == route.method && fits(route.pattern, path)) return route.body;
    }
    return {};
}

base::Result<Caller> Site::caller_of(const Request& request) {
    Caller caller;
    const std::string cookie = request.cookie("panhuo");
    const std::optional<Session> session = sessions.find(cookie, clock.now());
    if (!session) return caller;
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, store.read());
    PANHUO_TRY(caller.person, service::person(*snapshot, session->login));
    if (!caller.person || !caller.person->active()) {
        sessions.close_all(session->login, "");
        return Caller{};
    }
    caller.cookie = cookie;
    caller.csrf = session->csrf;
    return caller;
}

base::Status Site::check_access(const Route& route, const Request& request, const Caller& caller) {
    // A page of another house must not make a browser write here, not even log in.
    const std::string& from = request.header("sec-fetch-site");
    if (writes(request.method) && !from.empty() && from != "same-origin" && from != "none")
        return base::Error{base::Code::CsrfMissing};
    if (route.access.kind() == Access::Kind::Open) return base::Done{};
    if (!caller.person) return base::Error{base::Code::SessionMissing};
    if (writes(request.method) && !same_secret(request.header("x-csrf-token"), caller.csrf))
        return base::Error{base::Code::CsrfMissing};
    if (route.access.kind() == Access::Kind::LoggedIn) return base::Done{};
    return check_right(route.access, *caller.person);
}

/// Every refusal of somebody known is written down, whoever refused: the gate, or a handler that knows where the land
/// lies and whose record it is.
void Site::note_denial(const base::Error& error, const Request& request, const Caller& caller) {
    const bool denied = error.code == base::Code::NotAllowed || error.code == base::Code::SamePerson ||
                        error.code == base::Code::CsrfMissing;
    if (denied && caller.person) note(AuditEvent::Denied, caller.login(), request.method + " " + request.path, caller);
}

base::Status Site::check_right(const Access& access, const service::Person& person) const {
    if (access.kind() == Access::Kind::Part) {
        if (rights.may(person, access.also()) >= access.least()) return base::Done{};
        return rights.require(person, access.action(), access.least());
    }
    return rights.require(person, access.action(), access.least(), whole_);
}

Answer Site::handle(const Route& route, const Request& request, const Caller& caller) {
    PANHUO_DO(check_access(route, request, caller));
    if (!writes(request.method)) return route.handle(*this, request, caller);
    // Writers wait for one another; while a long one is at it, the others must not take every seat of the pool.
    const Seat seat(writing_);
    if (seat.number >= kMostWriting) return base::Error{base::Further::WriterBusy};
    return route.handle(*this, request, caller);
}

Answer Site::dispatch(Request& request) {
    bool known = false;
    for (const Route& route : routes_) {
        std::optional<std::vector<std::string>> parts = fits(route.pattern, request.path);
        if (!parts) continue;
        const bool rest = std::string_view(route.pattern) == "/**";
        if (request.method != route.method || (rest && known)) {
            known = known || !rest;
            continue;
        }
        known = true;
        request.parts = *std::move(parts);
        PANHUO_TRY(const Caller caller, caller_of(request));
        Answer answer = handle(route, request, caller);
        if (!answer.ok()) note_denial(answer.error(), request, caller);
        return answer;
    }
    if (known) return base::Error{base::Code::MethodUnknown, {request.method}};
    return base::Error{base::Code::RouteUnknown, {request.path}};
}

Response Site::answer(Request& request) {
    Response response;
    try {
        Answer answer = dispatch(request);
        response = answer.ok() ? *std::move(answer) : problem(answer.error());
    } catch (const std::exception& bug) {
        std::fprintf(stderr, "panhuo: %s %s: %s\n", request.method.c_str(), request.path.c_str(), bug.what());
        response = problem(base::Error{base::Code::ServerFailed, {request.path, "internal"}});
    }
    if (response.status == 503 || response.status == 429) tell_when(response);
    dress(request, response);
    return response;
}

/// Who is turned away is told when to come again, unless the handler said so.
void Site::tell_when(Response& response) {
    const bool told = std::any_of(response.headers.begin(), response.headers.end(),
                                  [](const auto& each) { return each.first == "Retry-After"; });
    if (!told) response.headers.emplace_back("Retry-After", "2");
}

/// What every answer carries: nothing from elsewhere may run, be embedded, or be guessed from it.
void Site::dress(const Request& request, Response& response) const {
    const auto add = [&](const char* name, const std::string& value) { response.headers.emplace_back(name, value); };
    const std::string pictures = base_map && !base_map->origin.empty() ? " " + base_map->origin : "";
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", "no-referrer");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Content-Security-Policy",
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:" +
            pictures +
            "; "
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    if (request.secure) add("Strict-Transport-Security", "max-age=31536000");
    const bool told = std::any_of(response.headers.begin(), response.headers.end(),
                                  [](const auto& each) { return each.first == "Cache-Control"; });
    if (!told) add("Cache-Control", "no-store");
    compress(request, response);
}

service::Switches switches_of(const Request& request) {
    return {request.parameter("as_of"), request.parameter("known_at"), request.parameter("counting")};
}

void tell_renewal(const Site& site, const View& view, Response& response) {
    if (view.version() < site.views.version()) response.headers.emplace_back("Panhuo-Renewing", "1");
}

bool known_already(const Site& site, const View& view, const Request& request, const std::string& name,
                   Response& response) {
    tell_renewal(site, view, response);
    const std::string tag = tag_of(site, view.version(), name);
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control", "private, no-cache");
    if (request.header("if-none-match") != tag) return false;
    response.status = 304;
    return true;
}

Answer shared_document(Site& site, const Request& request, const Caller& caller, const std::string& name,
                       const View::Make& make) {
    const std::string& held = request.header("if-none-match");
    Response response;
    std::string tag = tag_of(site, site.views.version(), name);
    std::shared_ptr<View> view;
    if (held != tag) {
        PANHUO_TRY(view, site.views.at(switches_of(request), caller.login()));
        tag = tag_of(site, view->version(), name);
        tell_renewal(site, *view, response);
    }
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control", "private, no-cache");
    if (held == tag) {
        response.status = 304;
        return response;
    }
    PANHUO_TRY(const std::shared_ptr<const Document> document, view->document(name, make));
    share(request, {document, &document->text}, {document, &document->gzip}, response);
    return response;
}

base::Result<base::Json> object_of(const Request& request) {
    PANHUO_TRY(base::Json document, base::parse_json(request.body, "body"));
    if (!document.is_object()) return base::Error{base::Code::Usage, {"the body must be a JSON object"}};
    return document;
}

base::Result<std::uint64_t> number_of(const Request& request, const char* name, std::uint64_t fallback,
                                      std::uint64_t most) {
    const std::string& text = request.parameter(name);
    if (text.empty()) return fallback;
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem == std::errc{} && end == text.data() + text.size() && value <= most) return value;
    return base::Error{base::Code::Usage, {std::string(name) + ": " + text}};
}

base::Result<std::string> text_of(const base::Json& object, const char* name, bool needed) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) {
        if (needed) return base::Error{base::Code::Usage, {std::string(name) + " is missing"}};
        return std::string();
    }
    if (!found->is_string()) return base::Error{base::Code::Usage, {std::string(name) + " must be text"}};
    std::string text = found->get<std::string>();
    if (needed && base::trim(text).empty()) return base::Error{base::Code::Usage, {std::string(name) + " is empty"}};
    return text;
}

}  // namespace http
