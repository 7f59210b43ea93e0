// Portions laid over the book: a ledger that was exported, filled in and brought back, the bureau's ledger in its old
// form, lists of portions. What a row leaves out stays as it is; what it says anew is entered, and nothing else.
//
// An export shows more than was ever said: routes that the rulebook proposes, causes under a column that several causes
// share. Its cells that say what the book shows are therefore no statements. A row of any other list speaks for itself,
// except that an area as a paper rounds it (hectares with four places, mu with two) is no other area.
#pragma once

#include "report/layout.hpp"
#include "service/book.hpp"
#include "service/parcels.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace service {

class FilledLedger {
  public:
    /// The book as it shows on the day, read whole.
    static base::Result<std::unique_ptr<FilledLedger>> open(store::Snapshot& snapshot, base::Date as_of);

    struct Answer {
        /// To be entered; nothing where the row says nothing new. A portion, or the row of a list with what was filled.
        std::optional<land::Record> said;
        bool listed_unknown = false;         ///< of a list's row that is not in the book, or stands on a plot now
        std::optional<base::Area> doubtful;  ///< the book's area, where the row's is fifteen times it: mu as hectares
    };
    /// `exported`: the row is one of our export, whose cells may show the book.
    Answer lay(const land::Portion& row, bool exported) const;

  private:
    /// A portion of the book, or land that nobody divided, as the export shows it.
    struct Shown {
        std::optional<land::Portion> record;    ///< nothing where nobody said anything
        std::optional<land::Stocklist> listed;  ///< the row of a list that the portion is
        land::Portion cells;                    ///< what the export shows, said or not
        base::Area area;
    };
    base::Status load(const Book& book);
    void hold_portions(const Book& book, const Land& land);
    void hold(const Held<land::Portion>& held, const std::string& note);
    void take(const Book& book, const Land& land, const Parcel& parcel);
    bool same_cell(std::string_view list, const std::string& a, const std::string& b) const;

    report::Layout layout_;
    std::map<std::string, Shown>
        shown_;  ///< by portion key; "plot:KEY", "approval:KEY", "listed:KEY" for land not divided
};

}  // namespace service
