// Accounts: set-up, log-in, initial passwords, grants; and that no order of grants brings the three administrators
// together.
#include "service/people_testing.hpp"

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

namespace service {
namespace {

using base::Code;
using testing::House;

constexpr char kGood[] = "Zhunbei-2024-x";

template <class T>
Code code_of(const base::Result<T>& result) {
    EXPECT_FALSE(result.ok()) << "it should have been refused";
    return result.ok() ? Code::Usage : result.error().code;
}

TEST(People, TheFirstOneIsSystemAdministratorAndThereIsOneOnly) {
    House house;
    EXPECT_FALSE(anybody_set_up(*house.store->read().value()).value());
    const Person first = set_up(house.office, {"zhang", "张三", kGood}, House::by("")).value();
    EXPECT_EQ(first.roles, std::vector<Role>{Role::SystemAdmin});
    EXPECT_FALSE(first.must_change);
    EXPECT_TRUE(anybody_set_up(*house.store->read().value()).value());
    EXPECT_EQ(code_of(set_up(house.office, {"li", "李四", kGood}, House::by(""))), Code::AlreadySetUp);
    const std::vector<journal::Entry> entries = house.entries(kPersonKind);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].actor.id, "zhang");
    EXPECT_EQ(entries[0].payload.find("张三"), std::string::npos) << "the name is in the vault, not in the chain";
    EXPECT_EQ(entries[0].payload.find("argon2"), std::string::npos);
    EXPECT_EQ(house.find("zhang").name, "张三");
}

TEST(People, UnknownWrongAndDisabledAreTheSameAnswer) {
    House house;
    ASSERT_TRUE(set_up(house.office, {"zhang", "张三", kGood}, House::by("")).ok());
    EXPECT_EQ(check_login(house.office, "ZHANG", kGood).value().login, "zhang");
    const base::Error unknown = check_login(house.office, "nobody", kGood).error();
    const base::Error wrong = check_login(house.office, "zhang", "Zhunbei-2024-y").error();
    EXPECT_EQ(unknown.code, Code::LoginFailed);
    EXPECT_EQ(unknown.text(), wrong.text());
    const NewPerson li = add_person(house.office, {"li", "李四", "规划股"}, House::by("zhang")).value();
    EXPECT_TRUE(check_login(house.office, "li", li.initial_password).ok());
    ASSERT_TRUE(set_state(house.office, "li", PersonState::Disabled, House::by("zhang")).ok());
    EXPECT_EQ(check_login(house.office, "li", li.initial_password).error().text(), unknown.text());
}

TEST(People, LoggingInWaitsForNoWriter) {
    House house;
    ASSERT_TRUE(set_up(house.office, {"zhang", "张三", kGood}, House::by("")).ok());
    const auto writing = house.store->write().value();
    EXPECT_TRUE(check_login(house.office, "zhang", kGood).ok());
}

