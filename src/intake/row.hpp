// Row: one row of data while it is being read, and the readers of its cells.
//
// Every reader takes a cell as written and gives the normalised value, or leaves it out and says so: a problem with
// the cell's place (A1 notation), the field, what was found and what to do. A problem of severity Error refuses the
// row. Nothing is ever guessed silently.
#pragma once

#include "intake/head.hpp"
#include "intake/intake.hpp"
#include "intake/shape_place.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace intake {

/// What is remembered over all sheets of a file.
class FileState {
  public:
    FileState(const ReadOptions& read_options, std::string hash)
        : options(read_options),
          sha256(std::move(hash)),
          placer({read_options.crs, read_options.shift, read_options.shift_file}, read_options.extent,
                 geo::kMillimetre) {}

    /// A sheet begins, with the EPSG code it states (empty: none).
    void begin_sheet(std::string_view name, std::string_view stated_crs) {
        placer.begin_layer(name, stated_crs);
        said_of_layer.clear();
    }

    /// Vocabulary::identify, remembered: a column holds few words, many times.
    const std::optional<std::string>& identify(std::string_view list, std::string_view spelling);

    const ReadOptions& options;
    std::string sha256;
    /// Keys of supplies without number, and the rows that have them: equal rows are one supply said twice (a page
    /// printed twice), different rows with one key are told apart by their ordinal.
    std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> unnumbered;
    /// How often a list's own number was seen.
    std::unordered_map<std::string, std::vector<std::uint64_t>> numbers;
    ShapePlacer placer;
    std::string shape_note;               ///< of the row being read (Candidate)
    std::vector<std::size_t> unkept;      ///< its columns whose cells go into no journal
    std::set<std::string> said_of_layer;  ///< what holds for all shapes of the sheet, and was said
    std::int64_t loose_plots = 0;         ///< plots without approval so far; their key is the file and this number

  private:
    std::unordered_map<std::string, std::optional<std::string>> words_;
};

class Row {
  public:
    Row(const Head& head, const std::string& sheet, std::int64_t number, std::span<const std::string_view> cells,
        FileState& file, Sink& sink)
        : head_(head), sheet_(sheet), number_(number), cells_(cells), file_(file), sink_(sink) {}

    std::string_view cell(std::size_t column) const {
        return column < cells_.size() ? cells_[column] : std::string_view();
    }
    std::size_t width() const { return cells_.size(); }
    std::int64_t number() const { return number_; }
    const Head& head() const { return head_; }
    FileState& file() const { return file_; }
    const ReadOptions& options() const { return file_.options; }
    bool refused() const { return refused_; }

    /// A problem with a cell, or (column npos) with the row.
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
    void problem(std::string_view code, std::size_t column, std::string_view found,
                 const std::vector<std::string>& more = {});

    // ---- readers; `column` is where the cell stands
    std::string text(std::string_view cell) const;  ///< trimmed; phone and identity numbers masked
    /// `main`: the area that the row is about: unreadable refuses the row, zero means not stated.
    std::optional<base::Area> area(std::size_t column, std::string_view cell, bool main);
    std::optional<base::Date> date(std::size_t column, std::string_view cell, bool needed = false);
    std::optional<land::Money> money(std::size_t column, std::string_view cell);
    /// A post, "县自然资源局副局长"; empty, with a problem, where the cell names a person: the journal keeps no names.
    std::string post(std::size_t column, std::string_view cell);
    /// A share, "25 %", "25" or "0.25", as a decimal text "0.25"; nothing, with a problem, for anything else.
    std::optional<std::string> share(std::size_t column, std::string_view cell);
    /// A whole number of things; 0, with a problem, for anything else.
    std::int64_t count(std::size_t column, std::string_view cell);
    /// 是/有/√/1 and the like; nothing for an empty or other cell.
    std::optional<bool> yes(std::string_view cell) const;
    /// Identifier of a word in a closed list of land::vocabulary(); empty, with a problem, where it stands in none.
    std::string word(std::string_view list, std::size_t column, std::string_view cell, bool needed = false);
    /// Hash of all cells: rows that agree in everything.
    std::uint64_t fingerprint() const;
    /// The column of a field, npos if the sheet has none.
    std::size_t column_of(std::string_view field) const;

  private:
    const Head& head_;
    const std::string& sheet_;
    std::int64_t number_;
    std::span<const std::string_view> cells_;
    FileState& file_;
    Sink& sink_;
    bool refused_ = false;
};

/// What people and programs write into a cell to say that there is nothing: - — / 无 NaN null N/A and the like.
bool states_nothing(std::string_view trimmed);

/// Phone and identity numbers of natural persons masked, where there may be any.
std::string masked(std::string_view text);

}  // namespace intake
