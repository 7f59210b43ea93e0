#include "http/views.hpp"

#include <algorithm>
#include <exception>

namespace http {

base::Result<Views::PlacePointer> Views::place_of(const service::Switches& switches) {
    PANHUO_TRY(const service::Moment moment, service::read_moment(switches, clock_));
    const std::string key =
        moment.as_of.iso() + "|" + std::to_string(moment.known_at.micros()) + "|" + switches.counting;
    const std::lock_guard guard(mutex_);
    const auto found =
        std::find_if(places_.begin(), places_.end(), [&](const auto& each) { return each.first == key; });
    if (found != places_.end()) {
        places_.splice(places_.begin(), places_, found);
    } else {
        places_.emplace_front(key, std::make_shared<Place>());
        places_.front().second->moment = moment;
        if (places_.size() > kKept) places_.pop_back();
    }
    return places_.front().second;
}

/// What stands and is new enough; the one with its documents first.
std::shared_ptr<View> Views::standing(Place& place, std::uint64_t wanted) {
    const std::lock_guard guard(place.mutex);
    if (place.view && place.view->version() >= wanted) return place.view;
    if (place.next && place.next->version() >= wanted) return place.next;
    return nullptr;
}

/// Whoever comes first opens the book; the others wait here, and nobody waits for a moment he did not ask for.
base::Result<std::shared_ptr<View>> Views::newer(Place& place, std::uint64_t wanted) {
    const std::lock_guard making(place.making);
    if (std::shared_ptr<View> view = standing(place, wanted)) return view;
    // Read before the snapshot is taken: what is written between the two is in the view, and renews it once too often.
    const std::uint64_t version = version_;
    PANHUO_TRY(std::unique_ptr<store::Snapshot> snapshot, store_.read());
    PANHUO_TRY(std::unique_ptr<service::Book> book, service::Book::open(*snapshot, place.moment));
    auto view = std::make_shared<View>(version, std::move(snapshot), std::move(book));
    const std::lock_guard guard(place.mutex);
    (place.view ? place.next : place.view) = view;
    return view;
}

base::Result<std::shared_ptr<View>> Views::at(const service::Switches& switches, const std::string& reader) {
    PANHUO_TRY(const PlacePointer place, place_of(switches));
    const std::uint64_t own = last_write_of(reader);
    if (std::shared_ptr<View> view = standing(*place, own)) {
        if (view->version() < version_) renew_later(place);
        return view;
    }
    PANHUO_TRY(std::shared_ptr<View> view, newer(*place, own));
    renew_later(place);
    return view;
}

base::Result<std::shared_ptr<View>> Views::now(const service::Switches& switches) {
    PANHUO_TRY(const PlacePointer place, place_of(switches));
    return newer(*place, version_);
}

void Views::written(const std::string& writer) {
    const std::lock_guard guard(mutex_);
    writes_[writer] = ++version_;
}

std::uint64_t Views::last_write_of(const std::string& writer) {
    const std::lock_guard guard(mutex_);
    const auto found = writes_.find(writer);
    return found == writes_.end() ? 0 : found->second;
}

void Views::renew_later(const PlacePointer& place) {
    {
        const std::lock_guard guard(place->mutex);
        // A first view has nothing to inherit and is the last word already.
        if (place->waits || (!place->next && place->view && place->view->version() >= version_)) return;
        place->waits = true;
    }
    const std::lock_guard guard(queue_mutex_);
    if (stopping_) return;
    queue_.push_back(place);
    if (!worker_.joinable()) worker_ = std::thread([this] { work(); });
    queued_.notify_one();
}

void Views::renew(Place& place) {
    std::shared_ptr<View> before;
    {
        const std::lock_guard guard(place.mutex);
        place.waits = false;
        before = place.view;
    }
    const auto made = newer(place, version_);
    if (!made.ok()) return;
    if (before && before != *made) (*made)->inherit(*before, stopping_);
    const std::lock_guard guard(place.mutex);
    place.view = *made;
    if (place.next && place.next->version() <= place.view->version()) place.next.reset();
}

void Views::work() {
    std::unique_lock lock(queue_mutex_);
    while (true) {
        queued_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (stopping_) break;
        const PlacePointer place = std::move(queue_.front());
        queue_.pop_front();
        busy_ = true;
        lock.unlock();
        try {
            if (place.use_count() > 1) renew(*place);  // else it is not kept any more
        } catch (const std::exception&) {
            // Out of memory, say: the view that stands goes on answering, and the next reader asks again.
        }
        lock.lock();
        busy_ = false;
        if (queue_.empty()) idle_.notify_all();
    }
    idle_.notify_all();
}

void Views::settle() {
    std::unique_lock lock(queue_mutex_);
    idle_.wait(lock, [this] { return stopping_ || (queue_.empty() && !busy_); });
}

void Views::stop() {
    {
        const std::lock_guard guard(queue_mutex_);
        stopping_ = true;
        queue_.clear();
        queued_.notify_all();
    }
    if (worker_.joinable()) worker_.join();
}

}  // namespace http
