// The store contract: journal rows, the derived tables, vault and settings behind one interface.
//
// Implementations: SQLite (sqlite/) and an in-memory model (memory/); both run the same contract tests
// (store_contract_test.cpp), so that another database is one more run of them.
//
// Journal rows are only ever appended. Derived tables (versions, nodes, boxes, postings, notes) can be dropped and made
// again from the journal: `rebuild` proves it. All reads of one Snapshot see one moment.
#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "journal/chain.hpp"
#include "journal/entry.hpp"
#include "journal/versions.hpp"
#include "ledger/posting.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace store {

/// One journal entry as the index of versions sees it.
struct VersionRow {
    std::string kind;
    std::string key;
    journal::VersionHead head;
    std::string chain;
    std::string command;
};

struct RecordId {
    std::string kind;
    std::string key;
    auto operator<=>(const RecordId&) const = default;
};

/// A box on the earth, in units of 1e-7 degrees (a centimetre) of CGCS2000, edges included.
struct GroundBox {
    std::int32_t west = 0, south = 0, east = 0, north = 0;
    auto operator<=>(const GroundBox&) const = default;
};

/// Where a record's shape lay in one of its versions.
struct BoxRow {
    RecordId record;
    GroundBox box;
    auto operator<=>(const BoxRow&) const = default;
};

struct PostingRow {
    ledger::Posting posting;
    base::Instant known_from;
    base::Instant known_to = base::Instant::end_of_time();
    std::int64_t id = 0;  ///< of the store; not part of the comparison of rebuild
};

struct NoteRow {
    ledger::Note note;
    base::Instant known_from;
    base::Instant known_to = base::Instant::end_of_time();
    std::int64_t id = 0;
};

/// A natural person's value behind a commitment.
struct VaultRow {
    std::string commitment;  ///< hex: SM3(salt ‖ value); stands in the hashed bytes
    std::string lookup;      ///< hex: HMAC-SM3(vault key, value); finds an earlier commitment of the same value
    std::string salt;
    std::string value;
};

template <class T>
using Visit = std::function<bool(const T&)>;  ///< return false to stop

class Snapshot {
  public:
    virtual ~Snapshot() = default;

    // journal
    virtual base::Result<std::vector<journal::Head>> heads() = 0;
    virtual base::Result<std::optional<journal::Head>> head(std::string_view chain) = 0;
    virtual base::Status scan(std::string_view chain, std::uint64_t from_sequence,
                              const Visit<journal::Stored>& visit) = 0;
    virtual base::Result<std::optional<journal::Stored>> entry(std::string_view chain, std::uint64_t sequence) = 0;
    /// Recorded time of the last entry of the chain; nothing for an empty chain.
    virtual base::Result<std::optional<base::Instant>> last_recorded(std::string_view chain) = 0;
    /// Whether a command of this id has been committed.
    virtual base::Result<bool> has_command(std::string_view command) = 0;

    // index of versions (derived)
    virtual base::Result<std::vector<VersionRow>> versions(std::string_view kind, std::string_view key) = 0;
    /// All rows of a kind whose keys begin with `prefix`, ordered by (key, sequence), entries recorded at or before
    /// `known_at`. Costs what it visits.
    virtual base::Status scan_keys(std::string_view kind, std::string_view prefix, base::Instant known_at,
                                   const Visit<VersionRow>& visit) = 0;
    base::Status scan_kind(std::string_view kind, base::Instant known_at, const Visit<VersionRow>& visit) {
        return scan_keys(kind, "", known_at, visit);
    }
    virtual base::Result<std::vector<RecordId>> records_of_node(std::string_view node) = 0;
    virtual base::Result<std::vector<std::string>> nodes_of_record(const RecordId& record) = 0;

    // boxes on the ground (derived; an R-tree)
    /// Records of which any version lay in, or touched, the box, sorted; which version holds is the caller's question.
    virtual base::Result<std::vector<RecordId>> records_in_box(const GroundBox& box) = 0;
    /// All rows, in no particular order.
    virtual base::Status scan_boxes(const Visit<BoxRow>& visit) = 0;

