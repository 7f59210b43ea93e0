#include "service/role.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace service {
namespace {

struct Row {
    std::string_view name;
    RoleSort sort;
    const char* zh;
    const char* en;
};

constexpr std::array kRows = {
#define X(id, name, sort, zh, en) Row{name, RoleSort::sort, zh, en},
#include "service/roles.def"
#undef X
};

const Row& row(Role role) { return kRows[static_cast<std::size_t>(role)]; }

}  // namespace

const std::vector<Role>& all_roles() {
    static const std::vector<Role> roles = {
#define X(id, name, sort, zh, en) Role::id,
#include "service/roles.def"
#undef X
    };
    return roles;
}

std::string_view role_name(Role role) { return row(role).name; }

std::optional<Role> role_from_name(std::string_view name) {
    for (const Role role : all_roles()) {
        if (role_name(role) == name) return role;
    }
    return std::nullopt;
}

base::Text role_text(Role role) { return {row(role).zh, row(role).en}; }

RoleSort role_sort(Role role) { return row(role).sort; }

base::Status check_roles_apart(const std::vector<Role>& roles) {
    for (const Role one : roles) {
        if (role_sort(one) != RoleSort::Administration) continue;
        const auto other = std::find_if(roles.begin(), roles.end(), [&](Role role) { return role != one; });
        if (other == roles.end()) continue;
        const base::Text a = role_text(one);
        const base::Text b = role_text(*other);
        return base::Error{base::Code::RolesApart,
                           {base::both("「" + a.zh + "」不能与「" + b.zh + "」由同一人担任",
                                       a.en + " and " + b.en + " in one person")}};
    }
    return base::Done{};
}

}  // namespace service
