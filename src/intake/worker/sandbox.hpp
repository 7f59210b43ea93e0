// What the worker takes from itself before it touches a foreign file.
#pragma once

namespace intake::worker {

/// Limits processor time, open files and core dumps, forbids writing files, and, where the kernel allows it, network,
/// new programs and tracing (seccomp). The address space is limited by whoever started us. Does its best: a system
/// that refuses one of these is no reason to refuse the file. Nothing is done in sanitizer builds, whose run-time
/// needs some of it.
void enter_sandbox();

}  // namespace intake::worker
