// A ledger that was exported, filled in and brought back: what was filled is entered, and nothing else. Any list of
// portions is laid over what is known in the same way: what a row leaves out stays as it is.
//
// The exported form shows more than was ever said: routes that the rulebook proposes, causes under a column that
// several causes share, areas rounded to the paper's places. A cell that says what the book shows on that day is
// therefore no statement; a cell that says something else is.
#pragma once

#include "report/layout.hpp"
#include "service/book.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace service {

class FilledLedger {
  public:
    /// The book as it shows on the day; the snapshot must outlive this.
    static base::Result<std::unique_ptr<FilledLedger>> open(store::Snapshot& snapshot, base::Date as_of);

    /// The portion with what the row filled in; nothing where the row says no more than the book shows.
    /// An area of about fifteen times the book's is mu among hectares: the book's stays, and `doubtful` names it.
    std::optional<land::Portion> merged(const land::Portion& row, std::optional<base::Area>& doubtful) const;

  private:
    /// What the export shows of one portion, or of a plot that nobody divided.
    struct Shown {
        std::string cause, route, unit, supporting, note;
        std::optional<base::Date> planned;
        base::Area area;
        std::optional<land::Portion> record;
    };
    base::Status load(const Book& book);
    bool same_column(std::string_view list, const std::string& a, const std::string& b) const;
    void merge_choice(std::string_view list, const std::string& shown, const std::string& value,
                      const std::string& text, std::string& into, std::string& into_text, bool& changed) const;

    report::Layout layout_;
    std::map<std::string, Shown> shown_;  ///< by portion key, else "plot:KEY" or "approval:KEY"
};

}  // namespace service
