#include "service/command.hpp"

#include <algorithm>

namespace service {
namespace {

base::Result<ledger::FoldOptions> fold_options(store::Snapshot& snapshot) {
    PANHUO_TRY(const std::optional<std::string> day, snapshot.setting(setting::kBaselineDay));
    ledger::FoldOptions options;
    if (day) options.baseline_day = base::parse_iso_date(*day);
    return options;
}

}  // namespace

base::Result<std::string> office_chain(store::Snapshot& snapshot) {
    PANHUO_TRY(const std::optional<std::string> division, snapshot.setting(setting::kDivision));
    if (!division) return base::Error{base::Code::StoreFailed, {"settings", "no division"}};
    return *division;
}

base::Result<std::unique_ptr<Command>> Command::begin(Office& office, const std::string& chain, const Act& act) {
    PANHUO_TRY(std::unique_ptr<store::Transaction> transaction, office.store.write());
    Act signed_act = act;
    if (signed_act.command.empty()) signed_act.command = office.random.bytes(16);
    PANHUO_TRY(const bool repeated, transaction->has_command(signed_act.command));
    if (repeated) return base::Error{base::Code::CommandRepeated, {base::hex(signed_act.command)}};
    PANHUO_TRY(std::optional<journal::Head> head, transaction->head(chain));
    PANHUO_TRY(const std::optional<base::Instant> last, transaction->last_recorded(chain));
    base::Instant now = office.clock.now();
    if (last) now = std::max(now, base::Instant::from_micros(last->micros() + 1));
    PANHUO_TRY(const ledger::FoldOptions options, fold_options(*transaction));
    return std::unique_ptr<Command>(
        new Command(std::move(transaction), chain, signed_act, std::move(head), now, options));
}

Command::Command(std::unique_ptr<store::Transaction> transaction, std::string chain, const Act& act,
                 std::optional<journal::Head> head, base::Instant recorded_at, ledger::FoldOptions options)
    : transaction_(std::move(transaction)),
      chain_(std::move(chain)),
      act_(act),
      head_(head.value_or(journal::Head{chain_, 0, {}})),
      recorded_at_(recorded_at),
      refold_(*transaction_, options, recorded_at) {}

base::Result<std::string> Command::append(journal::Entry entry, const Saying& saying) {
    entry.chain = chain_;
    entry.sequence = head_.entries + 1;
    entry.previous = head_.hash;
    entry.command = act_.command;
    entry.change = saying.change;
    entry.state = saying.state;
    entry.actor = saying.actor.value_or(act_.actor);
    entry.reason = saying.reason.empty() ? act_.reason : saying.reason;
    entry.source = saying.source;
    entry.effective = saying.effective;
    entry.recorded_at = recorded_at_;
    entry.original = saying.original;
    PANHUO_TRY(head_.hash, transaction_->append(entry));
    head_.entries = entry.sequence;
    ++entries_;
    return journal::entry_id(chain_, entry.sequence);
}

base::Result<std::string> Command::say(const land::Record& record, const Saying& saying) {
    const std::string kind(land::kind_name(land::kind_of(record)));
    const std::string key = land::key_of(record);
    PANHUO_TRY(const std::vector<store::VersionRow> before, transaction_->versions(kind, key));
    journal::Entry entry;
    entry.kind = kind;
    entry.key = key;
    entry.version = saying.version.value_or(before.empty() ? 1 : before.back().head.version + 1);
    entry.payload = land::payload_of(record);
    PANHUO_TRY(const std::string id, append(std::move(entry), saying));
    if (saying.state != journal::State::Approved) return id;
    if (before.empty()) {
        PANHUO_DO(refold_.added({kind, key}, {record, std::nullopt, recorded_at_.shanghai_date(), id}));
    } else {
        PANHUO_DO(refold_.changed({kind, key}, land::nodes_of(record)));
    }
    return id;
}

base::Result<std::string> Command::retract(land::Kind kind, const std::string& key, const Saying& saying) {
    const std::string name(land::kind_name(kind));
    PANHUO_TRY(const std::vector<store::VersionRow> before, transaction_->versions(name, key));
    if (before.empty()) return base::Error{base::Code::RecordNotFound, {key}};
    journal::Entry entry;
    entry.kind = name;
    entry.key = key;
    entry.version = saying.version.value_or(before.back().head.version + 1);
    PANHUO_TRY(const std::string id, append(std::move(entry), saying));
    if (saying.state != journal::State::Approved) return id;
    PANHUO_TRY(const std::vector<std::string> nodes, transaction_->nodes_of_record({name, key}));
    PANHUO_DO(refold_.changed({name, key}, nodes));
    return id;
}

base::Result<std::string> Command::say_plain(const std::string& kind, const std::string& key,
                                             const std::string& payload, const Saying& saying) {
    PANHUO_TRY(const std::vector<store::VersionRow> before, transaction_->versions(kind, key));
    journal::Entry entry;
    entry.kind = kind;
    entry.key = key;
    entry.version = before.empty() ? 1 : before.back().head.version + 1;
    entry.payload = payload;
    return append(std::move(entry), saying);
}

base::Status Command::commit() {
    PANHUO_DO(refold_.finish());
    if (act_.dry_run) return base::Done{};
    return transaction_->commit();
}

}  // namespace service
