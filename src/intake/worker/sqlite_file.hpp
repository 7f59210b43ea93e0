// An SQLite file from a stranger, read with nothing of it trusted: see geopackage.hpp.
#pragma once

#include "base/result.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

class SqliteFile;

enum class TableKind { Absent, Table, View, Virtual };

/// One SELECT while it is read. Columns count from 0.
class SqliteRows {
  public:
    /// True while there is a row. Errors: ReaderFailed.
    base::Result<bool> next();
    /// A number as it is shown, a text as UTF-8; a blob or NULL is empty.
    std::string text(int column) const;
    std::int64_t number(int column) const;
    std::string_view blob(int column) const;

  private:
    friend class SqliteFile;
    struct Finish {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    explicit SqliteRows(sqlite3_stmt* statement) : statement_(statement) {}
    std::unique_ptr<sqlite3_stmt, Finish> statement_;
};

class SqliteFile {
  public:
    /// Errors: ReaderFailed (damaged; changes wait beside it).
    static base::Result<SqliteFile> open(const std::string& path);

    base::Result<SqliteRows> select(const std::string& sql, const std::vector<std::string>& arguments = {}) const;
    base::Result<TableKind> kind_of(const std::string& name) const;
    struct Column {
        std::string name;
        bool row_id = false;  ///< the integer primary key
    };
    /// Stored columns; generated ones, which would run code, are not among them.
    base::Result<std::vector<Column>> columns(const std::string& table) const;

  private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
    };
    explicit SqliteFile(sqlite3* database) : database_(database) {}
    base::Status distrust() const;

    std::unique_ptr<sqlite3, Close> database_;
};

/// "name" with its quotes doubled.
std::string quoted(std::string_view name);

}  // namespace intake::worker
