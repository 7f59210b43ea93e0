#include "service/people_admin.hpp"

#include "base/password.hpp"
#include "service/audit.hpp"
#include "service/password_policy.hpp"
#include "service/people_rules.hpp"
#include "service/vault.hpp"

#include <algorithm>

namespace service {
namespace {

base::Result<KeptPerson> known(store::Snapshot& snapshot, const std::string& login) {
    PANHUO_TRY(std::optional<KeptPerson> kept, kept_person(snapshot, login));
    if (!kept) return base::Error{base::Code::PersonUnknown, {login}};
    return std::move(*kept);
}

/// The account as it is from today on.
base::Status say_changed(Command& command, const KeptPerson& kept) {
    Saying saying;
    saying.change = journal::Change::Amend;
    saying.effective = command.recorded_at().shanghai_date();
    PANHUO_TRY(const std::string entry,
               command.say_plain(kPersonKind, kept.person.login, person_payload(kept), saying));
    return base::Done{};
}

/// A new account with its password, in a command that is begun already.
base::Result<Person> say_new(Office& office, Command& command, Person person, std::string hash, bool initial) {
    Vault vault(command.transaction(), office.random);
    KeptPerson kept;
    PANHUO_TRY(kept.name_commitment, vault.commit_to(person.name));
    person.must_change = initial;
    kept.person = std::move(person);
    PANHUO_TRY(const std::string entry, command.say_plain(kPersonKind, kept.person.login, person_payload(kept), {}));
    PANHUO_DO(
        keep_password(command.transaction(), kept.person.login, {std::move(hash), initial, command.recorded_at()}));
    return std::move(kept.person);
}

/// The security administrator; or, for appointing the first one and nothing else, the system administrator.
base::Status check_may_grant(store::Snapshot& snapshot, const std::vector<KeptPerson>& all, const KeptPerson& target,
                             const RoleGrant& grant, const Act& act) {
    if (acting_as(snapshot, act, Role::SecurityAdmin).ok()) return base::Done{};
    const bool there_is_one = std::any_of(all.begin(), all.end(), [](const KeptPerson& one) {
        return one.person.active() && one.person.holds(Role::SecurityAdmin);
    });
    const bool first = !there_is_one && target.person.roles.empty() && target.person.active() &&
                       grant.roles == std::vector<Role>{Role::SecurityAdmin};
    PANHUO_TRY(const KeptPerson actor, acting_as(snapshot, act, first ? Role::SystemAdmin : Role::SecurityAdmin));
    return base::Done{};
}

}  // namespace

base::Result<Person> set_up(Office& office, const FirstPerson& first, const Act& act) {
    PANHUO_DO(check_particulars(first.login, first.name, ""));
    PANHUO_TRY(const PasswordPolicy* policy, PasswordPolicy::installed());
    PANHUO_DO(policy->check(first.password, first.login));
    PANHUO_TRY(std::string hash, base::hash_password(first.password));
    Act own = act;
    own.actor = {first.login, std::string(role_name(Role::SystemAdmin)), ""};
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, own));
    PANHUO_TRY(const bool done, anybody_set_up(command->transaction()));
    if (done) return base::Error{base::Code::AlreadySetUp};
    Person person;
    person.login = first.login;
    person.name = first.name;
    person.roles = {Role::SystemAdmin};
    PANHUO_TRY(Person made, say_new(office, *command, std::move(person), std::move(hash), false));
    PANHUO_DO(command->commit());
    return made;
}

base::Result<NewPerson> add_person(Office& office, const Newcomer& newcomer, const Act& act) {
    PANHUO_DO(check_particulars(newcomer.login, newcomer.name, newcomer.office));
    NewPerson made;
    made.initial_password = make_initial_password(office.random);
    PANHUO_TRY(std::string hash, base::hash_password(made.initial_password));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, act));
    PANHUO_TRY(const KeptPerson actor, acting_as(command->transaction(), act, Role::SystemAdmin));
    PANHUO_TRY(const std::optional<KeptPerson> before, kept_person(command->transaction(), newcomer.login));
    if (before) return base::Error{base::Code::PersonExists, {newcomer.login}};
    Person person;
    person.login = newcomer.login;
    person.name = newcomer.name;
    person.office = newcomer.office;
    PANHUO_TRY(made.person, say_new(office, *command, std::move(person), std::move(hash), true));
    PANHUO_DO(command->commit());
    return made;
}

