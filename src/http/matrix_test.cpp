// Who may do what with one record: every role, bound to nothing, to its own division, or to another one, and every
// state a record may be in, against the table of rights. What is not allowed looks like what is not there.
#include "base/files.hpp"
#include "base/json.hpp"
#include "http/site.hpp"
#include "service/people_admin.hpp"
#include "service/people_testing.hpp"
#include "service/record.hpp"
#include "service/setup.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace http {
namespace {

using service::Action;
using service::Rights;
using service::Role;

constexpr char kOwn[] = "141031";
constexpr char kOther[] = "141002";
constexpr char kTown[] = "城南乡";
constexpr char kZone[] = "东城园区";
constexpr char kApproval[] = "晋政地字〔2015〕1号";

/// A plot, and in which state the book has it.
struct Thing {
    std::string number, division;
    enum class State { Approved, Proposed, Retracted, Never } state;
    std::string id() const { return std::string(kApproval) + "#" + number; }
    service::Place place() const { return {division, kTown, kZone}; }
};

/// A city's book with two counties, and people of every business role in three scopes.
class Matrix : public ::testing::Test {
  protected:
    Matrix() {
        auto transaction = house_.store->write();
        EXPECT_TRUE((*transaction)->put_setting(service::setting::kDivision, "141000").ok());
        EXPECT_TRUE((*transaction)->commit().ok());
        EXPECT_TRUE(service::found_store(house_.office, "141000", "xixian-2024", house_.by("founder")).ok());
        house_.put("security-admin", "name of security-admin", {Role::SecurityAdmin});
        for (const Role role : service::all_roles()) {
            if (service::role_sort(role) == service::RoleSort::Administration) {
                add(role, "");
            } else {
                for (const char* division : {"", kOwn, kOther}) add(role, division);
            }
        }
        say({{"kind", "approval"},
             {"record", {{"document_no", kApproval}, {"approved_on", "2015-05-01"}, {"total_m2", 1'000'000}}}});
        for (const Thing& thing : things_) put(thing);
        site_ = std::make_unique<Site>(*house_.store, house_.clock, house_.random, *rights_, "141000",
                                       ::testing::TempDir());
    }

    void add(Role role, const std::string& division) {
        std::string login(service::role_name(role));
        for (char& c : login) c = c == '_' ? '-' : c;
        login += division.empty() ? "" : "-" + division;
        if (service::role_sort(role) == service::RoleSort::Administration) {  // nobody of the three makes another
            if (role != Role::SecurityAdmin) house_.put(login, "name of " + login, {role});
            logins_.push_back(login);
            return;
        }
        house_.put(login, "name of " + login, {});
        const std::string town = role == Role::Township ? kTown : "";
        const std::string zone = role == Role::Zone ? kZone : "";
        ASSERT_TRUE(
            service::grant_roles(house_.office, login, {{role}, division, town, zone}, house_.by("security-admin"))
                .ok())
            << login;
        logins_.push_back(login);
    }
    void grant(const std::string& login, std::vector<Role> roles) {
        ASSERT_TRUE(
            service::grant_roles(house_.office, login, {std::move(roles), "", "", ""}, house_.by("security-admin"))
                .ok());
    }
    void say(const base::Json& statement) {
        const auto recorded = service::record(house_.office, statement, house_.by("founder"));
        ASSERT_TRUE(recorded.ok()) << recorded.error().text().en;
    }
    void put(const Thing& thing) {
        if (thing.state == Thing::State::Never) return;
        base::Json statement = {{"kind", "plot"},
                                {"record",
                                 {{"approval", kApproval},
                                  {"number", thing.number},
                                  {"division", thing.division},
                                  {"township", kTown},
                                  {"zone", kZone},
                                  {"area_m2", 1000}}}};
        if (thing.state == Thing::State::Proposed) statement["state"] = "proposed";
        say(statement);
        if (thing.state == Thing::State::Retracted)
            say({{"kind", "plot"}, {"change", "retract"}, {"key", thing.id()}, {"reason", "never was"}});
    }

