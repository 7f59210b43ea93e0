// What only the SQLite store has: a file that others can reach, a lock, a log, a disk that fails.
#include "base/files.hpp"
#include "base/further_code.hpp"
#include "store/sqlite_queries.hpp"
#include "store/sqlite_schema.hpp"
#include "store/store_samples_test.hpp"

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <random>
#include <thread>

namespace store {
namespace {

/// A connection as any other program would make one: no authorizer, no settings.
class Raw {
  public:
    explicit Raw(const std::string& path) { EXPECT_EQ(sqlite3_open(path.c_str(), &db_), SQLITE_OK); }
    ~Raw() { sqlite3_close(db_); }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    /// Empty if it worked.
    std::string run(const std::string& sql) {
        char* message = nullptr;
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return {};
        const std::string out = message == nullptr ? "?" : message;
        sqlite3_free(message);
        return out;
    }
    void flip(std::uint64_t sequence, const std::string& column, std::size_t bit) {
        sqlite3_blob* blob = nullptr;
        ASSERT_EQ(
            sqlite3_blob_open(db_, "main", "entries", column.c_str(), static_cast<sqlite3_int64>(sequence), 1, &blob),
            SQLITE_OK)
            << sqlite3_errmsg(db_);
        char byte = 0;
        const int at = static_cast<int>(bit / 8);
        ASSERT_EQ(sqlite3_blob_read(blob, &byte, 1, at), SQLITE_OK);
        byte = static_cast<char>(byte ^ (1 << (bit % 8)));
        ASSERT_EQ(sqlite3_blob_write(blob, &byte, 1, at), SQLITE_OK);
        sqlite3_blob_close(blob);
    }

  private:
    sqlite3* db_ = nullptr;
};

class SqliteStore : public ::testing::Test {
  protected:
    void create(int entries) {
        auto store = must(create_sqlite(folder_.store()));
        auto transaction = must(store->write());
        for (int i = 1; i <= entries; ++i) append_next(*transaction, "141031", "K" + std::to_string(i), i);
        must(transaction->commit());
    }
    std::vector<journal::Fault> verify() {
        auto store = must(open_sqlite(folder_.store(), Access::Read));
        auto snapshot = must(store->read());
        journal::Verifier verifier("141031");
        must(snapshot->scan("141031", 1, [&](const journal::Stored& stored) {
            verifier.feed(stored);
            return true;
        }));
        return verifier.faults();
    }
    std::size_t log_bytes() const {
        struct stat state{};
        return stat((folder_.database() + "-wal").c_str(), &state) == 0 ? static_cast<std::size_t>(state.st_size) : 0;
    }

