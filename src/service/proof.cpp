#include "service/proof.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "land/records.hpp"
#include "service/ground_box.hpp"
#include "service/refold.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace service {
namespace {

/// Every kept file is hashed once; all entries that name a missing or changed one are faults.
class KeptFiles {
  public:
    explicit KeptFiles(std::string folder) : folder_(std::move(folder)) {}

    void check(const base::Hash& file, const std::string& entry, std::vector<journal::Fault>& faults) {
        if (folder_.empty()) return;
        const auto [at, first] = states_.try_emplace(base::hex(file), "");
        if (first) at->second = state_of(at->first);
        if (!at->second.empty()) faults.push_back({entry, at->second});
    }

  private:
    std::string state_of(const std::string& hash) const {
        const std::string path = folder_ + "/files/" + hash;
        const base::Result<base::Hash> found = base::hash_file(base::HashAlgorithm::Sha256, path);
        if (!found.ok()) return "FILE_MISSING";
        return base::hex(*found) == hash ? "" : "FILE_CHANGED";
    }

    std::string folder_;
    std::map<std::string, std::string> states_;
};

base::Result<std::string> store_identity(store::Snapshot& snapshot) {
    PANHUO_TRY(const std::optional<journal::Stored> first, snapshot.entry(kSystemChain, 1));
    return first ? base::hex(first->hash) : std::string();
}

/// The hash an older checkpoint should meet at its entry number.
base::Status compare_head(store::Snapshot& snapshot, const journal::Head& old, std::vector<journal::Fault>& faults) {
    PANHUO_TRY(const std::optional<journal::Head> head, snapshot.head(old.chain));
    if (!head) {
        faults.push_back({journal::entry_id(old.chain, 1), "CHAIN_MISSING"});
    } else if (head->entries < old.entries) {
        faults.push_back({journal::entry_id(old.chain, head->entries + 1), "TAIL_CUT"});
    } else if (old.entries > 0) {
        PANHUO_TRY(const std::optional<journal::Stored> entry, snapshot.entry(old.chain, old.entries));
        if (!entry || entry->hash != old.hash) {
            faults.push_back({journal::entry_id(old.chain, old.entries), "CHAIN_REWRITTEN"});
        }
    }
    return base::Done{};
}

/// Order-free digest of the derived rows: sum of row hashes, so that row ids and insertion order do not matter.
class Digest {
  public:
    void add(const std::string& row) {
        const base::Hash hash = base::hash(base::HashAlgorithm::Sha256, row);
        unsigned carry = 0;
        for (std::size_t i = 0; i < sum_.size(); ++i) {
            carry += unsigned{sum_[i]} + hash[i];
            sum_[i] = static_cast<std::uint8_t>(carry & 0xFF);
            carry >>= 8;
        }
        ++rows_;
    }
    std::string hex() const { return base::hex(sum_); }
    std::uint64_t rows() const { return rows_; }

  private:
    base::Hash sum_{};
    std::uint64_t rows_ = 0;
};

std::string posting_text(const store::PostingRow& row) {
    const ledger::Posting& p = row.posting;
    std::string text;
    for (const std::string* part : {&p.origin, &p.holder_from, &p.holder_to, &p.record, &p.entry, &p.rule}) {
        text += *part;
        text += '\x1f';
    }
    for (const std::int64_t number :
         {std::int64_t{p.on.days()}, p.counted_on ? std::int64_t{p.counted_on->days()} : INT64_MIN,
          static_cast<std::int64_t>(p.from), static_cast<std::int64_t>(p.to), p.area.units(), row.known_from.micros(),
          row.known_to.micros()}) {
        text += std::to_string(number);
        text += '\x1f';
    }
    return text;
}

std::string note_text(const store::NoteRow& row) {
    std::string text = row.note.code + '\x1f' + row.note.subject + '\x1f' + row.note.entry + '\x1f' +
                       (row.note.on ? row.note.on->iso() : "") + '\x1f' + std::to_string(row.known_from.micros()) +
                       '\x1f' + std::to_string(row.known_to.micros());
    for (const auto& [name, value] : row.note.facts) text += '\x1f' + name + '=' + value;
    return text;
}

std::string box_text(const store::BoxRow& row) {
    std::string text = row.record.kind + ':' + row.record.key;
    for (const std::int32_t side : {row.box.west, row.box.south, row.box.east, row.box.north})
        text += '\x1f' + std::to_string(side);
    return text;
}

struct Derived {
    Digest postings;
    Digest notes;
    Digest boxes;
    std::string hex() const { return postings.hex() + notes.hex() + boxes.hex(); }
};

base::Result<Derived> digest_derived(store::Snapshot& snapshot) {
    Derived derived;
    PANHUO_DO(snapshot.scan_all_postings([&](const store::PostingRow& row) {
        derived.postings.add(posting_text(row));
        return true;
    }));
    PANHUO_DO(snapshot.scan_all_notes([&](const store::NoteRow& row) {
        derived.notes.add(note_text(row));
        return true;
    }));
    PANHUO_DO(snapshot.scan_boxes([&](const store::BoxRow& row) {
        derived.boxes.add(box_text(row));
        return true;
    }));
    return derived;
}

/// Plays one chain again, command by command, as it was recorded.
class Replay {
  public:
    Replay(store::Transaction& transaction, ledger::FoldOptions options)
        : transaction_(transaction), options_(options) {}