    Request asked(const std::string& method, const std::string& path, const std::string& login,
                  std::map<std::string, std::string, std::less<>> query, const std::string& body) {
        Request request;
        request.method = method;
        request.path = path;
        request.query = std::move(query);
        request.body = body;
        const std::string cookie = site_->sessions.open(login, house_.random, house_.clock.now());
        request.headers["cookie"] = "panhuo=" + cookie;
        request.headers["x-csrf-token"] = site_->sessions.find(cookie, house_.clock.now())->csrf;
        return request;
    }
    Response ask(const std::string& method, const std::string& path, const std::string& login,
                 std::map<std::string, std::string, std::less<>> query, const std::string& body = "") {
        Request request = asked(method, path, login, std::move(query), body);
        return site_->answer(request);
    }
    static std::string code_of(const Response& response) {
        const auto json = base::parse_json(response.bytes(), "answer");
        return json.ok() && json->contains("code") ? (*json)["code"].get<std::string>() : "";
    }
    /// A statement, only tried.
    Response try_statement(const std::string& login, const base::Json& statement) {
        return ask("POST", "/api/v1/records", login, {{"preview", "true"}},
                   base::Json({{"statements", base::Json::array({statement})}}).dump());
    }

    const std::vector<Thing> things_{
        {"1", kOwn, Thing::State::Approved},  {"2", kOther, Thing::State::Approved},
        {"3", kOwn, Thing::State::Proposed},  {"4", kOther, Thing::State::Proposed},
        {"5", kOwn, Thing::State::Retracted}, {"6", kOther, Thing::State::Retracted},
        {"7", kOwn, Thing::State::Never},
    };
    service::testing::House house_;
    const service::Rights* rights_ = service::Rights::installed().value();
    std::vector<std::string> logins_;
    std::unique_ptr<Site> site_;
};

/// Text with an id in it, without the id.
std::string without(std::string text, const std::string& id) {
    for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id)) text.erase(at, id.size());
    return text;
}

TEST_F(Matrix, WhatOneReadsOfARecordIsWhatTheTableSays) {
    int shown = 0, hidden = 0, denied = 0;
    for (const std::string& login : logins_) {
        const service::Person person = house_.find(login);
        const bool anywhere = rights_->may(person, Action::Read) != Rights::Answer::No;
        const bool everything = rights_->may(person, Action::Read, {"141000", "", ""}) != Rights::Answer::No;
        const Response none = ask("GET", "/api/v1/parcel", login, {{"id", things_.back().id()}});
        const auto list = base::parse_json(ask("GET", "/api/v1/parcels", login, {{"kind", "plot"}}).bytes(), "list");
        ASSERT_TRUE(list.ok());
        for (const Thing& thing : things_) {
            const std::string about = login + " " + thing.number;
            const bool held = thing.state == Thing::State::Approved;
            const bool here = rights_->may(person, Action::Read, thing.place()) != Rights::Answer::No;
            const Response one = ask("GET", "/api/v1/parcel", login, {{"id", thing.id()}});
            if (!anywhere) {
                EXPECT_EQ(code_of(one), "NOT_ALLOWED") << about;
                ++denied;
                continue;
            }
            // Who sees the whole store also sees who proposed and who took back; who does not sees what stands.
            const bool told = held ? here : everything && thing.state != Thing::State::Never;
            EXPECT_EQ(one.status, told ? 200 : 404) << about << one.bytes();
            ++(told ? shown : hidden);
            if (!told) {
                EXPECT_EQ(without(one.bytes(), thing.id()), without(none.bytes(), things_.back().id())) << about;
            }
            const bool listed = (*list).contains("parcels") &&
                                list->at("parcels").dump().find("\"" + thing.id() + "\"") != std::string::npos;
            EXPECT_EQ(listed, held && here) << about;
        }
    }
    EXPECT_GT(shown, 40);
    EXPECT_GT(hidden, 40);
    EXPECT_GT(denied, 15);
}