    ScratchFolder folder_;
};

/// Runs `work` in a process of its own and gives its exit code; it ends there without any clean-up, as in a crash.
int in_child(const std::function<int()>& work) {
    const pid_t child = fork();
    if (child == 0) _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// ---- nobody changes the journal ----

TEST_F(SqliteStore, TheDatabaseItselfRefusesToChangeTheJournal) {
    create(3);
    Raw raw(folder_.database());
    EXPECT_NE(raw.run("UPDATE entries SET bytes = x'00' WHERE seq = 2").find("never changed"), std::string::npos);
    EXPECT_NE(raw.run("UPDATE entries SET seq = 9 WHERE seq = 3").find("never changed"), std::string::npos);
    EXPECT_NE(raw.run("DELETE FROM entries WHERE seq = 3").find("never deleted"), std::string::npos);
    EXPECT_NE(raw.run("DELETE FROM entries").find("never deleted"), std::string::npos);
    const std::string row = "(chain, seq, bytes, hash) VALUES ('141031', ";
    const std::string rest = ", x'00', zeroblob(32))";
    for (const char* verb : {"INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"}) {
        for (const char* sequence : {"2", "3", "5", "0", "-1"}) {
            EXPECT_NE(raw.run(std::string(verb) + " INTO entries " + row + sequence + rest).find("only appended"),
                      std::string::npos)
                << verb << sequence;
        }
    }
    EXPECT_NE(raw.run("REPLACE INTO entries (rowid, chain, seq, bytes, hash) VALUES (2, '141031', 4, x'00', "
                      "zeroblob(32))")
                  .find("only appended"),
              std::string::npos);
    EXPECT_TRUE(verify().empty());
}

TEST_F(SqliteStore, OurOwnConnectionsCannotEvenPrepareIt) {
    create(3);
    auto connection = must(Connection::open(folder_.database(), Mode::Write));
    guard_journal(*connection);
    for (const char* sql :
         {"UPDATE entries SET bytes = x'00'", "DELETE FROM entries", "DROP TABLE entries",
          "DROP TRIGGER entries_never_change", "ALTER TABLE entries RENAME TO other", "ATTACH ':memory:' AS other"}) {
        const auto status = connection->run(sql);
        EXPECT_EQ(code_of(status), base::Code::StoreFailed) << sql;
    }
    EXPECT_FALSE(connection->run("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = ''").ok());
    EXPECT_TRUE(verify().empty());
}

TEST_F(SqliteStore, ReadersCannotWrite) {
    create(1);
    auto connection = must(Connection::open(folder_.database(), Mode::Read));
    EXPECT_FALSE(connection->run("INSERT INTO settings VALUES ('a', 'b')").ok());
    auto store = must(open_sqlite(folder_.store(), Access::Read));
    EXPECT_EQ(code_of(store->write()), base::Code::StoreFailed);
}

TEST_F(SqliteStore, FlippedBitsInTheFileAreFoundAndTheEntryNamed) {
    create(40);
    Raw raw(folder_.database());
    ASSERT_EQ(raw.run("DROP TRIGGER entries_never_change"), "");
    auto store = must(open_sqlite(folder_.store(), Access::Read));
    const auto entries = all_of(*must(store->read()), "141031");
    std::mt19937 random(20240630);
    for (int i = 0; i < 240; ++i) {
        const std::size_t n = random() % entries.size();
        const bool hash = i % 6 == 0;
        const std::size_t bits = 8 * (hash ? entries[n].hash.size() : entries[n].bytes.size());
        const std::size_t bit = random() % bits;
        raw.flip(n + 1, hash ? "hash" : "bytes", bit);
        const auto faults = verify();
        ASSERT_EQ(faults.size(), 1u) << n << " bit " << bit;
        EXPECT_EQ(faults[0].entry, "141031/" + std::to_string(n + 1));
        raw.flip(n + 1, hash ? "hash" : "bytes", bit);
    }
    EXPECT_TRUE(verify().empty());
}

// ---- opening ----

TEST_F(SqliteStore, OpeningSaysWhatIsWrong) {
    EXPECT_EQ(code_of(open_sqlite(folder_.store(), Access::Read)), base::Code::StoreNotFound);
    EXPECT_EQ(code_of(open_sqlite(folder_.store(), Access::Write)), base::Code::StoreNotFound);
    EXPECT_EQ(code_of(check_database(folder_.store())), base::Code::StoreNotFound);
    create(1);
    EXPECT_TRUE(std::filesystem::is_directory(folder_.store() + "/files"));
    EXPECT_EQ(code_of(create_sqlite(folder_.store())), base::Code::StoreExists);
    EXPECT_EQ(Raw(folder_.database()).run("UPDATE store SET version = 99"), "");
    const auto newer = open_sqlite(folder_.store(), Access::Write);
    ASSERT_EQ(code_of(newer), base::Code::StoreVersion);
    EXPECT_EQ(newer.error().args.at(1), "99");
    EXPECT_EQ(Raw(folder_.database()).run("PRAGMA application_id = 0"), "");
    EXPECT_EQ(code_of(open_sqlite(folder_.store(), Access::Read)), base::Code::StoreNotFound);
    must(base::write_file_atomic(folder_.database(), std::string(5000, 'x')));
    EXPECT_EQ(code_of(open_sqlite(folder_.store(), Access::Read)), base::Code::StoreFailed);
}

TEST_F(SqliteStore, AStoreWithoutBoxesGetsThemWhenOpenedForWriting) {
    create(3);
    EXPECT_EQ(Raw(folder_.database()).run("DROP TABLE boxes; UPDATE store SET version = 1"), "");
    const auto read = open_sqlite(folder_.store(), Access::Read);
    ASSERT_EQ(code_of(read), base::Code::StoreFailed);
    EXPECT_NE(read.error().args.at(1).find("panhuo rebuild"), std::string::npos);
    EXPECT_EQ(code_of(open_sqlite(folder_.store(), Access::Write)), base::Code::StoreFailed);
    const GroundBox box{1, 2, 3, 4};
    int asked = 0;
    const auto fails = [&](Transaction& transaction) -> base::Status {
        PANHUO_DO(transaction.put_box({"supply", "K2"}, box));
        return base::Error{base::Code::EntryMalformed, {"141031/2", "?"}};
    };
    EXPECT_EQ(code_of(open_sqlite(folder_.store(), Access::Write, fails)), base::Code::EntryMalformed);
    const auto fill = [&](Transaction& transaction) {
        ++asked;
        EXPECT_EQ(all_of(transaction, "141031").size(), 3u);
        return transaction.put_box({"supply", "K1"}, box);
    };
    for (int opened = 0; opened < 2; ++opened) {
        auto store = must(open_sqlite(folder_.store(), Access::Write, fill));
        EXPECT_EQ(boxes_of(*must(store->read())), (std::vector<BoxRow>{{{"supply", "K1"}, box}}));
    }
    EXPECT_EQ(asked, 1);
    EXPECT_TRUE(open_sqlite(folder_.store(), Access::Read).ok());
    EXPECT_TRUE(must(check_database(folder_.store())).empty());
    EXPECT_TRUE(verify().empty());
}

TEST_F(SqliteStore, WhatWasCommittedIsThereAfterReopening) {
    create(3);
    for (int i = 4; i <= 6; ++i) {
        auto store = must(open_sqlite(folder_.store(), Access::Write));
        EXPECT_EQ(store->folder(), folder_.store());
        auto transaction = must(store->write());
        append_next(*transaction, "141031", "K", i);
        must(transaction->commit());
    }
    EXPECT_TRUE(verify().empty());
    auto store = must(open_sqlite(folder_.store(), Access::Read));
    EXPECT_EQ(must(must(store->read())->head("141031"))->entries, 6u);
    EXPECT_EQ(must(must(store->read())->versions("supply", "K")).size(), 3u);
    EXPECT_TRUE(must(check_database(folder_.store())).empty());
}

TEST_F(SqliteStore, AClosedStoreIsOneFileAndCanBeReadWithoutAWriter) {
    create(2);
    EXPECT_FALSE(base::file_exists(folder_.database() + "-wal"));
    auto store = must(open_sqlite(folder_.store(), Access::Read));
    EXPECT_EQ(all_of(*must(store->read()), "141031").size(), 2u);
}

TEST_F(SqliteStore, AFolderThatCannotBeWrittenCanBeRead) {
    create(2);
    chmod(folder_.path().c_str(), 0755);
    chmod(folder_.database().c_str(), 0444);
    chmod((folder_.store() + "/lock").c_str(), 0444);
    chmod(folder_.store().c_str(), 0555);
    const int seen = in_child([&] {
        if (geteuid() == 0 && setuid(65534) != 0) return 90;
        auto store = open_sqlite(folder_.store(), Access::Read);
        if (!store.ok()) return 91;
        auto snapshot = (*store)->read();
        if (!snapshot.ok()) return 92;
        return static_cast<int>(all_of(**snapshot, "141031").size());
    });
    chmod(folder_.store().c_str(), 0755);
    EXPECT_EQ(seen, 2);
}

TEST_F(SqliteStore, PathsMayHoldAnyCharacter) {
    const std::string folder = folder_.path() + "/账 簿%20?#&";
    must(base::make_folders(folder));
    {
        auto store = must(create_sqlite(folder));
    }
    EXPECT_TRUE(open_sqlite(folder, Access::Read).ok());
    auto immutable = must(Connection::open(folder + "/panhuo.db", Mode::Immutable));
    EXPECT_TRUE(check_version(*immutable, folder).ok());
}

// ---- one writer ----

TEST_F(SqliteStore, ASecondWriterIsToldWhoTheFirstIs) {
    create(1);
    auto first = must(open_sqlite(folder_.store(), Access::Write));
    const auto second = open_sqlite(folder_.store(), Access::Write);
    ASSERT_EQ(code_of(second), base::Code::StoreLocked);
    EXPECT_NE(second.error().args.at(1).find("pid " + std::to_string(getpid()) + ", 2"), std::string::npos)
        << second.error().args.at(1);
    EXPECT_TRUE(open_sqlite(folder_.store(), Access::Read).ok());
    const int other_process = in_child([&] {
        const auto attempt = open_sqlite(folder_.store(), Access::Write);
        return code_of(attempt) == base::Code::StoreLocked ? 1 : 2;
    });
    EXPECT_EQ(other_process, 1);
    first.reset();
    EXPECT_TRUE(open_sqlite(folder_.store(), Access::Write).ok());
}

TEST_F(SqliteStore, ASecondWriterIsToldWhereTheStoreIsServed) {
    create(1);
    auto first = must(open_sqlite(folder_.store(), Access::Write));
    ASSERT_TRUE(first->announce("http://127.0.0.1:8080/").ok());
    const auto second = open_sqlite(folder_.store(), Access::Write);
    ASSERT_EQ(code_of(second), base::Further::StoreServed);
    EXPECT_EQ(second.error().args.at(1), "http://127.0.0.1:8080/");
    EXPECT_TRUE(open_sqlite(folder_.store(), Access::Read).ok());
    first.reset();
    // Whoever writes next serves nothing, whatever stood there.
    auto next = must(open_sqlite(folder_.store(), Access::Write));
    EXPECT_EQ(code_of(open_sqlite(folder_.store(), Access::Write)), base::Code::StoreLocked);
}

TEST_F(SqliteStore, ADeadWritersLockIsFree) {
    create(1);
    EXPECT_EQ(in_child([&]() -> int {
                  auto store = must(open_sqlite(folder_.store(), Access::Write));
                  auto transaction = must(store->write());
                  append_next(*transaction, "141031", "K2", 2);
                  must(transaction->commit());
                  _exit(7);  // with the store open
              }),
              7);
    auto store = must(open_sqlite(folder_.store(), Access::Write));
    EXPECT_EQ(must(must(store->read())->head("141031"))->entries, 2u);
}

TEST_F(SqliteStore, CommandsOfTwoThreadsTakeTurns) {
    auto store = must(create_sqlite(folder_.store()));
    const auto work = [&](const std::string& key) {
        for (int i = 0; i < 20; ++i) {
            auto transaction = must(store->write());
            append_next(*transaction, "141031", key, 1);
            must(transaction->commit());
        }
    };
    std::thread a(work, "A");
    std::thread b(work, "B");
    a.join();
    b.join();
    auto snapshot = must(store->read());
    EXPECT_EQ(must(snapshot->versions("supply", "A")).size(), 20u);
    EXPECT_EQ(must(snapshot->head("141031"))->entries, 40u);
}

TEST_F(SqliteStore, AReaderInAnotherProcessSeesWholeCommandsWhileOneIsWritten) {
    auto store = must(create_sqlite(folder_.store()));
    const auto entries_seen = [&] {
        return in_child([&] {
            auto reader = must(open_sqlite(folder_.store(), Access::Read));
            return static_cast<int>(all_of(*must(reader->read()), "141031").size());
        });
    };
    auto transaction = must(store->write());
    append_next(*transaction, "141031", "A", 1);
    append_next(*transaction, "141031", "B", 2);
    EXPECT_EQ(entries_seen(), 0);
    must(transaction->commit());
    EXPECT_EQ(entries_seen(), 2);
}

// ---- the log ----

TEST_F(SqliteStore, OnlyTheWriterMovesTheLogIntoTheDatabase) {
    create(1);
    ASSERT_EQ(in_child([&]() -> int {
                  auto store = must(open_sqlite(folder_.store(), Access::Write));
                  auto transaction = must(store->write());
                  append_next(*transaction, "141031", "K2", 2);
                  must(transaction->commit());
                  _exit(7);  // leaves its log behind
              }),
              7);
    const std::size_t left = log_bytes();
    ASSERT_GT(left, 0u);
    {
        auto reader = must(open_sqlite(folder_.store(), Access::Read));
        EXPECT_EQ(all_of(*must(reader->read()), "141031").size(), 2u);
    }
    EXPECT_EQ(log_bytes(), left) << "the last reader to close must not checkpoint";
    {
        auto writer = must(open_sqlite(folder_.store(), Access::Write));
    }
    EXPECT_EQ(log_bytes(), 0u);
    EXPECT_TRUE(verify().empty());
}

TEST_F(SqliteStore, TheLogDoesNotGrowWithoutEnd) {
    auto store = must(create_sqlite(folder_.store()));
    for (int i = 1; i <= 90; ++i) {
        auto transaction = must(store->write());
        auto entry = entry_after(must(transaction->head("141031")), "141031", "K", i);
        entry.payload = std::string(1 << 20, 'x');
        must(transaction->append(entry));
        must(transaction->commit());
    }
    EXPECT_LT(log_bytes(), 45u << 20);
    EXPECT_GT(log_bytes(), 0u);
}

TEST_F(SqliteStore, AnErasedValueIsInNoFile) {
    const std::string secret = "SECRET-142625198001010013";
    const auto somewhere = [&] {
        std::string all = must(base::read_file(folder_.database()));
        if (const auto log = base::read_file(folder_.database() + "-wal"); log.ok()) all += *log;
        return all.find(secret) != std::string::npos;
    };
    auto store = must(create_sqlite(folder_.store()));
    auto put = must(store->write());
    for (int i = 0; i < 300; ++i) {
        const std::string n = std::to_string(i);
        must(put->vault_put({"c" + n, "l" + n, "salt", i == 150 ? secret : "value " + n}));
    }
    must(put->commit());
    put.reset();
    ASSERT_TRUE(somewhere());
    auto erase = must(store->write());
    must(erase->vault_erase("c150"));
    must(erase->commit());
    erase.reset();
    EXPECT_FALSE(somewhere());
    EXPECT_TRUE(must(must(store->read())->vault_get("c151")));
}

// ---- a failing disk ----

TEST_F(SqliteStore, AFullDiskIsAFailureAndLeavesNothingHalfDone) {
    create(3);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    auto store = must(open_sqlite(folder_.store(), Access::Write));
    {
        auto transaction = must(store->write());
        rlimit tight = before;
        tight.rlim_cur = 256 * 1024;
        ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
        base::Status status = base::Done{};
        for (int i = 4; i <= 400 && status.ok(); ++i) {
            auto entry = entry_after(must(transaction->head("141031")), "141031", "K", i);
            entry.payload = std::string(4000, 'x');
            status = only_status(transaction->append(entry));
        }
        if (status.ok()) status = transaction->commit();
        ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
        EXPECT_EQ(code_of(status), base::Code::StoreFailed);
        EXPECT_NE(status.error().args.at(0).find("panhuo.db"), std::string::npos);
        EXPECT_FALSE(transaction->commit().ok()) << "what failed must not commit later";
    }
    EXPECT_EQ(must(must(store->read())->head("141031"))->entries, 3u) << "reading goes on";
    EXPECT_EQ(code_of(store->write()), base::Code::StoreFailed) << "writing does not, until the store is opened anew";
    store.reset();
    EXPECT_TRUE(verify().empty());
    EXPECT_TRUE(must(check_database(folder_.store())).empty());
    auto again = must(open_sqlite(folder_.store(), Access::Write));
    auto transaction = must(again->write());
    append_next(*transaction, "141031", "K4", 4);
    EXPECT_TRUE(transaction->commit().ok());
}

TEST_F(SqliteStore, ADamagedFileIsReported) {
    create(200);
    std::string bytes = must(base::read_file(folder_.database()));
    ASSERT_GT(bytes.size(), 5u * 8192u);
    for (std::size_t page = 4; page < bytes.size() / 8192; ++page) bytes.replace(page * 8192, 16, 16, '\x55');
    must(base::write_file_atomic(folder_.database(), bytes));
    const auto faults = check_database(folder_.store());
    EXPECT_TRUE(!faults.ok() || !faults->empty());
}

TEST(Facts, PackAndUnpack) {
    const std::vector<std::pair<std::string, std::string>> facts{{"a", "1:2"}, {"", "甲"}, {std::string("\0", 1), ""}};
    EXPECT_EQ(unpack_facts(pack_facts(facts)), facts);
    for (const char* bad : {"1", "1:", "x:1", "2:a", "1:a", "-1:a", "1:a1:b1:c", "99999999999999999999:a"}) {
        EXPECT_FALSE(unpack_facts(bad)) << bad;
    }
}

}  // namespace
}  // namespace store
