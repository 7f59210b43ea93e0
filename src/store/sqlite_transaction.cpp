#include "store/sqlite_transaction.hpp"

#include <algorithm>
#include <set>

namespace store {

using base::Code;
using base::Done;
using base::Error;
using base::Instant;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kNamesKept = 50'000;

std::optional<std::int64_t> days(const std::optional<base::Date>& date) {
    return date ? std::optional<std::int64_t>(date->days()) : std::nullopt;
}

std::optional<std::int64_t> until(Instant known_to) {
    return known_to == Instant::end_of_time() ? std::nullopt : std::optional<std::int64_t>(known_to.micros());
}

std::string_view view(const base::Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

}  // namespace

SqliteTransaction::SqliteTransaction(Connection& connection, std::function<void(const Outcome&)> over)
    : Answers<Transaction>(connection), db_(connection), over_(std::move(over)) {}

SqliteTransaction::~SqliteTransaction() { finish(false); }

void SqliteTransaction::finish(bool committed) {
    if (done_) return;
    done_ = true;
    outcome_.committed = committed;
    // SQLite may have rolled back by itself (disk full); rolling back once more would be an error of no meaning.
    if (!committed && sqlite3_get_autocommit(db_.raw()) == 0) {
        sqlite3_exec(db_.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    over_(outcome_);
}

template <class Change>
Status SqliteTransaction::guarded(Change change) {
    if (failure_) return *failure_;
    if (done_) return Error{Code::StoreFailed, {"transaction", "already committed"}};
    Status status = change();
    if (!status.ok()) {
        failure_ = status.error();
        const int rc = sqlite3_extended_errcode(db_.raw()) & 0xff;
        outcome_.disk_failed = rc == SQLITE_IOERR || rc == SQLITE_CORRUPT;
    }
    return status;
}

// ---- journal ----

Result<ChainEnd*> SqliteTransaction::end_of(const std::string& chain) {
    const auto known = ends_.find(chain);
    if (known != ends_.end()) return &known->second;
    ChainEnd end;
    PANHUO_TRY(const auto head, queries_.head(chain));
    PANHUO_TRY(const auto recorded, queries_.last_recorded(chain));
    if (head) end = {*head, recorded.value_or(end.recorded_at)};
    return &ends_.emplace(chain, std::move(end)).first->second;
}

Result<base::Hash> SqliteTransaction::append(const journal::Entry& entry) {
    base::Hash hash{};
    const Status appended = guarded([&]() -> Status {
        PANHUO_TRY(ChainEnd * end, end_of(entry.chain));
        PANHUO_DO(may_follow(*end, entry));
        const journal::Encoded encoded = journal::encode(entry);
        hash = encoded.hash;
        PANHUO_TRY(Statement insert, db_.prepare("INSERT INTO entries (chain, seq, bytes, hash) VALUES (?, ?, ?, ?)"));
        insert.bind(entry.chain).bind(static_cast<std::int64_t>(entry.sequence));
        PANHUO_DO(insert.bind_blob(encoded.bytes).bind_blob(view(encoded.hash)).run());
        *end = end_after(entry, hash);
        return index_entry(entry);
    });
    if (!appended.ok()) return appended.error();
    return hash;
}

Status SqliteTransaction::index_entry(const journal::Entry& entry) {
    return guarded([&]() -> Status {
        PANHUO_TRY(const std::int64_t record, intern(record_name(entry.kind, entry.key)));
        PANHUO_TRY(const std::int64_t command, intern_command(entry.command));
        PANHUO_TRY(Statement insert,
                   db_.prepare("INSERT INTO versions (record, seq, chain, version, change, state, effective, recorded,"
                               " command) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        insert.bind(record).bind(static_cast<std::int64_t>(entry.sequence)).bind(entry.chain);
        insert.bind(std::int64_t{entry.version}).bind(static_cast<std::int64_t>(entry.change));
        insert.bind(static_cast<std::int64_t>(entry.state)).bind(days(entry.effective));
        return insert.bind(entry.recorded_at.micros()).bind(command).run();
    });
}

// ---- names ----

/// New names come in runs (an import of new records) and so do known ones, so the next is first taken for what the
/// last one was; one statement then does instead of two.
Result<std::int64_t> SqliteTransaction::intern(std::string_view name) {
    std::string text(name);
    const auto known = names_.find(text);
    if (known != names_.end()) return known->second;
    std::optional<std::int64_t> id;
    if (last_name_was_new_) {
        PANHUO_TRY(id, insert_name(text));
        if (!id) {
            PANHUO_TRY(id, queries_.name_id(text));
            last_name_was_new_ = false;
        }
    } else {
        PANHUO_TRY(id, queries_.name_id(text));
        if (!id) {
            PANHUO_TRY(id, insert_name(text));
            last_name_was_new_ = true;
        }
    }
    if (!id) return Error{Code::StoreFailed, {"names", text}};
    if (names_.size() >= kNamesKept) names_.clear();
    names_.emplace(std::move(text), *id);
    return *id;
}

/// Nothing if the name is there already.
Result<std::optional<std::int64_t>> SqliteTransaction::insert_name(const std::string& name) {
    PANHUO_TRY(Statement insert, db_.prepare("INSERT INTO names (name) VALUES (?) ON CONFLICT (name) DO NOTHING"));
    PANHUO_DO(insert.bind(name).run());
    if (sqlite3_changes(db_.raw()) == 0) return std::optional<std::int64_t>();
    return std::optional<std::int64_t>(sqlite3_last_insert_rowid(db_.raw()));
}

Result<std::optional<std::int64_t>> SqliteTransaction::intern_holder(std::string_view holder) {
    if (holder.empty()) return std::optional<std::int64_t>();
    PANHUO_TRY(const std::int64_t id, intern(holder_name(holder)));
    return std::optional<std::int64_t>(id);
}

/// A command may write hundreds of thousands of entries; its number is looked up once.
Result<std::int64_t> SqliteTransaction::intern_command(const std::string& command) {
    if (last_command_id_ != 0 && command == last_command_) return last_command_id_;
    {
        PANHUO_TRY(Statement select, db_.prepare("SELECT id FROM commands WHERE command = ?"));
        PANHUO_TRY(const bool found, select.bind_blob(command).step());
        last_command_id_ = found ? select.integer(0) : 0;
    }
    if (last_command_id_ == 0) {
        PANHUO_TRY(Statement insert, db_.prepare("INSERT INTO commands (command) VALUES (?)"));
        PANHUO_DO(insert.bind_blob(command).run());
        last_command_id_ = sqlite3_last_insert_rowid(db_.raw());
    }
    last_command_ = command;
    return last_command_id_;
}

Status SqliteTransaction::put_nodes(const RecordId& record, std::span<const std::string> nodes) {
    return guarded([&] { return write_nodes(record, nodes); });
}

Status SqliteTransaction::write_nodes(const RecordId& record, std::span<const std::string> nodes) {
    const std::set<std::string> wanted(nodes.begin(), nodes.end());
    PANHUO_TRY(const std::int64_t id, intern(record_name(record.kind, record.key)));
    PANHUO_TRY(const auto before, queries_.nodes_of(id));
    for (const std::string& node : before) {
        if (wanted.contains(node)) continue;
        PANHUO_TRY(const std::int64_t node_id, intern(node));
        PANHUO_TRY(Statement remove, db_.prepare("DELETE FROM nodes WHERE node = ? AND record = ?"));
        PANHUO_DO(remove.bind(node_id).bind(id).run());
    }
    for (const std::string& node : wanted) {
        if (std::binary_search(before.begin(), before.end(), node)) continue;
        PANHUO_TRY(const std::int64_t node_id, intern(node));
        PANHUO_TRY(Statement insert, db_.prepare("INSERT INTO nodes (node, record) VALUES (?, ?)"));
        PANHUO_DO(insert.bind(node_id).bind(id).run());
    }
    return Done{};
}

// ---- postings and notes ----

/// Numbers of rows removed in this transaction are not given again: the caller may still hold them.
Result<std::int64_t> SqliteTransaction::next_id(const char* sql_of_last, std::optional<std::int64_t>& last) {
    if (!last) {
        PANHUO_TRY(const auto largest, db_.integer(sql_of_last));
        last = largest.value_or(0);
    }
    last = *last + 1;
    return *last;
}

Status SqliteTransaction::open_posting(const PostingRow& row) {
    return guarded([&] { return insert_posting(row); });
}

Status SqliteTransaction::insert_posting(const PostingRow& row) {
    const ledger::Posting& p = row.posting;
    PANHUO_TRY(const std::int64_t id, next_id("SELECT max(id) FROM postings", last_posting_));
    PANHUO_TRY(const std::int64_t origin, intern(p.origin));
    PANHUO_TRY(const auto holder_from, intern_holder(p.holder_from));
    PANHUO_TRY(const auto holder_to, intern_holder(p.holder_to));
    PANHUO_TRY(const std::int64_t record, intern(p.record));
    PANHUO_TRY(
        Statement insert,
        db_.prepare("INSERT INTO postings (id, legal_on, counted_on, origin, holder_from, account_from, holder_to,"
                    " account_to, area, record, entry, rule, known_from, known_to)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(id).bind(std::int64_t{p.on.days()}).bind(days(p.counted_on)).bind(origin);
    insert.bind(holder_from).bind(static_cast<std::int64_t>(p.from));
    insert.bind(holder_to).bind(static_cast<std::int64_t>(p.to)).bind(p.area.units());
    insert.bind(record).bind(p.entry).bind(p.rule);
    return insert.bind(row.known_from.micros()).bind(until(row.known_to)).run();
}

Status SqliteTransaction::put_box(const RecordId& record, const GroundBox& box) {
    return guarded([&] { return insert_box(record, box); });
}

Status SqliteTransaction::insert_box(const RecordId& record, const GroundBox& box) {
    PANHUO_TRY(const std::int64_t id, intern(record_name(record.kind, record.key)));
    const auto bind = [&](Statement& statement) -> Statement& {
        statement.bind(std::int64_t{box.west}).bind(std::int64_t{box.east});
        return statement.bind(std::int64_t{box.south}).bind(std::int64_t{box.north}).bind(id);
    };
    {
        PANHUO_TRY(Statement find, db_.prepare("SELECT 1 FROM boxes WHERE west = ? AND east = ? AND south = ?"
                                               " AND north = ? AND record = ?"));
        PANHUO_TRY(const bool there, bind(find).step());
        if (there) return Done{};
    }
    PANHUO_TRY(Statement insert,
               db_.prepare("INSERT INTO boxes (west, east, south, north, record) VALUES (?, ?, ?, ?, ?)"));
    return bind(insert).run();
}

Status SqliteTransaction::open_note(const NoteRow& row) {
    return guarded([&] { return insert_note(row); });
}

Status SqliteTransaction::insert_note(const NoteRow& row) {
    PANHUO_TRY(const std::int64_t id, next_id("SELECT max(id) FROM notes", last_note_));
    PANHUO_TRY(const std::int64_t subject, intern(row.note.subject));
    const std::string facts = pack_facts(row.note.facts);
    PANHUO_TRY(Statement insert,
               db_.prepare("INSERT INTO notes (id, code, subject, noted_on, facts, entry, known_from, known_to)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(id).bind(row.note.code).bind(subject).bind(days(row.note.on)).bind_blob(facts);
    return insert.bind(row.note.entry).bind(row.known_from.micros()).bind(until(row.known_to)).run();
}

namespace {

struct CloseSql {
    const char* table;
    const char* find;
    const char* remove;
    const char* close;
};

Status close_row(Connection& db, const CloseSql& sql, std::int64_t id, Instant known_to) {
    std::int64_t known_from = 0;
    {
        PANHUO_TRY(Statement find, db.prepare(sql.find));
        PANHUO_TRY(const bool found, find.bind(id).step());
        if (found) known_from = find.integer(0);
        if (!found || known_from > known_to.micros()) {
            return Error{Code::StoreFailed, {sql.table, "no open row " + std::to_string(id) + " to close"}};
        }
    }
    if (known_from == known_to.micros()) {
        PANHUO_TRY(Statement remove, db.prepare(sql.remove));
        return remove.bind(id).run();
    }
    PANHUO_TRY(Statement close, db.prepare(sql.close));
    return close.bind(known_to.micros()).bind(id).run();
}

constexpr CloseSql kClosePosting{"postings", "SELECT known_from FROM postings WHERE id = ? AND known_to IS NULL",
                                 "DELETE FROM postings WHERE id = ?", "UPDATE postings SET known_to = ? WHERE id = ?"};
constexpr CloseSql kCloseNote{"notes", "SELECT known_from FROM notes WHERE id = ? AND known_to IS NULL",
                              "DELETE FROM notes WHERE id = ?", "UPDATE notes SET known_to = ? WHERE id = ?"};

}  // namespace

Status SqliteTransaction::close_posting(std::int64_t id, Instant known_to) {
    return guarded([&] { return close_row(db_, kClosePosting, id, known_to); });
}

Status SqliteTransaction::close_note(std::int64_t id, Instant known_to) {
    return guarded([&] { return close_row(db_, kCloseNote, id, known_to); });
}

// ---- vault, settings, rebuild, end ----

Status SqliteTransaction::vault_put(const VaultRow& row) {
    return guarded([&]() -> Status {
        PANHUO_TRY(Statement put, db_.prepare("INSERT INTO vault (commitment, lookup, salt, value) VALUES (?, ?, ?, ?)"
                                              " ON CONFLICT (commitment) DO UPDATE SET lookup = excluded.lookup,"
                                              " salt = excluded.salt, value = excluded.value"));
        return put.bind(row.commitment).bind(row.lookup).bind_blob(row.salt).bind_blob(row.value).run();
    });
}

Status SqliteTransaction::vault_erase(std::string_view commitment) {
    return guarded([&]() -> Status {
        outcome_.erased = true;
        PANHUO_TRY(Statement erase, db_.prepare("DELETE FROM vault WHERE commitment = ?"));
        return erase.bind(commitment).run();
    });
}

Status SqliteTransaction::put_setting(std::string_view name, std::string_view value) {
    return guarded([&]() -> Status {
        PANHUO_TRY(Statement put, db_.prepare("INSERT INTO settings (name, value) VALUES (?, ?)"
                                              " ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
        return put.bind(name).bind(value).run();
    });
}

Status SqliteTransaction::clear_derived() {
    return guarded([&]() -> Status {
        // Those that refer to names and commands first.
        for (const char* sql : {"DELETE FROM postings", "DELETE FROM notes", "DELETE FROM nodes", "DELETE FROM boxes",
                                "DELETE FROM versions", "DELETE FROM commands", "DELETE FROM names"}) {
            PANHUO_DO(db_.run(sql));
        }
        names_.clear();
        last_command_id_ = 0;
        return Done{};
    });
}

Status SqliteTransaction::commit() {
    Status status = guarded([&] { return db_.run("COMMIT"); });
    finish(status.ok());
    return status;
}

}  // namespace store
