// The gate in front of every handler: sessions, tokens, rights; asked without sockets.
#include "http/site.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/test_tree.hpp"
#include "service/command.hpp"
#include "service/people_admin.hpp"
#include "service/people_testing.hpp"
#include "service/setup.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace http {
namespace {

using service::Role;

/// A served county without records, with people in every role.
class Served : public ::testing::Test {
  protected:
    Served() {
        EXPECT_TRUE(service::found_store(house_.office, "141031", "xixian-2024", house_.by("founder")).ok());
        for (const Role role : service::all_roles()) house_.put(login_of(role), "name of " + login_of(role), {role});
        site_ = std::make_unique<Site>(*house_.store, house_.clock, house_.random, *rights_, "141031",
                                       ::testing::TempDir());
    }

    static std::string login_of(Role role) {
        std::string name(service::role_name(role));
        for (char& c : name) c = c == '_' ? '-' : c;
        return name;
    }

    /// A request with the session of a login; empty: without.
    Request request(const std::string& method, const std::string& path, const std::string& login) {
        Request asked;
        asked.method = method;
        asked.path = path;
        asked.peer = "10.0.0.1";
        if (login.empty()) return asked;
        const std::string cookie = site_->sessions.open(login, house_.random, house_.clock.now());
        asked.headers["cookie"] = "panhuo=" + cookie;
        asked.headers["x-csrf-token"] = site_->sessions.find(cookie, house_.clock.now())->csrf;
        return asked;
    }
    Response ask(Request asked) { return site_->answer(asked); }
    static std::string code_of(const Response& response) {
        const auto json = base::parse_json(response.bytes(), "answer");
        return json.ok() && json->contains("code") ? (*json)["code"].get<std::string>() : "";
    }
    /// The pattern with something in place of {…}.
    static std::string path_of(const Route& route) {
        std::string path = route.pattern;
        for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{'))
            path.replace(at, path.find('}') - at + 1, "x");
        return path;
    }

    service::testing::House house_;
    const service::Rights* rights_ = service::Rights::installed().value();
    std::unique_ptr<Site> site_;
};

TEST_F(Served, EveryRouteAndEveryRoleAnswerAsTheTableOfRightsSays) {
    int denied = 0, admitted = 0;
    for (const Route& route : all_routes()) {
        if (route.access.kind() == Access::Kind::Open || route.access.kind() == Access::Kind::LoggedIn) continue;
        for (const Role role : service::all_roles()) {
            const service::Person person = house_.find(login_of(role));
            const bool may = std::max(rights_->may(person, route.access.action()),
                                      rights_->may(person, route.access.also())) >= route.access.least();
            const Response response = ask(request(route.method, path_of(route), person.login));
            EXPECT_EQ(code_of(response) != "NOT_ALLOWED", may)
                << route.method << " " << route.pattern << " as " << person.login << ": " << response.bytes();
            ++(may ? admitted : denied);
        }
    }
    EXPECT_GT(denied, 100);
    EXPECT_GT(admitted, 80);
}

/// A person bound to a place has the right for it, and for nothing that is about the whole store.
TEST_F(Served, WhoIsBoundToAPlaceIsDeniedWhatIsAboutTheWholeStore) {
    int denied = 0, admitted = 0;
    for (const auto& [login, grant] : std::map<std::string, service::RoleGrant>{
             {"village", {{Role::Township}, "", "城南乡", ""}}, {"town-clerk", {{Role::Clerk}, "", "城南乡", ""}}}) {
        house_.put(login, "name of " + login, {});
        ASSERT_TRUE(service::grant_roles(house_.office, login, grant, house_.by("security-admin")).ok());
        const service::Person person = house_.find(login);
        for (const Route& route : all_routes()) {
            if (route.access.kind() != Access::Kind::Whole && route.access.kind() != Access::Kind::Part) continue;
            const bool part = route.access.kind() == Access::Kind::Part;
            const auto answer =
                part ? std::max(rights_->may(person, route.access.action()), rights_->may(person, route.access.also()))
                     : rights_->may(person, route.access.action(), {"141031", "", ""});
            const Response response = ask(request(route.method, path_of(route), login));
            EXPECT_EQ(code_of(response) != "NOT_ALLOWED", answer >= route.access.least())
                << route.method << " " << route.pattern << " as " << login << ": " << response.bytes();
            ++(answer >= route.access.least() ? admitted : denied);
        }
    }
    EXPECT_EQ(code_of(ask(request("GET", "/api/v1/status", "village"))), "NOT_ALLOWED");
    EXPECT_EQ(ask(request("GET", "/api/v1/parcels", "village")).status, 200);
    EXPECT_GT(denied, 20);
    EXPECT_GT(admitted, 10);
}

TEST_F(Served, WhoIsBoundToAPlaceProposesForItsLandOnly) {
    Request founding = request("POST", "/api/v1/records", "clerk");
    founding.body = R"({"reason":"test","statements":[
        {"kind":"plot","record":{"approval":"晋政地字〔2015〕1号","number":"1","township":"城南乡","area_m2":1000}},
        {"kind":"plot","record":{"approval":"晋政地字〔2015〕1号","number":"2","township":"寨子乡","area_m2":1000}}]})";
    const Response founded = ask(founding);
    ASSERT_EQ(founded.status, 201) << founded.bytes();
    house_.put("village", "name of village", {});
    ASSERT_TRUE(service::grant_roles(house_.office, "village", {{Role::Township}, "", "城南乡", ""},
                                     house_.by("security-admin"))
                    .ok());
    const Response listed = ask(request("GET", "/api/v1/parcels", "village"));
    const auto parcels = base::parse_json(listed.bytes(), "parcels");
    ASSERT_EQ((*parcels)["total"], 1) << listed.bytes();
    const std::string own = (*parcels)["parcels"][0]["id"];
    const std::string other = own.substr(0, own.size() - 1) + "2";
    const auto say = [&](const std::string& plot) {
        Request asked = request("POST", "/api/v1/records", "village");
        asked.body =
            base::Json({{"reason", "seen"},
                        {"statements",
                         {{{"kind", "portion"}, {"record", {{"plot", plot}, {"number", "1"}, {"cause", "other"}}}}}}})
                .dump();
        return ask(asked);
    };
    const Response mine = say(own);
    EXPECT_EQ(mine.status, 201) << mine.bytes();
    EXPECT_NE(mine.bytes().find("proposed"), std::string::npos);
    EXPECT_EQ(code_of(say(other)), "NOT_ALLOWED");
    EXPECT_EQ(code_of(say("no such plot")), "NOT_ALLOWED");
    Request everywhere = request("POST", "/api/v1/records", "village");
    everywhere.body =
        R"({"reason":"x","statements":[{"kind":"target","record":{"stock":"idle","division":"141031"}}]})";
    EXPECT_NE(ask(everywhere).status, 201);
}

