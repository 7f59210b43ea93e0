#include "service/open_store.hpp"

#include "base/further_code.hpp"
#include "service/backup.hpp"
#include "service/ground_box.hpp"
#include "service/versions.hpp"

namespace service {

base::Status put_all_boxes(store::Transaction& transaction) {
    Projections projections;
    PANHUO_TRY(const std::vector<journal::Head> heads, transaction.heads());
    for (const journal::Head& head : heads) {
        PANHUO_DO(each_entry(transaction, head.chain, [&](const journal::Entry& entry) -> base::Status {
            const std::optional<land::Kind> kind = land::kind_from_name(entry.kind);
            const bool says = entry.state == journal::State::Approved && entry.change != journal::Change::Retract;
            if (!kind || !says) return base::Done{};
            PANHUO_TRY(const land::Record record, land::record_from_payload(*kind, entry.payload));
            return put_ground_box(transaction, record, projections);
        }));
    }
    return base::Done{};
}

base::Result<std::unique_ptr<store::Store>> open_store(const std::string& folder, store::Access access) {
    if (access == store::Access::Write && is_backup(folder))
        return base::Error{base::Further::BackupReadOnly, {folder}};
    return store::open_sqlite(folder, access, put_all_boxes);
}

}  // namespace service
