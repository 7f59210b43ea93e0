// The table of rights: every cell of it is what `may` answers, and what it does not say is denied.
#include "service/rights.hpp"

#include "base/files.hpp"
#include "base/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace service {
namespace {

using Answer = Rights::Answer;

Person holder(std::vector<Role> roles) {
    Person person;
    person.login = "wang";
    person.roles = std::move(roles);
    person.division = "141031";
    person.township = "龙泉镇";
    return person;
}
const Place kOwn{"141031100", "龙泉镇", ""};
const Place kOther{"141031101", "午城镇", ""};

TEST(Rights, TheInstalledTableIsWhatMayAnswers) {
    const std::string text = base::read_file(base::data_folder().value() + "/rulebooks/data/rights.tsv").value();
    std::set<std::string> lines;  // the table read in the plainest way there is
    for (const std::string_view line : base::split(text, '\n')) lines.insert(std::string(line));
    const Rights& rights = *Rights::installed().value();
    int said = 0;
    for (const Role role : all_roles()) {
        for (const Action action : all_actions()) {
            const std::string cell = std::string(role_name(role)) + "\t" + std::string(action_name(action)) + "\t";
            const auto table = [&](const std::string& scope) {
                if (lines.contains(cell + scope + "\tyes")) return Answer::Yes;
                return lines.contains(cell + scope + "\tproposes") ? Answer::Proposes : Answer::No;
            };
            const Answer everywhere = table("all");
            const Answer own = std::max(table("own"), everywhere);
            const Person person = holder({role});
            EXPECT_EQ(rights.may(person, action), own) << cell;
            EXPECT_EQ(rights.may(person, action, kOwn), own) << cell;
            EXPECT_EQ(rights.may(person, action, kOther), everywhere) << cell;
            EXPECT_EQ(rights.reach(person, action) == Rights::Reach::Nothing, own == Answer::No) << cell;
            EXPECT_EQ(rights.require(person, action).ok(), own == Answer::Yes) << cell;
            said += own != Answer::No ? 1 : 0;
        }
    }
    EXPECT_GT(said, 40);
}

TEST(Rights, AdministratorsSeeNothingOfTheBook) {
    const Rights& rights = *Rights::installed().value();
    for (const Role role : {Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin}) {
        for (const Action action : {Action::Read, Action::ReadPersonal, Action::Import, Action::Record, Action::Correct,
                                    Action::Settle, Action::Decide, Action::Report})
            EXPECT_EQ(rights.may(holder({role}), action), Answer::No);
    }
    EXPECT_EQ(rights.may(holder({Role::SystemAdmin}), Action::RolesGrant), Answer::No);
    EXPECT_EQ(rights.may(holder({Role::SecurityAdmin}), Action::PeopleManage), Answer::No);
}

TEST(Rights, TheStrongerAnswerCounts) {
    const Rights rights = Rights::load("clerk\tcorrect\town\tproposes\nleader\tcorrect\tall\tyes\n").value();
    EXPECT_EQ(rights.may(holder({Role::Clerk}), Action::Correct, kOwn), Answer::Proposes);
    EXPECT_EQ(rights.may(holder({Role::Clerk, Role::Leader}), Action::Correct, kOther), Answer::Yes);
    EXPECT_EQ(rights.reach(holder({Role::Clerk}), Action::Correct), Rights::Reach::Own);
    Person whole = holder({Role::Clerk});
    whole.division = whole.township = "";
    EXPECT_EQ(rights.reach(whole, Action::Correct), Rights::Reach::Everything);
}

TEST(Rights, DisabledOrWithAnInitialPasswordNothingIsAllowed) {
    const Rights& rights = *Rights::installed().value();
    Person disabled = holder({Role::Clerk});
    disabled.state = PersonState::Disabled;
    Person fresh = holder({Role::Clerk});
    fresh.must_change = true;
    for (const Action action : all_actions()) {
        EXPECT_EQ(rights.may(disabled, action), Answer::No);
        EXPECT_EQ(rights.may(fresh, action), Answer::No);
        EXPECT_EQ(rights.may(holder({}), action), Answer::No) << "no role";
    }
}

TEST(Rights, ALineThatIsNotUnderstoodIsRefusedWithItsNumber) {
    for (const char* line :
         {"boss\tread\tall\tyes", "clerk\tfly\tall\tyes", "clerk\tread\teverywhere\tyes", "clerk\tread\tall\tno",
          "clerk\tread\tall", "clerk\tread\tall\tyes\t!", "clerk\ttemplate\tall\tproposes",
          "audit_admin\tread\tall\tyes", "clerk\tpeople_read\tall\tyes"}) {
        const auto rights = Rights::load("# head\nclerk\ttemplate\tall\tyes\n" + std::string(line) + "\n");
        ASSERT_FALSE(rights.ok()) << line;
        EXPECT_EQ(rights.error().args[0], "rights.tsv:3") << line;
    }
}

TEST(Rights, ScopeIsDivisionTownshipAndZone) {
    Person county;
    county.division = "141031";
    EXPECT_TRUE(in_scope(county, {"141031100", "", ""}));
    EXPECT_FALSE(in_scope(county, {"141032", "", ""}));
    EXPECT_FALSE(in_scope(county, {})) << "what lies nowhere lies in nobody's scope";
    EXPECT_TRUE(in_scope(Person{}, {}));
    Person zone;
    zone.zone = "经开区";
    EXPECT_TRUE(in_scope(zone, {"141031", "龙泉镇", "经开区"}));
    EXPECT_FALSE(in_scope(zone, {"141031", "龙泉镇", ""}));
}

TEST(Rights, NobodySettlesHisOwnProposal) {
    EXPECT_TRUE(check_second_person("wang", "li").ok());
    for (const auto& [maker, settler] : {std::pair{"wang", "wang"}, {"wang", "Wang"}, {"", "li"}, {"wang", ""}})
        EXPECT_EQ(check_second_person(maker, settler).error().code, base::Code::SamePerson);
}

TEST(Rights, NamesGoBothWays) {
    for (const Role role : all_roles()) EXPECT_EQ(role_from_name(role_name(role)), role);
    for (const Action action : all_actions()) EXPECT_EQ(action_from_name(action_name(action)), action);
    EXPECT_FALSE(role_from_name("").has_value());
}

}  // namespace
}  // namespace service