base::Result<Person> grant_roles(Office& office, const std::string& login, const RoleGrant& grant, const Act& act) {
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, act));
    store::Transaction& transaction = command->transaction();
    PANHUO_TRY(const std::vector<KeptPerson> all, kept_people(transaction));
    PANHUO_TRY(KeptPerson kept, known(transaction, login));
    PANHUO_DO(check_may_grant(transaction, all, kept, grant, act));
    PANHUO_DO(check_somebody_else(act, login));
    Person& person = kept.person;
    person.roles = grant.roles;
    std::sort(person.roles.begin(), person.roles.end());
    person.roles.erase(std::unique(person.roles.begin(), person.roles.end()), person.roles.end());
    person.division = grant.division;
    person.township = grant.township;
    person.zone = grant.zone;
    PANHUO_DO(check_one_name(all, kept));
    PANHUO_DO(check_remaining(all, kept));
    PANHUO_DO(check_scope(transaction, person));
    PANHUO_DO(say_changed(*command, kept));
    PANHUO_DO(command->commit());
    return std::move(kept.person);
}

base::Result<Person> set_state(Office& office, const std::string& login, PersonState state, const Act& act) {
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, act));
    store::Transaction& transaction = command->transaction();
    PANHUO_TRY(const KeptPerson actor, acting_as(transaction, act, Role::SystemAdmin));
    PANHUO_DO(check_somebody_else(act, login));
    PANHUO_TRY(const std::vector<KeptPerson> all, kept_people(transaction));
    PANHUO_TRY(KeptPerson kept, known(transaction, login));
    if (kept.person.state == state) return std::move(kept.person);
    kept.person.state = state;
    PANHUO_DO(check_remaining(all, kept));
    PANHUO_DO(say_changed(*command, kept));
    PANHUO_DO(command->commit());
    return std::move(kept.person);
}

base::Result<NewPerson> reset_password(Office& office, const std::string& login, const Act& act) {
    NewPerson made;
    made.initial_password = make_initial_password(office.random);
    PANHUO_TRY(std::string hash, base::hash_password(made.initial_password));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, act));
    PANHUO_TRY(const KeptPerson actor, acting_as(command->transaction(), act, Role::SystemAdmin));
    PANHUO_DO(check_somebody_else(act, login));
    PANHUO_TRY(KeptPerson kept, known(command->transaction(), login));
    PANHUO_DO(keep_password(command->transaction(), login, {std::move(hash), true, command->recorded_at()}));
    PANHUO_DO(witness(*command, AuditEvent::PasswordReset, login, ""));
    PANHUO_DO(command->commit());
    made.person = std::move(kept.person);
    made.person.must_change = true;
    return made;
}

base::Result<Person> change_password(Office& office, const std::string& login, std::string_view old_password,
                                     std::string_view new_password, const Act& act) {
    if (act.actor.id != login)
        return base::Error{base::Code::NotAllowed, {base::both("只能修改本人的口令", "one's own password only")}};
    std::optional<KeptPassword> before;
    {
        PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
        PANHUO_TRY(before, kept_password(*snapshot, login));
    }
    PANHUO_TRY(Person person, check_login(office, login, old_password));
    if (old_password == new_password) {
        return base::Error{base::Code::PasswordRefused, {base::both("与原口令相同", "it is the old one")}};
    }
    PANHUO_TRY(const PasswordPolicy* policy, PasswordPolicy::installed());
    PANHUO_DO(policy->check(new_password, login));
    PANHUO_TRY(std::string hash, base::hash_password(new_password));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, act));
    // Reset or disabled while we were hashing: then the old password proves nothing any more.
    PANHUO_TRY(const std::optional<KeptPassword> now, kept_password(command->transaction(), login));
    PANHUO_TRY(const KeptPerson kept, known(command->transaction(), login));
    if (!before || !now || now->hash != before->hash || !kept.person.active())
        return base::Error{base::Code::LoginFailed};
    PANHUO_DO(keep_password(command->transaction(), login, {std::move(hash), false, command->recorded_at()}));
    PANHUO_DO(witness(*command, AuditEvent::PasswordChanged, login, ""));
    PANHUO_DO(command->commit());
    person.must_change = false;
    return person;
}

}  // namespace service
