#include "base/process.hpp"

#include "base/text.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

namespace base {
namespace {

struct Ran {
    Result<ProcessEnd> end;
    std::string out;
};

Ran run(const std::string& script, const ProcessLimits& limits = {}, std::size_t enough = SIZE_MAX) {
    std::string out;
    auto end = run_process({"/bin/sh", "-c", script}, limits, [&out, enough](std::string_view piece) {
        out += piece;
        return out.size() < enough;
    });
    return {std::move(end), out};
}

TEST(Process, GivesOutputErrorsAndExitCode) {
    const Ran ran = run("echo out; echo err >&2; exit 7");
    ASSERT_TRUE(ran.end.ok());
    EXPECT_EQ(ran.out, "out\n");
    EXPECT_EQ(ran.end->error_tail, "err\n");
    EXPECT_EQ(ran.end->exit_code, 7);
    EXPECT_FALSE(ran.end->timed_out);
}

TEST(Process, LargeOutputOnBothPipesDoesNotBlock) {
    const Ran ran = run("head -c 3000000 /dev/zero >&2 & head -c 3000000 /dev/zero; wait; echo tail >&2");
    ASSERT_TRUE(ran.end.ok());
    EXPECT_EQ(ran.out.size(), 3'000'000U);
    EXPECT_EQ(ran.end->error_tail.size(), 4096U);
    EXPECT_TRUE(ends_with(ran.end->error_tail, "tail\n"));
}

TEST(Process, AProgramThatDoesNotExistIsAFailure) {
    const auto end = run_process({"/nonexistent/program"}, {}, [](std::string_view) { return true; });
    ASSERT_FALSE(end.ok());
    EXPECT_EQ(end.error().code, Code::ProcessFailed);
    EXPECT_EQ(end.error().args[0], "/nonexistent/program");
}

TEST(Process, IsKilledWhenItsTimeIsUp) {
    const auto before = std::chrono::steady_clock::now();
    const Ran ran = run("sleep 30 & exec >&- 2>&-; sleep 30", {0, 1});  // with its own child, and pipes closed early
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds{20});
    ASSERT_TRUE(ran.end.ok());
    EXPECT_TRUE(ran.end->timed_out);
    EXPECT_EQ(ran.end->exit_code, -1);
    EXPECT_EQ(ran.end->signal, SIGKILL);
}

TEST(Process, ASinkThatHasEnoughStopsIt) {
    const Ran ran = run("while :; do echo xxxxxxxxxxxxxxxx; done", {0, 60}, 1000);
    ASSERT_TRUE(ran.end.ok());
    EXPECT_EQ(ran.end->signal, SIGKILL);
    EXPECT_FALSE(ran.end->timed_out);
}

TEST(Process, GetsNoInputAndNoneOfOurFiles) {
    const int ours = ::open("/dev/null", O_RDONLY);  // on purpose without O_CLOEXEC
    ASSERT_GE(ours, 3);
    const Ran ran = run("cat; for f in /proc/self/fd/*; do n=${f##*/}; [ $n -gt 2 ] && readlink $f; done; exit 0");
    ::close(ours);
    ASSERT_TRUE(ran.end.ok());
    EXPECT_EQ(ran.out.find("/dev/null"), std::string::npos) << ran.out;
}

TEST(Process, MemoryIsLimited) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "address-space limits do not go with the address sanitizer; limits_test tries it without";
#else
    ProcessLimits limits;
    limits.memory_bytes = 200'000'000;
    EXPECT_EQ(run("ulimit -v", limits).out, "195312\n");
    const Ran greedy = run("head -c 1000000000 /dev/zero | tail -c 999999999 >/dev/null && echo ate", limits);
    EXPECT_EQ(greedy.out.find("ate"), std::string::npos);
#endif
}

}  // namespace
}  // namespace base