TEST_F(Matrix, WhatOneSaysOfARecordIsWhatTheTableSays) {
    int taken = 0, denied = 0;
    for (const std::string& login : logins_) {
        const service::Person person = house_.find(login);
        const auto node = [](const Thing& thing) { return "plot:" + thing.id(); };
        for (const auto& [action, change] : {std::pair(Action::Record, "new"), std::pair(Action::Correct, "correct")}) {
            const auto statement = [&, what = change](const Thing& thing) {
                if (std::string(what) == "new")
                    return base::Json{{"kind", "portion"},
                                      {"record", {{"plot", thing.id()}, {"number", "1"}, {"cause", "other"}}}};
                return base::Json{{"kind", "plot"},
                                  {"change", "correct"},
                                  {"key", thing.id()},
                                  {"reason", "x"},
                                  {"record", {{"area_m2", 900}}}};
            };
            const Response none = try_statement(login, statement(things_.back()));
            for (const Thing& thing : things_) {
                const std::string about = login + " " + thing.number + " " + change;
                const bool whole = rights_->may(person, action, {"141000", "", ""}) != Rights::Answer::No;
                const bool here = rights_->may(person, action, thing.place()) != Rights::Answer::No;
                const bool held = thing.state == Thing::State::Approved;
                const Response answer = try_statement(login, statement(thing));
                const bool allowed = whole || (held && here);
                EXPECT_EQ(code_of(answer) != "NOT_ALLOWED", allowed) << about << answer.bytes();
                if (allowed && held) {
                    EXPECT_EQ(answer.status, 200) << about << answer.bytes();
                }
                ++(allowed ? taken : denied);
                // Land of others, land only proposed, land taken back and land that never was look all alike.
                if (!allowed) {
                    EXPECT_EQ(without(answer.bytes(), node(thing)), without(none.bytes(), node(things_.back())))
                        << about;
                }
            }
        }
    }
    EXPECT_GT(taken, 30);
    EXPECT_GT(denied, 200);
}

TEST_F(Matrix, NobodySettlesHisOwnAndOnlyWhoMaySettles) {
    const Response made = ask("POST", "/api/v1/records", "clerk", {},
                              base::Json({{"reason", "measured again"},
                                          {"statements",
                                           {{{"kind", "plot"},
                                             {"change", "correct"},
                                             {"key", things_[0].id()},
                                             {"reason", "measured again"},
                                             {"record", {{"area_m2", 900}}}}}}})
                                  .dump());
    ASSERT_EQ(made.status, 201) << made.bytes();
    const std::string entry = base::parse_json(made.bytes(), "made")->at("entries").at(0);
    grant("clerk", {Role::Clerk, Role::Reviewer});
    const std::string verdict = base::Json({{"entry", entry}, {"verdict", "reject"}, {"reason", "no"}}).dump();
    EXPECT_EQ(code_of(ask("POST", "/api/v1/proposals", "clerk", {}, verdict)), "SAME_PERSON");
    int settled = 0;
    for (const std::string& login : logins_) {
        if (login == "clerk") continue;
        const service::Person person = house_.find(login);
        const bool may = rights_->may(person, Action::Settle, {"141000", "", ""}) == Rights::Answer::Yes;
        const Response answer = ask("POST", "/api/v1/proposals", login, {}, verdict);
        EXPECT_EQ(code_of(answer) != "NOT_ALLOWED", may) << login << answer.bytes();
        if (answer.status == 201) ++settled;
    }
    EXPECT_EQ(settled, 1);
}

/// Evidence of a parcel is seen where the parcel is, and attached where one may record or propose; elsewhere the
/// parcel is none.
TEST_F(Matrix, EvidenceIsOfWhoMayReadOrRecordThere) {
    int seen = 0, attached = 0, denied = 0;
    for (const std::string& login : logins_) {
        const service::Person person = house_.find(login);
        const auto may = [&](Action action, const Thing& thing) {
            return thing.state == Thing::State::Approved &&
                   rights_->may(person, action, thing.place()) >= Rights::Answer::Proposes;
        };
        for (const Thing& thing : things_) {
            const std::string about = login + " " + thing.number;
            const Response list = ask("GET", "/api/v1/evidence", login, {{"id", thing.id()}});
            const bool reads = rights_->may(person, Action::Read) != Rights::Answer::No;
            const int unseen = reads ? 404 : 403;
            EXPECT_EQ(list.status, may(Action::Read, thing) ? 200 : unseen) << about << list.bytes();
            EXPECT_EQ(ask("GET", "/api/v1/evidence/file", login, {{"id", thing.id()}, {"sha256", "x"}}).status, unseen)
                << about;
            seen += list.status == 200 ? 1 : 0;

            const std::string upload = ::testing::TempDir() + "/evidence-of-the-matrix";
            ASSERT_TRUE(base::write_file_atomic(upload, "%PDF-1.4\n" + about + "\n%%EOF\n").ok());
            Request request = asked("POST", "/api/v1/evidence", login, {{"id", thing.id()}, {"name", "a.pdf"}}, "");
            request.upload = upload;
            const Response answer = site_->answer(request);
            const bool records = rights_->may(person, Action::Record) != Rights::Answer::No;
            EXPECT_EQ(answer.status, may(Action::Record, thing) ? 201 : records ? 404 : 403) << about << answer.bytes();
            ++(answer.status == 201 ? attached : denied);
        }
    }
    EXPECT_GT(seen, 20);
    EXPECT_GT(attached, 5);
    EXPECT_GT(denied, 100);
}

