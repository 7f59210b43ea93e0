#include "intake/worker/sqlite_file.hpp"

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "intake/worker/gdal.hpp"
#include "intake/worker/output.hpp"

#include <sys/stat.h>

#include <cctype>
#include <cstdio>

namespace intake::worker {

namespace {

base::Error failed(sqlite3* database) { return failed_error(std::string("gpkg: ") + sqlite3_errmsg(database)); }

bool holds_bytes(const std::string& path) {
    struct stat what{};
    return ::stat(path.c_str(), &what) == 0 && what.st_size > 0;
}

std::string uri_of(const std::string& path) {
    std::string uri = "file:";
    for (const char c : path) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '.' || c == '_';
        char hex[4];
        std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        uri += plain ? std::string(1, c) : std::string(hex);
    }
    return uri + "?mode=ro&immutable=1";
}

/// Reading columns, and asking for the columns of a table: nothing else, whatever the schema wants to happen.
int only_reading(void*, int action, const char* first, const char*, const char*, const char*) {
    if (action == SQLITE_SELECT || action == SQLITE_READ) return SQLITE_OK;
    if (action == SQLITE_PRAGMA && first != nullptr && std::string_view(first) == "table_info") return SQLITE_OK;
    return SQLITE_DENY;
}

}  // namespace

std::string quoted(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
        out += c;
        if (c == '"') out += c;
    }
    return out + "\"";
}

base::Result<bool> SqliteRows::next() {
    const int state = sqlite3_step(statement_.get());
    if (state == SQLITE_ROW) return true;
    if (state == SQLITE_DONE) return false;
    return failed(sqlite3_db_handle(statement_.get()));
}

std::string SqliteRows::text(int column) const {
    sqlite3_stmt* const rows = statement_.get();
    const int type = sqlite3_column_type(rows, column);
    if (type == SQLITE_FLOAT) {
        char number[40];
        std::snprintf(number, sizeof number, "%.15g", sqlite3_column_double(rows, column));
        return number;
    }
    if (type != SQLITE_TEXT && type != SQLITE_INTEGER) return {};
    const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_text(rows, column));
    if (bytes == nullptr) return {};
    return base::replace_invalid_utf8({bytes, static_cast<std::size_t>(sqlite3_column_bytes(rows, column))});
}

std::int64_t SqliteRows::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view SqliteRows::blob(int column) const {
    if (sqlite3_column_type(statement_.get(), column) != SQLITE_BLOB) return {};
    const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

base::Result<SqliteFile> SqliteFile::open(const std::string& path) {
    for (const char* beside : {"-wal", "-journal"}) {
        if (!holds_bytes(path + beside)) continue;
        return failed_error("gpkg: 另一个程序还在写（" + std::string(beside) +
                            "），请先关闭它 / another program is writing it, close that first");
    }
    sqlite3* database = nullptr;
    const int state = sqlite3_open_v2(uri_of(path).c_str(), &database,
                                      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    SqliteFile file(database);
    if (state != SQLITE_OK) return failed(database);
    PANHUO_DO(file.distrust());
    return file;
}

base::Status SqliteFile::distrust() const {
    sqlite3* const database = database_.get();
    for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}}) {
        if (sqlite3_db_config(database, option, value, nullptr) != SQLITE_OK) return failed(database);
    }
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 256 << 20);
    const char* const setup = "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;";
    if (sqlite3_exec(database, setup, nullptr, nullptr, nullptr) != SQLITE_OK) return failed(database);
    // A damaged page is found here, before any of its numbers is used.
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, "PRAGMA quick_check(1)", -1, &statement, nullptr) != SQLITE_OK) {
        return failed(database);
    }
    SqliteRows check(statement);
    PANHUO_TRY(const bool answered, check.next());
    if (!answered || check.text(0) != "ok") return failed_error("gpkg: damaged / 文件已损坏: " + check.text(0));
    sqlite3_set_authorizer(database, only_reading, nullptr);
    return base::Done{};
}

base::Result<SqliteRows> SqliteFile::select(const std::string& sql, const std::vector<std::string>& arguments) const {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
        return failed(database_.get());
    }
    SqliteRows rows(statement);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        sqlite3_bind_text(statement, static_cast<int>(i + 1), arguments[i].data(),
                          static_cast<int>(arguments[i].size()), SQLITE_TRANSIENT);
    }
    return rows;
}

base::Result<TableKind> SqliteFile::kind_of(const std::string& name) const {
    PANHUO_TRY(SqliteRows rows, select("SELECT type, sql FROM sqlite_master WHERE type IN ('table', 'view')"
                                       " AND name = ?1 COLLATE NOCASE",
                                       {name}));
    PANHUO_TRY(const bool found, rows.next());
    if (!found) return TableKind::Absent;
    if (rows.text(0) == "view") return TableKind::View;
    return base::starts_with(rows.text(1), "CREATE TABLE") ? TableKind::Table : TableKind::Virtual;
}

base::Result<std::vector<SqliteFile::Column>> SqliteFile::columns(const std::string& table) const {
    PANHUO_TRY(SqliteRows rows, select("PRAGMA table_info(" + quoted(table) + ")"));
    std::vector<Column> columns;
    while (true) {
        PANHUO_TRY(const bool more, rows.next());
        if (!more) return columns;
        columns.push_back({rows.text(1), rows.number(5) == 1 && base::upper_case(rows.text(2)) == "INTEGER"});
    }
}

}  // namespace intake::worker
