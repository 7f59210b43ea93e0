#include "store/sqlite_reading.hpp"

#include "base/files.hpp"
#include "store/sqlite_schema.hpp"
#include "store/store.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace store {

using base::Code;
using base::Error;

std::string database_path(const std::string& folder) { return folder + "/panhuo.db"; }

base::Result<Reading> open_reading(const std::string& folder) {
    const std::string path = database_path(folder);
    if (!base::file_exists(path)) return Error{Code::StoreNotFound, {folder}};
    if (access(folder.c_str(), W_OK) == 0) {
        PANHUO_TRY(auto connection, Connection::open(path, Mode::Read));
        PANHUO_DO(check_version(*connection, folder));
        return Reading{WriterLock::none(), std::move(connection), Mode::Read};
    }
    PANHUO_TRY(WriterLock lock, WriterLock::share(folder));
    struct stat log{};
    if (stat((path + "-wal").c_str(), &log) == 0 && log.st_size > 0) {
        return Error{Code::FileUnwritable, {folder, "panhuo.db-wal"}};
    }
    PANHUO_TRY(auto connection, Connection::open(path, Mode::Immutable));
    PANHUO_DO(check_version(*connection, folder));
    return Reading{std::move(lock), std::move(connection), Mode::Immutable};
}

base::Result<std::vector<std::string>> check_database(const std::string& folder) {
    PANHUO_TRY(const Reading reading, open_reading(folder));
    std::vector<std::string> faults;
    for (const char* sql : {"PRAGMA integrity_check", "PRAGMA foreign_key_check"}) {
        PANHUO_TRY(Statement check, reading.connection->prepare(sql));
        while (true) {
            PANHUO_TRY(const bool row, check.step());
            if (!row) break;
            const std::string text = check.text(0);
            if (text != "ok") faults.push_back(std::string(sql) + ": " + text);
        }
    }
    return faults;
}

}  // namespace store