    base::Status entry(const journal::Entry& entry) {
        if (entry.command != command_) {
            PANHUO_DO(finish());
            command_ = entry.command;
            refold_.emplace(transaction_, options_, entry.recorded_at);
        }
        PANHUO_DO(transaction_.index_entry(entry));
        const std::optional<land::Kind> kind = land::kind_from_name(entry.kind);
        if (!kind || entry.state != journal::State::Approved) return base::Done{};
        const store::RecordId id{entry.kind, entry.key};
        if (entry.change == journal::Change::Retract) {
            PANHUO_TRY(const std::vector<std::string> nodes, transaction_.nodes_of_record(id));
            return refold_->changed(id, nodes);
        }
        PANHUO_TRY(land::Record record, land::record_from_payload(*kind, entry.payload));
        PANHUO_DO(put_ground_box(transaction_, record, projections_));
        if (entry.version > 1) return refold_->changed(id, land::nodes_of(record));
        return refold_->added(id, {std::move(record), std::nullopt, entry.recorded_at.shanghai_date(),
                                   journal::entry_id(entry.chain, entry.sequence)});
    }

    base::Status finish() { return refold_ ? refold_->finish() : base::Status(base::Done{}); }

  private:
    store::Transaction& transaction_;
    ledger::FoldOptions options_;
    std::string command_;
    std::optional<Refold> refold_;
    Projections projections_;
};

}  // namespace

base::Result<Verification> verify(Office& office, const journal::Checkpoint* against, const TellProgress& progress) {
    Verification result;
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::vector<journal::Head> heads, snapshot->heads());
    KeptFiles files(office.store.folder());
    constexpr std::uint64_t kOften = 1024;
    std::uint64_t read = 0, all = 0;
    for (const journal::Head& head : heads) all += head.entries;
    for (const journal::Head& head : heads) {
        journal::Verifier verifier(head.chain);
        PANHUO_DO(snapshot->scan(head.chain, 1, [&](const journal::Stored& stored) {
            verifier.feed(stored);
            if (++read % kOften == 0) tell(progress, "checking_entries", read, all);
            const base::Result<journal::Entry> entry = journal::decode(stored.bytes);
            if (entry.ok() && entry->source.file) {
                files.check(*entry->source.file, journal::entry_id(head.chain, stored.sequence), result.faults);
            }
            return true;
        }));
        result.chains.push_back(verifier.head());
        result.faults.insert(result.faults.end(), verifier.faults().begin(), verifier.faults().end());
    }
    if (against != nullptr) {
        PANHUO_TRY(const std::string identity, store_identity(*snapshot));
        if (identity != against->store) result.faults.push_back({journal::entry_id(kSystemChain, 1), "STORE_MISMATCH"});
        for (const journal::Head& old : against->heads) PANHUO_DO(compare_head(*snapshot, old, result.faults));
    }
    if (!office.store.folder().empty()) {
        tell(progress, "checking_database", all, all);
        PANHUO_TRY(const std::vector<std::string> damage, store::check_database(office.store.folder()));
        for (const std::string& line : damage) result.faults.push_back({line, "DATABASE"});
    }
    return result;
}

base::Result<journal::Checkpoint> take_checkpoint(Office& office) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    journal::Checkpoint checkpoint;
    PANHUO_TRY(checkpoint.store, store_identity(*snapshot));
    PANHUO_TRY(checkpoint.heads, snapshot->heads());
    checkpoint.taken_at = office.clock.now();
    return checkpoint;
}

base::Result<Rebuilt> rebuild(Office& office) {
    PANHUO_TRY(const std::unique_ptr<store::Transaction> transaction, office.store.write());
    Rebuilt result;
    PANHUO_TRY(const Derived before, digest_derived(*transaction));
    PANHUO_TRY(const std::optional<std::string> day, transaction->setting(setting::kBaselineDay));
    ledger::FoldOptions options;
    if (day) options.baseline_day = base::parse_iso_date(*day);
    PANHUO_TRY(const std::vector<journal::Head> heads, transaction->heads());
    PANHUO_DO(transaction->clear_derived());
    for (const journal::Head& head : heads) {
        Replay replay(*transaction, options);
        PANHUO_DO(each_entry(*transaction, head.chain, [&](const journal::Entry& entry) {
            ++result.entries;
            return replay.entry(entry);
        }));
        PANHUO_DO(replay.finish());
    }
    PANHUO_TRY(const Derived after, digest_derived(*transaction));
    PANHUO_DO(transaction->commit());
    result.before = before.hex();
    result.after = after.hex();
    result.identical = result.before == result.after;
    result.postings = after.postings.rows();
    result.notes = after.notes.rows();
    return result;
}

base::Json heads_json(const std::vector<journal::Head>& heads) {
    base::Json list = base::Json::array();
    for (const journal::Head& head : heads) {
        list.push_back({{"chain", head.chain}, {"entries", head.entries}, {"head", base::hex(head.hash)}});
    }
    return list;
}

base::Json verification_json(const Verification& result) {
    base::Json faults = base::Json::array();
    for (const journal::Fault& fault : result.faults) faults.push_back({{"entry", fault.entry}, {"code", fault.code}});
    return {{"ok", result.ok()}, {"chains", heads_json(result.chains)}, {"faults", std::move(faults)}};
}

}  // namespace service
