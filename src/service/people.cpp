#include "service/people.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "base/password.hpp"
#include "service/password_policy.hpp"
#include "service/people_kept.hpp"

#include <algorithm>
#include <mutex>

namespace service {
namespace {

constexpr std::int64_t kDayUs = std::int64_t{86'400} * 1'000'000;

/// The hash of a password that nobody has: what is compared with for a login that nobody has.
base::Result<std::string> nobodys_hash(base::Random& random) {
    static std::mutex mutex;
    static std::string hash;
    const std::lock_guard<std::mutex> lock(mutex);
    if (hash.empty()) {
        PANHUO_TRY(hash, base::hash_password(random.bytes(32)));
    }
    return hash;
}

}  // namespace

std::string_view person_state_name(PersonState state) { return state == PersonState::Active ? "active" : "disabled"; }

std::optional<PersonState> person_state_from_name(std::string_view name) {
    if (name == "active") return PersonState::Active;
    if (name == "disabled") return PersonState::Disabled;
    return std::nullopt;
}

bool Person::holds(Role role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

base::Result<std::vector<Person>> people(store::Snapshot& snapshot) {
    PANHUO_TRY(std::vector<KeptPerson> kept, kept_people(snapshot));
    std::vector<Person> all;
    all.reserve(kept.size());
    for (KeptPerson& one : kept) all.push_back(std::move(one.person));
    return all;
}

base::Result<std::optional<Person>> person(store::Snapshot& snapshot, const std::string& login) {
    PANHUO_TRY(std::optional<KeptPerson> kept, kept_person(snapshot, login));
    if (!kept) return std::optional<Person>();
    return std::optional<Person>(std::move(kept->person));
}

base::Result<bool> anybody_set_up(store::Snapshot& snapshot) {
    bool found = false;
    PANHUO_DO(snapshot.scan_kind(kPersonKind, base::Instant::end_of_time(), [&](const store::VersionRow&) {
        found = true;
        return false;
    }));
    return found;
}

base::Result<Person> check_login(Office& office, const std::string& login, std::string_view password) {
    PANHUO_TRY(const PasswordPolicy* policy, PasswordPolicy::installed());
    PANHUO_TRY(const std::string nobodys, nobodys_hash(office.random));
    std::optional<Person> found;
    std::optional<KeptPassword> kept;
    {
        PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
        PANHUO_TRY(found, person(*snapshot, base::lower_case(login)));
        PANHUO_TRY(kept, kept_password(*snapshot, base::lower_case(login)));
    }
    const bool account = found && kept;
    PANHUO_TRY(const bool fits, base::password_matches(account ? kept->hash : nobodys, password));
    const bool run_out =
        kept && kept->initial && office.clock.now().micros() - kept->set_at.micros() > policy->initial_days * kDayUs;
    if (!account || !fits || run_out || !found->active()) return base::Error{base::Code::LoginFailed};
    return *found;
}

base::Json person_json(const Person& person) {
    base::Json roles = base::Json::array();
    for (const Role role : person.roles) roles.push_back(role_name(role));
    return {{"login", person.login},
            {"name", person.name},
            {"office", person.office},
            {"roles", std::move(roles)},
            {"division", person.division},
            {"township", person.township},
            {"zone", person.zone},
            {"state", person_state_name(person.state)},
            {"must_change", person.must_change}};
}

}  // namespace service
