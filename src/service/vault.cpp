#include "service/vault.hpp"

#include "land/person.hpp"

namespace service {

base::Status Vault::load_key() {
    if (!key_.empty()) return base::Done{};
    PANHUO_TRY(const std::optional<std::string> stored, transaction_.setting(setting::kVaultKey));
    if (stored) {
        key_ = base::from_hex(*stored).value_or(std::string());
        return base::Done{};
    }
    key_ = random_.bytes(32);
    return transaction_.put_setting(setting::kVaultKey, base::hex(key_));
}

base::Result<std::string> Vault::commit_to(const std::string& value) {
    if (const auto known = known_.find(value); known != known_.end()) return known->second;
    PANHUO_DO(load_key());
    const std::string lookup = base::hex(base::keyed_hash(key_, value));
    PANHUO_TRY(const std::optional<store::VaultRow> found, transaction_.vault_find(lookup));
    std::string commitment;
    if (found) {
        commitment = found->commitment;
    } else {
        const std::string salt = random_.bytes(16);
        commitment = base::hex(base::hash(base::HashAlgorithm::Sm3, salt + value));
        PANHUO_DO(transaction_.vault_put({commitment, lookup, base::hex(salt), value}));
    }
    known_.emplace(value, commitment);
    return commitment;
}

base::Status seal_person(Vault& vault, land::Record& record,
                         std::vector<std::pair<std::string, std::string>>& original) {
    auto* supply = std::get_if<land::Supply>(&record);
    if (supply == nullptr || !supply->holder_is_person || supply->holder.empty()) return base::Done{};
    PANHUO_TRY(std::string commitment, vault.commit_to(supply->holder));
    const std::string mark = "person:" + commitment.substr(0, 16);
    const auto hide = [&](std::string& text) {
        for (std::size_t at = text.find(supply->holder); at != std::string::npos;
             at = text.find(supply->holder, at + mark.size())) {
            text.replace(at, supply->holder.size(), mark);
        }
    };
    for (auto& [heading, cell] : original) hide(cell);
    for (auto& [heading, cell] : supply->extra) hide(cell);
    hide(supply->project);
    hide(supply->place);
    hide(supply->note);
    supply->holder = std::move(commitment);
    return base::Done{};
}

base::Status refuse_named_person(const land::Record& record) {
    return std::visit(
        [&record](const auto& r) -> base::Status {
            if constexpr (requires { r.responsible_person; }) {
                const std::string& person = r.responsible_person;
                if (!land::names_person_for_post(person)) return base::Done{};
                const std::string kind(land::kind_name(land::kind_of(record)));
                return base::Error{base::Code::RecordInvalid,
                                   {kind, base::both("responsible_person 写岗位，不写人名，如县自然资源局副局长",
                                                     "responsible_person is a post, not a name: deputy director")}};
            }
            return base::Done{};
        },
        record);
}

base::Result<std::string> holder_name(store::Snapshot& snapshot, const land::Supply& supply, base::Lang lang) {
    if (!supply.holder_is_person) return supply.holder;
    PANHUO_TRY(const std::optional<store::VaultRow> row, snapshot.vault_get(supply.holder));
    if (row) return row->value;
    return std::string(lang == base::Lang::Zh ? "（已删除的个人信息）" : "(personal data erased)");
}

}  // namespace service
