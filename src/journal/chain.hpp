// Chains: verification entry by entry, heads, checkpoints to be kept elsewhere.
#pragma once

#include "journal/entry.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace journal {

/// An entry as the store holds it.
struct Stored {
    std::uint64_t sequence;
    std::string bytes;
    base::Hash hash;
};

struct Head {
    std::string chain;
    std::uint64_t entries = 0;
    base::Hash hash{};
    bool operator==(const Head&) const = default;
};

/// code: HASH_MISMATCH (bytes or hash changed), MALFORMED, SEQUENCE_GAP (the row is not the next one),
/// SEQUENCE_MISMATCH (the bytes carry another number than the row), LINK_BROKEN (previous hash differs),
/// CHAIN_MISMATCH, TIME_BACKWARDS; against a checkpoint: TAIL_CUT, CHAIN_REWRITTEN, CHAIN_MISSING, STORE_MISMATCH.
struct Fault {
    std::string entry;  ///< "141031/57"
    std::string code;
    bool operator==(const Fault&) const = default;
};

/// Feed entries in stored order; collects every fault and goes on after each.
///
/// Exactly the entry that was touched is named: when its bytes no longer give its stored hash, its successor's link
/// may agree with either of the two. Only who rewrites bytes and hash together moves the fault on to the successor.
class Verifier {
  public:
    explicit Verifier(std::string chain);
    /// Goes on behind entries verified earlier, the last of which was recorded at `last_recorded`.
    Verifier(const Head& verified, base::Instant last_recorded);
    void feed(const Stored& stored);
    const std::vector<Fault>& faults() const { return faults_; }
    Head head() const;

  private:
    void fault(std::uint64_t sequence, const char* code);
    void check_content(const Stored& stored);
    std::string chain_;
    std::uint64_t expected_ = 1;
    base::Hash previous_{};  ///< as stored with the last entry
    base::Hash computed_{};  ///< over the bytes of the last entry
    base::Instant last_ = base::Instant::from_micros(INT64_MIN);
    std::vector<Fault> faults_;
};

/// Heads of all chains at a moment, to be kept outside the store.
struct Checkpoint {
    std::string store;  ///< identity of the store: hash of its first entry, hex
    base::Instant taken_at;
    std::vector<Head> heads;
};
/// JSON, one head a line, so that two checkpoints can be compared by eye (docs/formats/journal.md).
std::string checkpoint_text(const Checkpoint& checkpoint);
/// CheckpointMalformed for anything but a checkpoint: unknown or missing members, two heads of one chain.
base::Result<Checkpoint> parse_checkpoint(std::string_view text, const std::string& name);

/// The hash stored with entry `sequence` of a chain; nothing if there is no such entry.
using HashAt = std::function<base::Result<std::optional<base::Hash>>(std::string_view chain, std::uint64_t sequence)>;

/// What became of an older checkpoint: `now` are the store's identity and heads, `hash_at` reads its entries.
/// STORE_MISMATCH names no entry and stands alone; TAIL_CUT names the first entry that is missing, CHAIN_REWRITTEN
/// the entry the checkpoint knows with another hash (the change is there or before), CHAIN_MISSING the first entry.
/// Holds only for chains that verify; what was appended since is no fault.
base::Result<std::vector<Fault>> compare(const Checkpoint& old, const Checkpoint& now, const HashAt& hash_at);

}  // namespace journal
