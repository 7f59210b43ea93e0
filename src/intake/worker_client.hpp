// The parent's side of panhuo-worker: starts it for one file and hands on what it says.
#pragma once

#include "base/process.hpp"
#include "base/result.hpp"
#include "intake/worker/frames.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

/// What the worker found, in the order of the file. An error stops the reading and is returned by read_with_worker.
class WorkerListener {
  public:
    virtual ~WorkerListener() = default;
    virtual base::Status sheet(std::string_view name, bool hidden) = 0;
    /// The sheet just begun is a layer of shapes: its EPSG code ("EPSG:4525", empty where unknown), and how many of its
    /// first rows name the fields. Files of tables never say this.
    virtual void layer(std::string_view crs, std::int64_t head_rows) {
        static_cast<void>(crs);
        static_cast<void>(head_rows);
    }
    virtual void merge(std::int64_t first_row, std::int64_t first_column, std::int64_t last_row,
                       std::int64_t last_column) = 0;
    virtual base::Status row(std::int64_t number, const std::vector<std::string_view>& cells) = 0;
    virtual base::Status text(std::string_view utf8) = 0;
    virtual void note(std::string_view code, std::int64_t row, const std::vector<std::string>& args) = 0;
};

/// Reads a file through the worker, which has 1 GB of address space and five minutes. Binary: the shapes of layers come
/// as well-known binary; tables have theirs as the text that stands in them.
/// Errors: FormatUnknown, ReaderLimit, ReaderFailed (also when the worker dies), FileNotFound, FileUnreadable.
base::Status read_with_worker(const std::string& path, WorkerListener& listener,
                              worker::Shapes shapes = worker::Shapes::Text);

/// 1 GB of address space and five minutes; no memory limit in sanitizer builds.
base::ProcessLimits worker_limits();
/// $PANHUO_WORKER, else panhuo-worker beside the running program.
std::string worker_program();

}  // namespace intake
