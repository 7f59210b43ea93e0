// What the reader of foreign files may not do any more (U12). Each try is a child process of its own, which tells by
// its exit code whether it was refused.
#include "intake/worker/sandbox.hpp"

#include "base/shared_data.hpp"

#include <asm/unistd.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <string>

namespace intake::worker {
namespace {

constexpr int kRefused = 7;
constexpr int kAllowed = 8;

/// How a child ends that enters the sandbox and then tries this; a result below zero is a refusal.
int outcome(const std::function<long()>& attempt) {
    const pid_t child = ::fork();
    if (child == 0) {
        enter_sandbox();
        ::_exit(attempt() < 0 ? kRefused : kAllowed);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

class Sandbox : public ::testing::Test {
  protected:
    void SetUp() override {
#if defined(__SANITIZE_ADDRESS__)
        GTEST_SKIP() << "the sandbox is off in sanitizer builds; limits_test tries it without";
#endif
    }
    const base::testing::TemporaryFolder folder_;
    const std::string path_ = folder_.file("file", "kept");
};

TEST_F(Sandbox, ReadingGoesOn) {
    EXPECT_EQ(outcome([&] { return ::open(path_.c_str(), O_RDONLY | O_CLOEXEC); }), kAllowed);
    EXPECT_EQ(outcome([] { return ::open("/tmp", O_RDONLY | O_DIRECTORY); }), kAllowed);
}

TEST_F(Sandbox, NoNetwork) {
    EXPECT_EQ(outcome([] { return ::socket(AF_INET, SOCK_STREAM, 0); }), kRefused);
    EXPECT_EQ(outcome([] { return ::socket(AF_INET6, SOCK_DGRAM, 0); }), kRefused);
    EXPECT_EQ(outcome([] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }), kRefused);
}

TEST_F(Sandbox, NoWriting) {
    for (const int flags : {O_WRONLY, O_RDWR, O_RDONLY | O_TRUNC, O_RDONLY | O_CREAT, O_WRONLY | O_APPEND}) {
        EXPECT_EQ(outcome([&] { return ::open(path_.c_str(), flags, 0600); }), kRefused) << flags;
    }
    EXPECT_EQ(outcome([] { return ::open("/tmp", O_TMPFILE | O_RDWR, 0600); }), kRefused);
    EXPECT_EQ(outcome([&] { return ::unlink(path_.c_str()); }), kRefused);
    EXPECT_EQ(outcome([&] { return ::rename(path_.c_str(), "/tmp/panhuo_elsewhere"); }), kRefused);
    EXPECT_EQ(outcome([&] { return ::symlink(path_.c_str(), "/tmp/panhuo_link"); }), kRefused);
    EXPECT_EQ(outcome([] { return ::mkdir("/tmp/panhuo_folder", 0700); }), kRefused);
    EXPECT_EQ(outcome([&] { return ::truncate(path_.c_str(), 0); }), kRefused);
    EXPECT_EQ(outcome([&] { return ::chmod(path_.c_str(), 0777); }), kRefused);
    struct stat what{};
    ASSERT_EQ(::stat(path_.c_str(), &what), 0);
    EXPECT_EQ(what.st_size, 4);
}

TEST_F(Sandbox, NoProgramsAndNoOtherProcesses) {
    EXPECT_EQ(outcome([] { return ::execl("/bin/true", "true", nullptr); }), kRefused);
    const pid_t parent = ::getpid();
    EXPECT_EQ(outcome([parent] { return ::kill(parent, 0); }), kRefused);
    EXPECT_EQ(outcome([parent] { return ::syscall(SYS_tgkill, parent, parent, 0); }), kRefused);
    EXPECT_EQ(outcome([parent] { return ::syscall(SYS_rt_sigqueueinfo, parent, 0, nullptr); }), kRefused);
}

TEST_F(Sandbox, AnAbortIsStillAnAbort) {
    EXPECT_EQ(outcome([]() -> long { std::abort(); }), -SIGABRT);
}

/// Whether a call is refused by us, and not for its arguments or by an older kernel.
long unless_forbidden(long result) { return result < 0 && errno == EPERM ? -1 : 0; }

TEST_F(Sandbox, NoWaysAround) {
    EXPECT_EQ(outcome([] { return unless_forbidden(::syscall(SYS_io_uring_setup, 1, nullptr)); }), kRefused);
    EXPECT_EQ(outcome([] { return unless_forbidden(::syscall(SYS_open_by_handle_at, -1, nullptr, O_RDWR)); }),
              kRefused);
    EXPECT_EQ(outcome([&] { return unless_forbidden(::utimensat(AT_FDCWD, path_.c_str(), nullptr, 0)); }), kRefused);
    EXPECT_EQ(outcome([&] { return unless_forbidden(::syscall(SYS_setxattr, path_.c_str(), "user.x", "y", 1, 0)); }),
              kRefused);
#if defined(__x86_64__)
    EXPECT_EQ(outcome([] { return unless_forbidden(::syscall(__X32_SYSCALL_BIT | SYS_getpid)); }), kRefused);
#endif
}

}  // namespace
}  // namespace intake::worker
