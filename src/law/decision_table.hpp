// Decision tables: rules as rows of a rulebook, with typed columns, a hit policy and an article for every row.
//
// A column is a flag, a word of a list, a share, a number of days, a date or an area; a fact may be unknown where the
// column says so, and "unknown" is then a value of its own: it fits a row only where the row names it or asks nothing
// of the column. Rows are read from the top and the first that fits answers (hit = first), or no two rows may fit
// one case (hit = unique). Bounds are exact shares or names of dated parameters, so that a threshold stands in a book
// once. How a table is written: docs/rulebooks.md. That it has no gap is proved by law/table_proof.hpp.
//
// A table is compiled for one day: every column falls into the few cells that its own bounds cut it into, a row is a
// set of cells for each column, and deciding is a few comparisons of bits. Pure; errors are texts for RulebookInvalid.
#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "law/share.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace law {

using base::Date;

enum class ColumnType : std::uint8_t { Flag, Word, Share, Days, Date, Area };

/// A number of a table: a share, or the name of the parameter that gives it. Days and dates are whole numbers (dates
/// by Date::days), areas are in 1/10,000 m².
struct Bound {
    Share value;
    std::string parameter;
};
enum class Comparison : std::uint8_t { Less, AtMost, Equal, AtLeast, More };
struct Limit {
    Comparison comparison = Comparison::Equal;
    Bound bound;
};
/// A word ("yes", "unknown", a word of the column), or limits that all hold.
struct Alternative {
    std::string word;
    std::vector<Limit> limits;
};

constexpr std::size_t kMostWords = 62;  ///< of a word column: a bit each, and one for "unknown"

struct TableColumn {
    std::string id;
    base::Text name;
    ColumnType type = ColumnType::Flag;
    bool unknown = false;             ///< the fact may be unknown
    std::vector<std::string> values;  ///< of a word column
};
struct TableOutput {
    std::string id;
    std::vector<std::string> values;
};
struct Condition {
    std::size_t column = 0;
    std::vector<Alternative> any;
};
struct TableRow {
    std::string id;
    std::vector<Condition> when;    ///< all hold; none = every case that is left
    std::vector<std::size_t> then;  ///< for each output the place of its value
    std::string article;
    std::string tag;
    int line = 0;
    bool implied = false;  ///< follows from another row; needs no case of its own and may be out of reach
};
/// A test case beside the table: the value of every column, and the row that answers.
struct TableCase {
    std::string row;
    std::vector<Alternative> given;  ///< by column: a word, or one limit "equal"
    int line = 0;
};

struct DecisionTable {
    std::string id;
    base::Text title;
    bool unique = false;   ///< hit policy: unique, else first
    std::string document;  ///< whose articles the rows cite
    Date valid_from;
    std::string replaces = {};         ///< name of the book whose table of this id it overrides, explicitly
    std::vector<TableColumn> columns;  ///< at most 16
    std::vector<TableOutput> outputs;
    std::vector<TableRow> rows;
    std::vector<TableCase> cases;
};

/// For each column a set of cells, one bit a cell.
using Cells = std::uint64_t;
using Box = std::vector<Cells>;

/// The value of a parameter on the day, or nothing.
using ParameterValues = std::function<std::optional<Share>(const std::string& id)>;

class CompiledTable {
  public:
    /// Error: the name of a parameter that no book gives on the day, or more than 31 bounds on one column.
    static base::Result<CompiledTable> compile(const DecisionTable& table, const ParameterValues& values);

    /// The cell of a fact. A column that may not be unknown takes no nothing; words are given by their place.
    Cells flag(std::size_t column, std::optional<bool> value) const;
    Cells word(std::size_t column, std::optional<std::size_t> value) const;
    Cells number(std::size_t column, const std::optional<Share>& value) const;

    /// The first row that fits; nothing = a gap, which the proof at load excludes.
    std::optional<std::size_t> first(const Cells* facts) const;
    /// What the table answers for those facts: for each output the place of its value.
    const std::vector<std::size_t>& answers(const Cells* facts) const;

    const DecisionTable& table() const { return table_; }
    const Box& domain() const { return domain_; }
    const std::vector<Box>& rows() const { return rows_; }
    /// The facts of a stored case, by its place: for each column one cell.
    Box facts_of(std::size_t stored) const;
    /// The smallest value inside a set of cells, for people: "否", "1/6", "2024-06-30".
    base::Text sample(std::size_t column, Cells cells) const;

  private:
    explicit CompiledTable(const DecisionTable& table) : table_(table) {}
    Cells unknown_cell(std::size_t column) const;
    Cells cells_of(std::size_t column, const Limit& limit) const;
    Cells cells_of(std::size_t column, const Alternative& one) const;
    Cells domain_of(std::size_t column) const;
    std::optional<std::string> gather_cuts(const ParameterValues& values);
    std::string number_text(std::size_t column, std::size_t cell) const;

    DecisionTable table_;                   ///< bounds resolved
    std::vector<std::vector<Share>> cuts_;  ///< by column, rising; only of columns of numbers
    Box domain_;
    std::vector<Box> rows_;
};

}  // namespace law