TEST_F(Matrix, EveryDenialIsWrittenDown) {
    ask("GET", "/api/v1/status", "clerk-141031", {});
    ask("GET", "/api/v1/audit", "leader", {});
    try_statement("township", {{"kind", "plot"}, {"change", "correct"}, {"key", "x"}, {"record", {{"area_m2", 1}}}});
    ask("GET", "/api/v1/parcel", "city-bureau-141031", {{"id", things_[1].id()}});
    ASSERT_TRUE(site_->trail.write_due(house_.office, true).ok());
    std::set<std::string> subjects;
    for (const journal::Entry& entry : house_.entries("audit")) {
        if (entry.payload.find("denied") != std::string::npos) subjects.insert(entry.actor.id);
    }
    EXPECT_EQ(subjects, (std::set<std::string>{"city-bureau-141031", "leader", "township"}));
}

/// Who looks after backups sees that they are there, and nobody is given one: there is no route that would.
TEST_F(Matrix, BackupsAreMadeByTheSystemAdministratorAndReadByNobody) {
    int seen = 0, made = 0;
    for (const std::string& login : logins_) {
        const service::Person person = house_.find(login);
        const service::Place whole{"141000", "", ""};
        const bool may_see = rights_->may(person, Action::SystemRead, whole) == Rights::Answer::Yes;
        const bool may_make = rights_->may(person, Action::Backup, whole) == Rights::Answer::Yes;
        EXPECT_EQ(ask("GET", "/api/v1/backups", login, {}).status, may_see ? 200 : 403) << login;
        // This server was told of no folder, and says so to whoever may ask it.
        EXPECT_EQ(code_of(ask("POST", "/api/v1/backups", login, {})), may_make ? "BACKUPS_UNSET" : "NOT_ALLOWED")
            << login;
        seen += may_see ? 1 : 0;
        made += may_make ? 1 : 0;
        if (may_make) {
            EXPECT_EQ(rights_->may(person, Action::Read), Rights::Answer::No) << login;
        }
    }
    EXPECT_EQ(seen, 3);
    EXPECT_EQ(made, 1);
    for (const Route& route : all_routes()) {
        const std::string pattern = route.pattern;
        if (pattern.find("backup") != std::string::npos) {
            EXPECT_EQ(pattern, "/api/v1/backups");
        }
    }
}

/// Work is its beginner's: for everybody else, whatever his roles, there is none.
TEST_F(Matrix, WorkIsTheBeginnersAlone) {
    WorkOrder order{"clerk", "verify", "", Action::Read, {}};
    order.work = [](const service::TellProgress&) -> base::Result<Product> { return Product{}; };
    const auto work = site_->works.begin(std::move(order));
    ASSERT_TRUE(work.ok());
    (*work)->wait_for_end();
    const std::string path = "/api/v1/work/" + (*work)->id();
    for (const std::string& login : logins_) {
        const bool mine = login == "clerk";
        EXPECT_EQ(ask("GET", path, login, {}).status, mine ? 200 : 404) << login;
        EXPECT_EQ(ask("GET", path + "/events", login, {}).status, mine ? 200 : 404) << login;
        EXPECT_EQ(ask("GET", path + "/file", login, {}).status, mine ? 409 : 404) << login;
        const std::string list = ask("GET", "/api/v1/work", login, {}).bytes();
        EXPECT_EQ(list.find((*work)->id()) != std::string::npos, mine) << login;
    }
    // Whoever may no longer do it is no longer told.
    grant("clerk", {});
    EXPECT_EQ(ask("GET", path, "clerk", {}).status, 403);
}

}  // namespace
}  // namespace http
