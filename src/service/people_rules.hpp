// What 三员分立 asks of a change to the accounts. For people*.cpp only; asked inside the writing transaction.
#pragma once

#include "service/people_kept.hpp"

namespace service {

/// Whoever acts, if active, past the initial password and holding the role; else NotAllowed.
base::Result<KeptPerson> acting_as(store::Snapshot& snapshot, const Act& act, Role role);
/// NotAllowed if somebody changes himself.
base::Status check_somebody_else(const Act& act, const std::string& login);
/// RolesApart if `changed` and the other accounts of the same name together hold what one person may not.
base::Status check_one_name(const std::vector<KeptPerson>& all, const KeptPerson& changed);
/// ChangeNotPossible if nobody active is left of a kind of administrator there was one of.
base::Status check_remaining(const std::vector<KeptPerson>& all, const KeptPerson& changed);
/// PersonInvalid unless the scope lies in the store and a township's or zone's person has one.
base::Status check_scope(store::Snapshot& snapshot, const Person& person);
/// PersonInvalid unless login, name and office are fit to be kept.
base::Status check_particulars(const std::string& login, const std::string& name, const std::string& office);

}  // namespace service
