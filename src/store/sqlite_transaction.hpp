// The writing side of the SQLite store: one transaction on the one writing connection.
#pragma once

#include "store/append_rule.hpp"
#include "store/sqlite_queries.hpp"

#include <functional>
#include <unordered_map>

namespace store {

/// What the store wants to know when a transaction is over.
struct Outcome {
    bool committed = false;
    bool disk_failed = false;  ///< a read, write or flush failed: what the disk now holds is not known
    bool erased = false;       ///< vault rows were erased: their old pages must leave the log too
};

class SqliteTransaction final : public Answers<Transaction> {
  public:
    /// The connection has begun its transaction. `over` is called once, at the end.
    SqliteTransaction(Connection& connection, std::function<void(const Outcome&)> over);
    ~SqliteTransaction() override;

    base::Result<base::Hash> append(const journal::Entry& entry) override;
    base::Status put_nodes(const RecordId& record, std::span<const std::string> nodes) override;
    base::Status put_box(const RecordId& record, const GroundBox& box) override;
    base::Status open_posting(const PostingRow& row) override;
    base::Status close_posting(std::int64_t id, base::Instant known_to) override;
    base::Status open_note(const NoteRow& row) override;
    base::Status close_note(std::int64_t id, base::Instant known_to) override;
    base::Status vault_put(const VaultRow& row) override;
    base::Status vault_erase(std::string_view commitment) override;
    base::Status put_setting(std::string_view name, std::string_view value) override;
    base::Status clear_derived() override;
    base::Status index_entry(const journal::Entry& entry) override;
    base::Status commit() override;

  private:
    /// Runs `change`; after a failure everything further is refused, so that half a command never commits.
    template <class Change>
    base::Status guarded(Change change);
    base::Result<ChainEnd*> end_of(const std::string& chain);
    base::Result<std::int64_t> intern(std::string_view name);
    base::Result<std::optional<std::int64_t>> insert_name(const std::string& name);
    base::Result<std::optional<std::int64_t>> intern_holder(std::string_view holder);
    base::Result<std::int64_t> intern_command(const std::string& command);
    base::Result<std::int64_t> next_id(const char* sql_of_last, std::optional<std::int64_t>& last);
    base::Status insert_posting(const PostingRow& row);
    base::Status insert_note(const NoteRow& row);
    base::Status insert_box(const RecordId& record, const GroundBox& box);
    base::Status write_nodes(const RecordId& record, std::span<const std::string> nodes);
    void finish(bool committed);

    Connection& db_;
    std::function<void(const Outcome&)> over_;
    Outcome outcome_;
    bool done_ = false;
    std::optional<base::Error> failure_;
    std::unordered_map<std::string, ChainEnd> ends_;
    std::unordered_map<std::string, std::int64_t> names_;  ///< numbers met lately; emptied when it grows large
    bool last_name_was_new_ = false;
    std::string last_command_;
    std::int64_t last_command_id_ = 0;
    std::optional<std::int64_t> last_posting_;
    std::optional<std::int64_t> last_note_;
};

}  // namespace store
