// Views: what the pages read, made once for each moment and then only looked at.
//
// A View is the book at one moment with the documents asked of it: they are made on first use and shared by every
// answer after it. After a write the view that stands goes on answering until its successor is made, with the same
// documents; only the writer himself waits for it, so that nobody is shown what was before his own write. Two people
// who look at the same moment share one book.
// Books are opened by two threads of the Views' own: one for what somebody waits for, one, which steps back before all
// others on the processor, for successors. So no more than two books are being opened at once, and requests wait only
// for so long (ViewPreparing) and only so many at a time: the rest of the pool goes on serving. Of the moments used
// last as many are kept as there is room for, in rows of the book.
#pragma once

#include "http/view.hpp"
#include "service/moment.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace http {

struct Patience {
    std::chrono::seconds longest{20};  ///< how long a request waits for a book to be opened
    unsigned most = 4;                 ///< requests that may wait at once
};

class Views {
  public:
    Views(store::Store& store, const base::Clock& clock, Patience patience = {})
        : store_(store), clock_(clock), patience_(patience) {}
    ~Views() { stop(); }
    Views(const Views&) = delete;
    Views& operator=(const Views&) = delete;

    /// The view of a moment for a reader: at least as new as what he wrote last.
    /// Errors: those of read_moment and of the store; ViewPreparing.
    base::Result<std::shared_ptr<View>> at(const service::Switches& switches, const std::string& reader);
    /// Begins to open the book of now, with its list, so that the first reader need not wait for all of it.
    void prepare();
    /// Somebody wrote something: views made before will be renewed when they are next asked for.
    void written(const std::string& writer);
    /// How many writes there were, and one.
    std::uint64_t version() const { return version_; }

    /// Waits until nothing is being made.
    void settle();
    /// Ends the making; what it is at is finished first.
    void stop();

  private:
    static constexpr std::size_t kMostMoments = 6;
    static constexpr std::size_t kMostRows = 3'000'000;  ///< of all moments together, but never fewer than two moments
    /// One moment. `view` answers; `next` is newer, has its book and is given its documents.
    struct Place {
        service::Moment moment;
        std::mutex making;  ///< held while a book is opened
        std::mutex mutex;   ///< of what follows
        std::condition_variable changed;
        std::shared_ptr<View> view, next;
        std::uint64_t attempts = 0;  ///< to open a book, ended
        base::Status last = base::Done{};
        bool wanted = false, renewing = false;  ///< stands in a queue
    };
    using PlacePointer = std::shared_ptr<Place>;
    /// Work and the thread that does it.
    struct Bench {
        std::deque<PlacePointer> queue;
        bool busy = false;
        std::thread thread;  ///< begun with the first work
    };

    base::Result<PlacePointer> place_of(const service::Switches& switches);
    base::Result<std::shared_ptr<View>> wait_for(const PlacePointer& place, std::uint64_t wanted);
    base::Result<std::shared_ptr<View>> open(Place& place, std::uint64_t wanted);
    base::Result<std::shared_ptr<View>> make(Place& place);
    static std::shared_ptr<View> standing(Place& place, std::uint64_t wanted);
    std::uint64_t last_write_of(const std::string& writer);
    void open_soon(const PlacePointer& place);
    void renew_later(const PlacePointer& place);
    void renew(Place& place);
    void put(Bench& bench, const PlacePointer& place, bool steps_back);
    void work(Bench& bench, bool steps_back);
    void let_go();

    store::Store& store_;
    const base::Clock& clock_;
    const Patience patience_;
    std::atomic<std::uint64_t> version_{1};
    std::atomic<unsigned> waiting_{0};
    std::mutex mutex_;
    std::list<std::pair<std::string, PlacePointer>> places_;  ///< used last first
    std::map<std::string, std::uint64_t> writes_;             ///< the version that somebody's last write made

    std::mutex queue_mutex_;
    std::condition_variable queued_, idle_;
    Bench opening_, renewing_;
    std::atomic<bool> stopping_{false};
};

}  // namespace http
