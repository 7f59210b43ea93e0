#include "store/sqlite_schema.hpp"

#include <algorithm>
#include <array>

namespace store {
namespace {

using base::Code;
using base::Error;
using base::Status;

constexpr std::int64_t kApplicationId = 0x50484A42;  // "PHJB"; tells our files from other SQLite files

constexpr const char* kTables = R"sql(
PRAGMA application_id = 1346914882;

CREATE TABLE store (version INTEGER NOT NULL) STRICT;

-- journal -----------------------------------------------------------------------------------------------------
CREATE TABLE entries (
  chain TEXT NOT NULL,
  seq   INTEGER NOT NULL CHECK (seq > 0),
  bytes BLOB NOT NULL,
  hash  BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (chain, seq)
) STRICT;

CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'entries of the journal are never changed'); END;
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'entries of the journal are never deleted'); END;
-- INSERT OR REPLACE deletes without asking the trigger above. It would have to meet a (chain, seq) or a rowid in use.
CREATE TRIGGER entries_only_appended BEFORE INSERT ON entries
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries WHERE chain = NEW.chain)
  OR EXISTS (SELECT 1 FROM entries WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'entries of the journal are only appended, each as the next of its chain'); END;

-- derived -----------------------------------------------------------------------------------------------------
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;    -- 'supply:1410…', 'rest:…'
CREATE TABLE commands (id INTEGER PRIMARY KEY, command BLOB NOT NULL UNIQUE) STRICT;

CREATE TABLE versions (
  record    INTEGER NOT NULL REFERENCES names,  -- kind:key
  seq       INTEGER NOT NULL,
  chain     TEXT NOT NULL,
  version   INTEGER NOT NULL,
  change    INTEGER NOT NULL,                   -- journal::Change
  state     INTEGER NOT NULL,                   -- journal::State
  effective INTEGER,                            -- days since 1970-01-01
  recorded  INTEGER NOT NULL,                   -- microseconds since 1970-01-01 UTC
  command   INTEGER NOT NULL REFERENCES commands,
  PRIMARY KEY (record, seq, chain)
) STRICT, WITHOUT ROWID;

CREATE TABLE nodes (
  node   INTEGER NOT NULL REFERENCES names,
  record INTEGER NOT NULL REFERENCES names,
  PRIMARY KEY (node, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX nodes_of_record ON nodes (record);

CREATE TABLE postings (
  id           INTEGER PRIMARY KEY,             -- in the order they were opened
  legal_on     INTEGER NOT NULL,
  counted_on   INTEGER,
  origin       INTEGER NOT NULL REFERENCES names,
  holder_from  INTEGER REFERENCES names,        -- 'supply:' || holder; nothing where there is no holder
  account_from INTEGER NOT NULL,                -- ledger::Account
  holder_to    INTEGER REFERENCES names,
  account_to   INTEGER NOT NULL,
  area         INTEGER NOT NULL,                -- 1/10,000 m2
  record       INTEGER NOT NULL REFERENCES names,
  entry        TEXT NOT NULL,
  rule         TEXT NOT NULL,
  known_from   INTEGER NOT NULL,
  known_to     INTEGER                          -- nothing: still known
) STRICT;
CREATE INDEX postings_open ON postings (record) WHERE known_to IS NULL;
CREATE INDEX postings_origin ON postings (origin);
CREATE INDEX postings_holder_from ON postings (holder_from) WHERE holder_from IS NOT NULL;
CREATE INDEX postings_holder_to ON postings (holder_to) WHERE holder_to IS NOT NULL;

CREATE TABLE notes (
  id         INTEGER PRIMARY KEY,
  code       TEXT NOT NULL,
  subject    INTEGER NOT NULL REFERENCES names,
  noted_on   INTEGER,
  facts      BLOB NOT NULL,                     -- name and value by turns, each as LENGTH:BYTES
  entry      TEXT NOT NULL,
  known_from INTEGER NOT NULL,
  known_to   INTEGER
) STRICT;
CREATE INDEX notes_subject ON notes (subject);

-- neither journal nor derived -----------------------------------------------------------------------------------
CREATE TABLE vault (
  id         INTEGER PRIMARY KEY,
  commitment TEXT NOT NULL UNIQUE,
  lookup     TEXT NOT NULL,
  salt       BLOB NOT NULL,
  value      BLOB NOT NULL
) STRICT;
CREATE INDEX vault_lookup ON vault (lookup);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql";

/// Derived as well. Where shapes lie, in 1e-7 degrees; integers, so that what SQLite finds is exact.
constexpr const char* kBoxes =
    "CREATE VIRTUAL TABLE boxes USING rtree_i32 (id, west, east, south, north, +record INTEGER)";
constexpr std::int64_t kVersionWithoutBoxes = 1;

bool is_journal(const char* name) { return name != nullptr && std::string_view(name).starts_with("entries"); }

/// Called by SQLite while it prepares a statement.
int refuse_changes_of_journal(void*, int action, const char* first, const char* second, const char*, const char*) {
    switch (action) {
        case SQLITE_UPDATE:
        case SQLITE_DELETE:
        case SQLITE_DROP_TABLE:
        case SQLITE_DROP_TRIGGER:
            return is_journal(first) ? SQLITE_DENY : SQLITE_OK;
        case SQLITE_ALTER_TABLE:
            return is_journal(second) ? SQLITE_DENY : SQLITE_OK;
        case SQLITE_ATTACH:
            return SQLITE_DENY;
        default:
            return SQLITE_OK;
    }
}

}  // namespace

Status create_tables(Connection& connection) {
    PANHUO_DO(connection.run("BEGIN IMMEDIATE"));
    PANHUO_DO(connection.run(kTables));
    PANHUO_DO(connection.run("INSERT INTO store (version) VALUES (0)"));
    PANHUO_DO(add_boxes(connection));
    return connection.run("COMMIT");
}

Status add_boxes(Connection& connection) {
    PANHUO_DO(connection.run(kBoxes));
    PANHUO_TRY(Statement version, connection.prepare("UPDATE store SET version = ?"));
    return version.bind(kStoreVersion).run();
}

base::Result<bool> lacks_boxes(Connection& connection, const std::string& folder) {
    PANHUO_TRY(const auto application, connection.integer("PRAGMA application_id"));
    if (application != kApplicationId) return Error{Code::StoreNotFound, {folder}};
    PANHUO_TRY(const auto version, connection.integer("SELECT version FROM store"));
    if (version == kVersionWithoutBoxes) return true;
    if (version == kStoreVersion) return false;
    return Error{Code::StoreVersion, {folder, version ? std::to_string(*version) : "?", std::to_string(kStoreVersion)}};
}

Status check_version(Connection& connection, const std::string& folder) {
    PANHUO_TRY(const bool older, lacks_boxes(connection, folder));
    if (!older) return base::Done{};
    return Error{Code::StoreFailed,
                 {folder,
                  "旧格式，须先更新一次：运行 panhuo rebuild / an older format, to be brought up to date once: run "
                  "panhuo rebuild"}};
}

void guard_journal(Connection& connection) {
    sqlite3_set_authorizer(connection.raw(), refuse_changes_of_journal, nullptr);
}

}  // namespace store
