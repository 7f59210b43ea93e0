// Child processes with limits, for the reader of foreign files; and what a long-lived process asks of the system for
// its own threads and memory.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

struct ProcessLimits {
    std::uint64_t memory_bytes = 1'000'000'000;  ///< address space of the child; 0 = no limit
    int seconds = 300;                           ///< wall clock; the child is killed after it
};

struct ProcessEnd {
    int exit_code = 0;  ///< -1 if killed by a signal
    int signal = 0;
    bool timed_out = false;
    std::string error_tail;  ///< the last 4 KB of its stderr
};

/// Runs a program (no shell), hands its stdout to `sink` piece by piece while it runs, and waits for its end.
/// A sink that returns false stops the child. The child gets no terminal, no stdin and none of our other files.
Result<ProcessEnd> run_process(const std::vector<std::string>& argv, const ProcessLimits& limits,
                               const std::function<bool(std::string_view)>& sink);

/// From now on the calling thread gets the processor after all others that want it. For good.
void step_back();
/// Freed memory lies together for all threads, so that it can be used again and given back. Before threads are begun.
void keep_memory_together();
/// Freed memory goes back to the system; takes a few milliseconds.
void give_back_memory();

}  // namespace base
