// What the worker takes from itself before it touches a foreign file.
#pragma once

namespace intake::worker {

/// Limits processor time (120 s), open files and core dumps, and, where the kernel allows it (seccomp), forbids
/// network, new programs, signals to others, tracing, and every way to change a file: opening for writing, too. The
/// address space is limited by whoever started us. Does its best: a system that refuses one of these is no reason to
/// refuse the file. Nothing is done in sanitizer builds, whose run-time needs some of it.
void enter_sandbox();

}  // namespace intake::worker
