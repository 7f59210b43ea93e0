// The SQLite store: one writing connection behind a lock, reading connections lent to snapshots.
#include "base/files.hpp"
#include "store/sqlite_reading.hpp"
#include "store/sqlite_schema.hpp"
#include "store/sqlite_transaction.hpp"
#include "store/writer_lock.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <mutex>

namespace store {
namespace {

using base::Code;
using base::Error;
using base::Result;
using base::Status;

constexpr int kPageBytes = 8192;
constexpr int kCheckpointPages = 32 * 1024 * 1024 / kPageBytes;  // log larger than this: copy it into the database
constexpr int kTruncatePages = 256 * 1024 * 1024 / kPageBytes;   // and than this: give the disk space back as well
constexpr std::chrono::seconds kWriterPatience{30};
constexpr std::size_t kIdleReaders = 4;

class SqliteStore;

/// A read transaction on a connection that goes back to the store.
class SqliteSnapshot final : public Answers<Snapshot> {
  public:
    SqliteSnapshot(SqliteStore& store, std::unique_ptr<Connection> connection)
        : Answers<Snapshot>(*connection), store_(store), connection_(std::move(connection)) {}
    ~SqliteSnapshot() override;

  private:
    SqliteStore& store_;
    std::unique_ptr<Connection> connection_;
};

class SqliteStore final : public Store {
  public:
    SqliteStore(std::string folder, WriterLock lock, std::unique_ptr<Connection> writer, Mode read_mode)
        : folder_(std::move(folder)), lock_(std::move(lock)), read_mode_(read_mode), writer_(std::move(writer)) {
        if (writer_) sqlite3_wal_hook(writer_->raw(), remember_log_size, this);
    }

    ~SqliteStore() override {
        readers_.clear();
        // The last connection to close empties the log; only the writer's may, so it goes after the readers.
        writer_.reset();
    }

    Result<std::unique_ptr<Snapshot>> read() override;
    Result<std::unique_ptr<Transaction>> write() override;
    Status announce(const std::string& address) override { return lock_.announce(folder_, address); }
    std::string folder() const override { return folder_; }

    void give_back(std::unique_ptr<Connection> connection);

  private:
    static int remember_log_size(void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteStore*>(self)->log_pages_ = pages;
        return SQLITE_OK;
    }
    Status wait_for_turn();
    void over(const Outcome& outcome);
    void checkpoint(int how);

    std::string folder_;
    WriterLock lock_;
    Mode read_mode_;
    std::unique_ptr<Connection> writer_;
    int log_pages_ = 0;
    bool still_to_erase_ = false;

