#include "service/people_kept.hpp"

#include "base/json.hpp"
#include "service/versions.hpp"

namespace service {
namespace {

std::string password_setting(const std::string& login) { return "password:" + login; }

/// Of the rows of one login, the one that holds now; nothing if none does.
std::optional<store::VersionRow> last_in_force(const std::vector<store::VersionRow>& rows) {
    std::vector<journal::VersionHead> heads;
    heads.reserve(rows.size());
    for (const store::VersionRow& row : rows) heads.push_back(row.head);
    const std::vector<std::size_t> in_force = journal::in_force(heads, base::Instant::end_of_time());
    if (in_force.empty()) return std::nullopt;
    return rows[in_force.back()];
}

base::Result<KeptPerson> read_person(store::Snapshot& snapshot, const store::VersionRow& row) {
    PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
    PANHUO_TRY(const base::Json json, base::parse_json(entry.payload, "person"));
    const std::string id = journal::entry_id(row.chain, row.head.sequence);
    KeptPerson kept;
    Person& person = kept.person;
    person.login = json.at("login").get<std::string>();
    kept.name_commitment = json.at("name").get<std::string>();
    person.office = json.at("office").get<std::string>();
    for (const base::Json& name : json.at("roles")) {
        const std::optional<Role> role = role_from_name(name.get<std::string>());
        if (!role) return base::Error{base::Code::EntryMalformed, {id, "role " + name.get<std::string>()}};
        person.roles.push_back(*role);
    }
    person.division = json.at("division").get<std::string>();
    person.township = json.at("township").get<std::string>();
    person.zone = json.at("zone").get<std::string>();
    const auto state = person_state_from_name(json.at("state").get<std::string>());
    if (!state) return base::Error{base::Code::EntryMalformed, {id, "state"}};
    person.state = *state;
    PANHUO_TRY(const std::optional<store::VaultRow> name, snapshot.vault_get(kept.name_commitment));
    person.name = name ? name->value : "（已删除 erased）";
    PANHUO_TRY(const std::optional<KeptPassword> password, kept_password(snapshot, person.login));
    person.must_change = !password || password->initial;
    return kept;
}

}  // namespace

base::Result<std::optional<KeptPerson>> kept_person(store::Snapshot& snapshot, const std::string& login) {
    PANHUO_TRY(const std::vector<store::VersionRow> rows, snapshot.versions(kPersonKind, login));
    const std::optional<store::VersionRow> row = last_in_force(rows);
    if (!row) return std::optional<KeptPerson>();
    PANHUO_TRY(KeptPerson kept, read_person(snapshot, *row));
    return std::optional<KeptPerson>(std::move(kept));
}

base::Result<std::vector<KeptPerson>> kept_people(store::Snapshot& snapshot) {
    std::vector<std::vector<store::VersionRow>> groups;
    PANHUO_DO(snapshot.scan_kind(kPersonKind, base::Instant::end_of_time(), [&](const store::VersionRow& row) {
        if (groups.empty() || groups.back().front().key != row.key) groups.emplace_back();
        groups.back().push_back(row);
        return true;
    }));
    std::vector<KeptPerson> all;
    for (const std::vector<store::VersionRow>& rows : groups) {
        const std::optional<store::VersionRow> row = last_in_force(rows);
        if (!row) continue;
        PANHUO_TRY(KeptPerson kept, read_person(snapshot, *row));
        all.push_back(std::move(kept));
    }
    return all;
}

std::string person_payload(const KeptPerson& kept) {
    std::string payload;
    base::JsonWriter writer(payload);
    const auto text = [&](std::string_view name, std::string_view value) {
        writer.key(name);
        writer.string(value);
    };
    writer.begin_object();
    text("login", kept.person.login);
    text("name", kept.name_commitment);
    text("office", kept.person.office);
    writer.key("roles");
    writer.begin_array();
    for (const Role role : kept.person.roles) writer.string(role_name(role));
    writer.end_array();
    text("division", kept.person.division);
    text("township", kept.person.township);
    text("zone", kept.person.zone);
    text("state", person_state_name(kept.person.state));
    writer.end_object();
    return payload;
}

base::Result<std::optional<KeptPassword>> kept_password(store::Snapshot& snapshot, const std::string& login) {
    PANHUO_TRY(const std::optional<std::string> text, snapshot.setting(password_setting(login)));
    if (!text) return std::optional<KeptPassword>();
    PANHUO_TRY(const base::Json json, base::parse_json(*text, password_setting(login)));
    KeptPassword kept;
    kept.hash = json.at("hash").get<std::string>();
    kept.initial = json.at("initial").get<bool>();
    kept.set_at = base::Instant::from_micros(json.at("set_at").get<std::int64_t>());
    return std::optional<KeptPassword>(std::move(kept));
}

base::Status keep_password(store::Transaction& transaction, const std::string& login, const KeptPassword& password) {
    const base::Json json = {
        {"hash", password.hash}, {"initial", password.initial}, {"set_at", password.set_at.micros()}};
    return transaction.put_setting(password_setting(login), json.dump());
}

}  // namespace service
