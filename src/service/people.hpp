// People: the accounts of a store, read from its system chain.
//
// A person is the entry of kind "person" under the login. The payload holds roles, scope and state, and a commitment
// in place of the name (vault). The password's hash is no part of the journal: it lies in the settings, like the
// vault's key, and is gone when it is replaced. What changes people is in people_admin.hpp, what lets them in here.
// Why so: docs/adr/0006-people-on-the-system-chain.md.
#pragma once

#include "base/json_fwd.hpp"
#include "service/office.hpp"
#include "service/role.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace service {

/// Journal kind of a person; no record of the trade.
inline constexpr char kPersonKind[] = "person";

enum class PersonState : std::uint8_t { Active, Disabled };
std::string_view person_state_name(PersonState state);  ///< active | disabled
std::optional<PersonState> person_state_from_name(std::string_view name);

struct Person {
    std::string login;        ///< a-z, 0-9, . _ -; begins with a letter; 2…32 characters
    std::string name;         ///< from the vault; after erasure a text that says so
    std::string office;       ///< the unit the person belongs to
    std::vector<Role> roles;  ///< in the order of roles.def, each once; empty: may do nothing
    std::string division;     ///< scope: code of the division; empty: the whole store
    std::string township;     ///< scope: name as the records have it; empty: all
    std::string zone;         ///< scope: name as the records have it; empty: all
    PersonState state = PersonState::Active;
    bool must_change = false;  ///< the password is an initial one; nothing else may be done before it is changed

    bool holds(Role role) const;
    bool active() const { return state == PersonState::Active; }
};

base::Json person_json(const Person& person);

/// Everybody, in order of login.
base::Result<std::vector<Person>> people(store::Snapshot& snapshot);
/// Nothing if nobody has that login.
base::Result<std::optional<Person>> person(store::Snapshot& snapshot, const std::string& login);
/// Whether set_up (people_admin.hpp) has been done; cheap enough for every request.
base::Result<bool> anybody_set_up(store::Snapshot& snapshot);

/// The person, if login and password fit and the account is active. LoginFailed alike for an unknown login, a wrong
/// password, a disabled account and an initial password that has run out, after the same time (a hash is computed in
/// every case). Takes no writer lock and counts nothing: ask Throttle first (throttle.hpp), tell AuditTrail after
/// (audit.hpp). Errors: LoginFailed, HashingBusy.
base::Result<Person> check_login(Office& office, const std::string& login, std::string_view password);

}  // namespace service
