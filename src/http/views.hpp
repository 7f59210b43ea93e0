// Views: what the pages read, made once for each moment and then only looked at.
//
// A View is the book at one moment with the documents asked of it: they are made on first use and shared by every
// answer after it. After a write the view that stands goes on answering until its successor is made, in a thread of its
// own and with the same documents; only the writer himself waits for it, so that nobody is shown what was before his
// own write. Two people who look at the same moment share one book. The few moments used last are kept.
#pragma once

#include "http/view.hpp"
#include "service/moment.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace http {

class Views {
  public:
    Views(store::Store& store, const base::Clock& clock) : store_(store), clock_(clock) {}
    ~Views() { stop(); }
    Views(const Views&) = delete;
    Views& operator=(const Views&) = delete;

    /// The view of a moment for a reader: at least as new as what he wrote last.
    /// Errors: those of read_moment and of the store.
    base::Result<std::shared_ptr<View>> at(const service::Switches& switches, const std::string& reader);
    /// The same as of the last write, whoever's it was.
    base::Result<std::shared_ptr<View>> now(const service::Switches& switches);
    /// Somebody wrote something: views made before will be renewed when they are next asked for.
    void written(const std::string& writer);
    /// How many writes there were, and one.
    std::uint64_t version() const { return version_; }

    /// Waits until nothing is being renewed.
    void settle();
    /// Ends the renewing; what it is at is finished first.
    void stop();

  private:
    static constexpr std::size_t kKept = 6;
    /// One moment. `view` answers; `next` is newer, has its book and is given its documents.
    struct Place {
        service::Moment moment;
        std::mutex making;  ///< held while a book is opened
        std::mutex mutex;   ///< of what follows
        std::shared_ptr<View> view, next;
        bool waits = false;  ///< stands in the queue
    };
    using PlacePointer = std::shared_ptr<Place>;

    base::Result<PlacePointer> place_of(const service::Switches& switches);
    base::Result<std::shared_ptr<View>> newer(Place& place, std::uint64_t wanted);
    static std::shared_ptr<View> standing(Place& place, std::uint64_t wanted);
    std::uint64_t last_write_of(const std::string& writer);
    void renew_later(const PlacePointer& place);
    void renew(Place& place);
    void work();

    store::Store& store_;
    const base::Clock& clock_;
    std::atomic<std::uint64_t> version_{1};
    std::mutex mutex_;
    std::list<std::pair<std::string, PlacePointer>> places_;  ///< used last first
    std::map<std::string, std::uint64_t> writes_;             ///< the version that somebody's last write made

    std::mutex queue_mutex_;
    std::condition_variable queued_, idle_;
    std::deque<PlacePointer> queue_;
    bool busy_ = false;
    std::atomic<bool> stopping_{false};
    std::thread worker_;  ///< begun with the first renewal
};

}  // namespace http
