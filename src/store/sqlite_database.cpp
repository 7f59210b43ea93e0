#include "store/sqlite_database.hpp"

#include <utility>

namespace store {

using base::Code;
using base::Error;
using base::Status;

// ---- Statement ----

Statement::Statement(Connection& connection, const char* sql, sqlite3_stmt* raw)
    : connection_(&connection), sql_(sql), raw_(raw) {}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_),
      sql_(other.sql_),
      raw_(std::exchange(other.raw_, nullptr)),
      next_parameter_(other.next_parameter_),
      bind_rc_(other.bind_rc_) {}

Statement::~Statement() {
    if (raw_ == nullptr) return;
    reset();
    connection_->idle_[sql_].push_back(raw_);
}

void Statement::reset() {
    sqlite3_reset(raw_);
    sqlite3_clear_bindings(raw_);
    next_parameter_ = 1;
    bind_rc_ = SQLITE_OK;
}

Statement& Statement::bind(std::string_view text) {
    const char* data = text.data() == nullptr ? "" : text.data();  // a null pointer would be NULL, not ''
    note(sqlite3_bind_text64(raw_, next_parameter_++, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
    const char* data = bytes.data() == nullptr ? "" : bytes.data();
    note(sqlite3_bind_blob64(raw_, next_parameter_++, data, bytes.size(), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind(std::int64_t value) {
    note(sqlite3_bind_int64(raw_, next_parameter_++, value));
    return *this;
}

Statement& Statement::bind(std::optional<std::int64_t> value) {
    if (value) return bind(*value);
    note(sqlite3_bind_null(raw_, next_parameter_++));
    return *this;
}

base::Result<bool> Statement::step() {
    if (bind_rc_ != SQLITE_OK) return connection_->error(sql_);  // a value too large, or no memory
    const int rc = sqlite3_step(raw_);
    if (rc == SQLITE_ROW) return true;
    if (rc == SQLITE_DONE) return false;
    return connection_->error(sql_);
}

Status Statement::run() {
    PANHUO_DO(step());
    return base::Done{};
}

std::string_view Statement::bytes(int column) const {
    // The pointer before the length: the order in which SQLite wants to be asked.
    const void* data = sqlite3_column_blob(raw_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(raw_, column));
    return data == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(data), size);
}

// ---- Connection ----

namespace {

/// Commits touch about ten pages; the writer keeps this much of the database at hand so that a large import does
/// not write the same page twice. Memory is taken only as it is needed.
constexpr const char* kWriterCache = "PRAGMA cache_size = -98304";  // KiB
constexpr const char* kReaderCache = "PRAGMA cache_size = -49152";
constexpr int kBusyMilliseconds = 10'000;

int open_flags(Mode mode) {
    constexpr int kCommon = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;
    switch (mode) {
        case Mode::Create:
            return kCommon | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        case Mode::Write:
            return kCommon | SQLITE_OPEN_READWRITE;
        case Mode::Read:
            return kCommon | SQLITE_OPEN_READONLY;
        case Mode::Immutable:
            return kCommon | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    return 0;
}

/// file:PATH?immutable=1 with the characters escaped that mean something in a URI.
std::string immutable_uri(const std::string& path) {
    std::string uri = "file:";
    for (const char c : path) {
        switch (c) {
            case '%':
                uri += "%25";
                break;
            case '?':
                uri += "%3f";
                break;
            case '#':
                uri += "%23";
                break;
            default:
                uri += c;
        }
    }
    return uri + "?immutable=1";
}

}  // namespace

base::Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Mode mode) {
    sqlite3* raw = nullptr;
    const std::string name = mode == Mode::Immutable ? immutable_uri(path) : path;
    const int rc = sqlite3_open_v2(name.c_str(), &raw, open_flags(mode), nullptr);
    std::unique_ptr<Connection> connection(new Connection(raw));
    if (raw == nullptr) return Error{Code::StoreFailed, {path, sqlite3_errstr(rc)}};
    if (rc != SQLITE_OK) return connection->error(path.c_str());
    PANHUO_DO(connection->configure(mode));
    return connection;
}

/// The settings of the SQLite of Debian 12: its WAL-reset race needs two checkpointers, so only one connection in
/// the world may ever checkpoint, on closing too (docs/gotchas.md).
Status Connection::configure(Mode mode) {
    struct Switch {
        int option;
        int value;
    };
    const bool writes = mode == Mode::Create || mode == Mode::Write;
    for (const Switch s :
         {Switch{SQLITE_DBCONFIG_DEFENSIVE, 1}, Switch{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
          Switch{SQLITE_DBCONFIG_ENABLE_FKEY, 1}, Switch{SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
          Switch{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}, Switch{SQLITE_DBCONFIG_DQS_DML, 0},
          Switch{SQLITE_DBCONFIG_DQS_DDL, 0}, Switch{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, writes ? 0 : 1}}) {
        int now = -1;
        if (sqlite3_db_config(raw_, s.option, s.value, &now) != SQLITE_OK || now != s.value) {
            return error("sqlite3_db_config");
        }
    }
    sqlite3_limit(raw_, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_timeout(raw_, kBusyMilliseconds);
    PANHUO_DO(run("PRAGMA mmap_size = 0"));
    PANHUO_DO(run("PRAGMA cell_size_check = ON"));
    PANHUO_DO(run("PRAGMA wal_autocheckpoint = 0"));
    PANHUO_DO(run(writes ? kWriterCache : kReaderCache));
    if (!writes) return run("PRAGMA query_only = ON");
    PANHUO_DO(run("PRAGMA secure_delete = ON"));  // an erased name is overwritten, not merely unlinked
    if (mode == Mode::Create) {
        PANHUO_DO(run("PRAGMA page_size = 8192"));
        PANHUO_DO(run("PRAGMA encoding = 'UTF-8'"));
        PANHUO_DO(run("PRAGMA journal_mode = WAL"));
    }
    PANHUO_DO(run("PRAGMA synchronous = FULL"));
    PANHUO_TRY(Statement mode_now, prepare("PRAGMA journal_mode"));
    PANHUO_TRY(const bool row, mode_now.step());
    if (!row || mode_now.bytes(0) != "wal") {
        return Error{Code::StoreFailed, {"PRAGMA journal_mode", row ? mode_now.text(0) : "?"}};
    }
    return base::Done{};
}

Connection::~Connection() {
    for (auto& [sql, statements] : idle_) {
        for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
    }
    sqlite3_close(raw_);
}

Error Connection::error(const char* sql) const {
    const char* path = sqlite3_db_filename(raw_, "main");
    std::string why = sqlite3_errmsg(raw_);
    // What went wrong with the disk needs no SQL to be understood; a refused or faulty statement does.
    const int primary = sqlite3_extended_errcode(raw_) & 0xff;
    if (primary == SQLITE_ERROR || primary == SQLITE_CONSTRAINT || primary == SQLITE_AUTH)
        why += std::string("; ") + sql;
    return Error{Code::StoreFailed, {path == nullptr ? "SQLite" : path, std::move(why)}};
}

Status Connection::run(const char* sql) {
    if (sqlite3_exec(raw_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return error(sql);
    return base::Done{};
}

base::Result<Statement> Connection::prepare(const char* sql) {
    auto& idle = idle_[sql];
    if (!idle.empty()) {
        sqlite3_stmt* raw = idle.back();
        idle.pop_back();
        return Statement(*this, sql, raw);
    }
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v3(raw_, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK) return error(sql);
    return Statement(*this, sql, raw);
}

base::Result<std::optional<std::int64_t>> Connection::integer(const char* sql) {
    PANHUO_TRY(Statement statement, prepare(sql));
    PANHUO_TRY(const bool row, statement.step());
    if (!row || statement.is_null(0)) return std::optional<std::int64_t>();
    return std::optional<std::int64_t>(statement.integer(0));
}

}  // namespace store
