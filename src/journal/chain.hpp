// Chains: verification entry by entry, heads, checkpoints to be kept elsewhere.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "journal/entry.hpp"

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
};

/// code: HASH_MISMATCH (bytes or hash changed), MALFORMED, SEQUENCE_GAP, LINK_BROKEN (previous hash differs),
/// CHAIN_MISMATCH, TIME_BACKWARDS; against a checkpoint: TAIL_CUT, CHAIN_REWRITTEN, CHAIN_MISSING.
struct Fault {
    std::string entry;  ///< "141031/57"
    std::string code;
};

/// Feed entries in stored order; collects every fault and goes on after each.
class Verifier {
  public:
    explicit Verifier(std::string chain);
    void feed(const Stored& stored);
    const std::vector<Fault>& faults() const { return faults_; }
    Head head() const;

  private:
    void fault(std::uint64_t sequence, const char* code);
    std::string chain_;
    std::uint64_t expected_ = 1;
    base::Hash previous_{};
    base::Instant last_;
    std::vector<Fault> faults_;
};

/// Heads of all chains at a moment, to be kept outside the store.
struct Checkpoint {
    std::string store;  ///< identity of the store: hash of its first entry, hex
    base::Instant taken_at;
    std::vector<Head> heads;
};
std::string checkpoint_text(const Checkpoint& checkpoint);
base::Result<Checkpoint> parse_checkpoint(std::string_view text, const std::string& name);

}  // namespace journal
