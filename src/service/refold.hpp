// Refold: brings the derived postings and notes up to date after records changed.
//
// Only the component of the changed records is folded again (records joined by shared nodes). What the fold gives
// now is compared with the open rows: rows that stay are left alone, rows that are gone get known_to, new rows are
// opened. So every figure of any past report remains a sum over rows known at its time.
#pragma once

#include "ledger/fold.hpp"
#include "store/store.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace service {

class Refold {
  public:
    Refold(store::Transaction& transaction, ledger::FoldOptions options, base::Instant now)
        : transaction_(transaction), options_(options), now_(now) {}

    /// A record just appended (first version, approved). Where nothing else shares its nodes it is folded at once,
    /// from memory; else its component waits for finish().
    base::Status added(const store::RecordId& id, const ledger::RecordVersion& version);
    /// Any other change: the nodes the record had and those it has now.
    base::Status changed(const store::RecordId& id, const std::vector<std::string>& nodes_now);
    /// Folds the components that wait.
    base::Status finish();

  private:
    struct Component;
    base::Result<Component> component_of(const std::string& node);
    base::Status fold_component(const Component& component);
    base::Status replace_postings(const Component& component, const ledger::Fold& fold);
    base::Status replace_notes(const Component& component, const ledger::Fold& fold);
    base::Status open(const ledger::Fold& fold);

    store::Transaction& transaction_;
    ledger::FoldOptions options_;
    base::Instant now_;
    std::set<std::string> waiting_;
};

}  // namespace service
