// Office: what every use case needs. The store, the seams (clock, randomness), and who acts why.
#pragma once

#include "base/date.hpp"
#include "base/hash.hpp"
#include "journal/entry.hpp"
#include "store/store.hpp"

#include <string>

namespace service {

struct Office {
    store::Store& store;
    const base::Clock& clock;
    base::Random& random;
};

/// Who does something, and why. `command` makes it exactly-once: a repeated id is refused (CommandRepeated).
struct Act {
    journal::Actor actor;
    std::string reason;
    std::string command;   ///< empty: 16 random bytes are drawn
    bool dry_run = false;  ///< everything is done and shown, nothing is kept
};

/// Names of the settings the store keeps beside the journal; all but the secret ones can be read off the system chain
/// again. Password hashes are settings, too: `password:LOGIN` (people_kept.hpp).
namespace setting {
inline constexpr char kDivision[] = "division";
inline constexpr char kRulebook[] = "rulebook";
inline constexpr char kBaselineDay[] = "baseline_day";
inline constexpr char kVaultKey[] = "vault_key";  ///< secret; not in the journal
}  // namespace setting

inline constexpr char kSystemChain[] = "system";
/// Journal kinds that are no records of the trade.
inline constexpr char kStoreKind[] = "store";
inline constexpr char kRulebookKind[] = "rulebook";

/// The chain of the store's book-keeping office: its division code.
base::Result<std::string> office_chain(store::Snapshot& snapshot);

}  // namespace service
