// A store in memory with people in it, a clock that stands still and an office around them; for tests only.
#pragma once

#include "service/people_admin.hpp"
#include "service/people_kept.hpp"
#include "service/vault.hpp"

#include <gtest/gtest.h>

namespace service::testing {

class StandingClock final : public base::Clock {
  public:
    base::Instant now() const override { return at; }
    void pass_seconds(std::int64_t seconds) { at = base::Instant::from_micros(at.micros() + seconds * 1'000'000); }
    base::Instant at = base::Instant::from_micros(1'719'700'000'000'000);  // June 2024
};

struct House {
    std::unique_ptr<store::Store> store = store::make_memory();
    StandingClock clock;
    base::SystemRandom random;
    Office office{*store, clock, random};

    House() {
        auto transaction = store->write();
        EXPECT_TRUE((*transaction)->put_setting(setting::kDivision, "141031").ok());
        EXPECT_TRUE((*transaction)->commit().ok());
    }

    static Act by(const std::string& login) { return {{login, "", ""}, "test", "", false}; }

    /// An account as if it had always been there, past its initial password; costs no hash.
    void put(const std::string& login, const std::string& name, std::vector<Role> roles) {
        auto command = Command::begin(office, kSystemChain, by("test")).value();
        Vault vault(command->transaction(), random);
        KeptPerson kept;
        kept.person.login = login;
        kept.person.roles = std::move(roles);
        kept.name_commitment = vault.commit_to(name).value();
        EXPECT_TRUE(command->say_plain(kPersonKind, login, person_payload(kept), {}).ok());
        EXPECT_TRUE(keep_password(command->transaction(), login, {"none", false, clock.now()}).ok());
        EXPECT_TRUE(command->commit().ok());
    }

    std::vector<Person> everybody() { return people(*store->read().value()).value(); }
    Person find(const std::string& login) { return person(*store->read().value(), login).value().value_or(Person{}); }

    /// The entries of the system chain of one kind, oldest first.
    std::vector<journal::Entry> entries(const std::string& kind) {
        std::vector<journal::Entry> found;
        EXPECT_TRUE(store->read()
                        .value()
                        ->scan(kSystemChain, 1,
                               [&](const journal::Stored& stored) {
                                   journal::Entry entry = journal::decode(stored.bytes).value();
                                   if (entry.kind == kind) found.push_back(std::move(entry));
                                   return true;
                               })
                        .ok());
        return found;
    }
};

}  // namespace service::testing
