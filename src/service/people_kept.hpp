// People as they are kept: the entry's payload and the settings beside the journal. For people*.cpp only.
#pragma once

#include "service/command.hpp"
#include "service/people.hpp"

namespace service {

/// A person with what stands for the name in the entry.
struct KeptPerson {
    Person person;
    std::string name_commitment;
};

base::Result<std::optional<KeptPerson>> kept_person(store::Snapshot& snapshot, const std::string& login);
base::Result<std::vector<KeptPerson>> kept_people(store::Snapshot& snapshot);

/// {"login","name": commitment,"office","roles","division","township","zone","state"}, in this order.
std::string person_payload(const KeptPerson& kept);

/// What is known of a password. Setting `password:LOGIN`.
struct KeptPassword {
    std::string hash;
    bool initial = false;
    base::Instant set_at;
};
base::Result<std::optional<KeptPassword>> kept_password(store::Snapshot& snapshot, const std::string& login);
base::Status keep_password(store::Transaction& transaction, const std::string& login, const KeptPassword& password);

}  // namespace service