    // postings and notes (derived)
    /// Rows with known_from <= T < known_to, in the order they were opened; an open row is known at the end of time
    /// too. A visitor may ask further questions; to change what it visits, collect first and change afterwards.
    virtual base::Status scan_postings(base::Instant known_at, const Visit<PostingRow>& visit) = 0;
    virtual base::Status scan_notes(base::Instant known_at, const Visit<NoteRow>& visit) = 0;
    /// Those of the origins behind `after` up to and with `upto`, ordered by (origin, when opened): what reads records
    /// in the order of their keys reads the postings beside them and never holds them all.
    virtual base::Status scan_postings_between(std::string_view after, std::string_view upto, base::Instant known_at,
                                               const Visit<PostingRow>& visit) = 0;
    /// All rows, also those nobody holds true any more; for proving a rebuild.
    virtual base::Status scan_all_postings(const Visit<PostingRow>& visit) = 0;
    virtual base::Status scan_all_notes(const Visit<NoteRow>& visit) = 0;
    /// Open rows (known_to = end of time) caused by a record, "supply:1410…".
    virtual base::Result<std::vector<PostingRow>> open_postings_of(std::string_view record) = 0;
    /// Open notes about a subject.
    virtual base::Result<std::vector<NoteRow>> open_notes_of(std::string_view subject) = 0;
    /// Rows known at T whose origin, or one of whose holders, is the given one.
    virtual base::Result<std::vector<PostingRow>> postings_of_origin(std::string_view origin,
                                                                     base::Instant known_at) = 0;
    virtual base::Result<std::vector<PostingRow>> postings_of_holder(std::string_view holder,
                                                                     base::Instant known_at) = 0;
    virtual base::Result<std::vector<NoteRow>> notes_of_subject(std::string_view subject, base::Instant known_at) = 0;

    // vault and settings
    virtual base::Result<std::optional<VaultRow>> vault_find(std::string_view lookup) = 0;
    virtual base::Result<std::optional<VaultRow>> vault_get(std::string_view commitment) = 0;
    virtual base::Result<std::optional<std::string>> setting(std::string_view name) = 0;
};

/// One writing command: everything in it becomes durable at commit(), or nothing does. Destruction rolls back.
class Transaction : public Snapshot {
  public:
    /// Encodes the entry and stores it, and its row in the index of versions. It must carry the next sequence and the
    /// hash of the last entry of its chain: ChainBroken otherwise. Gives its own hash, for the entry after it.
    virtual base::Result<base::Hash> append(const journal::Entry& entry) = 0;
    virtual base::Status put_nodes(const RecordId& record, std::span<const std::string> nodes) = 0;
    /// Beside the boxes the record has; one it has already is not put twice.
    virtual base::Status put_box(const RecordId& record, const GroundBox& box) = 0;
    virtual base::Status open_posting(const PostingRow& row) = 0;
    /// Sets known_to; a row opened at this very instant is removed, since nobody ever saw it.
    virtual base::Status close_posting(std::int64_t id, base::Instant known_to) = 0;
    virtual base::Status open_note(const NoteRow& row) = 0;
    virtual base::Status close_note(std::int64_t id, base::Instant known_to) = 0;
    virtual base::Status vault_put(const VaultRow& row) = 0;
    virtual base::Status vault_erase(std::string_view commitment) = 0;
    virtual base::Status put_setting(std::string_view name, std::string_view value) = 0;
    /// Drops every derived row (versions, nodes, boxes, postings, notes); journal, vault and settings stay.
    virtual base::Status clear_derived() = 0;
    /// Writes the version row of an entry that is in the journal already; for rebuild.
    virtual base::Status index_entry(const journal::Entry& entry) = 0;
    virtual base::Status commit() = 0;
};

class Store {
  public:
    virtual ~Store() = default;
    virtual base::Result<std::unique_ptr<Snapshot>> read() = 0;
    virtual base::Result<std::unique_ptr<Transaction>> write() = 0;
    /// Tells other programs that want to write that this store is served at an address: StoreServed then.
    virtual base::Status announce(const std::string& address) = 0;
    /// Folder of the store ("" for the model); kept source files lie in files/HASH below it.
    virtual std::string folder() const = 0;
};

/// Makes DIR/panhuo.db and DIR/files/; StoreExists if there is one.
base::Result<std::unique_ptr<Store>> create_sqlite(const std::string& folder);
enum class Access {
    Read,
    Write
};  ///< Write takes DIR/lock for the life of the Store: StoreLocked or StoreServed if held
/// Fills the derived tables that an older store lacks (boxes); they are there and empty.
using Upgrade = std::function<base::Status(Transaction&)>;
/// An older store opened for writing is brought up to date first, whole or not at all. Opened for reading, or without
/// `upgrade`, it is StoreFailed, which says what to do. StoreVersion: a version that this program does not know.
base::Result<std::unique_ptr<Store>> open_sqlite(const std::string& folder, Access access,
                                                 const Upgrade& upgrade = nullptr);
std::unique_ptr<Store> make_memory();

/// Integrity of the database file itself (pages, indices), apart from the chains: empty if sound.
base::Result<std::vector<std::string>> check_database(const std::string& folder);

}  // namespace store
