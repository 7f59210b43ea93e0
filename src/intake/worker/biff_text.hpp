// Texts and numbers as the records of an Excel 97 workbook hold them ([MS-XLS] 2.5.240, 2.5.293, 2.5.217).
//
// A text may go on in Continue records, and changes between one and two bytes a character where it does. Reading
// beyond the last record gives nothing and makes the reader bad.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace intake::worker {

/// Little-endian number of up to four bytes; 0 beyond the end.
std::uint32_t biff_number(std::string_view bytes, std::size_t at, std::size_t size = 2);
double biff_double(std::string_view bytes, std::size_t at);
/// A number packed into 30 bits.
double biff_rk(std::uint32_t packed);

class BiffText {
  public:
    /// The bodies of a record and of its Continue records.
    explicit BiffText(std::vector<std::string_view> bodies) : bodies_(std::move(bodies)) {}

    void skip(std::size_t count);
    std::uint32_t number(std::size_t size);
    /// A text with its length (of `length_size` bytes) and flags before it; rich runs and phonetics are passed over.
    std::string text(std::size_t length_size);
    bool good() const { return good_; }

  private:
    bool more();
    std::string characters(std::size_t count, bool wide);

    std::vector<std::string_view> bodies_;
    std::size_t body_ = 0;
    std::size_t at_ = 0;
    bool good_ = true;
};

/// Whether a number format shows a date or a time: 「yyyy\-mm\-dd」, [$-804]yyyy"年"m"月".
bool is_date_format(std::uint32_t id, std::string_view format);
/// A day number as yyyy-mm-dd, with hh:mm:ss where it has a fraction. 1900 is a leap year in that calendar.
std::string date_text(double day, bool from_1904);

}  // namespace intake::worker
