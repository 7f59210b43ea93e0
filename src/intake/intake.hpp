// Intake: files -> candidates (records with their source cells) and problems. Reads foreign files only through the
// worker process; never stops at a bad row; decides nothing about what is in the store already.
#pragma once

#include "base/error.hpp"
#include "base/result.hpp"
#include "intake/mapping.hpp"
#include "land/records.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace intake {

enum class Severity { Info, Warning, Error };  ///< Error: the row is refused
std::string_view severity_name(Severity severity);

/// This row of this file: what was found, and what to do. Codes and texts: problem_codes.def.
struct Problem {
    std::string sheet;
    std::int64_t row = 0;  ///< 1-based row of the sheet or line of the text file; 0 = the file as a whole
    std::string cell;      ///< "F12"; "L12" (line) in text files
    std::string field;     ///< field of the record, or the heading
    std::string code;      ///< UPPER_CASE
    Severity severity = Severity::Warning;
    std::string found;  ///< the cell as written
    base::Text message;
};

/// Makes a problem with the catalogue's severity and text; args fill {0}, {1} … after `found` as {0}.
Problem make_problem(std::string_view code, std::string sheet, std::int64_t row, std::string cell, std::string field,
                     std::string found, const std::vector<std::string>& more_args = {});

struct Candidate {
    land::Record record;
    std::vector<std::pair<std::string, std::string>> original;  ///< heading and cell as written, empty cells left out
    std::string sheet;
    std::int64_t row = 0;
    std::string cells;  ///< "A12:V12" or "L12-L40"
    /// Of a row of our own export: what it shows ("portion:…"). Its cells may show the book; empty = they all speak.
    std::string echo = {};
    std::string mapping = {};  ///< the entry that remembers how its sheet was read; empty: by its headings
};

struct ReadOptions {
    std::optional<land::Kind> kind;   ///< as told by --as; else detected from the headings
    std::string crs;                  ///< as told by --crs
    std::string division;             ///< of the store: where a row names none
    std::string approval;             ///< normalised, for plots of a file that names none
    std::optional<base::Date> as_of;  ///< the day a list shows, where it does not say so itself
    std::vector<Mapping> said = {};   ///< of places of this file; they stand before what is remembered
    std::vector<Mapping> remembered = {};
    /// A file of which no sheet is understood is no error: FileResult::sheets says what stands in it.
    bool describe = false;
};

/// How a sheet was read.
struct SheetReport {
    enum class State { Read, Unknown, Left, Hidden, Blank };
    struct Column {
        std::string heading, field;  ///< as Column of head.hpp
        Unit unit = Unit::None;
        bool unit_assumed = false;
        std::string sample;  ///< the first cell below, as written, cut short, persons' numbers masked
    };
    std::string name;
    State state = State::Blank;
    std::string form;  ///< of the head; of the row that looks like one where none is known
    std::int64_t head_row = 0, head_rows = 1;
    std::optional<land::Kind> kind;
    bool said = false;         ///< by a mapping of the request
    std::string mapping = {};  ///< the entry that remembers it
    std::int64_t rows = 0;     ///< of data
    std::vector<Column> columns = {};
};
std::string_view sheet_state_name(SheetReport::State state);  ///< read | unknown | left | hidden | blank

struct FileResult {
    std::string file;                      ///< as given
    std::string sha256;                    ///< hex
    std::string kind;                      ///< kind name, of the first sheet understood
    std::int64_t rows = 0;                 ///< rows of data (or plots of a text file)
    std::int64_t rejected = 0;             ///< rows refused here
    std::vector<std::string> headings;     ///< of the last sheet read, for --reject-to
    std::vector<SheetReport> sheets = {};  ///< of tables, in the order of the file
};

class Sink {
  public:
    virtual ~Sink() = default;
    /// Return an error to stop reading the file.
    virtual base::Status candidate(Candidate&& candidate) = 0;
    virtual void problem(Problem&& problem) = 0;
    /// A row refused, with all its cells as written, for --reject-to.
    virtual void rejected(std::string_view sheet, std::int64_t row, const std::vector<std::string>& headings,
                          const std::vector<std::string>& cells) = 0;
};

/// Reads one file. `progress` (may be empty) is called now and then with the bytes or rows done.
base::Result<FileResult> read_file(const std::string& path, const ReadOptions& options, Sink& sink);

}  // namespace intake
