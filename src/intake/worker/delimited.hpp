// Delimited text (csv, tsv): UTF-8 in pieces to rows, in bounded memory.
//
// As spreadsheets write it: fields in double quotes may hold delimiters, line ends and doubled quotes; line ends are
// LF, CRLF or CR; rows may be ragged. Habits of exports are undone: ="0123" (a formula that keeps a number as
// text) is 0123, an apostrophe before = + - @ is dropped, and a first line sep=; names the delimiter.
// A quote that is never closed must not swallow the rest of the file: when the field grows beyond what a cell may
// hold, or the file ends, that row is read again with its quotes as plain characters, and a note says so.
#pragma once

#include "base/result.hpp"
#include "intake/worker/frames.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

/// Comma, semicolon or tab: what divides the first rows most evenly. `prefer` wins where it divides at all.
char detect_delimiter(std::string_view first_text, char prefer = '\0');

class DelimitedParser {
  public:
    using OnRow = std::function<base::Status(std::uint64_t row, const std::vector<std::string>& cells)>;
    using OnUnclosed = std::function<base::Status(std::uint64_t row)>;

    DelimitedParser(char delimiter, const Limits& limits, OnRow on_row, OnUnclosed on_unclosed);

    base::Status add(std::string_view utf8);
    base::Status finish();

  private:
    enum class Outcome { Complete, NeedMore, Unclosed };

    base::Status drain(bool final);
    Outcome parse_record(std::size_t& at, bool final, bool quotes);
    Outcome parse_quoted(std::size_t& at, bool final, std::string& cell);
    std::string& next_cell();
    base::Status emit();

    char delimiter_;
    Limits limits_;
    OnRow on_row_;
    OnUnclosed on_unclosed_;
    std::string buffer_;
    std::size_t retry_at_ = 0;  ///< size the buffer must reach before an unfinished row is tried again
    std::vector<std::string> cells_;
    std::vector<std::string> spare_;  ///< strings kept for their memory
    std::uint64_t row_ = 0;
};

}  // namespace intake::worker
