// Role: what a person may be in the office, and which roles never meet in one person.
//
// 三员分立: system, security and audit administrator are three people, and none of them has business with the book
// (GB/T 22239-2019 8.1.5; the table is roles.def, the terms are in GLOSSARY.md).
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace service {

enum class Role : std::uint8_t {
#define X(id, name, sort, zh, en) id,
#include "service/roles.def"
#undef X
};
enum class RoleSort : std::uint8_t { Business, Administration };

const std::vector<Role>& all_roles();
std::string_view role_name(Role role);  ///< "security_admin": entries, tables and the interface
std::optional<Role> role_from_name(std::string_view name);
base::Text role_text(Role role);
RoleSort role_sort(Role role);

/// RolesApart if the roles hold two administrators, or an administrator beside anything else.
base::Status check_roles_apart(const std::vector<Role>& roles);

}  // namespace service
