#include "service/people_rules.hpp"

#include "base/text.hpp"
#include "land/codes.hpp"

#include <algorithm>

namespace service {
namespace {

constexpr std::size_t kNameCharacters = 60;

base::Error invalid(const std::string& login, std::string_view zh, std::string_view en) {
    return {base::Code::PersonInvalid, {login, base::both(zh, en)}};
}

bool is_login(std::string_view login) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto fits = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'; };
    return login.size() >= 2 && login.size() <= 32 && letter(login.front()) &&
           std::all_of(login.begin(), login.end(), fits);
}

bool is_name(std::string_view name) {
    const bool printable = std::none_of(name.begin(), name.end(),
                                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    return printable && base::is_utf8(name) && base::trim(name) == name && base::char_count(name) <= kNameCharacters;
}

bool anybody(const std::vector<KeptPerson>& all, Role role, const std::string& but) {
    return std::any_of(all.begin(), all.end(), [&](const KeptPerson& one) {
        return one.person.login != but && one.person.active() && one.person.holds(role);
    });
}

}  // namespace

base::Result<KeptPerson> acting_as(store::Snapshot& snapshot, const Act& act, Role role) {
    PANHUO_TRY(const std::optional<KeptPerson> kept, kept_person(snapshot, act.actor.id));
    if (kept && kept->person.active() && !kept->person.must_change && kept->person.holds(role)) return *kept;
    const base::Text text = role_text(role);
    return base::Error{base::Code::NotAllowed, {base::both("须由" + text.zh + "办理", text.en + " only")}};
}

base::Status check_somebody_else(const Act& act, const std::string& login) {
    if (act.actor.id != login) return base::Done{};
    return base::Error{base::Code::NotAllowed,
                       {base::both("本人的角色、状态和初始口令须由他人办理", "nobody does this to himself")}};
}

base::Status check_one_name(const std::vector<KeptPerson>& all, const KeptPerson& changed) {
    PANHUO_DO(check_roles_apart(changed.person.roles));
    std::vector<Role> together = changed.person.roles;
    std::string others;
    for (const KeptPerson& one : all) {
        const Person& person = one.person;
        if (person.login == changed.person.login || one.name_commitment != changed.name_commitment) continue;
        if (person.roles.empty()) continue;
        others += (others.empty() ? "" : ", ") + person.login;
        together.insert(together.end(), person.roles.begin(), person.roles.end());
    }
    if (changed.person.roles.empty() || check_roles_apart(together).ok()) return base::Done{};
    return base::Error{base::Code::RolesApart,
                       {base::both("同名的账号 " + others +
                                       " 已有角色，两个账号的角色不能由同一人担任；确是两个人的，请在姓名后加注区分",
                                   "an account of the same name (" + others +
                                       ") holds roles that may not meet these in one person; if they are two people, "
                                       "tell the names apart by a remark")}};
}

base::Status check_remaining(const std::vector<KeptPerson>& all, const KeptPerson& changed) {
    const auto before = std::find_if(all.begin(), all.end(),
                                     [&](const KeptPerson& one) { return one.person.login == changed.person.login; });
    if (before == all.end() || !before->person.active()) return base::Done{};
    for (const Role role : before->person.roles) {
        if (role_sort(role) != RoleSort::Administration) continue;
        if (changed.person.active() && changed.person.holds(role)) continue;
        if (anybody(all, role, changed.person.login)) continue;
        const base::Text text = role_text(role);
        return base::Error{base::Code::ChangeNotPossible,
                           {base::both("这是最后一位在用的" + text.zh + "，须先有人接任",
                                       "this is the last active " + text.en + "; appoint a successor first")}};
    }
    return base::Done{};
}

base::Status check_scope(store::Snapshot& snapshot, const Person& person) {
    const std::string& login = person.login;
    if (person.holds(Role::Township) && person.township.empty())
        return invalid(login, "乡镇人员须指明乡镇", "the township role needs a township");
    if (person.holds(Role::Zone) && person.zone.empty())
        return invalid(login, "开发区人员须指明开发区", "the zone role needs a zone");
    if (!is_name(person.township) || !is_name(person.zone))
        return invalid(login, "乡镇或开发区名称不合格", "the name of the township or zone is not usable");
    if (person.division.empty()) return base::Done{};
    PANHUO_TRY(const std::string own, office_chain(snapshot));
    const land::Checked code = land::read_division_code(person.division);
    if (!code.fine() || code.normalised != person.division)
        return base::Error{base::Code::DivisionUnknown, {person.division}};
    if (!land::covers(own, person.division))
        return invalid(login, "行政区划 " + person.division + " 不在本库范围（" + own + "）内",
                       "division " + person.division + " is not part of this store (" + own + ")");
    return base::Done{};
}

base::Status check_particulars(const std::string& login, const std::string& name, const std::string& office) {
    if (!is_login(login)) {
        return invalid(login, "登录名须为 2 至 32 个小写字母、数字或 . _ -，以字母开头",
                       "a login is 2 to 32 small letters, digits or . _ -, beginning with a letter");
    }
    if (name.empty() || !is_name(name)) {
        return invalid(login, "请填写姓名，不超过 60 个字，前后不留空格",
                       "give the name, at most 60 characters, without spaces around it");
    }
    if (!is_name(office)) {
        return invalid(login, "单位名称不超过 60 个字，前后不留空格",
                       "the office has at most 60 characters, without spaces around it");
    }
    return base::Done{};
}

}  // namespace service