TEST_F(Served, TheMapHasWhatTheWriterWrote) {
    const auto shapes = [&](const std::string& login) {
        const Response map = ask(request("GET", "/api/v1/map", login));
        return base::parse_json(map.bytes(), "map").value();
    };
    EXPECT_EQ(shapes("clerk")["shapes"], 0);
    EXPECT_TRUE(shapes("clerk")["extent"].is_null());
    Request drawn = request("POST", "/api/v1/records", "clerk");
    drawn.body = R"json({"reason":"test","statements":[{"kind":"plot","record":{"approval":"晋政地字〔2015〕1号",
        "number":"1","area_m2":10000,"geometry":{"crs":"EPSG:4525",
        "wkt":"POLYGON((37494000 4062000,37494100 4062000,37494100 4062100,37494000 4062100,37494000 4062000))"}}}]})json";
    const Response said = ask(drawn);
    ASSERT_EQ(said.status, 201) << said.bytes();
    EXPECT_EQ(shapes("clerk")["shapes"], 1);
    EXPECT_EQ(shapes("clerk")["belt"]["epsg"], 4546);
    site_->views.settle();
    EXPECT_EQ(shapes("leader")["shapes"], 1) << "and soon everybody else";
}

TEST_F(Served, AReadingIsADecisionWhicheverWayItIsSaid) {
    Request asked = request("POST", "/api/v1/records", "clerk");
    asked.body = R"({"reason":"x","statements":[{"kind":"decision","record":{"type":"reading","number":"r",
        "contradiction":"milestone-2024-06-30","reading":"july","on":"2024-07-01"}}]})";
    EXPECT_EQ(code_of(ask(asked)), "NOT_ALLOWED");
}

TEST_F(Served, WithoutASessionNothingIsReadOrWritten) {
    for (const Route& route : all_routes()) {
        if (route.access.kind() == Access::Kind::Open) continue;
        const Response response = ask(request(route.method, path_of(route), ""));
        EXPECT_EQ(response.status, 401) << route.pattern;
        EXPECT_EQ(code_of(response), "SESSION_MISSING") << route.pattern;
    }
}

