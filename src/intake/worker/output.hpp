// Output: the worker's stdout as frames, buffered, with the limits on rows, columns, cells and text counted as they go.
#pragma once

#include "base/result.hpp"
#include "intake/worker/frames.hpp"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

class Output {
  public:
    /// `write` gets the bytes; false means that nobody listens any more.
    using Write = std::function<bool(std::string_view)>;

    Output(Write write, Limits limits, Shapes shapes = Shapes::Text)
        : write_(std::move(write)), limits_(limits), shapes_(shapes) {}

    const Limits& limits() const { return limits_; }
    Shapes shapes() const { return shapes_; }

    base::Status hello();
    base::Status sheet(std::string_view name, bool hidden);
    base::Status layer(std::string_view crs, std::uint32_t head_rows);
    base::Status merge(std::uint32_t first_row, std::uint32_t first_column, std::uint32_t last_row,
                       std::uint32_t last_column);
    /// Trailing empty cells are dropped; a row of empty cells is left out. Errors: ReaderLimit.
    base::Status row(std::uint64_t number, const std::vector<std::string>& cells);
    base::Status text(std::string_view utf8);
    base::Status note(std::string_view code, std::uint64_t row, const std::vector<std::string>& args);
    base::Status end();
    base::Status error(std::string_view name, std::string_view what);

  private:
    base::Status send(std::string frame);
    base::Status flush();

    Write write_;
    Limits limits_;
    Shapes shapes_;
    bool layer_ = false;  ///< the sheet begun last holds shapes
    std::string buffer_;
    std::string row_;
    std::uint64_t text_bytes_ = 0;
};

/// Whether a cell begins like a WKT geometry; such a cell may be long.
bool looks_like_wkt(std::string_view cell);

/// ReaderLimit, with what was exceeded. The file's name is put in by the reader's caller.
base::Error limit_error(std::string what);
/// ReaderFailed.
base::Error failed_error(std::string what);
/// FormatUnknown.
base::Error format_error(std::string what);

}  // namespace intake::worker
