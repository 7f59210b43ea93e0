#include "cli/progress_bar.hpp"

#include "cli/session.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace cli {

std::string progress_line(const std::string& name, std::size_t number, std::size_t steps, std::size_t done,
                          std::size_t all) {
    constexpr std::size_t kWidth = 20;
    std::size_t filled = kWidth * number / std::max<std::size_t>(steps, 1);
    if (all > 0 && steps > 0) filled += kWidth * std::min(done, all) / all / steps;
    filled = std::min(filled, kWidth);
    std::string line = "[" + std::string(filled, '#') + std::string(kWidth - filled, '-') + "] " +
                       std::to_string(number + 1) + "/" + std::to_string(steps) + " " + name;
    if (done > 0) line += " " + std::to_string(done);
    if (done > 0 && all > 0) line += "/" + std::to_string(all);
    return line;
}

ProgressBar::ProgressBar(const Session& session) : shown_(!session.json && isatty(STDERR_FILENO) == 1) {}

void ProgressBar::step(const std::string& name, std::size_t number, std::size_t steps, std::size_t done,
                       std::size_t all) {
    if (!shown_) return;
    std::fprintf(stderr, "\r\x1b[2K%s", progress_line(name, number, steps, done, all).c_str());
    std::fflush(stderr);
    drawn_ = true;
}

void ProgressBar::clear() {
    if (drawn_) std::fputs("\r\x1b[2K", stderr);
    drawn_ = false;
}

}  // namespace cli