TEST(People, AnInitialPasswordHasToBeChangedAndRunsOut) {
    House house;
    house.put("sys", "系统", {Role::SystemAdmin});
    const NewPerson li = add_person(house.office, {"li", "李四", ""}, House::by("sys")).value();
    EXPECT_GE(li.initial_password.size(), 14U);
    EXPECT_TRUE(check_login(house.office, "li", li.initial_password).value().must_change);
    EXPECT_EQ(code_of(change_password(house.office, "li", "wrong", kGood, House::by("li"))), Code::LoginFailed);
    EXPECT_EQ(code_of(change_password(house.office, "li", li.initial_password, "short", House::by("li"))),
              Code::PasswordRefused);
    EXPECT_EQ(code_of(change_password(house.office, "li", li.initial_password, kGood, House::by("sys"))),
              Code::NotAllowed);
    EXPECT_FALSE(change_password(house.office, "li", li.initial_password, kGood, House::by("li")).value().must_change);
    EXPECT_EQ(code_of(check_login(house.office, "li", li.initial_password)), Code::LoginFailed);
    EXPECT_FALSE(check_login(house.office, "li", kGood).value().must_change);

    const NewPerson again = reset_password(house.office, "li", House::by("sys")).value();
    EXPECT_EQ(code_of(check_login(house.office, "li", kGood)), Code::LoginFailed) << "the old one ends at once";
    house.clock.pass_seconds(8 * 86'400);
    EXPECT_EQ(code_of(check_login(house.office, "li", again.initial_password)), Code::LoginFailed);
}

TEST(People, OnlyTheRightAdministratorChangesAccounts) {
    House house;
    house.put("sys", "系统", {Role::SystemAdmin});
    house.put("sec", "安全", {Role::SecurityAdmin});
    house.put("wang", "王五", {Role::Clerk});
    for (const char* who : {"sec", "wang", "nobody", ""}) {
        EXPECT_EQ(code_of(add_person(house.office, {"li", "李四", ""}, House::by(who))), Code::NotAllowed);
        EXPECT_EQ(code_of(set_state(house.office, "wang", PersonState::Disabled, House::by(who))), Code::NotAllowed);
    }
    for (const char* who : {"sys", "wang", "nobody"})
        EXPECT_EQ(code_of(grant_roles(house.office, "wang", {{Role::Leader}, "", "", ""}, House::by(who))),
                  Code::NotAllowed);
    EXPECT_EQ(code_of(grant_roles(house.office, "sec", {{}, "", "", ""}, House::by("sec"))), Code::NotAllowed);
    EXPECT_EQ(code_of(set_state(house.office, "sys", PersonState::Disabled, House::by("sys"))), Code::NotAllowed);
    EXPECT_EQ(code_of(grant_roles(house.office, "none", {{}, "", "", ""}, House::by("sec"))), Code::PersonUnknown);
    EXPECT_EQ(code_of(add_person(house.office, {"wang", "王五", ""}, House::by("sys"))), Code::PersonExists);
    for (const char* login : {"Li", "l", "1li", "li si", "李四", "li/../x"})
        EXPECT_EQ(code_of(add_person(house.office, {login, "李四", ""}, House::by("sys"))), Code::PersonInvalid);
}

TEST(People, ScopesLieInTheStore) {
    House house;
    house.put("sec", "安全", {Role::SecurityAdmin});
    house.put("wang", "王五", {});
    const auto grant = [&](RoleGrant wanted) { return grant_roles(house.office, "wang", wanted, House::by("sec")); };
    EXPECT_EQ(code_of(grant({{Role::Township}, "", "", ""})), Code::PersonInvalid);
    EXPECT_EQ(code_of(grant({{Role::Zone}, "", "", ""})), Code::PersonInvalid);
    EXPECT_EQ(code_of(grant({{Role::Clerk}, "330783", "", ""})), Code::PersonInvalid);
    EXPECT_EQ(code_of(grant({{Role::Clerk}, "14103x", "", ""})), Code::DivisionUnknown);
    const Person person = grant({{Role::Township, Role::Township, Role::Clerk}, "141031", "龙泉镇", ""}).value();
    EXPECT_EQ(person.roles, (std::vector<Role>{Role::Clerk, Role::Township}));
    EXPECT_EQ(house.find("wang").township, "龙泉镇");
}

TEST(People, TwoAccountsOfOneNameAreOnePersonToTheThreeAdministrators) {
    House house;
    house.put("sec", "安全", {Role::SecurityAdmin});
    house.put("sys", "张三", {Role::SystemAdmin});
    house.put("zhang", "张三", {});
    EXPECT_EQ(code_of(grant_roles(house.office, "zhang", {{Role::Clerk}, "", "", ""}, House::by("sec"))),
              Code::RolesApart);
}

TEST(People, ADryRunKeepsNothing) {
    House house;
    house.put("sec", "安全", {Role::SecurityAdmin});
    house.put("wang", "王五", {});
    Act act = House::by("sec");
    act.dry_run = true;
    EXPECT_TRUE(grant_roles(house.office, "wang", {{Role::Clerk}, "", "", ""}, act).ok());
    EXPECT_TRUE(house.find("wang").roles.empty());
}

// ---- the three administrators, under any order of grants

constexpr std::array kAdministrators = {Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin};

std::map<Role, int> active_administrators(const std::vector<Person>& all) {
    std::map<Role, int> count;
    for (const Person& one : all)
        for (const Role role : kAdministrators) count[role] += one.active() && one.holds(role) ? 1 : 0;
    return count;
}

/// By the words of the standard, apart from the code that is tested.
void expect_apart(const std::vector<Person>& all) {
    std::map<std::string, std::set<Role>> of_name;
    for (const Person& one : all) of_name[one.name].insert(one.roles.begin(), one.roles.end());
    for (const auto& [name, roles] : of_name) {
        const auto held = std::count_if(kAdministrators.begin(), kAdministrators.end(),
                                        [&, all_of = roles](Role role) { return all_of.contains(role); });
        RC_ASSERT(held <= 1);
        RC_ASSERT(held == 0 || roles.size() == 1U);
    }
}

RC_GTEST_PROP(People, NoOrderOfGrantsBringsTheThreeTogether, (std::uint64_t seed)) {
    House house;
    std::mt19937_64 draw(seed);
    const auto below = [&](std::uint64_t n) { return static_cast<std::size_t>(draw() % n); };
    const std::vector<std::string> logins = {"aa", "bb", "cc", "dd", "ee", "ff"};
    house.put("aa", "一", {Role::SystemAdmin});
    for (std::size_t i = 1; i < logins.size(); ++i) house.put(logins[i], i == 5 ? "一" : logins[i], {});
    int appointed_by_system = 0;
    std::vector<Person> before = house.everybody();
    for (int step = 0; step < 25; ++step) {
        const std::string& who = logins[below(logins.size())];
        const std::string& whom = logins[below(logins.size())];
        if (below(4) == 0) {
            const bool enable = below(2) == 0;
            const auto done =
                set_state(house.office, whom, enable ? PersonState::Active : PersonState::Disabled, House::by(who));
            RC_ASSERT(!done.ok() || who != whom);
        } else {
            RoleGrant grant;
            for (std::size_t n = below(3); n > 0; --n) {
                const bool administrator = below(3) != 0;
                grant.roles.push_back(administrator ? kAdministrators[below(3)] : all_roles()[below(5)]);
            }
            const auto done = grant_roles(house.office, whom, grant, House::by(who));
            if (done.ok()) {
                const auto actor =
                    std::find_if(before.begin(), before.end(), [&](const Person& one) { return one.login == who; });
                RC_ASSERT(who != whom);
                RC_ASSERT(actor->active());
                if (!actor->holds(Role::SecurityAdmin)) ++appointed_by_system;
            }
        }
        std::vector<Person> after = house.everybody();
        expect_apart(after);
        std::map<Role, int> left = active_administrators(after);
        for (const auto& [role, count] : active_administrators(before)) RC_ASSERT(count == 0 || left[role] > 0);
        before = std::move(after);
    }
    RC_ASSERT(appointed_by_system <= 1);
}

}  // namespace
}  // namespace service
