#include "intake/worker/sandbox.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace intake::worker {

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

// The address sanitizer's leak check needs ptrace and threads of its own at exit: no sandbox in such builds.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSandboxed = false;
#else
constexpr bool kSandboxed = true;
#endif

constexpr long kForbidden[] = {
    // network, and io_uring, whose rings open, write and send without any of these calls
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_sendto,
    SYS_sendmsg,
    SYS_sendmmsg,
    SYS_io_uring_setup,
    // programs and other processes
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_tkill,
    SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo,
    SYS_pidfd_send_signal,
    // files
    SYS_mount,
    SYS_unshare,
    SYS_unlinkat,
    SYS_renameat,
    SYS_renameat2,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mkdirat,
    SYS_mknodat,
    SYS_fchmod,
    SYS_fchmodat,
    SYS_fchown,
    SYS_fchownat,
    SYS_truncate,
    SYS_ftruncate,
    SYS_utimensat,
    SYS_setxattr,
    SYS_lsetxattr,
    SYS_fsetxattr,
    SYS_removexattr,
    SYS_lremovexattr,
    SYS_fremovexattr,
    SYS_openat2,
    SYS_open_by_handle_at,
#if defined(__x86_64__)  // the calls that other machines never had
    SYS_unlink,
    SYS_rename,
    SYS_rmdir,
    SYS_mkdir,
    SYS_link,
    SYS_symlink,
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_creat,
    SYS_mknod,
    SYS_fork,
    SYS_vfork,
    SYS_utime,
    SYS_utimes,
    SYS_futimesat,
#endif
};

void limit(__rlimit_resource resource, rlim_t value) {
    const rlimit both{value, value};
    (void)setrlimit(resource, &both);
}

/// A signal at `value`, the end five seconds later.
void limit_seconds(rlim_t value) {
    const rlimit both{value, value + 5};
    (void)setrlimit(RLIMIT_CPU, &both);
}

sock_filter statement(unsigned code, std::uint32_t value) { return {static_cast<std::uint16_t>(code), 0, 0, value}; }

/// Bits of open's flags that mean more than reading. O_TMPFILE holds O_DIRECTORY, which listing a folder needs, too.
constexpr std::uint32_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);

/// Refuses `call` where its argument (0 = the first) has one of `bits`; small-endian machines have the low half first.
void forbid_bits(std::vector<sock_filter>& program, long call, unsigned argument, std::uint32_t bits) {
    const auto place = static_cast<std::uint32_t>(offsetof(seccomp_data, args) + argument * sizeof(std::uint64_t));
    program.push_back({BPF_JMP | BPF_JEQ | BPF_K, 0, 4, static_cast<std::uint32_t>(call)});
    program.push_back(statement(BPF_LD | BPF_W | BPF_ABS, place));
    program.push_back({BPF_JMP | BPF_JSET | BPF_K, 0, 1, bits});
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
}

/// Refuses `call` where its first argument is not this process: abort() is a signal to ourselves.
void only_to_ourselves(std::vector<sock_filter>& program, long call) {
    program.push_back({BPF_JMP | BPF_JEQ | BPF_K, 0, 4, static_cast<std::uint32_t>(call)});
    program.push_back(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)));
    program.push_back({BPF_JMP | BPF_JEQ | BPF_K, 1, 0, static_cast<std::uint32_t>(::getpid())});
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
}

/// Refuses the forbidden calls, and opening for writing, with EPERM; everything else goes on. Calls of a foreign
/// architecture are refused whole, since their numbers mean something else; so are those of x32, which has every call
/// a second time under a number of its own.
void forbid() {
    if (kArchitecture == 0) return;
    std::vector<sock_filter> program;
    program.push_back(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)));
    program.push_back({BPF_JMP | BPF_JEQ | BPF_K, 1, 0, kArchitecture});
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    program.push_back(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)));
#if defined(__x86_64__)
    program.push_back({BPF_JMP | BPF_JGE | BPF_K, 0, 1, __X32_SYSCALL_BIT});
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
#endif
    for (const long call : kForbidden) {
        program.push_back({BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<std::uint32_t>(call)});
        program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
    }
    forbid_bits(program, SYS_openat, 2, kWriting);
#ifdef SYS_open
    forbid_bits(program, SYS_open, 1, kWriting);
#endif
    only_to_ourselves(program, SYS_tgkill);
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
    (void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

}  // namespace

void enter_sandbox() {
    if (!kSandboxed) return;
    limit(RLIMIT_CORE, 0);
    limit_seconds(120);
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_FSIZE, 0);
    forbid();
}

}  // namespace intake::worker
