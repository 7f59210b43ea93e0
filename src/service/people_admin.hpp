// People, changed: set-up, new accounts, roles, states, passwords.
//
// Every function is one command on the system chain, signed by act.actor (whose id is a login) with act.reason, and
// asks inside its own transaction whether that actor may do it now; a session that outlived its roles changes
// nothing. The rules of 三员分立 it keeps, whatever is asked:
// - the system administrator makes and disables accounts and gives initial passwords, but grants no roles; the
//   security administrator grants roles, but makes no accounts; nobody changes his own roles or state;
// - check_roles_apart holds for every person, and for two accounts of one name together;
// - as long as there is no security administrator, the system administrator may appoint another person to be one;
//   the last active one of each of the three can neither be disabled nor lose the role, so that this happens once.
// Errors of all: NotAllowed (who acts may not), PersonUnknown, RolesApart, ChangeNotPossible, HashingBusy.
#pragma once

#include "service/people.hpp"

namespace service {

struct FirstPerson {
    std::string login;
    std::string name;
    std::string password;
};
/// The first account, system administrator; signs itself. AlreadySetUp if there is anybody; PasswordRefused.
base::Result<Person> set_up(Office& office, const FirstPerson& first, const Act& act);

struct Newcomer {
    std::string login;
    std::string name;
    std::string office;
};
struct NewPerson {
    Person person;
    std::string initial_password;  ///< shown once, kept nowhere; must be changed at the first log-in
};
/// An account that can do nothing yet. Errors: PersonExists, PersonInvalid (login, name).
base::Result<NewPerson> add_person(Office& office, const Newcomer& newcomer, const Act& act);

/// Roles and scope as they shall be from now on; what was before is replaced.
struct RoleGrant {
    std::vector<Role> roles;
    std::string division;
    std::string township;
    std::string zone;
};
/// Errors: RolesApart, PersonInvalid (a township's person without a township, a division outside the store's).
base::Result<Person> grant_roles(Office& office, const std::string& login, const RoleGrant& grant, const Act& act);

base::Result<Person> set_state(Office& office, const std::string& login, PersonState state, const Act& act);

/// A new initial password; the old one ends at once.
base::Result<NewPerson> reset_password(Office& office, const std::string& login, const Act& act);

/// One's own password. Errors: LoginFailed (the old one is wrong), PasswordRefused. The caller ends other sessions.
base::Result<Person> change_password(Office& office, const std::string& login, std::string_view old_password,
                                     std::string_view new_password, const Act& act);

}  // namespace service
