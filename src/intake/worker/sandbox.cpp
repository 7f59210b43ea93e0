#include "intake/worker/sandbox.hpp"

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

void limit(__rlimit_resource resource, rlim_t value) {
    const rlimit both{value, value};
    (void)setrlimit(resource, &both);
}

sock_filter statement(unsigned code, std::uint32_t value) { return {static_cast<std::uint16_t>(code), 0, 0, value}; }

/// Refuses the calls of `forbidden` with EPERM; everything else goes on. Calls of a foreign architecture are refused
/// whole, since their numbers mean something else.
void forbid(const std::vector<long>& forbidden) {
    if (kArchitecture == 0) return;
    std::vector<sock_filter> program;
    program.push_back(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)));
    program.push_back({BPF_JMP | BPF_JEQ | BPF_K, 1, 0, kArchitecture});
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    program.push_back(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)));
    for (const long call : forbidden) {
        program.push_back({BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<std::uint32_t>(call)});
        program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
    }
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
    (void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

}  // namespace

void enter_sandbox() {
    if (!kSandboxed) return;
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, 120);
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_FSIZE, 0);
    forbid({SYS_socket,  SYS_socketpair, SYS_connect,  SYS_bind,      SYS_listen,           SYS_sendto,
            SYS_sendmsg, SYS_execve,     SYS_execveat, SYS_ptrace,    SYS_process_vm_readv, SYS_process_vm_writev,
            SYS_mount,   SYS_unshare,    SYS_unlinkat, SYS_renameat2, SYS_linkat,           SYS_symlinkat,
            SYS_mkdirat, SYS_fchmodat,   SYS_fchownat});
}

}  // namespace intake::worker
