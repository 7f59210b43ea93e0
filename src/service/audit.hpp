// Audit: who came in, who was refused, who read what is personal; entries of kind "audit" on the system chain.
//
// audit() writes one entry at once. AuditTrail gathers: the first event of an (event, subject) is due at once, those
// of the following minute are summed into one entry, so that however often something is tried there are at most two
// entries a minute for it, and never more than `kept` subjects waiting; the rest is summed under "(others)". The
// subject is the login of a known person, never what a stranger typed (people type passwords there): "(unknown)".
// An event that is waiting is lost if the program dies; write_due() every second keeps that small.
#pragma once

#include "service/office.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace service {

/// Journal kind of what was witnessed; no record of the trade.
inline constexpr char kAuditKind[] = "audit";
inline constexpr char kUnknownSubject[] = "(unknown)";

enum class AuditEvent : std::uint8_t {
#define X(id, name, zh, en) id,
#include "service/audit_events.def"
#undef X
};
std::string_view audit_event_name(AuditEvent event);
std::optional<AuditEvent> audit_event_from_name(std::string_view name);
base::Text audit_event_text(AuditEvent event);

/// Writes now, in a transaction of its own. Returns the entry's id.
base::Result<std::string> audit(Office& office, AuditEvent event, const std::string& subject, const std::string& detail,
                                const Act& act);

/// The same as part of a running command on the system chain.
class Command;
base::Status witness(Command& command, AuditEvent event, const std::string& subject, const std::string& detail);

class AuditTrail {
  public:
    explicit AuditTrail(std::size_t kept = 4'000) : kept_(kept) {}

    /// Notes in memory only; takes no lock of the store. `detail` (address, what was asked for) is cut at 200 bytes;
    /// of summed events the last one's is kept.
    void note(AuditEvent event, const std::string& subject, const std::string& detail, const journal::Actor& actor,
              base::Instant now);
    /// Writes what is due in one transaction; nothing is lost if that fails. `everything` also writes sums whose
    /// minute is not over: at the end of the program. Returns the number of entries.
    base::Result<std::size_t> write_due(Office& office, bool everything = false);
    /// Whether write_due() would write anything.
    bool due(base::Instant now) const;

  private:
    struct Sum {
        std::uint64_t count = 0;  ///< not yet written
        base::Instant first, last;
        std::optional<base::Instant> written;  ///< start of the minute that is summed
        std::string detail;
        journal::Actor actor;
    };
    using Key = std::pair<AuditEvent, std::string>;
    static bool ripe(const Sum& sum, base::Instant now);

    std::size_t kept_;
    mutable std::mutex mutex_;
    std::map<Key, Sum> sums_;
};

}  // namespace service
