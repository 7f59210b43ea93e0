#include "base/file_copy.hpp"
#include "store/backup.hpp"
#include "store/sqlite_queries.hpp"
#include "store/sqlite_reading.hpp"
#include "store/sqlite_schema.hpp"

#include <unistd.h>

#include <memory>

namespace store {
namespace {

using base::Code;
using base::Error;
using base::Status;

constexpr int kPagesAtOnce = 1024;

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Target = std::unique_ptr<sqlite3, Close>;

Error failed(const std::string& path, sqlite3* database, int rc) {
    return Error{Code::StoreFailed, {path, database == nullptr ? sqlite3_errstr(rc) : sqlite3_errmsg(database)}};
}

/// A plain connection to a file that nobody knows of yet: no log, no journal, one sync at the end instead of many.
base::Result<Target> open_target(const std::string& path) {
    if (base::name_in_use(path)) return Error{Code::FileUnwritable, {path, "exists"}};
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int rc = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    Target target(raw);
    if (rc != SQLITE_OK) return failed(path, raw, rc);
    for (const char* sql : {"PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"}) {
        if (sqlite3_exec(raw, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return failed(path, raw, SQLITE_ERROR);
    }
    return target;
}

Status copy_pages(Connection& from, const std::string& path, const TellPages& told) {
    PANHUO_TRY(const Target target, open_target(path));
    sqlite3_backup* copy = sqlite3_backup_init(target.get(), "main", from.raw(), "main");
    if (copy == nullptr) return failed(path, target.get(), SQLITE_ERROR);
    int rc = SQLITE_OK;
    while (rc == SQLITE_OK) {
        rc = sqlite3_backup_step(copy, kPagesAtOnce);
        const int all = sqlite3_backup_pagecount(copy);
        if (told)
            told(static_cast<std::uint64_t>(all - sqlite3_backup_remaining(copy)), static_cast<std::uint64_t>(all));
    }
    const int ended = sqlite3_backup_finish(copy);
    if (rc != SQLITE_DONE) return Error{Code::StoreFailed, {path, sqlite3_errstr(rc)}};
    if (ended != SQLITE_OK) return failed(path, target.get(), ended);
    return base::Done{};
}

}  // namespace

base::Result<std::vector<journal::Head>> copy_database(const std::string& folder, const std::string& path,
                                                       const TellPages& told) {
    PANHUO_TRY(const Reading reading, open_reading(folder));
    PANHUO_DO(reading.connection->run("BEGIN"));
    // BEGIN alone fixes nothing; the first question does.
    PANHUO_TRY(std::vector<journal::Head> heads, Queries(*reading.connection).heads());
    PANHUO_DO(copy_pages(*reading.connection, path, told));
    PANHUO_DO(base::sync_path(path));
    return heads;
}

base::Result<std::uint64_t> database_bytes(const std::string& folder) {
    PANHUO_TRY(const Reading reading, open_reading(folder));
    PANHUO_TRY(const auto pages, reading.connection->integer("PRAGMA page_count"));
    PANHUO_TRY(const auto bytes, reading.connection->integer("PRAGMA page_size"));
    return static_cast<std::uint64_t>(pages.value_or(0)) * static_cast<std::uint64_t>(bytes.value_or(0));
}

void clear_reading_traces(const std::string& folder) {
    for (const char* trace : {"-wal", "-shm"}) ::unlink((database_path(folder) + trace).c_str());
}

}  // namespace store
