// The order of recording, told by electronic numbers (law/late_record.hpp), for the supplies of a book.
//
// Keys of supplies begin with region and year, so supplies read in key order come series by series: one series is held
// at a time. Contracts signed after the book's day are not there yet; those without number or date are passed through.
// What the walk found is kept with the book (Book::witnesses), so that one supply asked later need not read its series.
#pragma once

#include "law/finding.hpp"
#include "service/book.hpp"

#include <functional>
#include <vector>

namespace service {

class RecordSeries {
  public:
    using Visit = std::function<base::Status(const Held<land::Supply>& supply, std::vector<law::Finding>&& findings)>;

    /// `visit` sees every supply in the order it is added, with what its number tells.
    RecordSeries(const Book& book, Visit visit) : book_(book), visit_(std::move(visit)) {}

    base::Status add(Held<land::Supply>&& supply);
    /// After the last.
    base::Status finish();

  private:
    base::Status pass();

    const Book& book_;
    Visit visit_;
    std::string series_;  ///< region and year of those held; empty: of one that has no number
    std::vector<Held<land::Supply>> held_;
    Witnesses witnesses_;
};

/// What its number tells of one supply. Before the book was walked over it reads all supplies of its region and year.
base::Result<std::vector<law::Finding>> record_findings(const Book& book, const Held<land::Supply>& supply,
                                                        store::Snapshot& snapshot);

}  // namespace service
