// A hundred writers killed at random moments: what was acknowledged is there exactly once and whole, what was not is
// there whole or not at all, and the chain verifies. A killed process shows that commands are atomic and that none
// is acknowledged too early; what a power cut does to the disk's own memory it cannot show.
#include "base/shared_data.hpp"
#include "store/store.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <thread>

namespace {

constexpr int kRounds = 100;

template <class T>
T must(base::Result<T> result) {
    if (!result.ok()) {
        ADD_FAILURE() << result.error().text().en;
        std::abort();
    }
    return std::move(result).value();
}

class Crash : public ::testing::Test {
  protected:
    void SetUp() override { must(store::create_sqlite(book())); }

    std::string book() const { return folder_.file("book"); }

    /// Lets a writer run for a while, kills it, and gives the ids it acknowledged.
    std::vector<std::string> run_and_kill(int round, std::chrono::microseconds after_first);
    /// Reads what is new in the journal: it must follow what was there, and hold whole commands only.
    void read_on();

    base::testing::TemporaryFolder folder_;
    journal::Head head_{"141031", 0, {}};
    base::Instant last_;
    std::map<std::string, int> commands_;  ///< id of each command in the journal, and its entries
};

std::vector<std::string> Crash::run_and_kill(int round, std::chrono::microseconds after_first) {
    int out[2] = {-1, -1};
    EXPECT_EQ(pipe2(out, O_CLOEXEC), 0);
    const std::string folder = book();
    const std::string seed = std::to_string(round);
    const pid_t child = fork();
    if (child == 0) {
        dup2(out[1], STDOUT_FILENO);
        execl(PANHUO_CRASH_WRITER, "crash_writer", folder.c_str(), seed.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    close(out[1]);
    std::string text(1, '\0');
    EXPECT_EQ(read(out[0], text.data(), 1), 1) << "the writer acknowledged nothing";
    std::this_thread::sleep_for(after_first);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the writer ended by itself";
    char buffer[4096];
    while (true) {
        const ssize_t got = read(out[0], buffer, sizeof buffer);
        if (got <= 0) break;
        text.append(buffer, static_cast<std::size_t>(got));
    }
    close(out[0]);
    std::vector<std::string> ids;
    for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
        ids.push_back(text.substr(at, end - at));
    }
    return ids;
}

void Crash::read_on() {
    const auto store = must(store::open_sqlite(book(), store::Access::Read));
    const auto snapshot = must(store->read());
    journal::Verifier verifier(head_, last_);
    std::map<std::string, std::set<std::string>> keys;
    must(snapshot->scan("141031", head_.entries + 1, [&](const journal::Stored& stored) {
        verifier.feed(stored);
        const auto entry = must(journal::decode(stored.bytes));
        EXPECT_TRUE(keys[entry.command].insert(entry.key).second) << entry.key << " stands twice";
        last_ = entry.recorded_at;
        return true;
    }));
    EXPECT_TRUE(verifier.faults().empty());
    head_ = verifier.head();
    for (const auto& [command, parts] : keys) {
        EXPECT_TRUE(command.starts_with("kept-")) << command << " was given up";
        const std::string total = parts.begin()->substr(parts.begin()->rfind('/') + 1);
        EXPECT_EQ(std::to_string(parts.size()), total) << command << " is there in part";
        EXPECT_TRUE(commands_.emplace(command, static_cast<int>(parts.size())).second) << command << " came twice";
        for (const std::string& key : parts) {
            EXPECT_EQ(must(snapshot->versions("supply", key)).size(), 1u);
            EXPECT_EQ(must(snapshot->nodes_of_record({"supply", key})).size(), 2u);
            EXPECT_EQ(must(snapshot->open_postings_of("supply:" + key)).size(), 1u);
        }
        EXPECT_TRUE(must(snapshot->has_command(command)));
    }
}

TEST_F(Crash, AHundredKilledWritersLoseAndDoubleNothing) {
    std::mt19937 random(19680);
    std::size_t acknowledged = 0;
    for (int round = 0; round < kRounds; ++round) {
        const std::size_t before = commands_.size();
        const auto ids = run_and_kill(round, std::chrono::microseconds(random() % 40'000));
        read_on();
        for (const std::string& id : ids) EXPECT_TRUE(commands_.contains(id)) << id << " was acknowledged and is lost";
        // The one command that was committed when the kill came may not have been acknowledged any more.
        EXPECT_LE(commands_.size() - before - ids.size(), 1u) << "round " << round;
        acknowledged += ids.size();
        if (HasFailure()) return;
    }
    EXPECT_GE(acknowledged, static_cast<std::size_t>(kRounds));
    EXPECT_TRUE(must(store::check_database(book())).empty());
    journal::Verifier whole("141031");
    const auto store = must(store::open_sqlite(book(), store::Access::Write));
    must(must(store->read())->scan("141031", 1, [&](const journal::Stored& stored) {
        whole.feed(stored);
        return true;
    }));
    EXPECT_TRUE(whole.faults().empty());
    EXPECT_EQ(whole.head(), head_);
    std::printf("%d writers killed, %zu commands acknowledged, %llu entries in the chain\n", kRounds, acknowledged,
                static_cast<unsigned long long>(head_.entries));
}

}  // namespace
