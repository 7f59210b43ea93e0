#include "service/audit.hpp"

#include "base/json.hpp"
#include "service/command.hpp"

#include <algorithm>
#include <array>

namespace service {
namespace {

constexpr std::int64_t kMinuteUs = std::int64_t{60} * 1'000'000;
constexpr std::size_t kDetailBytes = 200;
constexpr char kOthers[] = "(others)";

struct Row {
    std::string_view name;
    const char* zh;
    const char* en;
};

constexpr std::array kRows = {
#define X(id, name, zh, en) Row{name, zh, en},
#include "service/audit_events.def"
#undef X
};

const Row& row(AuditEvent event) { return kRows[static_cast<std::size_t>(event)]; }

struct Witnessed {
    AuditEvent event{};
    std::string subject;
    std::string detail;
    std::uint64_t count = 1;
    base::Instant first, last;
    std::optional<journal::Actor> actor;  ///< none: the command's
};

std::string payload_of(const Witnessed& seen) {
    std::string payload;
    base::JsonWriter writer(payload);
    const auto text = [&](std::string_view name, std::string_view value) {
        writer.key(name);
        writer.string(value);
    };
    writer.begin_object();
    text("event", row(seen.event).name);
    text("subject", seen.subject);
    text("detail", seen.detail.substr(0, kDetailBytes));
    writer.key("count");
    writer.integer(static_cast<std::int64_t>(seen.count));
    text("first", seen.first.iso());
    text("last", seen.last.iso());
    writer.end_object();
    return payload;
}

/// Each entry is a record of its own, so its key is, too: event, subject and moment.
base::Result<std::string> say(Command& command, const Witnessed& seen) {
    const std::string name(row(seen.event).name);
    Saying saying;
    saying.actor = seen.actor;
    if (seen.actor) saying.reason = name;
    const std::string key = name + "/" + seen.subject + "/" + command.recorded_at().iso();
    return command.say_plain(kAuditKind, key, payload_of(seen), saying);
}

}  // namespace

std::string_view audit_event_name(AuditEvent event) { return row(event).name; }

std::optional<AuditEvent> audit_event_from_name(std::string_view name) {
    const auto found = std::find_if(kRows.begin(), kRows.end(), [&](const Row& one) { return one.name == name; });
    if (found == kRows.end()) return std::nullopt;
    return static_cast<AuditEvent>(found - kRows.begin());
}

base::Text audit_event_text(AuditEvent event) { return {row(event).zh, row(event).en}; }

base::Result<std::string> audit(Office& office, AuditEvent event, const std::string& subject, const std::string& detail,
                                const Act& act) {
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, act));
    const base::Instant at = command->recorded_at();
    PANHUO_TRY(std::string entry, say(*command, {event, subject, detail, 1, at, at, std::nullopt}));
    PANHUO_DO(command->commit());
    return entry;
}

base::Status witness(Command& command, AuditEvent event, const std::string& subject, const std::string& detail) {
    const base::Instant at = command.recorded_at();
    PANHUO_TRY(const std::string entry, say(command, {event, subject, detail, 1, at, at, std::nullopt}));
    return base::Done{};
}

bool AuditTrail::ripe(const Sum& sum, base::Instant now) {
    return sum.count > 0 && (!sum.written || now.micros() - sum.written->micros() >= kMinuteUs);
}

void AuditTrail::note(AuditEvent event, const std::string& subject, const std::string& detail,
                      const journal::Actor& actor, base::Instant now) {
    const std::lock_guard<std::mutex> lock(mutex_);
    Key key{event, subject};
    const bool full = sums_.size() >= kept_ && !sums_.contains(key);
    if (full) key.second = kOthers;
    Sum& sum = sums_[key];
    if (sum.count++ == 0) sum.first = now;
    sum.last = now;
    sum.detail = detail.substr(0, kDetailBytes);
    sum.actor = full ? journal::Actor{kOthers, "", ""} : actor;
}

bool AuditTrail::due(base::Instant now) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return std::any_of(sums_.begin(), sums_.end(), [&](const auto& one) { return ripe(one.second, now); });
}

base::Result<std::size_t> AuditTrail::write_due(Office& office, bool everything) {
    const base::Instant now = office.clock.now();
    std::map<Key, Sum> taken;
    {
        // Taken out first: noting must not wait for the store.
        const std::lock_guard<std::mutex> lock(mutex_);
        for (auto at = sums_.begin(); at != sums_.end();) {
            Sum& sum = at->second;
            if (ripe(sum, now) || (everything && sum.count > 0)) {
                taken.emplace(at->first, sum);
                sum.count = 0;
                sum.written = now;
            }
            const bool over = sum.count == 0 && sum.written && now.micros() - sum.written->micros() >= kMinuteUs;
            at = over ? sums_.erase(at) : std::next(at);
        }
    }
    if (taken.empty()) return std::size_t{0};
    const base::Status written = [&]() -> base::Status {
        Act act;
        act.actor = {"panhuo", "", ""};
        act.reason = "audit";
        PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, act));
        for (const auto& [key, sum] : taken) {
            const Witnessed seen{key.first, key.second, sum.detail, sum.count, sum.first, sum.last, sum.actor};
            PANHUO_TRY(const std::string entry, say(*command, seen));
        }
        return command->commit();
    }();
    if (written.ok()) return taken.size();
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [key, sum] : taken) {
        Sum& kept = sums_[key];
        if (kept.count == 0) {
            kept = sum;
        } else {
            kept.count += sum.count;
            kept.first = sum.first;
        }
        kept.written = sum.written;
    }
    return written.error();
}

}  // namespace service
