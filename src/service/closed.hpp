// 月结: freezing a period. The entry holds the table as it was published, with its cut-off, counting basis, the moment
// of knowledge and the hash of the official extract. From then on that table is never restated: asking for the end of
// a closed period gives what was known when it was closed, and what arrives later with an earlier date counts in the
// next open period, where it is shown apart (迟录).
#pragma once

#include "base/area.hpp"
#include "base/json_fwd.hpp"
#include "ledger/stock.hpp"
#include "store/store.hpp"

#include <map>
#include <string>
#include <vector>

namespace service {

/// Journal kind of a close; no record of the trade.
inline constexpr char kCloseKind[] = "close";

/// A closed period, as far as later figures need it.
struct Closed {
    std::string period;  ///< 2024-06
    base::Date cutoff;
    base::Instant known_at;
    ledger::Counting counting = ledger::Counting::Official;
    std::string extract;  ///< sha256 of the official extract, empty = none was given
    /// What was done of the two stocks by the cut-off, by the name of the line (closed_line).
    std::map<std::string, base::Area> unsupplied_done, idle_done;
};

std::string closed_line(const std::string& division, const std::string& kind, const std::string& name);

/// The payload of the entry (docs/formats/journal.md): the figures that later ones are measured by, and the table as it
/// was published, which is kept and never read.
std::string closed_payload(const Closed& closed, const base::Json& table);

/// Closed periods known at an instant, in order of their cut-offs.
base::Result<std::vector<Closed>> closed_periods(store::Snapshot& snapshot, base::Instant known_at);

}  // namespace service
