// Connection and Statement: what this room needs of SQLite, as values that clean up after themselves.
//
// A connection is used by one thread at a time. Statements are prepared once per connection and kept; one that is
// in use (a scan whose visitor asks another question of the same kind) gets a twin. Errors become StoreFailed with
// SQLite's own text.
#pragma once

#include "base/result.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace store {

class Connection;

/// A prepared statement on loan from its connection; goes back, reset, on destruction.
class Statement {
  public:
    Statement(Connection& connection, const char* sql, sqlite3_stmt* raw);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Parameters are numbered from 1, in the order of the calls. The text must outlive the step.
    Statement& bind(std::string_view text);
    Statement& bind_blob(std::string_view bytes);
    Statement& bind(std::int64_t value);
    Statement& bind(std::optional<std::int64_t> value);

    /// True while there is a row.
    base::Result<bool> step();
    /// For statements without rows.
    base::Status run();
    /// Ready for the next set of parameters.
    void reset();

    std::int64_t integer(int column) const { return sqlite3_column_int64(raw_, column); }
    bool is_null(int column) const { return sqlite3_column_type(raw_, column) == SQLITE_NULL; }
    /// Text or blob; valid until the next step.
    std::string_view bytes(int column) const;
    std::string text(int column) const { return std::string(bytes(column)); }

  private:
    void note(int rc) {
        if (bind_rc_ == SQLITE_OK) bind_rc_ = rc;
    }
    Connection* connection_;
    const char* sql_;
    sqlite3_stmt* raw_;
    int next_parameter_ = 1;
    int bind_rc_ = SQLITE_OK;
};

enum class Mode {
    Create,    ///< new file
    Write,     ///< the writer process's one writing connection; it alone checkpoints
    Read,      ///< never writes, never checkpoints
    Immutable  ///< of a folder that cannot be written; the caller makes sure that nobody writes meanwhile
};

class Connection {
  public:
    static base::Result<std::unique_ptr<Connection>> open(const std::string& path, Mode mode);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs SQL without parameters and without interest in rows.
    base::Status run(const char* sql);
    /// `sql` must be a literal: its address is the key under which the statement is kept.
    base::Result<Statement> prepare(const char* sql);
    /// The first column of the first row; nothing if there is no row.
    base::Result<std::optional<std::int64_t>> integer(const char* sql);

    /// StoreFailed with the file and SQLite's text about the last call.
    base::Error error(const char* sql) const;
    sqlite3* raw() { return raw_; }

  private:
    friend class Statement;
    explicit Connection(sqlite3* raw) : raw_(raw) {}
    base::Status configure(Mode mode);
    sqlite3* raw_;
    std::unordered_map<const char*, std::vector<sqlite3_stmt*>> idle_;
};

}  // namespace store
