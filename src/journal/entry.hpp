// Entry: one line of the journal, a generic envelope that knows no record kinds.
//
// The encoding is written down byte by byte in docs/formats/journal.md. The hash is taken over the stored bytes,
// which are never re-encoded. Entries of one chain are linked by prev_hash; sequence numbers run from 1 without gap.
#pragma once

#include "base/date.hpp"
#include "base/hash.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace journal {

enum class Change : std::uint8_t {
    New = 1,
    Correct = 2,  ///< it was wrong; the new version holds for all dates, as known from now
    Amend = 3,    ///< the world changed; holds from its effective date
    Retract = 4   ///< it never was
};
enum class State : std::uint8_t { Proposed = 1, Approved = 2, Rejected = 3 };

std::string_view change_name(Change change);  ///< new | correct | amend | retract
std::string_view state_name(State state);
std::optional<Change> change_from_name(std::string_view name);

struct Actor {
    std::string id;
    std::string role;
    std::string office;
};

/// Where the statement stands: kept file (by hash), sheet, cell range.
struct Source {
    std::optional<base::Hash> file;
    std::string sheet;
    std::string cells;
};

struct Entry {
    base::HashAlgorithm algorithm = base::HashAlgorithm::Sm3;
    std::string chain;  ///< book-keeping office: its division code; or "system"
    std::uint64_t sequence = 0;
    base::Hash previous{};  ///< all zero in the first entry
    std::string command;    ///< 16 random bytes (or a caller's own id) that make a command exactly-once
    std::string kind;
    std::string key;
    std::uint32_t version = 1;  ///< 1, 2, … per (kind, key); an approval repeats the version it approves
    Change change = Change::New;
    State state = State::Approved;
    Actor actor;
    std::string reason;
    Source source;
    std::optional<base::Date> effective;
    base::Instant recorded_at;
    std::string original;  ///< the source's cells as written, JSON, natural persons' values replaced
    std::string payload;   ///< the record, canonical JSON
};

/// Entry and its bytes as they are to be stored, with their hash.
struct Encoded {
    std::string bytes;
    base::Hash hash;
};

Encoded encode(const Entry& entry);
/// The bytes alone, not hashed: for asking whether stored bytes are those of an entry.
std::string bytes_of(const Entry& entry);
/// EntryMalformed unless `bytes` are exactly what encode() gives for some entry.
base::Result<Entry> decode(std::string_view bytes);
/// SM3 or SHA-256 over 0x00 ‖ bytes (leaf hash of RFC 6962); the algorithm byte stands in the bytes.
base::Result<base::Hash> hash_of(std::string_view bytes);

/// "141031/57"
std::string entry_id(std::string_view chain, std::uint64_t sequence);

}  // namespace journal
