// ParcelRows: every parcel of a moment as lists show it, held small, since a province has a million of them.
//
// Words that many rows share (places, approvals, statuses, steps) are kept once; what is a row's own (id, name,
// origin) lies end to end in one string. A row takes about 120 bytes and its own texts. Findings are counted, not
// kept. After finish() nothing changes any more, and any number of threads may read.
#pragma once

#include "base/area.hpp"
#include "service/parcels.hpp"
#include "service/rights.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace http {

/// Texts of a parcel that others have, too.
enum class Shared : std::uint8_t {
    Kind,
    Division,
    Zone,
    Township,
    Approval,
    Status,
    Judgement,
    Certainty,
    Cause,
    Route,
    Unit,
    kCount
};

class ParcelRows {
  public:
    using Word = std::uint32_t;

    void add(const service::Parcel& parcel);
    void finish();

    std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }
    Word word(std::uint32_t row, Shared column) const { return rows_[row].words[static_cast<std::size_t>(column)]; }
    const std::string& text(std::uint32_t row, Shared column) const { return words_[word(row, column)]; }
    /// Every word there is, by its number; 0 is the empty one.
    const std::vector<std::string>& words() const { return words_; }
    std::string_view id(std::uint32_t row) const { return own(rows_[row].id, rows_[row].name); }
    std::string_view name(std::uint32_t row) const { return own(rows_[row].name, rows_[row].origin); }
    std::string_view origin(std::uint32_t row) const { return own(rows_[row].origin, rows_[row].end); }
    bool divided(std::uint32_t row) const { return rows_[row].divided; }
    base::Area area(std::uint32_t row) const { return rows_[row].area; }
    base::Area unsupplied(std::uint32_t row) const { return rows_[row].unsupplied; }
    /// As days; a row without one comes before all others.
    std::int32_t due(std::uint32_t row) const { return rows_[row].due; }
    std::int32_t planned(std::uint32_t row) const { return rows_[row].planned; }
    std::uint32_t findings(std::uint32_t row, law::Severity severity) const {
        return rows_[row].findings[static_cast<std::size_t>(severity)];
    }
    service::Place place(std::uint32_t row) const {
        return {text(row, Shared::Division), text(row, Shared::Township), text(row, Shared::Zone)};
    }

    /// Those whose id or origin that is; the origin of a plot also without "plot:".
    std::vector<std::uint32_t> called(std::string_view name) const;
    /// The row as GET /parcels shows it.
    void write(std::uint32_t row, std::string& json) const;

  private:
    static constexpr std::int32_t kNoDay = INT32_MIN;
    struct Row {
        std::array<Word, static_cast<std::size_t>(Shared::kCount)> words{};
        Word step = 0, missing = 0;                           ///< JSON of next_step and missing
        std::uint32_t id = 0, name = 0, origin = 0, end = 0;  ///< where they begin in own_
        std::int32_t due = kNoDay, planned = kNoDay, idle_from = kNoDay;
        std::array<std::uint16_t, 3> findings{};  ///< by severity
        bool divided = false, has_area = false;
        base::Area area, unsupplied;
    };

    Word keep(std::string_view word);
    std::uint32_t put(std::string_view text);
    std::string_view own(std::uint32_t from, std::uint32_t to) const {
        return std::string_view(own_).substr(from, to - from);
    }

    std::vector<Row> rows_;
    std::string own_;
    std::vector<std::string> words_{""};
    std::vector<std::string> quoted_;                           ///< words_ as JSON
    std::unordered_map<std::string, Word> numbers_{{"", 0}};    ///< only until finish()
    std::vector<std::pair<std::size_t, std::uint32_t>> names_;  ///< hash of an id or origin, row; sorted
};

}  // namespace http
