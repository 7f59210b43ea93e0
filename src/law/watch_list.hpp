// How one watched day is put on the list: state, warnings, finding. Private to the room.
#pragma once

#include "law/watch.hpp"

#include <string>
#include <vector>

namespace law {

/// What a rule knows about one day.
struct WatchedDay {
    const char* what = "";
    Date due;
    Certainty certainty = Certainty::Stated;  ///< of the day
    std::vector<Reason> reasons;
    std::string article;
    bool undone_after = false;  ///< a record says that it was not done after its day
};

class WatchList {
  public:
    WatchList(std::string subject, const RulebookSet& books, Date as_of)
        : subject_(std::move(subject)), books_(books), as_of_(as_of) {}

    void add(WatchedDay day);
    /// A day that lapses: while it is ahead it is listed, afterwards there is nothing to find out.
    void add_until(WatchedDay day) {
        if (as_of_ <= day.due) add(std::move(day));
    }
    void undated(const char* what, const std::string& missing, const std::string& article, std::vector<Reason> reasons);
    /// For what concerns another subject of the same land.
    void speak_of(std::string subject) { subject_ = std::move(subject); }

    std::vector<Watch> take();

  private:
    Watch start(const char* what) const;
    std::optional<Date> warning(const char* what, const char* which, Date due) const;

    std::string subject_;
    const RulebookSet& books_;
    Date as_of_;
    std::vector<Watch> list_;
};

}  // namespace law