    std::mutex mutex_;
    std::condition_variable turn_;
    bool writing_ = false;
    bool disk_failed_ = false;
    std::vector<std::unique_ptr<Connection>> readers_;
};

SqliteSnapshot::~SqliteSnapshot() { store_.give_back(std::move(connection_)); }

Result<std::unique_ptr<Snapshot>> SqliteStore::read() {
    std::unique_ptr<Connection> connection;
    {
        const std::lock_guard guard(mutex_);
        if (!readers_.empty()) {
            connection = std::move(readers_.back());
            readers_.pop_back();
        }
    }
    if (!connection) {
        PANHUO_TRY(connection, Connection::open(database_path(folder_), read_mode_));
    }
    PANHUO_DO(connection->run("BEGIN"));
    // BEGIN alone fixes nothing; the first question does.
    PANHUO_DO(check_version(*connection, folder_));
    return std::unique_ptr<Snapshot>(std::make_unique<SqliteSnapshot>(*this, std::move(connection)));
}

void SqliteStore::give_back(std::unique_ptr<Connection> connection) {
    if (!connection->run("COMMIT").ok()) return;
    const std::lock_guard guard(mutex_);
    if (readers_.size() < kIdleReaders) readers_.push_back(std::move(connection));
}

Status SqliteStore::wait_for_turn() {
    std::unique_lock guard(mutex_);
    if (!turn_.wait_for(guard, kWriterPatience, [this] { return !writing_; })) {
        return Error{Code::StoreFailed, {folder_, "另一条命令还没写完 / another command is still being written"}};
    }
    if (disk_failed_) {
        return Error{Code::StoreFailed,
                     {folder_,
                      "先前写盘失败，须退出程序、查盘并核验 / the disk failed earlier: end the program, "
                      "check the disk, then panhuo verify"}};
    }
    writing_ = true;
    return base::Done{};
}

Result<std::unique_ptr<Transaction>> SqliteStore::write() {
    if (!writer_) return Error{Code::StoreFailed, {folder_, "只读打开 / opened for reading only"}};
    PANHUO_DO(wait_for_turn());
    const Status begun = writer_->run("BEGIN IMMEDIATE");
    if (!begun.ok()) {
        over({});
        return begun.error();
    }
    return std::unique_ptr<Transaction>(
        std::make_unique<SqliteTransaction>(*writer_, [this](const Outcome& outcome) { over(outcome); }));
}

void SqliteStore::over(const Outcome& outcome) {
    if (outcome.committed) {
        still_to_erase_ = still_to_erase_ || outcome.erased;
        if (still_to_erase_ || log_pages_ > kTruncatePages) {
            checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
        } else if (log_pages_ > kCheckpointPages) {
            checkpoint(SQLITE_CHECKPOINT_PASSIVE);
        }
    }
    {
        const std::lock_guard guard(mutex_);
        writing_ = false;
        disk_failed_ = disk_failed_ || outcome.disk_failed;
    }
    turn_.notify_one();
}

/// A command is durable before this; what fails here is done again after the next one, or on closing.
void SqliteStore::checkpoint(int how) {
    sqlite3_busy_timeout(writer_->raw(), 0);  // readers are not waited for
    int log = 0;
    int copied = 0;
    const int rc = sqlite3_wal_checkpoint_v2(writer_->raw(), nullptr, how, &log, &copied);
    sqlite3_busy_timeout(writer_->raw(), 10'000);
    if (rc == SQLITE_OK && how == SQLITE_CHECKPOINT_TRUNCATE) still_to_erase_ = false;
}

Result<std::unique_ptr<Store>> assemble(const std::string& folder, WriterLock lock, std::unique_ptr<Connection> writer,
                                        Mode read_mode) {
    if (writer) guard_journal(*writer);
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(folder, std::move(lock), std::move(writer), read_mode));
}

/// A store that lacks a derived table gets it, filled, in one transaction.
Status bring_up_to_date(Connection& writer, const std::string& folder, const Upgrade& upgrade) {
    PANHUO_TRY(const bool older, lacks_boxes(writer, folder));
    if (!older || !upgrade) return check_version(writer, folder);
    PANHUO_DO(writer.run("BEGIN IMMEDIATE"));
    SqliteTransaction transaction(writer, [](const Outcome&) {});
    PANHUO_DO(add_boxes(writer));
    PANHUO_DO(upgrade(transaction));
    return transaction.commit();
}

/// Made under another name and renamed when complete, so that a store is there whole or not at all.
Status make_database(const std::string& folder) {
    const std::string path = database_path(folder);
    const std::string fresh = path + ".new";
    for (const char* left_behind : {"", "-wal", "-shm"}) unlink((fresh + left_behind).c_str());
    {
        PANHUO_TRY(auto connection, Connection::open(fresh, Mode::Create));
        PANHUO_DO(create_tables(*connection));
    }
    if (rename(fresh.c_str(), path.c_str()) != 0) return Error{Code::FileUnwritable, {path, std::strerror(errno)}};
    const int directory = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool flushed = directory >= 0 && fsync(directory) == 0;
    const int problem = errno;
    if (directory >= 0) close(directory);
    if (!flushed) return Error{Code::FileUnwritable, {folder, std::strerror(problem)}};
    return base::Done{};
}

}  // namespace

Result<std::unique_ptr<Store>> create_sqlite(const std::string& folder) {
    const std::string path = database_path(folder);
    if (base::file_exists(path)) return Error{Code::StoreExists, {folder}};
    PANHUO_DO(base::make_folders(folder + "/files"));
    PANHUO_TRY(WriterLock lock, WriterLock::take(folder));
    if (base::file_exists(path)) return Error{Code::StoreExists, {folder}};
    PANHUO_DO(make_database(folder));
    PANHUO_TRY(auto writer, Connection::open(path, Mode::Write));
    return assemble(folder, std::move(lock), std::move(writer), Mode::Read);
}

Result<std::unique_ptr<Store>> open_sqlite(const std::string& folder, Access access, const Upgrade& upgrade) {
    const std::string path = database_path(folder);
    if (!base::file_exists(path)) return Error{Code::StoreNotFound, {folder}};
    if (access == Access::Write) {
        PANHUO_TRY(WriterLock lock, WriterLock::take(folder));
        PANHUO_TRY(auto writer, Connection::open(path, Mode::Write));
        PANHUO_DO(bring_up_to_date(*writer, folder, upgrade));
        return assemble(folder, std::move(lock), std::move(writer), Mode::Read);
    }
    PANHUO_TRY(Reading reading, open_reading(folder));
    return assemble(folder, std::move(reading.lock), nullptr, reading.mode);
}

}  // namespace store