TEST_F(Served, AWritingRequestNeedsTheTokenOfItsSession) {
    for (const Route& route : all_routes()) {
        if (route.access.kind() == Access::Kind::Open || std::string(route.method) == "GET") continue;
        Request forged = request(route.method, path_of(route), "clerk");
        forged.headers["x-csrf-token"] = std::string(64, '0');
        EXPECT_EQ(code_of(ask(forged)), "CSRF_MISSING") << route.pattern;
        Request without = request(route.method, path_of(route), "clerk");
        without.headers.erase("x-csrf-token");
        EXPECT_EQ(code_of(ask(without)), "CSRF_MISSING") << route.pattern;
        Request elsewhere = request(route.method, path_of(route), "clerk");
        elsewhere.headers["sec-fetch-site"] = "cross-site";
        EXPECT_EQ(code_of(ask(elsewhere)), "CSRF_MISSING") << route.pattern;
    }
}

TEST_F(Served, LoggingInFromAnotherHousesPageIsRefused) {
    Request forged = request("POST", "/api/v1/session", "");
    forged.headers["sec-fetch-site"] = "cross-site";
    forged.body = R"({"login":"clerk","password":"x"})";
    EXPECT_EQ(code_of(ask(forged)), "CSRF_MISSING");
}

TEST_F(Served, ADisabledPersonsSessionIsOver) {
    Request asked = request("GET", "/api/v1/status", "clerk");
    EXPECT_EQ(ask(asked).status, 200);
    ASSERT_TRUE(
        service::set_state(house_.office, "clerk", service::PersonState::Disabled, house_.by("system-admin")).ok());
    EXPECT_EQ(ask(asked).status, 401);
}

TEST_F(Served, AnInitialPasswordOpensNothingButItsChange) {
    const auto added = service::add_person(house_.office, {"new", "Newcomer", "office"}, house_.by("system-admin"));
    ASSERT_TRUE(added.ok());
    ASSERT_TRUE(
        service::grant_roles(house_.office, "new", {{Role::Clerk}, "", "", ""}, house_.by("security-admin")).ok());
    EXPECT_EQ(ask(request("GET", "/api/v1/status", "new")).status, 403);
    EXPECT_EQ(ask(request("GET", "/api/v1/session", "new")).status, 200);
    Request change = request("PUT", "/api/v1/session/password", "new");
    change.body = base::Json({{"old", added->initial_password}, {"new", "Longer-and-better-77"}}).dump();
    EXPECT_EQ(ask(change).status, 204);
    EXPECT_EQ(ask(request("GET", "/api/v1/status", "new")).status, 200);
}

TEST_F(Served, RefusalsAreWrittenDown) {
    EXPECT_EQ(ask(request("GET", "/api/v1/audit", "clerk")).status, 403);
    ASSERT_TRUE(site_->trail.write_due(house_.office, true).ok());
    const auto entries = house_.entries("audit");
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_NE(entries[0].payload.find("denied"), std::string::npos);
    EXPECT_NE(entries[0].payload.find("/api/v1/audit"), std::string::npos);
}

TEST_F(Served, EveryAnswerForbidsForeignScripts) {
    for (const char* path : {"/", "/api/v1/session", "/api/v1/nothing", "/healthz", "/assets/x.js"}) {
        const Response response = ask(request("GET", path, ""));
        std::set<std::string> names;
        for (const auto& [name, value] : response.headers) {
            names.insert(name);
            if (name == "Content-Security-Policy") {
                EXPECT_NE(value.find("script-src 'self';"), std::string::npos) << path;
            }
        }
        for (const char* needed : {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"})
            EXPECT_TRUE(names.count(needed)) << path << " " << needed;
    }
}

TEST_F(Served, UnknownAddressesAndMethodsAreToldApart) {
    EXPECT_EQ(ask(request("GET", "/api/v1/nothing", "clerk")).status, 404);
    EXPECT_EQ(ask(request("DELETE", "/api/v1/status", "clerk")).status, 405);
}

/// The interface is written down first: every route stands in api/openapi.yaml, and nothing else does.
TEST(Interface, RoutesAreThoseOfTheDescription) {
    const auto text = base::read_file(base::testing::source_tree() + "/api/openapi.yaml");
    ASSERT_TRUE(text.ok());
    std::set<std::string> described, served;
    std::string path;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("  /", 0) == 0) path = line.substr(2, line.rfind(':') - 2);
        for (const auto& [word, method] : std::map<std::string, std::string>{
                 {"    get:", "GET"}, {"    post:", "POST"}, {"    put:", "PUT"}, {"    delete:", "DELETE"}}) {
            if (line == word) described.insert(method + " " + path);
        }
    }
    for (const Route& route : all_routes()) {
        const std::string pattern = route.pattern;
        if (pattern == "/**" || pattern.rfind("/assets/", 0) == 0) continue;  // files of the pages
        served.insert(std::string(route.method) + " " + pattern);
    }
    EXPECT_EQ(served, described);
}

}  // namespace
}  // namespace http
