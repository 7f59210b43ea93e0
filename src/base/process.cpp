#include "base/process.hpp"

#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

namespace base {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kErrorTail = 4096;

struct Pipe {
    int read = -1;
    int write = -1;
    Pipe() = default;
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() { close_read(), close_write(); }
    bool open() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
        read = ends[0], write = ends[1];
        return true;
    }
    void close_read() { close_end(read); }
    void close_write() { close_end(write); }

  private:
    static void close_end(int& fd) {
        if (fd >= 0) ::close(fd);
        fd = -1;
    }
};

void set_limit(__rlimit_resource what, rlim_t value) {
    const rlimit limit{value, value};
    ::setrlimit(what, &limit);
}

void close_from(int first) {
#ifdef SYS_close_range
    if (::syscall(SYS_close_range, static_cast<unsigned>(first), ~0U, 0U) == 0) return;
#endif
    for (int fd = first; fd < 65536; ++fd) ::close(fd);
}

/// Between vfork and exec: system calls only, for another thread may have held any lock when we forked.
[[noreturn]] void become(char* const* argv, const ProcessLimits& limits, int out, int err, int report, pid_t parent) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // no reader outlives the program that wanted its answer
    if (::getppid() != parent) ::_exit(127);
    const int null = ::open("/dev/null", O_RDONLY);
    ::dup2(null, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    ::dup2(report, 3);
    ::fcntl(3, F_SETFD, FD_CLOEXEC);
    close_from(4);
    ::signal(SIGPIPE, SIG_DFL);
    set_limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__  // the sanitizer reserves terabytes of address space in the child, too
    if (limits.memory_bytes > 0) set_limit(RLIMIT_AS, limits.memory_bytes);
#else
    static_cast<void>(limits);
#endif
    ::execvp(argv[0], argv);
    const int why = errno;
    [[maybe_unused]] const ssize_t told = ::write(3, &why, sizeof why);
    ::_exit(127);
}

/// vfork, since fork runs what libraries registered for it (PROJ frees SQLite's memory there) in a child that has only
/// one of our threads: it would wait for ever for a lock that another one held. Alone in its frame, which the child
/// shares until exec.
[[gnu::noinline]] pid_t start(char* const* argv, const ProcessLimits& limits, int out, int err, int report,
                              pid_t parent) {
    const pid_t pid = ::vfork();
    if (pid == 0) become(argv, limits, out, err, report, parent);
    return pid;
}

class Child {
  public:
    Child(pid_t pid, SteadyClock::time_point deadline) : pid_(pid), deadline_(deadline) {}

    /// Until both pipes end, the sink has enough, or the time is up.
    void pump(Pipe& out, Pipe& err, const std::function<bool(std::string_view)>& sink) {
        std::array<char, 65536> buffer;
        while (out.read >= 0 || err.read >= 0) {
            std::array<pollfd, 2> waits{pollfd{out.read, POLLIN, 0}, pollfd{err.read, POLLIN, 0}};
            const int ready = ::poll(waits.data(), waits.size(), remaining_ms());
            if (ready < 0 && errno == EINTR) continue;
            if (ready <= 0) return kill(remaining_ms() == 0);
            if (waits[1].revents != 0) {
                const ssize_t got = ::read(err.read, buffer.data(), buffer.size());
                if (got > 0) keep_error({buffer.data(), static_cast<std::size_t>(got)});
                if (got == 0) err.close_read();
            }
            if (waits[0].revents != 0) {
                const ssize_t got = ::read(out.read, buffer.data(), buffer.size());
                if (got == 0) out.close_read();
                if (got > 0 && !sink({buffer.data(), static_cast<std::size_t>(got)})) return kill(false);
            }
        }
    }

    /// The child may close its pipes and run on, so its end is awaited under the same deadline.
    ProcessEnd wait() {
        int status = 0;
        auto pause = std::chrono::microseconds{200};
        for (;;) {
            const pid_t got = ::waitpid(pid_, &status, WNOHANG);
            if (got == pid_ || (got < 0 && errno != EINTR)) break;
            if (remaining_ms() == 0) kill(true);
            std::this_thread::sleep_for(pause);
            pause = std::min(pause * 2, std::chrono::microseconds{20'000});
        }
        ::kill(-pid_, SIGKILL);  // what it may have started itself
        end_.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        end_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
        return end_;
    }

  private:
    int remaining_ms() const {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - SteadyClock::now()).count();
        return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
    }
    void kill(bool timed_out) {
        end_.timed_out = end_.timed_out || timed_out;
        ::kill(-pid_, SIGKILL);
        ::kill(pid_, SIGKILL);  // in case it had not reached its own group yet
    }
    void keep_error(std::string_view piece) {
        end_.error_tail += piece;
        if (end_.error_tail.size() > kErrorTail) end_.error_tail.erase(0, end_.error_tail.size() - kErrorTail);
    }

    pid_t pid_;
    SteadyClock::time_point deadline_;
    ProcessEnd end_;
};

}  // namespace

Result<ProcessEnd> run_process(const std::vector<std::string>& argv, const ProcessLimits& limits,
                               const std::function<bool(std::string_view)>& sink) {
    PANHUO_ASSERT(!argv.empty(), "a program to run");
    Pipe out;
    Pipe err;
    Pipe report;
    if (!out.open() || !err.open() || !report.open())
        return Error{Code::ProcessFailed, {argv[0], std::strerror(errno)}};
    std::vector<char*> arguments;
    for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t pid = start(arguments.data(), limits, out.write, err.write, report.write, parent);
    if (pid < 0) return Error{Code::ProcessFailed, {argv[0], std::strerror(errno)}};
    out.close_write(), err.close_write(), report.close_write();
    int why = 0;
    ssize_t told = 0;
    do told = ::read(report.read, &why, sizeof why);  // ends at exec, which closes the pipe
    while (told < 0 && errno == EINTR);
    Child child{pid, SteadyClock::now() + std::chrono::seconds{limits.seconds}};
    if (told > 0) {
        static_cast<void>(child.wait());
        return Error{Code::ProcessFailed, {argv[0], std::strerror(why)}};
    }
    child.pump(out, err, sink);
    return child.wait();
}

void step_back() {
    constexpr int kLast = 15;
    // Linux keeps this for each thread; where it is refused the thread works on as it is.
    static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kLast));
}

void keep_memory_together() { mallopt(M_ARENA_MAX, 2); }

void give_back_memory() { malloc_trim(0); }

}  // namespace base
