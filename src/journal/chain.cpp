#include "journal/chain.hpp"

namespace journal {

Verifier::Verifier(std::string chain) : chain_(std::move(chain)) {}

Verifier::Verifier(const Head& verified, base::Instant last_recorded)
    : chain_(verified.chain),
      expected_(verified.entries + 1),
      previous_(verified.hash),
      computed_(verified.hash),
      last_(last_recorded) {}

void Verifier::fault(std::uint64_t sequence, const char* code) {
    faults_.push_back({entry_id(chain_, sequence), code});
}

Head Verifier::head() const { return {chain_, expected_ - 1, previous_}; }

void Verifier::feed(const Stored& stored) {
    if (stored.sequence != expected_) fault(stored.sequence, "SEQUENCE_GAP");
    const auto hash = hash_of(stored.bytes);
    if (!hash.ok()) {
        fault(stored.sequence, "MALFORMED");
        computed_ = stored.hash;
    } else if (*hash != stored.hash) {
        fault(stored.sequence, "HASH_MISMATCH");
        computed_ = *hash;
    } else {
        check_content(stored);
        computed_ = *hash;
    }
    expected_ = stored.sequence + 1;
    previous_ = stored.hash;
}

/// The bytes give the stored hash, so what they say can be held against what went before.
void Verifier::check_content(const Stored& stored) {
    const auto entry = decode(stored.bytes);
    if (!entry.ok()) return fault(stored.sequence, "MALFORMED");
    if (entry->sequence != stored.sequence) fault(stored.sequence, "SEQUENCE_MISMATCH");
    if (entry->chain != chain_) fault(stored.sequence, "CHAIN_MISMATCH");
    if (entry->previous != previous_ && entry->previous != computed_) fault(stored.sequence, "LINK_BROKEN");
    if (entry->recorded_at < last_) fault(stored.sequence, "TIME_BACKWARDS");
    last_ = entry->recorded_at;
}

base::Result<std::vector<Fault>> compare(const Checkpoint& old, const Checkpoint& now, const HashAt& hash_at) {
    std::vector<Fault> faults;
    if (old.store != now.store) {
        faults.push_back({"", "STORE_MISMATCH"});
        return faults;
    }
    for (const Head& head : old.heads) {
        const Head* today = nullptr;
        for (const Head& candidate : now.heads) {
            if (candidate.chain == head.chain) today = &candidate;
        }
        if (today == nullptr || today->entries == 0) {
            faults.push_back({entry_id(head.chain, 1), "CHAIN_MISSING"});
            continue;
        }
        if (today->entries < head.entries) {
            faults.push_back({entry_id(head.chain, today->entries + 1), "TAIL_CUT"});
            continue;
        }
        PANHUO_TRY(const auto hash, hash_at(head.chain, head.entries));
        if (hash != head.hash) faults.push_back({entry_id(head.chain, head.entries), "CHAIN_REWRITTEN"});
    }
    return faults;
}

}  // namespace journal
