// A line on the terminal that shows how far a long command is. Nothing is drawn where stderr is no terminal, so logs
// and pipes never see it.
#pragma once

#include <cstddef>
#include <string>

namespace cli {

class Session;

class ProgressBar {
  public:
    explicit ProgressBar(const Session& session);
    /// Takes the line away.
    ~ProgressBar() { clear(); }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    bool shown() const { return shown_; }
    /// Step `number` (from 0) of `steps`, of which `done` of `all` things are done; `all` 0 where that is not known.
    void step(const std::string& name, std::size_t number, std::size_t steps, std::size_t done, std::size_t all);
    void clear();

  private:
    bool shown_ = false;
    bool drawn_ = false;
};

/// "[########------------] 2/5 overlay 1200": the line itself. Steps count alike; within one, `done` of `all`.
std::string progress_line(const std::string& name, std::size_t number, std::size_t steps, std::size_t done,
                          std::size_t all);

}  // namespace cli
